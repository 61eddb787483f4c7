package easypost

import (
	"crypto/tls"
	"net/http/httptrace"
	"sync/atomic"
	"time"
)

// trace follows one session's requests on the wire. The transport calls it
// from goroutines of its own, for a dial that lost the race even after the
// request is over, so everything in it is atomic. Moments are nanoseconds
// since epoch; 0 is "not yet".
type trace struct {
	traffic *Traffic
	epoch   time.Time

	asked, got, wrote, first atomic.Int64
	aloft                    atomic.Bool // counted as in flight
	connecting, handshaking  atomic.Int64

	connections, reused, retries atomic.Int64
	connect, tls, wait           atomic.Int64 // nanoseconds, summed
}

func newTrace(t *Traffic) *trace { return &trace{traffic: t, epoch: time.Now()} }

func (t *trace) now() int64 { return int64(time.Since(t.epoch)) + 1 }

// begin forgets the request before.
func (t *trace) begin() {
	t.asked.Store(0)
	t.got.Store(0)
	t.wrote.Store(0)
	t.first.Store(0)
}

// end takes a request that never was answered out of the air, and returns the
// time to first byte where there was one.
func (t *trace) end() (firstByte time.Duration, ok bool) {
	t.landed()
	first, wrote := t.first.Load(), t.wrote.Load()
	if first == 0 {
		return 0, false
	}
	if wrote == 0 || wrote > first {
		wrote = t.got.Load() // answered before it was wholly written
	}
	return time.Duration(first - wrote), true
}

func (t *trace) landed() {
	if t.aloft.CompareAndSwap(true, false) {
		t.traffic.land()
	}
}

func (t *trace) hooks() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GetConn: func(string) {
			if t.asked.Swap(t.now()) != 0 {
				t.retries.Add(1)
			}
		},
		GotConn: func(conn httptrace.GotConnInfo) {
			t.got.Store(t.now())
			t.wait.Add(t.got.Load() - t.asked.Load())
			if conn.Reused {
				t.reused.Add(1)
			}
		},
		WroteRequest: func(httptrace.WroteRequestInfo) {
			t.wrote.Store(t.now())
			if t.first.Load() == 0 && t.aloft.CompareAndSwap(false, true) {
				t.traffic.fly()
			}
		},
		GotFirstResponseByte: func() {
			t.first.Store(t.now())
			t.landed()
		},
		ConnectStart: func(string, string) { t.connecting.Store(t.now()) },
		ConnectDone: func(_, _ string, err error) {
			t.connect.Add(t.now() - t.connecting.Load())
			if err == nil {
				t.connections.Add(1)
			}
		},
		TLSHandshakeStart: func() { t.handshaking.Store(t.now()) },
		TLSHandshakeDone:  func(tls.ConnectionState, error) { t.tls.Add(t.now() - t.handshaking.Load()) },
	}
}

// reset forgets everything, for the next leg.
func (t *trace) reset() {
	t.begin()
	t.aloft.Store(false)
	for _, count := range []*atomic.Int64{&t.connections, &t.reused, &t.retries, &t.connect, &t.tls, &t.wait} {
		count.Store(0)
	}
}
