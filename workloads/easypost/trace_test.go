package easypost

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http/httptrace"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/workloads/shipping"
	"ep-benchmark/workloads/simulator"
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

// When a server answers before it has read the body, the transport is still
// sending the body. The session must then use neither the body's buffer nor the
// trace again, or the next request would overwrite this one.
func TestAnswerBeforeTheBody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		defer time.Sleep(time.Second) // the server's goroutines see their connections closed
		listener := simulator.NewMemoryListener()
		defer func() { _ = listener.Close() }()
		go answerEarly(listener)
		client, err := New(Options{BaseURL: "http://hasty", Key: testKey, Dial: listener.DialContext})
		if err != nil {
			t.Fatal(err)
		}
		defer client.Close()
		traffic := client.Traffic(1)
		session := traffic.Session(0)
		large := shipping.Shipment{Contents: "x"}
		large.Recipient.Street1 = string(make([]byte, 64<<10))
		for range 20 {
			var answered *Error
			if _, _, err := session.CreateShipment(t.Context(), &large); !errors.As(err, &answered) || answered.Status != 413 {
				t.Fatalf("error %v", err)
			}
			if traffic.inFlight.Load() != 0 {
				t.Errorf("%d in flight", traffic.inFlight.Load())
			}
		}
		if e := traffic.Evidence(); e.Statuses["413"] != 20 || e.InFlightMax > 1 {
			t.Errorf("evidence %+v", e)
		}
	})
}

// answerEarly answers the first request of every connection as soon as its
// headers have arrived, and reads the body slowly.
func answerEarly(listener *simulator.MemoryListener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go func() {
			defer func() { _ = conn.Close() }()
			reader := bufio.NewReader(conn)
			for line := "-"; line != "\r\n"; {
				if line, err = reader.ReadString('\n'); err != nil {
					return
				}
			}
			_, _ = io.WriteString(conn, "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n")
			for err == nil {
				time.Sleep(10 * time.Millisecond)
				_, err = io.CopyN(io.Discard, reader, 4096)
			}
		}()
	}
}

// A dial outside a request is not traced, and a failed dial counts no
// connection.
func TestCountedDials(t *testing.T) {
	failing := dialFunc(func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("no") })
	if _, err := failing.counted(t.Context(), "tcp", "x"); err == nil {
		t.Error("no error")
	}
	tr := newTrace(&Traffic{}, &wireCounts{})
	_, _ = failing.counted(context.WithValue(t.Context(), traceKey{}, tr), "tcp", "x")
	if n := tr.counts.connections.Load(); n != 0 || tr.dialling.Load() != 0 {
		t.Errorf("%d connections, %d dials under way", n, tr.dialling.Load())
	}
}
