package simulatortest

import (
	"errors"
	"net"
	"time"
)

// HalfPipe is one end of a connection in memory whose directions are closed one by one, as those of sockets are.
type HalfPipe struct {
	net.Conn          // what it reads from
	Out      net.Conn // what it writes to
}

// HalfPipes makes a connection in memory.
func HalfPipes() (client, server HalfPipe) {
	up, down := make([]net.Conn, 2), make([]net.Conn, 2)
	up[0], up[1] = net.Pipe()
	down[0], down[1] = net.Pipe()
	return HalfPipe{down[1], up[0]}, HalfPipe{up[1], down[0]}
}

// Write writes to the other end.
func (p HalfPipe) Write(b []byte) (int, error) { return p.Out.Write(b) }

// SetWriteDeadline bounds how long Write waits for a reader.
func (p HalfPipe) SetWriteDeadline(t time.Time) error { return p.Out.SetWriteDeadline(t) }

// CloseWrite closes the direction in which this end writes.
func (p HalfPipe) CloseWrite() error { return p.Out.Close() }

// Close closes both directions.
func (p HalfPipe) Close() error { return errors.Join(p.Conn.Close(), p.Out.Close()) }
