package simulator

import (
	"context"
	"log"
	"net"
	"sync"
	"sync/atomic"
)

// doors count the connections, and refuse those above the limit.
type doors struct {
	most    int64
	open    atomic.Int64
	refused atomic.Int64
	log     *log.Logger // nil for the standard one
	told    sync.Once
}

// enter counts a connection, and returns false if there are too many already.
func (d *doors) enter() bool {
	if d.open.Add(1) <= d.most {
		return true
	}
	d.leave()
	d.refused.Add(1)
	d.told.Do(d.tell)
	return false
}

func (d *doors) leave() { d.open.Add(-1) }

func (d *doors) tell() {
	logger := d.log
	if logger == nil {
		logger = log.Default()
	}
	logger.Printf("the simulator has %d connections, the most that it takes: it closes further ones", d.most)
}

// guardedListener closes connections above the limit, and counts the others until they are closed.
//
// Note: a listener could instead stop accepting connections. Its clients would then wait without an error until others
// left, and take the wait for the server's latency.
type guardedListener struct {
	net.Listener
	doors    *doors
	stopping context.Context // it ends when the server stops
}

// Accept waits for a connection that there is room for.
func (l *guardedListener) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if l.doors.enter() {
			return &guardedConn{Conn: conn, doors: l.doors, stopping: l.stopping}, nil
		}
		_ = conn.Close()
	}
}
