package wire

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http/httptrace"
	"testing"
	"testing/synctest"
	"time"
)

// The transport's order of calls for a request that goes well, on the fake
// clock.
func TestTraceOfARequest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		traffic, counts := &Traffic{}, &wireCounts{}
		tr := newTrace(traffic, counts)
		hooks := tr.hooks()
		tr.begin()
		hooks.GetConn("")
		time.Sleep(3 * time.Millisecond)
		hooks.GotConn(httptrace.GotConnInfo{Reused: true})
		time.Sleep(time.Millisecond)
		hooks.WroteRequest(httptrace.WroteRequestInfo{})
		if traffic.inFlight.Load() != 1 {
			t.Error("not in flight when written")
		}
		time.Sleep(50 * time.Millisecond)
		hooks.GotFirstResponseByte()
		if traffic.inFlight.Load() != 0 {
			t.Error("in flight when answered")
		}
		time.Sleep(20 * time.Millisecond)
		if first, body, ok := tr.end(); !ok || first != 50*time.Millisecond || body != 20*time.Millisecond {
			t.Errorf("first byte after %v, the last one %v later, %v", first, body, ok)
		}
		if tr.loose() || counts.reused.Load() != 1 || counts.retries.Load() != 0 || counts.wait.Load() != int64(3*time.Millisecond) {
			t.Errorf("loose %v, reused %d, retries %d, wait %d", tr.loose(), counts.reused.Load(), counts.retries.Load(), counts.wait.Load())
		}
	})
}

// A request that is sent again is in flight once, and is one retry.
func TestTraceOfARetry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		traffic, counts := &Traffic{}, &wireCounts{}
		tr := newTrace(traffic, counts)
		tr.begin()
		for range 2 {
			tr.getConn("")
			tr.gotConn(httptrace.GotConnInfo{})
			tr.wroteRequest(httptrace.WroteRequestInfo{})
			time.Sleep(time.Millisecond)
		}
		if traffic.inFlight.Load() != 1 || counts.retries.Load() != 1 {
			t.Errorf("%d in flight, %d retries", traffic.inFlight.Load(), counts.retries.Load())
		}
		tr.gotFirstByte()
		tr.end()
		tr.begin()
		tr.getConn("")
		if traffic.inFlight.Load() != 0 || traffic.peak.Load() != 1 || counts.retries.Load() != 1 {
			t.Errorf("%d in flight, at most %d, %d retries", traffic.inFlight.Load(), traffic.peak.Load(), counts.retries.Load())
		}
	})
}

// Calls that come after the end of the request do not count anything as in
// flight.
func TestLateCalls(t *testing.T) {
	for name, late := range map[string]func(*trace){
		"written": func(tr *trace) { tr.wroteRequest(httptrace.WroteRequestInfo{}) },
		"failed":  func(tr *trace) { tr.wroteRequest(httptrace.WroteRequestInfo{Err: errors.New("broken pipe")}) },
		"byte":    func(tr *trace) { tr.gotFirstByte() },
	} {
		traffic := &Traffic{}
		tr := newTrace(traffic, &wireCounts{})
		tr.begin()
		tr.getConn("")
		tr.gotConn(httptrace.GotConnInfo{})
		if _, _, ok := tr.end(); ok || !tr.loose() {
			t.Errorf("%s: a request without an answer has a first byte, or no loose end", name)
		}
		late(tr)
		if traffic.inFlight.Load() != 0 || traffic.peak.Load() != 0 {
			t.Errorf("%s: %d in flight, at most %d", name, traffic.inFlight.Load(), traffic.peak.Load())
		}
	}
}

// A request that could not be written was never in flight.
func TestFailedWriteIsNotInFlight(t *testing.T) {
	traffic := &Traffic{}
	tr := newTrace(traffic, &wireCounts{})
	tr.begin()
	tr.wroteRequest(httptrace.WroteRequestInfo{Err: errors.New("broken pipe")})
	if traffic.peak.Load() != 0 || tr.loose() {
		t.Errorf("at most %d in flight, loose %v", traffic.peak.Load(), tr.loose())
	}
}

// Over HTTP/2 a first request asks for its connection twice. Both count as one,
// and not as a retry.
func TestTraceOfAQuestionAskedTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		counts := &wireCounts{}
		tr := newTrace(&Traffic{}, counts)
		tr.begin()
		tr.getConn("")
		time.Sleep(5 * time.Millisecond)
		tr.getConn("")
		time.Sleep(time.Millisecond)
		tr.gotConn(httptrace.GotConnInfo{})
		if wait := time.Duration(counts.wait.Load()); wait != 6*time.Millisecond || counts.retries.Load() != 0 {
			t.Errorf("waited %v, %d retries: expected 6 ms and none", wait, counts.retries.Load())
		}
	})
}

func TestHandshakeTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr := newTrace(&Traffic{}, &wireCounts{})
		hooks := tr.hooks()
		tr.begin()
		tr.released.Store(true)
		hooks.TLSHandshakeStart()
		time.Sleep(7 * time.Millisecond)
		if !tr.loose() {
			t.Error("a handshake under way is no loose end")
		}
		hooks.TLSHandshakeDone(tls.ConnectionState{}, nil)
		if took := time.Duration(tr.counts.tls.Load()); took != 7*time.Millisecond || tr.loose() {
			t.Errorf("handshake %v, loose %v", took, tr.loose())
		}
	})
}

// A dial outside a request is not traced, and a failed dial counts no
// connection.
func TestCountedDials(t *testing.T) {
	failing := DialFunc(func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("no") })
	if _, err := failing.counted(t.Context(), "tcp", "x"); err == nil {
		t.Error("no error")
	}
	tr := newTrace(&Traffic{}, &wireCounts{})
	_, _ = failing.counted(context.WithValue(t.Context(), traceKey{}, tr), "tcp", "x")
	if n := tr.counts.connections.Load(); n != 0 || tr.dialling.Load() != 0 {
		t.Errorf("%d connections, %d dials under way", n, tr.dialling.Load())
	}
}
