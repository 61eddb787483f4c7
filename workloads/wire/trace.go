package wire

import (
	"context"
	"crypto/tls"
	"net"
	"net/http/httptrace"
	"sync/atomic"
	"time"
)

// trace follows a session's requests on the wire, one after another.
//
// The transport calls it from goroutines of its own, and some of these go on
// after the request has ended: a dial goes on when another connection became
// free first, the body may still be sent when the answer is there, and a
// cancelled request leaves all of them behind. So everything in a trace is
// atomic. A trace with such loose ends is not used for another request, since
// late calls would be counted as that request's. The session takes a new trace
// instead.
type trace struct {
	traffic *Traffic
	counts  *wireCounts
	epoch   time.Time

	// Moments of the request under way: nanoseconds since epoch, 0 is "not
	// yet".
	asked, got, wrote, first atomic.Int64

	flight      atomic.Int32 // waiting, aloft or over
	released    atomic.Bool  // the transport has done with the request's body
	dialling    atomic.Int32 // dials under way
	handshaking atomic.Int64 // moment at which the TLS handshake under way began
}

// The states of a request's time in flight.
const (
	waiting int32 = iota // not written yet
	aloft                // counted as in flight
	over                 // answered or given up
)

// wireCounts are a session's sums over a leg. A late call of an earlier leg
// adds to the sums of that leg.
type wireCounts struct {
	connections, reused, retries atomic.Int64
	connect, tls, wait           atomic.Int64 // nanoseconds
}

func newTrace(t *Traffic, counts *wireCounts) *trace {
	return &trace{traffic: t, counts: counts, epoch: time.Now()}
}

func (t *trace) now() int64 { return int64(time.Since(t.epoch)) + 1 }

// begin forgets the request before.
func (t *trace) begin() {
	t.asked.Store(0)
	t.got.Store(0)
	t.wrote.Store(0)
	t.first.Store(0)
	t.released.Store(false)
	t.flight.Store(waiting)
}

// end ends the time in flight of a request that was not answered. If a first
// byte has arrived, it returns the time until then and the time since then.
func (t *trace) end() (firstByte, body time.Duration, ok bool) {
	t.land()
	first, wrote := t.first.Load(), t.wrote.Load()
	if first == 0 {
		return 0, 0, false
	}
	if wrote == 0 || wrote > first {
		wrote = t.got.Load() // answered before it was wholly written
	}
	return time.Duration(first - wrote), time.Duration(t.now() - first), true
}

// loose tells whether the transport is still busy with a request that has
// ended.
func (t *trace) loose() bool {
	return !t.released.Load() || t.dialling.Load() != 0 || t.handshaking.Load() != 0
}

// land ends the request's time in flight, and prevents that it is counted as in
// flight again.
func (t *trace) land() {
	if t.flight.Swap(over) == aloft {
		t.traffic.land()
	}
}

func (t *trace) hooks() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GetConn:              t.getConn,
		GotConn:              t.gotConn,
		WroteRequest:         t.wroteRequest,
		GotFirstResponseByte: t.gotFirstByte,
		TLSHandshakeStart:    func() { t.handshaking.Store(t.now()) },
		TLSHandshakeDone: func(tls.ConnectionState, error) {
			t.counts.tls.Add(t.now() - t.handshaking.Swap(0))
		},
	}
}

// getConn is called once more when the transport sends the request again. Two
// calls without a connection between them count as one, since for the first
// requests over HTTP/2 both the transport and its HTTP/2 part ask for a
// connection.
func (t *trace) getConn(string) {
	if t.got.Swap(0) != 0 {
		t.counts.retries.Add(1)
		t.asked.Store(t.now())
		return
	}
	t.asked.CompareAndSwap(0, t.now())
}

func (t *trace) gotConn(conn httptrace.GotConnInfo) {
	now := t.now()
	t.got.Store(now)
	t.counts.wait.Add(now - t.asked.Load())
	if conn.Reused {
		t.counts.reused.Add(1)
	}
}

// wroteRequest is called when the request stands in the connection's buffer,
// just before the last of it is sent.
func (t *trace) wroteRequest(wrote httptrace.WroteRequestInfo) {
	if wrote.Err == nil {
		t.wrote.Store(t.now())
		if t.flight.CompareAndSwap(waiting, aloft) {
			t.traffic.fly()
		}
	}
	t.released.Store(true)
}

// gotFirstByte is called for the first byte that arrives, even if it belongs to
// a 1xx notice, since the transport does not report where the answer itself
// begins.
func (t *trace) gotFirstByte() {
	t.first.Store(t.now())
	t.land()
}

// traceKey is the key of the trace in a request's context, through which a
// dial finds the request that it was begun for.
//
// Note: httptrace has hooks for dials. They are not used, because only
// net.Dialer calls them, and calls them several times for one dial when a name
// has several addresses. Neither times nor connections would add up.
type traceKey struct{}

// counted measures the time of dials and counts the connections that they make.
// A connection counts too when its request went out on another one that became
// free first: a later request uses it, or it is closed when there are enough.
// So a leg that begins without connections may make more connections than it
// has workers.
func (dial DialFunc) counted(ctx context.Context, network, address string) (net.Conn, error) {
	t, traced := ctx.Value(traceKey{}).(*trace)
	if !traced {
		return dial(ctx, network, address)
	}
	t.dialling.Add(1)
	defer t.dialling.Add(-1)
	began := time.Now()
	conn, err := dial(ctx, network, address)
	t.counts.connect.Add(int64(time.Since(began)))
	if err == nil {
		t.counts.connections.Add(1)
	}
	return conn, err
}
