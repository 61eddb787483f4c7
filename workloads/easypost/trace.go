package easypost

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
// The transport calls it from goroutines of its own, and these are not all
// done when the request is: a dial goes on when another connection became free
// first, a body may be under way still when the answer is there, and a request
// that was cancelled leaves all of them behind. So everything in it is atomic,
// and a trace with such loose ends serves no further request, whose own they
// would be taken for: the session takes a new one.
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

// What can be said of a request's time in flight.
const (
	waiting int32 = iota // not written yet
	aloft                // counted as in flight
	over                 // answered or given up
)

// wireCounts are a session's sums over a leg. A straggler of an earlier leg
// adds to that one's.
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

// end takes a request that never was answered out of the air. Where a first
// byte came, it returns the time until then and the time since.
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

// land counts the request out, and keeps it from being counted in any more.
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
// calls without a connection between them are one question: the first requests
// over HTTP/2 ask twice, the transport and then its HTTP/2 half.
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

// gotFirstByte is called for the first byte that comes, be it of a 1xx notice:
// the transport does not tell where the answer itself begins.
func (t *trace) gotFirstByte() {
	t.first.Store(t.now())
	t.land()
}

// dialFunc makes a connection.
type dialFunc func(ctx context.Context, network, address string) (net.Conn, error)

// traceKey is the key of the trace in a request's context, through which a
// dial finds the request that it was begun for.
//
// Note: httptrace has hooks for dials. They are not used since net.Dialer
// alone calls them, and for one dial several times where a name has several
// addresses, so that neither times nor connections add up.
type traceKey struct{}

// counted times dials and counts the connections that come of them. One that
// lost the race against a connection that became free counts too: it was made,
// and a later request goes out on it, or it is closed where there are enough.
// So a leg that begins without connections may make more than it has workers.
func (dial dialFunc) counted(ctx context.Context, network, address string) (net.Conn, error) {
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
