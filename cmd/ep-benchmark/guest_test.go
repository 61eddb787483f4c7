package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine"
	"ep-benchmark/ui/export"
	"ep-benchmark/workloads/shipping"
	"ep-benchmark/workloads/simulator"
	"ep-benchmark/workloads/simulator/latency"
)

// visited is a run of the program at a server elsewhere. The server is in
// memory and on a fake clock, so that nothing leaves the machine and no time
// passes.
type visited struct {
	asked, aloft, most atomic.Int64 // requests; those under way, now and at the most
	out, told          bytes.Buffer
	code               int
	report             engine.Report
}

// visiting runs the program with a test key at a server elsewhere. handler
// wraps the simulator's handler. Legs may be short, so that no round depends on
// other processes on the machine.
func visiting(t *testing.T, profile latency.Profile, handler func(api http.Handler) http.Handler, args ...string) *visited {
	t.Helper()
	v := &visited{}
	path := filepath.Join(t.TempDir(), "run.json")
	synctest.Test(t, func(t *testing.T) {
		listener := simulator.NewMemoryListener()
		api := simulator.New(simulator.Options{Seed: 1, Latency: profile}).Handler()
		if handler != nil {
			api = handler(api)
		}
		server := &http.Server{Handler: v.counting(api)}
		served := make(chan struct{})
		go func() { defer close(served); _ = server.Serve(listener) }()
		env := silent(&v.out, &v.told)
		env.Dial = listener.DialContext
		env.Getenv = func(name string) string { return map[string]string{process.KeyVariable: "EZTKforTests"}[name] }
		args = append([]string{"--api-url", "http://10.1.2.3", "--no-save", "--minimum-leg", "1ms", "--export", "json:" + path}, args...)
		v.code = run(context.Background(), args, env)
		_ = server.Close()
		<-served
	})
	if file, err := os.Open(path); err == nil {
		defer func() { _ = file.Close() }()
		if v.report, err = export.Decode(file); err != nil {
			t.Fatal(err)
		}
	}
	return v
}

func (v *visited) counting(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v.asked.Add(1)
		for now := v.aloft.Add(1); ; {
			most := v.most.Load()
			if now <= most || v.most.CompareAndSwap(most, now) {
				break
			}
		}
		defer v.aloft.Add(-1)
		next.ServeHTTP(w, r)
	})
}

// says checks that the words are in the report, its warnings, and the plain
// lines.
func (v *visited) says(t *testing.T, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(flat(v.out.String()), w) || !strings.Contains(v.told.String(), w) || !strings.Contains(strings.Join(v.report.Warnings, "\n"), w) {
			t.Errorf("%q is not in the report, the plain lines and the export:\n%s%s", w, v.told.String(), v.out.String())
		}
	}
}

// flat returns a report without its line breaks.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }

// A guest reports how many requests it makes, makes no more, makes few at once,
// and warns that latencies include the network.
func TestGuest(t *testing.T) {
	for name, c := range map[string]struct {
		args                 []string
		rounds, most, at, of int
	}{
		"by default":   {nil, 8, 483, 4, 500},
		"few rounds":   {[]string{"--rounds", "2"}, 2, 115, 4, 500},
		"one round":    {[]string{"--quick"}, 1, 69, 4, 500},
		"more allowed": {[]string{"--max-requests", "20000", "--workers", "32"}, 15, 23 * 39, 12, 20000},
		"fewer":        {[]string{"--max-requests", "200"}, 3, 161, 4, 200},
		"auto":         {[]string{"--max-requests", "200", "--rounds", "auto", "--workers", "auto"}, 3, 161, 4, 200},
		"sizes":        {[]string{"--shipments", "3", "--packages", "2", "--schedule", "isolated"}, 15, 6 * 39, 3, 500},
	} {
		t.Run(name, func(t *testing.T) {
			v := visiting(t, latency.Fixed, nil, append([]string{"bulk-creation", "tracking"}, c.args...)...)
			if v.code != cli.ExitOK || v.report.Plan.Rounds != c.rounds || v.report.Plan.Schedule != engine.Isolated || v.report.Plan.Adaptive() {
				t.Fatalf("exit code %d, plan %+v:\n%s", v.code, v.report.Plan, v.told.String())
			}
			legs := 23 * (1 + 2*c.rounds)
			if strings.HasPrefix(name, "sizes") {
				legs = 6 * (1 + 2*c.rounds)
			}
			if n := int(v.asked.Load()); n != 1+legs || n > 1+c.most {
				t.Errorf("%d requests: expected %d, and at most %d", n, 1+legs, 1+c.most)
			}
			if at := int(v.most.Load()); at != c.at {
				t.Errorf("%d requests at once: expected %d", at, c.at)
			}
			v.says(t, fmt.Sprintf("this run makes at most %d requests to http://10.1.2.3; %d are allowed in all", c.most, c.of),
				"the server at http://10.1.2.3 is not ours: latencies include the network")
			if few := strings.Contains(v.out.String(), "an interval needs 6"); few != (name == "fewer" || name == "auto") {
				t.Errorf("says that more rounds are needed: %v", few)
			}
			for _, f := range v.report.Findings {
				if strings.Contains(f.Statement+f.Try, "simulator") {
					t.Errorf("a finding about a simulator: %q", f.Statement)
				}
			}
			if settings := v.report.Results[0].Spec.Settings; settings["endpoint"] != "http://10.1.2.3" || settings["account"] != "test" {
				t.Errorf("settings %v", settings)
			}
		})
	}
}

// Short work is not repeated until it fills a leg.
func TestGuestDoesNotRepeatItsWork(t *testing.T) {
	v := visiting(t, latency.Fixed, nil, "tracking", "--rounds", "2", "--minimum-leg", "1s")
	if n := v.asked.Load(); v.code != cli.ExitOK || n != 1+12*5 {
		t.Errorf("exit code %d, %d requests: expected %d:\n%s", v.code, n, 1+12*5, v.told.String())
	}
	v.says(t, "and not the 1s that figures should have")
}

// every rejects each n-th request with 429.
func every(n int64, retryAfter string) func(http.Handler) http.Handler {
	var asked atomic.Int64
	return func(api http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if asked.Add(1)%n == 0 {
				w.Header().Set("Retry-After", retryAfter)
				w.WriteHeader(http.StatusTooManyRequests)
				return
			}
			api.ServeHTTP(w, r)
		})
	}
}

// A leg in which a request was rejected has no valid timing, even if the request was
// answered in the end. The other legs are timings, and the report mentions the
// rejections.
func TestGuestIsRefusedOnce(t *testing.T) {
	v := visiting(t, latency.Fixed, every(70, "3"), "tracking", "--rounds", "8")
	r := v.report.Results[0]
	if v.code != cli.ExitOK || r.Failure != "" || r.Operations.Failed != 0 {
		t.Fatalf("exit code %d, failure %q, %+v", v.code, r.Failure, r.Operations)
	}
	refused, repeated := int64(0), int64(0)
	for _, s := range r.Samples {
		w := s.Evidence.Wire
		refused, repeated = refused+w.RateLimited, repeated+w.Repeated
		if held := w.Slept > 0; held == s.Timed() || held != (w.RateLimited > 0) || held && w.Slept < 3*time.Second {
			t.Errorf("slept %v, refused %d, untimed %q", w.Slept, w.RateLimited, s.Untimed)
		}
		if s.Timed() && s.Latency.Max > 51*time.Millisecond {
			t.Errorf("an operation of %v counts as a timing", s.Latency.Max)
		}
	}
	if refused != 2 || repeated != 2 || !strings.Contains(flat(v.out.String()), "a rate limit: the server refused 2 of") {
		t.Errorf("%d refused, %d repeated:\n%s", refused, repeated, v.out.String())
	}
}

// A run at a server that rejects every request ends before long.
func TestGuestIsRefusedAlways(t *testing.T) {
	v := visiting(t, latency.Fixed, func(api http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodGet {
				api.ServeHTTP(w, r)
				return
			}
			w.WriteHeader(http.StatusTooManyRequests)
		})
	}, "tracking")
	if n := v.asked.Load(); v.code != cli.ExitFailed || n > 200 || n < 10 {
		t.Errorf("exit code %d, %d requests", v.code, n)
	}
	if r := v.report.Results[0]; !strings.Contains(r.Failure, "2 legs in a row failed") || !strings.Contains(r.Failure, "rate limited") {
		t.Errorf("failure %q", r.Failure)
	}
}

// Rejected requests count towards the limit of requests.
func TestGuestRunsOutOfRequests(t *testing.T) {
	v := visiting(t, latency.Fixed, every(2, "0"), "tracking", "--max-requests", "40", "--quick")
	if n := v.asked.Load(); v.code != cli.ExitFailing || n != 40 {
		t.Errorf("exit code %d, %d requests, expected 40:\n%s", v.code, n, v.told.String())
	}
	if !strings.Contains(flat(v.out.String()), "request budget used up: all of the 40 requests that may be made are made") {
		t.Errorf("the used budget is not reported:\n%s", v.out.String())
	}
}

// One label is bought for each shipment, and the settings name it.
func TestGuestBuys(t *testing.T) {
	var created, bought atomic.Int64
	v := visiting(t, latency.Fixed, buying(&created, &bought), "bulk-creation", "--buy", "--rounds", "2", "--i-accept-real-charges")
	if v.code != cli.ExitOK || created.Load() != 50 || bought.Load() != 50 || v.asked.Load() != 1+5*21 {
		t.Errorf("exit code %d, %d created, %d bought, %d requests:\n%s", v.code, created.Load(), bought.Load(), v.asked.Load(), v.told.String())
	}
	v.says(t, "this run makes at most 105 requests")
	if settings := v.report.Results[0].Spec.Settings; settings["buys"] != "the cheapest label" {
		t.Errorf("settings %v", settings)
	}
}

// buying answers purchases as the API does, and lets the simulator answer all
// else. A rate's price is not known here, so it is that of the answer before.
func buying(created, bought *atomic.Int64) func(http.Handler) http.Handler {
	var mutex sync.Mutex
	prices := map[string]string{} // by rate
	return func(api http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if id, buys := strings.CutSuffix(strings.TrimPrefix(r.URL.Path, "/v2/shipments/"), "/buy"); buys {
				bought.Add(1)
				var asked struct{ Rate struct{ ID string } }
				_ = json.NewDecoder(r.Body).Decode(&asked)
				mutex.Lock()
				defer mutex.Unlock()
				fmt.Fprintf(w, `{"id":%q,"tracking_code":"9400","selected_rate":{"id":%q,"rate":%q},"postage_label":{"id":"pl_1"}}`, id, asked.Rate.ID, prices[asked.Rate.ID])
				return
			}
			answer := httptest.NewRecorder()
			api.ServeHTTP(answer, r)
			if r.Method == http.MethodPost {
				created.Add(1)
				var shipment struct{ Rates []struct{ ID, Rate string } }
				_ = json.Unmarshal(answer.Body.Bytes(), &shipment)
				mutex.Lock()
				for _, rate := range shipment.Rates {
					prices[rate.ID] = rate.Rate
				}
				mutex.Unlock()
			}
			w.WriteHeader(answer.Code)
			_, _ = w.Write(answer.Body.Bytes())
		})
	}
}

// The number of a file's lines counts, not the sizes. It is checked against the
// limit before any request.
func TestGuestInBulk(t *testing.T) {
	folder := t.TempDir()
	input := filepath.Join(folder, "orders.tsv")
	if err := os.WriteFile(input, []byte(strings.Join(shipping.Sample()[:20], "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	v := visiting(t, latency.Fixed, nil, "bulk-creation", "--input", input, "--results", filepath.Join(folder, "out.csv"))
	if n := v.asked.Load(); v.code != cli.ExitOK || n != 1+20+4 || v.most.Load() > 4 {
		t.Errorf("exit code %d, %d requests, %d at once:\n%s", v.code, n, v.most.Load(), v.told.String())
	}
	v.says(t, "this run makes at most 24 requests to http://10.1.2.3")
	v = visiting(t, latency.Fixed, nil, "bulk-creation", "--input", input, "--results", filepath.Join(folder, "two.csv"), "--max-requests", "20")
	if v.code != cli.ExitUsage || v.asked.Load() != 0 || !strings.Contains(v.told.String(), "would make up to 25 requests") {
		t.Errorf("exit code %d, %d requests:\n%s", v.code, v.asked.Load(), v.told.String())
	}
	v = visiting(t, latency.Fixed, nil, "bulk-creation", "--input", input, "--rounds", "2")
	if n := v.asked.Load(); v.code != cli.ExitOK || n != 1+21*5 {
		t.Errorf("exit code %d, %d requests:\n%s", v.code, n, v.told.String())
	}
}
