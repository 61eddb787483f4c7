package easypost

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/workloads/simulator"
)

// handled serves a handler in memory, on the fake clock, and hands the test a
// client of it whose pauses are not random.
func handled(t *testing.T, o Options, handler http.HandlerFunc, test func(t *testing.T, client *Client)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		listener := simulator.NewMemoryListener()
		server := &http.Server{Handler: handler}
		served := make(chan struct{})
		go func() { defer close(served); _ = server.Serve(listener) }()
		o.BaseURL, o.Key, o.Dial = "http://elsewhere", testKey, listener.DialContext
		client, err := New(o)
		if err != nil {
			t.Fatal(err)
		}
		client.throttle.jitter, client.throttle.spread = 0, 0
		defer func() { // a bubble has to be empty at its end, however the test ends
			client.Close()
			_ = server.Close()
			<-served
		}()
		test(t, client)
	})
}

// tracker answers as the API does for the last test code.
const tracker = `{"id":"trk_1","tracking_code":"EZ7000000007","status":"unknown"}`

// refusing refuses the given number of requests, each with its own Retry-After,
// and answers the later ones.
func refusing(refusals int, retryAfter ...string) http.HandlerFunc {
	var asked atomic.Int64
	return func(w http.ResponseWriter, r *http.Request) {
		n := int(asked.Add(1))
		_, _ = io.Copy(io.Discard, r.Body)
		if n > refusals {
			_, _ = io.WriteString(w, tracker)
			return
		}
		if n <= len(retryAfter) && retryAfter[n-1] != "" {
			w.Header().Set("Retry-After", retryAfter[n-1])
		}
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = io.WriteString(w, easypostError)
	}
}

// Pauses double, or are as long as the server asks; all are counted.
func TestPauses(t *testing.T) {
	date := time.Date(2000, 1, 1, 0, 0, 3, 0, time.UTC).Format(http.TimeFormat) // the fake clock begins with the year
	for name, c := range map[string]struct {
		refusals int
		asks     []string
		want     time.Duration
	}{
		"none":                   {0, nil, 0},
		"one":                    {1, nil, firstPause},
		"three":                  {3, nil, 7 * firstPause},
		"seconds":                {1, []string{"3"}, 3 * time.Second},
		"nothing asked for":      {1, []string{"0"}, firstPause},
		"a date":                 {1, []string{date}, 3 * time.Second},
		"a date that is over":    {1, []string{"Fri, 31 Dec 1999 23:59:59 GMT"}, firstPause},
		"words":                  {1, []string{"soon"}, firstPause},
		"below zero":             {1, []string{"-5"}, firstPause},
		"the second asks longer": {2, []string{"", "4"}, firstPause + 4*time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			handled(t, Options{Patience: 10 * time.Second}, refusing(c.refusals, c.asks...), func(t *testing.T, client *Client) {
				traffic := client.Traffic(1)
				began := time.Now()
				if _, _, err := traffic.Session(0).Track(t.Context(), TestCodes[6]); err != nil {
					t.Fatal(err)
				}
				took, e := time.Since(began), traffic.Evidence()
				if took != c.want || e.Slept != c.want {
					t.Errorf("took %v, slept %v: expected %v", took, e.Slept, c.want)
				}
				n := int64(c.refusals)
				if e.Requests != n+1 || e.RateLimited != n || e.Repeated != n || e.Statuses["429"] != n || e.Statuses["200"] != 1 {
					t.Errorf("evidence %+v", e)
				}
			})
		})
	}
}

// A request that is refused too often, or that would have to wait longer than
// the patience allows, fails with the server's error, without waiting in vain.
func TestPatienceEnds(t *testing.T) {
	for name, c := range map[string]struct {
		patience time.Duration
		asks     string
		sent     int64
		slept    time.Duration
		words    string
	}{
		"no patience":     {0, "1", 1, 0, "HTTP 429 SOME.CODE"},
		"sent so often":   {time.Minute, "", mostSent, 15 * firstPause, "sent 5 times with 7.5s of waiting"},
		"pauses too long": {5 * time.Second, "", 4, 7 * firstPause, "sent 4 times with 3.5s of waiting"},
		"asks for a day":  {10 * time.Second, "86400", 1, 0, "use fewer workers"},
	} {
		t.Run(name, func(t *testing.T) {
			handled(t, Options{Patience: c.patience}, func(w http.ResponseWriter, r *http.Request) {
				refusing(1, c.asks)(w, r)
			}, func(t *testing.T, client *Client) {
				traffic := client.Traffic(1)
				began := time.Now()
				checkError(t, tracking(t)(traffic.Session(0), 0), "rate limited", c.words)
				took, e := time.Since(began), traffic.Evidence()
				if e.Requests != c.sent || took != c.slept || e.Slept != c.slept || e.Repeated != c.sent-1 {
					t.Errorf("took %v, %+v: expected %v", took, e, c.slept)
				}
			})
		})
	}
}

// A refusal holds all workers back, also those that were not refused.
func TestAllHoldBack(t *testing.T) {
	handled(t, Options{Patience: 10 * time.Second, Connections: 2}, refusing(1, "2"), func(t *testing.T, client *Client) {
		traffic := client.Traffic(2)
		began := time.Now()
		refused := make(chan error, 1)
		go func() {
			_, _, err := traffic.Session(0).Track(t.Context(), TestCodes[6])
			refused <- err
		}()
		synctest.Wait()
		if _, _, err := traffic.Session(1).Track(t.Context(), TestCodes[6]); err != nil {
			t.Error(err)
		}
		if took := time.Since(began); took != 2*time.Second {
			t.Errorf("the other worker's request took %v: expected it to wait 2s", took)
		}
		if err := <-refused; err != nil {
			t.Error(err)
		}
		if e := traffic.Evidence(); e.Slept != 4*time.Second || e.Repeated != 1 {
			t.Errorf("slept %v, %d repeated", e.Slept, e.Repeated)
		}
		traffic.Close()
		if e := client.Traffic(2).Evidence(); e.Slept != 0 || e.Repeated != 0 {
			t.Errorf("the next leg begins with %+v", e)
		}
	})
}

// The pauses are spread randomly, within bounds.
func TestPausesAreSpread(t *testing.T) {
	seen := map[time.Duration]bool{}
	for range 20 {
		handled(t, Options{Patience: 10 * time.Second}, refusing(1), func(t *testing.T, client *Client) {
			client.throttle.jitter, client.throttle.spread = pauseJitter, longestSpread
			began := time.Now()
			traffic := client.Traffic(1)
			if _, _, err := traffic.Session(0).Track(t.Context(), TestCodes[6]); err != nil {
				t.Fatal(err)
			}
			took := time.Since(began)
			if took < firstPause/2 || took > firstPause*3/2+longestSpread {
				t.Errorf("a pause of %v", took)
			}
			seen[took] = true
		})
	}
	if len(seen) < 10 {
		t.Errorf("only %d different pauses of 20", len(seen))
	}
}

// A request whose context ends does not wait for the end of its pause.
func TestPauseIsCancelled(t *testing.T) {
	handled(t, Options{Patience: 10 * time.Second}, refusing(9, "8"), func(t *testing.T, client *Client) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		traffic := client.Traffic(1)
		began := time.Now()
		_, _, err := traffic.Session(0).Track(ctx, TestCodes[6])
		if !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != time.Second {
			t.Errorf("%v after %v", err, time.Since(began))
		}
		if e := traffic.Evidence(); e.Slept != time.Second || e.Requests != 1 {
			t.Errorf("evidence %+v", e)
		}
	})
}

// A body is the same every time that it is sent.
func TestBodyIsSentAgain(t *testing.T) {
	var bodies []string
	refuse := refusing(2)
	handled(t, Options{Patience: 10 * time.Second}, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		bodies = append(bodies, strconv.FormatInt(r.ContentLength, 10)+string(body))
		refuse(w, r)
	}, func(t *testing.T, client *Client) {
		if _, _, err := client.Traffic(1).Session(0).Track(t.Context(), TestCodes[6]); err != nil {
			t.Fatal(err)
		}
	})
	if len(bodies) != 3 || bodies[0] != bodies[1] || bodies[1] != bodies[2] || len(bodies[0]) < 20 {
		t.Errorf("%q", bodies)
	}
}

// A budget is kept, repeats included, no matter how many workers ask at once.
func TestBudget(t *testing.T) {
	var asked atomic.Int64
	handled(t, Options{Budget: 20, Patience: time.Second, Connections: 8}, func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		refusing(0)(w, r)
	}, func(t *testing.T, client *Client) {
		traffic := client.Traffic(8)
		failed := atomic.Int64{}
		carryOut(t, traffic, 8, 100, func(s *Session, _ int) error {
			_, _, err := s.Track(t.Context(), TestCodes[6])
			if err != nil {
				if kindOf(err) != "request budget used up" {
					t.Errorf("error %v", err)
				}
				failed.Add(1)
			}
			return nil
		})
		left, limited := client.Left()
		if asked.Load() != 20 || failed.Load() != 80 || left != 0 || !limited || traffic.Evidence().Requests != 20 {
			t.Errorf("%d asked, %d failed, %d left: expected 20, 80 and 0", asked.Load(), failed.Load(), left)
		}
	})
	handled(t, Options{Budget: 3, Patience: time.Minute}, refusing(9), func(t *testing.T, client *Client) {
		checkError(t, tracking(t)(client.Traffic(1).Session(0), 0), "request budget used up", "all of the 3 requests")
	})
}
