package diagnose_test

import (
	"net"
	"sync"
	"testing"
	"time"
)

// wrapped is a listener that accepts no more connections than the bench's
// server has at once: others wait until one is closed.
func (b *bench) wrapped(l net.Listener) net.Listener {
	if b.accepts == 0 {
		return l
	}
	return &fewConnections{l, make(chan struct{}, b.accepts)}
}

type fewConnections struct {
	net.Listener
	slots chan struct{}
}

// Accept waits for a slot first.
func (l *fewConnections) Accept() (net.Conn, error) {
	l.slots <- struct{}{}
	conn, err := l.Listener.Accept()
	if err != nil {
		<-l.slots
		return nil, err
	}
	return &countedConnection{Conn: conn, free: sync.OnceFunc(func() { <-l.slots })}, nil
}

type countedConnection struct {
	net.Conn
	free func()
}

// Close gives the slot back.
func (c *countedConnection) Close() error {
	c.free()
	return c.Conn.Close()
}

// relayed puts a relay before a server, which hands on what it reads after the
// bench's way. Without one the server's own address is returned.
func (b *bench) relayed(t testing.TB, server string) (address string, stop func()) {
	t.Helper()
	if b.way == 0 {
		return server, func() {}
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var handing sync.WaitGroup
	handing.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			onward, err := net.Dial("tcp", server)
			if err != nil {
				_ = conn.Close()
				continue
			}
			handing.Go(func() { hand(onward, conn, b.way) })
			handing.Go(func() { hand(conn, onward, b.way) })
		}
	})
	return listener.Addr().String(), func() {
		_ = listener.Close()
		handing.Wait()
	}
}

// hand copies what comes, each piece after a delay, until either end closes.
func hand(to, from net.Conn, delay time.Duration) {
	defer func() {
		_ = to.Close()
		_ = from.Close()
	}()
	buffer := make([]byte, 64<<10)
	for {
		n, err := from.Read(buffer)
		if err != nil {
			return
		}
		time.Sleep(delay)
		if _, err := to.Write(buffer[:n]); err != nil {
			return
		}
	}
}
