"""Echoes messages of a payload over loopback, all in one event loop.

Usage: echo.py asyncio|uvloop PAYLOAD MESSAGES
"""
import asyncio
import sys

CLIENTS = 4


class Echo(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.transport.write(data)


class Client(asyncio.Protocol):
    def __init__(self, payload, messages, done):
        self.payload, self.left, self.done, self.got = payload, messages, done, 0

    def connection_made(self, transport):
        self.transport = transport
        transport.write(self.payload)

    def data_received(self, data):
        self.got += len(data)
        if self.got < len(self.payload):
            return
        self.got = 0
        self.left -= 1
        if self.left > 0:
            self.transport.write(self.payload)
        else:
            self.transport.close()
            self.done.set_result(None)


async def main(payload, messages):
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Echo, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()[:2]
    waiting = []
    for _ in range(CLIENTS):
        done = loop.create_future()
        await loop.create_connection(lambda done=done: Client(b"x" * payload, messages // CLIENTS, done), host, port)
        waiting.append(done)
    await asyncio.gather(*waiting)
    server.close()


kind, payload, messages = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
if kind == "uvloop":
    import uvloop

    uvloop.install()
asyncio.run(main(payload, messages))
