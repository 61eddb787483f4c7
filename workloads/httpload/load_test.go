package httpload

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/runner"
	"ep-benchmark/workloads/simulator"
	"ep-benchmark/workloads/wire"
)

// served runs a test in a bubble, with a load on a server in memory.
func served(t *testing.T, handler http.HandlerFunc, o Options, test func(t *testing.T, l *Load)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		listener := simulator.NewMemoryListener()
		var protocols http.Protocols
		protocols.SetHTTP1(true)
		protocols.SetUnencryptedHTTP2(true)
		server := &http.Server{Handler: handler, Protocols: &protocols}
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			_ = server.Serve(listener)
		}()
		o.URL, _ = url.Parse("http://server/rates")
		if o.Method == "" {
			o.Method = http.MethodGet
		}
		if o.Status.text == "" {
			o.Status, _ = ParseStatuses("2xx")
		}
		o.Size, o.Timeout = max(o.Size, 1), time.Minute
		l, err := New(o, wire.New(wire.Options{Connections: 512, PerRequest: o.PerRequest, Protocol: o.Protocol, Dial: listener.DialContext}))
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			l.Close()
			_ = server.Close()
			<-ended
			synctest.Wait()
		}()
		test(t, l)
	})
}

func saying(status int, text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, text)
	}
}

func TestAnswersAreChecked(t *testing.T) {
	const document = `{"rates":[{"price":5.20,"name":"a \"b\"","none":null}],"a.b":{"x=y":true},"big":12345678901234567890}`
	for name, c := range map[string]struct {
		status  int
		answer  string
		accepts string
		expect  []string
		want    string // in the error; "" for none
	}{
		"success":           {200, document, "2xx", nil, ""},
		"another success":   {201, document, "200,201", nil, ""},
		"not that success":  {204, "", "200", nil, "HTTP 204, expected 200: No Content"},
		"failure":           {500, "no luck", "2xx", nil, "HTTP 500, expected 2xx: no luck"},
		"expected failure":  {404, "", "404", nil, ""},
		"a value":           {200, document, "2xx", []string{"rates.0.price=5.2", "rates.0.price=5.20", "rates.0.price=52e-1"}, ""},
		"a text":            {200, document, "2xx", []string{`rates.0.name=a "b"`, `rates.0.name="a \"b\""`}, ""},
		"odd names":         {200, document, "2xx", []string{`a\.b.x\=y=true`, `a\.b`}, ""},
		"null":              {200, document, "2xx", []string{"rates.0.none=null", "rates.0.none"}, ""},
		"a big number":      {200, document, "2xx", []string{"big=12345678901234567890"}, ""},
		"nearly the number": {200, document, "2xx", []string{"big=12345678901234567891"}, "big is 12345678901234567890: expected 12345678901234567891"},
		"another value":     {200, document, "2xx", []string{"rates.0.price=5.21"}, "rates.0.price is 5.20: expected 5.21"},
		"an absent one":     {200, document, "2xx", []string{"rates.1"}, "the answer has no rates.1"},
		"no index":          {200, document, "2xx", []string{"rates.first"}, "the answer has no rates.first"},
		"an object":         {200, document, "2xx", []string{"rates=5"}, "rates is an array: expected the value 5"},
		"the last counts":   {200, `{"a":1,"a":2}`, "2xx", []string{"a=2"}, ""},
		"no JSON":           {200, "<html>", "2xx", []string{"a"}, "not a JSON document"},
		"more than JSON":    {200, `{"a":1} x`, "2xx", []string{"a"}, "not a JSON document"},
		"a long one":        {200, `{"pad":"` + strings.Repeat("x", 100_000) + `","a":1}`, "2xx", []string{"a=1"}, ""},
		"too long a one":    {200, `{"pad":"` + strings.Repeat("x", 2<<20) + `","a":1}`, "2xx", []string{"a=1"}, "more than the 1048576 bytes"},
		"long, unsearched":  {200, strings.Repeat("x", 2<<20), "2xx", nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var o Options
			var err error
			if o.Status, err = ParseStatuses(c.accepts); err != nil {
				t.Fatal(err)
			}
			for _, text := range c.expect {
				e, err := ParseExpectation(text)
				if err != nil {
					t.Fatal(err)
				}
				o.Expect = append(o.Expect, e)
			}
			served(t, saying(c.status, c.answer), o, func(t *testing.T, l *Load) {
				err := l.Try(t.Context())
				if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
					t.Errorf("%v, want %q", err, c.want)
				}
			})
		})
	}
}

// What is sent is what was asked for, in the order of the bodies; what is secret
// is sent, and hidden in errors.
func TestRequests(t *testing.T) {
	var mutex sync.Mutex
	var seen []string
	handler := func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		mutex.Lock()
		defer mutex.Unlock()
		seen = append(seen, r.Method+" "+r.URL.Path+" "+r.Header.Get("X-Shown")+" "+r.Header.Get("X-Secret")+" "+string(body))
		if string(body) == "c" {
			http.Error(w, "no: "+r.Header.Get("X-Secret"), http.StatusTeapot)
		}
	}
	o := Options{
		Method: "PUT", Header: http.Header{"X-Shown": {"yes"}}, Secret: http.Header{"X-Secret": {"hush-hush"}},
		Bodies: [][]byte{[]byte("a"), []byte("b"), []byte("c")}, Size: 3,
		Hide: func(text string) string { return strings.ReplaceAll(text, "hush-hush", "[hidden]") },
	}
	served(t, handler, o, func(t *testing.T, l *Load) {
		job, err := l.Prepare(t.Context(), engine.Leg{Workers: 1, Seed: 3})
		if err != nil {
			t.Fatal(err)
		}
		for i := range 3 {
			_, err = job.Do(t.Context(), engine.Op{Index: i})
		}
		if want := "PUT /rates yes hush-hush a|PUT /rates yes hush-hush b|PUT /rates yes hush-hush c"; strings.Join(seen, "|") != want {
			t.Errorf("%q", seen)
		}
		if err == nil || err.Error() != "HTTP 418, expected 2xx: no: [hidden]" {
			t.Errorf("%v", err)
		}
		if e := job.Wire(); e.Requests != 3 || e.Connections != 1 || e.Statuses["418"] != 1 {
			t.Errorf("%+v", e)
		}
		if s := l.Spec().Settings; s["secret headers"] != "X-Secret" || strings.Contains(strings.Join([]string{s["headers"], s["body"], s["request"]}, " "), "hush") || s["request"] != "PUT http://server/rates" {
			t.Errorf("%v", s)
		}
	})
}

// One connection for each request, and one for all over HTTP/2.
func TestConnections(t *testing.T) {
	for want, o := range map[int64]Options{20: {PerRequest: true, Protocol: wire.HTTP1}, 4: {Protocol: wire.HTTP1}, 1: {Protocol: wire.HTTP2}} {
		o.Size = 20
		versions := make(chan int, 1000)
		handler := func(_ http.ResponseWriter, r *http.Request) {
			versions <- r.ProtoMajor
			time.Sleep(10 * time.Millisecond)
		}
		served(t, handler, o, func(t *testing.T, l *Load) {
			if o.Protocol == wire.HTTP2 { // else all workers dial at once, and one dial wins
				if err := l.Try(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			job, _ := l.Prepare(t.Context(), engine.Leg{Workers: 4})
			var workers sync.WaitGroup
			for worker := range 4 {
				workers.Go(func() {
					for i := range 5 {
						if _, err := job.Do(t.Context(), engine.Op{Index: i, Worker: worker}); err != nil {
							t.Error(err)
						}
					}
				})
			}
			workers.Wait()
			e := job.Wire()
			if o.Protocol == wire.HTTP2 {
				e.Connections++ // that of Try
			}
			if e.Connections != want || e.Statuses["200"] != 20 {
				t.Errorf("%+v: %d connections, want %d, %v", o, e.Connections, want, e.Statuses)
			}
			if version := <-versions; (version == 2) != (o.Protocol == wire.HTTP2) {
				t.Errorf("HTTP/%d", version)
			}
		})
	}
}

// A server that stalls for 1 s once in 10 s, asked 100 times a second: the open
// loop shows it at p99, and the closed loop hides it.
func TestStallShowsInTheOpenLoop(t *testing.T) {
	const each = 5 * time.Millisecond
	var began time.Time
	handler := func(http.ResponseWriter, *http.Request) {
		const cycle, stall = 10 * time.Second, time.Second
		if at := time.Since(began) % cycle; at < stall {
			time.Sleep(stall - at)
		}
		time.Sleep(each)
	}
	o := Options{Size: 1, Protocol: wire.HTTP1, Arrivals: Arrivals{Rate: 100, Spacing: Constant, Duration: 10 * time.Second}}
	served(t, handler, o, func(t *testing.T, l *Load) {
		began = time.Now().Add(-2 * time.Second)
		plan := engine.Plan{
			Schedule: engine.Isolated, Rounds: 6, Seed: 1, Workers: 1, OperationTimeout: time.Minute,
			MinimumLeg: o.Arrivals.Duration, Sustained: true,
			Variants: []engine.Variant{
				{Name: Closed, Workers: 1, Settings: map[string]string{"loop": "closed"}},
				{Name: Open, Workers: 512, Settings: map[string]string{"loop": "open"}},
			},
		}
		r := runner.Runner{Workloads: []engine.Workload{l}, Host: engine.Host{LogicalCPUs: 2, GOMAXPROCS: 2}}
		report, err := r.Run(context.WithoutCancel(t.Context()), plan, func(engine.Event) {})
		if err != nil {
			t.Fatal(err)
		}
		result := report.Results[0]
		closed, open := result.Variants[0], result.Variants[1]
		if open.Legs != 6 || open.Latency.P99 < 800*time.Millisecond || open.Arrivals.Skipped != 0 || open.Arrivals.Offered != 6000 {
			t.Errorf("open: %+v, %+v", open.Latency, open.Arrivals)
		}
		if closed.Legs != 6 || closed.Latency.P99 > 10*time.Millisecond {
			t.Errorf("closed: %+v", closed.Latency)
		}
		if h := result.OpenLoop.Hidden; h == nil || h.Value < 0.8 || h.Interval == nil || h.Interval.Low < 0.8 {
			t.Errorf("hidden %+v", h)
		}
	})
}

func TestParsing(t *testing.T) {
	for text, want := range map[string]float64{"200/s": 200, "1000/min": 1000.0 / 60, "200": 200, "0.5/s": 0.5, "36/h": 0.01} {
		if got, err := ParseRate(text); err != nil || got != want {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "/s", "x", "-1", "0", "200/day", "1e9", "NaN", "Inf", "200/"} {
		if got, err := ParseRate(text); err == nil {
			t.Errorf("%q is %v", text, got)
		}
	}
	for _, text := range []string{"", "20", "2xy", "600", "200,", "9xx", "abc"} {
		if _, err := ParseStatuses(text); err == nil {
			t.Errorf("%q are statuses", text)
		}
	}
	for _, text := range []string{"", "=5", "a..b", ".a", "a."} {
		if _, err := ParseExpectation(text); err == nil {
			t.Errorf("%q is an expectation", text)
		}
	}
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"5.20", "5.2", true},
		{"-0", "0.00", true},
		{"1e3", "1000", true},
		{"0.1", "0.10000000000000001", false},
		{"1", "-1", false},
		{"1", "", false},
		{"1", "one", false},
		{"1e999999999", "1", false},
		{"100", "1", false},
		{"0.01", "1e-2", true},
	} {
		if got := sameNumber(c.a, c.b); got != c.want {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
	}
}

// The gaps of a Poisson process are as long as the rate says, on average and in
// spread, and both legs of a seed have the same.
func TestPoissonArrivals(t *testing.T) {
	a := Arrivals{Rate: 1000, Spacing: Poisson, Duration: 20 * time.Second}
	all := a.moments(7, true)
	if len(all) != 20_000 {
		t.Fatalf("%d arrivals", len(all))
	}
	sum, squares, last := 0.0, 0.0, time.Duration(0)
	for _, at := range all {
		gap := (at - last).Seconds()
		sum, squares, last = sum+gap, squares+gap*gap, at
	}
	mean := sum / float64(len(all))
	if spread := squares/float64(len(all)) - mean*mean; mean < 0.00098 || mean > 0.00102 || spread < 0.95e-6 || spread > 1.05e-6 {
		t.Errorf("mean gap %v s, variance %v", mean, spread)
	}
	if again := a.moments(7, true); again[999] != all[999] {
		t.Error("another draw of the same seed")
	}
	if short := a.moments(7, false); len(short) != 1000 {
		t.Errorf("%d arrivals of the warm-up", len(short))
	}
}
