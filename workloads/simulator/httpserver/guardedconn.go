package httpserver

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"os"
	"sync/atomic"
	"time"

	"ep-benchmark/workloads/simulator/wire"
)

// The bounds of what a client may still send after its last answer. It is read and dropped.
const (
	lingerTime  = 5 * time.Second
	lingerBytes = wire.LargestBatch // a client that sends its whole request before it reads has sent the largest one then
)

// guardedConn is a connection that is closed in a way that lets the last answer arrive.
//
// A kernel that receives bytes for a closed socket answers with a reset, and a reset makes the client's kernel drop an
// answer that the client has not read yet. So the server first closes only its sending side of a connection on which it
// has answered. The client may then send until it closes as well, within bounds.
type guardedConn struct {
	net.Conn
	connections  *connections
	stopping     context.Context // it ends when the server stops
	answered     atomic.Bool     // something was written
	unread       atomic.Bool     // the client has not taken what was written
	clientClosed atomic.Bool     // the client has closed its side
	closing      atomic.Bool
}

// Read notes a client that has closed its side.
func (c *guardedConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
		c.clientClosed.Store(true)
	}
	return n, err
}

// Write notes that there is an answer, and a client that does not take it.
func (c *guardedConn) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	switch {
	case err != nil:
		c.unread.Store(true)
	case !c.answered.Load():
		c.answered.Store(true)
	}
	return n, err
}

// CloseWrite closes the sending side, which tells the client that no more bytes follow. Connections in memory do not
// support it.
func (c *guardedConn) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return errors.ErrUnsupported
}

// Close closes the connection when the client has closed its side, or its time for that is over. A second call closes
// it at once.
func (c *guardedConn) Close() error {
	if c.closing.Swap(true) {
		return c.Conn.Close()
	}
	defer c.connections.leave()
	switch {
	case c.unread.Load():
		dropUnsent(c.Conn) // otherwise the kernel would keep it, and go on trying to deliver it
	case c.answered.Load() && !c.clientClosed.Load() && c.stopping.Err() == nil:
		c.linger()
	}
	return c.Conn.Close()
}

// linger drops what the client sends until it closes. A server that stops does not wait for that.
func (c *guardedConn) linger() {
	if c.CloseWrite() != nil || c.SetReadDeadline(time.Now().Add(lingerTime)) != nil {
		return
	}
	stopWatching := context.AfterFunc(c.stopping, func() { _ = c.SetReadDeadline(time.Now()) })
	defer stopWatching()
	_, _ = io.CopyN(io.Discard, c.Conn, lingerBytes) // however it ends, the connection is closed next
}

// breakOff closes a connection by a reset, which drops what is unsent.
func breakOff(conn net.Conn) {
	if secure, ok := conn.(*tls.Conn); ok {
		conn = secure.NetConn() // otherwise it would send a TLS close notification first
	}
	if guarded, ok := conn.(*guardedConn); ok {
		guarded.unread.Store(true)
	}
	dropUnsent(conn)
	_ = conn.Close()
}

// dropUnsent makes the kernel drop what is unsent, and send a reset, when the connection is closed.
func dropUnsent(conn net.Conn) {
	if socket, ok := conn.(*net.TCPConn); ok {
		_ = socket.SetLinger(0)
	}
}
