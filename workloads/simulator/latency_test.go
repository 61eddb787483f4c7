package simulator

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// inBubble serves in memory on a fake clock and hands a client to the test.
func inBubble(t *testing.T, o Options, test func(t *testing.T, client *http.Client, end context.CancelFunc)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		serveInMemory(t, ctx, cancel, New(o), func(client *http.Client) { test(t, client, cancel) })
	})
}

// inBubbleOf does the same and hands out the simulator too.
func inBubbleOf(t *testing.T, o Options, test func(t *testing.T, s *Simulator, client *http.Client)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		s := New(o)
		serveInMemory(t, ctx, cancel, s, func(client *http.Client) { test(t, s, client) })
	})
}

func serveInMemory(t *testing.T, ctx context.Context, cancel context.CancelFunc, s *Simulator, test func(client *http.Client)) {
	t.Helper()
	l := NewMemoryListener()
	served := make(chan error, 1)
	go func() { served <- s.Serve(ctx, l) }()
	transport := &http.Transport{DialContext: l.DialContext}
	test(&http.Client{Transport: transport})
	cancel()
	if err := <-served; err != nil {
		t.Errorf("Serve: %v", err)
	}
	transport.CloseIdleConnections()
}

func request(t *testing.T, ctx context.Context, method, path, body string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, method, "http://simulator"+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.SetBasicAuth(testKey, "")
	return r
}

func TestFixedDelays(t *testing.T) {
	inBubble(t, Options{}, func(t *testing.T, client *http.Client, _ context.CancelFunc) {
		for _, c := range []struct {
			method, path, body string
			status             int
			want               time.Duration
		}{
			{"POST", "/v2/shipments", recordedShipment, 201, 100 * time.Millisecond},
			{"POST", "/v2/trackers", `{"tracker":{"tracking_code":"EZ1000000001"}}`, 201, 50 * time.Millisecond},
			{"POST", "/v2/addresses", `{"address":{"name":"A"}}`, 201, 50 * time.Millisecond},
			{"POST", "/v2/parcels", `{"parcel":{"weight":1}}`, 201, 50 * time.Millisecond},
			{"GET", "/v2/shipments", ``, 200, 50 * time.Millisecond},
			{"GET", "/v2/rates/rate_1", ``, 404, 42 * time.Millisecond},
			{"POST", "/v2/shipments", `{}`, 422, 42 * time.Millisecond},
			{"GET", "/healthz", ``, 200, 0},
		} {
			began := time.Now()
			answer, err := client.Do(request(t, t.Context(), c.method, c.path, c.body))
			if err != nil {
				t.Fatal(err)
			}
			_, _ = io.Copy(io.Discard, answer.Body)
			_ = answer.Body.Close()
			if took := time.Since(began); took != c.want || answer.StatusCode != c.status {
				t.Errorf("%s %s: %d after %v, want %d after %v", c.method, c.path, answer.StatusCode, took, c.status, c.want)
			}
		}
	})
}

func TestTimingHeaders(t *testing.T) {
	inBubble(t, Options{}, func(t *testing.T, client *http.Client, _ context.CancelFunc) {
		answer, err := client.Do(request(t, t.Context(), "POST", "/v2/shipments", recordedShipment))
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		if got, want := answer.Header.Get("Server-Timing"), "injected;dur=100.000, work;dur=0.000"; got != want {
			t.Errorf("Server-Timing %q, want %q", got, want)
		}
		if got := answer.Header.Get("X-Runtime"); got != "0.100000" {
			t.Errorf("X-Runtime %q", got)
		}
	})
}

// Sixteen delays pass together.
func TestDelaysOverlap(t *testing.T) {
	inBubble(t, Options{}, func(t *testing.T, client *http.Client, _ context.CancelFunc) {
		began := time.Now()
		failed := make(chan error, 16)
		for range cap(failed) {
			go func() {
				answer, err := client.Do(request(t, t.Context(), "POST", "/v2/shipments", recordedShipment))
				if err == nil {
					err = answer.Body.Close()
				}
				failed <- err
			}()
		}
		for range cap(failed) {
			if err := <-failed; err != nil {
				t.Error(err)
			}
		}
		if took := time.Since(began); took != 100*time.Millisecond {
			t.Errorf("took %v", took)
		}
	})
}

func TestShutdownCutsDelaysShort(t *testing.T) {
	inBubble(t, Options{}, func(t *testing.T, client *http.Client, end context.CancelFunc) {
		time.AfterFunc(30*time.Millisecond, end)
		began := time.Now()
		answer, err := client.Do(request(t, t.Context(), "POST", "/v2/shipments", recordedShipment))
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		if took := time.Since(began); answer.StatusCode != 503 || took != 30*time.Millisecond {
			t.Errorf("%d after %v", answer.StatusCode, took)
		}
	})
}

func TestClientMayLeave(t *testing.T) {
	inBubble(t, Options{}, func(t *testing.T, client *http.Client, _ context.CancelFunc) {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		defer cancel()
		began := time.Now()
		if _, err := client.Do(request(t, ctx, "POST", "/v2/shipments", recordedShipment)); err == nil {
			t.Error("an answer came")
		}
		synctest.Wait()
		if took := time.Since(began); took != 10*time.Millisecond {
			t.Errorf("took %v", took)
		}
	})
}
