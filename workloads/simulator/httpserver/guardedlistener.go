package httpserver

import (
	"context"
	"net"
)

// guardedListener closes connections above the limit, and counts the others until they are closed.
//
// Note: a listener could instead stop accepting connections. Its clients would then wait without an error until others
// left, and take the wait for the server's latency.
type guardedListener struct {
	net.Listener
	connections *connections
	stopping    context.Context // it ends when the server stops
}

// Accept waits for a connection that there is room for.
func (l *guardedListener) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if l.connections.enter() {
			return &guardedConn{Conn: conn, connections: l.connections, stopping: l.stopping}, nil
		}
		_ = conn.Close()
	}
}
