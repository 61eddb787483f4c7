package easypost

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
	"ep-benchmark/workloads/simulator"
)

// toThreeDigits is what a histogram makes of a duration that is all it holds.
func toThreeDigits(d time.Duration) (mean, quantile time.Duration) {
	h := stats.NewHistogram()
	h.Record(d)
	return h.Mean(), h.Quantile(0.50)
}

func compare(t *testing.T, got, want engine.WireEvidence) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("evidence (-want +got):\n%s", diff)
	}
}

// Fifty shipments of 100 ms on 16 workers are four waves, so every figure of
// the evidence is known.
func TestEvidenceOfCreation(t *testing.T) {
	inMemory(t, Options{Connections: 16}, func(t *testing.T, client *Client) {
		traffic := client.Traffic(16)
		defer traffic.Close()
		began := time.Now()
		carryOut(t, traffic, 16, 50, creating(t))
		if took := time.Since(began); took != 400*time.Millisecond {
			t.Errorf("50 shipments took %v: expected four waves of 100 ms", took)
		}
		mean, quantile := toThreeDigits(100 * time.Millisecond)
		compare(t, traffic.Evidence(), engine.WireEvidence{
			Requests: 50, Connections: 16, Reused: 34, InFlightMax: 16,
			FirstByteMean: mean, FirstByteP50: quantile, FirstByteP99: quantile,
			ServerTime: 100 * time.Millisecond, ServerTimeCount: 50,
			Statuses: map[string]int64{"201": 50},
		})
	})
}

func TestEvidenceOfTracking(t *testing.T) {
	inMemory(t, Options{Connections: 16}, func(t *testing.T, client *Client) {
		traffic := client.Traffic(1)
		defer traffic.Close()
		began := time.Now()
		carryOut(t, traffic, 1, 50, tracking(t))
		if took := time.Since(began); took != 2500*time.Millisecond {
			t.Errorf("50 packages took %v: expected 50 times 50 ms", took)
		}
		mean, quantile := toThreeDigits(50 * time.Millisecond)
		compare(t, traffic.Evidence(), engine.WireEvidence{
			Requests: 50, Connections: 1, Reused: 49, InFlightMax: 1,
			FirstByteMean: mean, FirstByteP50: quantile, FirstByteP99: quantile,
			ServerTime: 50 * time.Millisecond, ServerTimeCount: 50,
			Statuses: map[string]int64{"201": 7, "200": 43},
		})
	})
}

// Dials that take 20 ms count as connect time, and as waiting time of the
// requests that caused them.
func TestConnectTime(t *testing.T) {
	slow := func(context.Context, string, string) (net.Conn, error) {
		time.Sleep(20 * time.Millisecond)
		return nil, nil
	}
	inMemory(t, Options{Connections: 4, Dial: slow}, func(t *testing.T, client *Client) {
		traffic := client.Traffic(4)
		defer traffic.Close()
		began := time.Now()
		carryOut(t, traffic, 4, 8, creating(t))
		if took := time.Since(began); took != 220*time.Millisecond {
			t.Errorf("took %v", took)
		}
		e := traffic.Evidence()
		if e.Connections != 4 || e.ConnectTime != 80*time.Millisecond || e.ConnectionWait != 80*time.Millisecond {
			t.Errorf("%d connections in %v, waited %v: expected 4 in 80 ms", e.Connections, e.ConnectTime, e.ConnectionWait)
		}
	})
}

// With four connections for 16 workers, the evidence shows the wait for a
// connection and four requests in flight. This is the client's limit, not the
// server's.
func TestConnectionLimitShows(t *testing.T) {
	inMemory(t, Options{Connections: 4, MaxConnections: 4}, func(t *testing.T, client *Client) {
		traffic := client.Traffic(16)
		defer traffic.Close()
		carryOut(t, traffic, 16, 16, creating(t))
		e := traffic.Evidence()
		if e.InFlightMax != 4 || e.Connections != 4 || e.Reused != 12 {
			t.Errorf("%d in flight, %d connections, %d reused: expected 4, 4, 12", e.InFlightMax, e.Connections, e.Reused)
		}
		if want := 4 * (100 + 200 + 300) * time.Millisecond; e.ConnectionWait != want {
			t.Errorf("waited %v for connections: expected %v", e.ConnectionWait, want)
		}
	})
}

// A request uses a connection that becomes free before its own dial has ended.
// The dial's connection counts for the leg in which the dial began, and not for
// a later one.
func TestDialThatLostTheRace(t *testing.T) {
	dials := 0
	secondIsSlow := func(context.Context, string, string) (net.Conn, error) {
		if dials++; dials == 2 {
			time.Sleep(500 * time.Millisecond)
		}
		return nil, nil
	}
	inMemory(t, Options{Connections: 4, Dial: secondIsSlow}, func(t *testing.T, client *Client) {
		create := creating(t)
		leg := client.Traffic(2)
		done := make(chan error, 1)
		go func() { done <- create(leg.Session(0), 0) }()
		synctest.Wait()
		began := time.Now()
		if err := errors.Join(create(leg.Session(1), 1), <-done); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took != 200*time.Millisecond {
			t.Errorf("the second took %v: expected to wait 100 ms for the first one's connection", took)
		}
		e := leg.Evidence()
		if e.Connections != 1 || e.Reused != 1 || e.ConnectionWait != 100*time.Millisecond || e.Retries != 0 {
			t.Errorf("evidence %+v", e)
		}
		leg.Close()
		next := client.Traffic(2)
		defer next.Close()
		time.Sleep(time.Second)
		if e := next.Evidence(); e.Connections != 0 || e.ConnectTime != 0 {
			t.Errorf("the late dial counts to the next leg: %+v", e)
		}
		if err := create(next.Session(0), 2); err != nil {
			t.Error(err)
		}
		if e := next.Evidence(); e.Connections != 0 || e.Reused != 1 {
			t.Errorf("evidence %+v", e)
		}
	})
}

// A request that is cancelled under way ends at once, and is not counted as in
// flight any more. Its session can be used again.
func TestCancelledRequest(t *testing.T) {
	inMemory(t, Options{Connections: 2}, func(t *testing.T, client *Client) {
		lines := sampleShipments(t)
		traffic := client.Traffic(1)
		defer traffic.Close()
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
		defer cancel()
		began := time.Now()
		failed := make(chan error, 1)
		go func() {
			_, _, err := traffic.Session(0).CreateShipment(ctx, &lines[0])
			failed <- err
		}()
		time.Sleep(20 * time.Millisecond)
		if n := traffic.InFlight(); n != 1 {
			t.Errorf("%d in flight while the server thinks: expected 1", n)
		}
		if err := <-failed; !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v", err)
		}
		if took := time.Since(began); took != 30*time.Millisecond {
			t.Errorf("took %v: expected to end with its context", took)
		}
		synctest.Wait()
		if n := traffic.InFlight(); n != 0 {
			t.Errorf("%d in flight after the end: expected 0", n)
		}
		if err := creating(t)(traffic.Session(0), 1); err != nil {
			t.Errorf("the next request: %v", err)
		}
		if e := traffic.Evidence(); e.Requests != 2 || e.Connections != 2 || e.InFlightMax != 1 || e.Statuses["201"] != 1 {
			t.Errorf("evidence %+v", e)
		}
	})
}

// A context that has ended before sends nothing.
func TestContextEndedBefore(t *testing.T) {
	inMemory(t, Options{Connections: 2}, func(t *testing.T, client *Client) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		traffic := client.Traffic(1)
		defer traffic.Close()
		if _, _, err := traffic.Session(0).Track(ctx, TestCodes[0]); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
		if e := traffic.Evidence(); e.InFlightMax != 0 || len(e.Statuses) != 0 {
			t.Errorf("evidence %+v", e)
		}
	})
}

// Ping ends even if the server accepts the connection and never answers.
func TestPingHasPatienceOfItsOwn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		listener := simulator.NewMemoryListener()
		go func() {
			conn, err := listener.Accept()
			for buffer := make([]byte, 1024); err == nil; {
				_, err = conn.Read(buffer)
			}
		}()
		client, err := New(Options{BaseURL: "http://mute", Key: testKey, Dial: listener.DialContext})
		if err != nil {
			t.Fatal(err)
		}
		defer client.Close()
		began := time.Now()
		if err := client.Ping(t.Context()); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v", err)
		}
		if took := time.Since(began); took != patience {
			t.Errorf("took %v: expected %v", took, patience)
		}
	})
}

func TestPing(t *testing.T) {
	inMemory(t, Options{}, func(t *testing.T, client *Client) {
		if err := client.Ping(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

// The 180 ms in which a body arrives after the answer's first byte are measured
// separately from the wait for that byte. A body that breaks off is not
// measured.
func TestBodyTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		listener := simulator.NewMemoryListener()
		requests := 0
		server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			time.Sleep(100 * time.Millisecond)
			_, _ = io.WriteString(w, `{"id":`)
			_ = http.NewResponseController(w).Flush()
			time.Sleep(180 * time.Millisecond)
			if requests++; requests == 3 {
				panic(http.ErrAbortHandler)
			}
			_, _ = io.WriteString(w, `"trk_1"}`)
		})}
		served := make(chan error, 1)
		go func() { served <- server.Serve(listener) }()
		client, err := New(Options{BaseURL: "http://slow", Key: testKey, Dial: listener.DialContext})
		if err != nil {
			t.Fatal(err)
		}
		traffic := client.Traffic(1)
		for range 3 {
			_ = tracking(t)(traffic.Session(0), 0)
		}
		e := traffic.Evidence()
		_, first := toThreeDigits(100 * time.Millisecond)
		mean, body := toThreeDigits(180 * time.Millisecond)
		if e.FirstByteP50 != first || e.BodyTime != 360*time.Millisecond || e.BodyMean != mean || e.BodyP50 != body || e.BodyP99 != body {
			t.Errorf("evidence %+v: expected a first byte after 100 ms and two bodies of 180 ms", e)
		}
		traffic.Close()
		if e := client.Traffic(1).Evidence(); e.BodyTime+e.BodyMean+e.BodyP99 != 0 {
			t.Errorf("the next leg begins with bodies: %+v", e)
		}
		client.Close()
		if err := server.Close(); err != nil {
			t.Error(err)
		}
		if err := <-served; !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
	})
}
