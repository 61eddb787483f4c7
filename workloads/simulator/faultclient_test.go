package simulator

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/workloads/easypost"
	"ep-benchmark/workloads/simulator/latency"
	"ep-benchmark/workloads/simulator/wire"
)

// usualDelay is that of a tracker with the profile Fixed.
const usualDelay = 50 * time.Millisecond

// everyTracker is a fault of all requests for trackers.
func everyTracker(rest string) string {
	return "[[fault]]\nendpoint = \"POST /trackers\"\nevery = 1\n" + rest
}

// outcome is what the thin client makes of an error, as a run's report counts it.
func outcome(err error) string {
	var known interface{ Kind() string }
	switch {
	case err == nil:
		return "success"
	case errors.As(err, &known):
		return known.Kind()
	case errors.Is(err, syscall.ECONNRESET):
		return "connection reset"
	case errors.Is(err, context.DeadlineExceeded):
		return "timeout"
	}
	return err.Error()
}

// tracking asks for a tracker through the thin client.
func tracking(t *testing.T, ctx context.Context, options easypost.Options) error {
	t.Helper()
	options.Key, options.Connections = testKey, 1
	client, err := easypost.New(options)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	_, _, err = client.Traffic(1).Session(0).Track(ctx, easypost.TestCodes[3])
	return err
}

// A client on a socket sees each kind of fault as intended.
func TestFaultsReachTheClient(t *testing.T) {
	for name, c := range map[string]struct{ rule, want, header string }{
		"status":      {"kind = \"status\"\nstatus = 500", "http 500 INTERNAL_SERVER_ERROR", "500"},
		"unavailable": {"kind = \"status\"\nstatus = 503", "http 503 SERVICE_UNAVAILABLE", "503"},
		"too many":    {"kind = \"status\"\nstatus = 429\nretry_after = \"1s\"", "rate limited", "429"},
		"reset":       {"kind = \"reset\"", "connection reset", "none"},
		"empty":       {"kind = \"empty\"", "connection closed", "none"},
		"cut":         {"kind = \"cut\"", "connection closed", "201"},
		"truncated":   {"kind = \"truncated\"", "wrong answer", "201"},
		"malformed":   {"kind = \"malformed\"", "wrong answer", "201"},
		"slow":        {"kind = \"slow\"\nbytes_per_second = 1000000", "success", "201"},
		"stall":       {"kind = \"stall\"\nfor = \"20ms\"", "connection closed", "none"},
	} {
		t.Run(name, func(t *testing.T) {
			s := New(Options{Latency: latency.None, Faults: faulty(t, everyTracker(c.rule), 1)})
			url, stop := untilStopped(t, s)
			if got := outcome(tracking(t, t.Context(), easypost.Options{BaseURL: url})); got != c.want {
				t.Errorf("outcome %q, want %q", got, c.want)
			}
			stop() // a client may have the whole answer before it is counted
			served := s.Summary()
			if len(served) != 1 || served[0].Requests != 1 || len(served[0].Faults) != 1 || served[0].Overhead.Count != 0 {
				t.Fatalf("served %+v", served)
			}
			for status := range served[0].Answers {
				if want, _ := strconv.Atoi(c.header); status != want {
					t.Errorf("counted as %d, want %s", status, c.header)
				}
			}
		})
	}
}

// onSocket serves until the test ends.
func onSocket(t testing.TB, s *Simulator) (url string) {
	t.Helper()
	url, _ = untilStopped(t, s)
	return url
}

// untilStopped serves until it is stopped, or the test ends. When stop returns,
// every request has been counted.
func untilStopped(t testing.TB, s *Simulator) (url string, stop func()) {
	t.Helper()
	l, err := net.Listen("tcp", anyPort)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- s.Serve(ctx, l) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-served; err != nil {
			t.Errorf("Serve: %v", err)
		}
	})
	t.Cleanup(stop)
	return "http://" + l.Addr().String(), stop
}

// Faults that take time take exactly that time, and end early when the client gives up or the server stops.
func TestFaultsThatTakeTime(t *testing.T) {
	const slow = "kind = \"slow\"\nbytes_per_second = 1000"
	for name, c := range map[string]struct {
		rule     string
		patience time.Duration // of the client
		stop     time.Duration // when the server stops
		want     string
		took     time.Duration
	}{
		"stall":                    {"kind = \"stall\"\nfor = \"30s\"", time.Hour, time.Hour, "connection closed", 30 * time.Second},
		"stall of a patient":       {"kind = \"stall\"\nfor = \"10m\"", 2 * time.Second, time.Hour, "timeout", 2 * time.Second},
		"stall of a server's end":  {"kind = \"stall\"\nfor = \"10m\"", time.Hour, 3 * time.Second, "connection closed", 3 * time.Second},
		"slow of an impatient":     {slow, time.Second, time.Hour, "timeout", time.Second},
		"slow of a server's end":   {slow, time.Hour, time.Second, "connection closed", time.Second},
		"status, as late as ever":  {"kind = \"status\"\nstatus = 500", time.Hour, time.Hour, "http 500 INTERNAL_SERVER_ERROR", 42 * time.Millisecond},
		"empty, as late as ever":   {"kind = \"empty\"", time.Hour, time.Hour, "connection closed", usualDelay},
		"malformed, as ever":       {"kind = \"malformed\"", time.Hour, time.Hour, "wrong answer", usualDelay},
		"cut, as late as ever":     {"kind = \"cut\"", time.Hour, time.Hour, "connection closed", usualDelay},
		"status of a server's end": {"kind = \"status\"\nstatus = 500", time.Hour, 20 * time.Millisecond, "http 503 SERVICE_UNAVAILABLE", 20 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			faults := faulty(t, everyTracker(c.rule), 1)
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), c.stop)
				defer cancel()
				l := NewMemoryListener()
				served := make(chan error, 1)
				go func() { served <- New(Options{Faults: faults}).Serve(ctx, l) }()
				patience, end := context.WithTimeout(t.Context(), c.patience)
				defer end()
				began := time.Now()
				err := tracking(t, patience, easypost.Options{BaseURL: "http://simulator", Dial: l.DialContext})
				if got, took := outcome(err), time.Since(began); got != c.want || took != c.took {
					t.Errorf("%q after %v, want %q after %v", got, took, c.want, c.took)
				}
				cancel()
				if err := <-served; err != nil {
					t.Errorf("Serve: %v", err)
				}
			})
		})
	}
}

// A slow body arrives completely, and each of its bytes takes its time.
func TestSlowBody(t *testing.T) {
	for rate, bytes := range map[string]int{"1000": 1000, "7": 7, "100000000": 100_000_000} {
		rule := strings.Replace(everyTracker("kind = \"slow\"\nbytes_per_second = RATE"), "RATE", rate, 1)
		inBubble(t, Options{Faults: faulty(t, rule, 1)}, func(t *testing.T, client *http.Client, _ context.CancelFunc) {
			began := time.Now()
			r := request(t, t.Context(), "POST", "/v2/trackers", `{"tracker":{"tracking_code":"EZ1000000001"}}`)
			r.Header.Set("Accept-Encoding", "identity") // the rate is that of the bytes that are sent
			answer, err := client.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			if took := time.Since(began); took != usualDelay {
				t.Errorf("the headers came after %v", took)
			}
			body, err := io.ReadAll(answer.Body)
			if err != nil {
				t.Fatal(err)
			}
			want := usualDelay + time.Duration(len(body))*time.Second/time.Duration(bytes)
			if took := time.Since(began); took != want || !wire.WellFormed(body) {
				t.Errorf("%d bytes took %v, want %v", len(body), took, want)
			}
			if got := answer.Header.Get("Server-Timing"); !strings.HasSuffix(got, `, fault;desc="slow"`) {
				t.Errorf("Server-Timing %q does not tell", got)
			}
		})
	}
}
