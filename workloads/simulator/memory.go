package simulator

import (
	"context"
	"net"
	"sync"
)

// MemoryListener is a listener whose connections are pipes in memory. Unlike sockets they work on the fake clock of
// testing/synctest; make the listener inside the bubble.
type MemoryListener struct {
	conns  chan net.Conn
	closed chan struct{}
	close  sync.Once
}

// NewMemoryListener makes a listener without connections.
func NewMemoryListener() *MemoryListener {
	return &MemoryListener{conns: make(chan net.Conn), closed: make(chan struct{})}
}

// DialContext connects to the listener; it has the form that http.Transport wants and ignores network and address.
// The error is the context's, or net.ErrClosed.
func (l *MemoryListener) DialContext(ctx context.Context, _, _ string) (net.Conn, error) {
	client, server := net.Pipe()
	select {
	case l.conns <- server:
		return client, nil
	case <-l.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Accept waits for the next connection; the error is net.ErrClosed.
func (l *MemoryListener) Accept() (net.Conn, error) {
	select {
	case conn := <-l.conns:
		return conn, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

// Close ends Accept and DialContext; connections stay open. It never fails.
func (l *MemoryListener) Close() error {
	l.close.Do(func() { close(l.closed) })
	return nil
}

// Addr returns a name for messages.
func (l *MemoryListener) Addr() net.Addr { return memoryAddr{} }

type memoryAddr struct{}

func (memoryAddr) Network() string { return "memory" }
func (memoryAddr) String() string  { return "memory" }
