package quotes

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/workloads/easypost"
	"ep-benchmark/workloads/shipping"
	"ep-benchmark/workloads/simulator"
)

// overSimulator runs a test with a client of a simulator in memory, on the fake clock.
func overSimulator(t *testing.T, test func(*testing.T, *easypost.Client)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		listener, served := simulator.NewMemoryListener(), make(chan error, 1)
		go func() { served <- simulator.New(simulator.Options{Seed: 1}).Serve(ctx, listener) }()
		client, err := easypost.New(easypost.Options{BaseURL: "http://simulator", Key: "EZTKtest", Connections: 64, Dial: listener.DialContext})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { // a bubble has to be empty at its end, however the test ends
			cancel()
			if err := <-served; err != nil {
				t.Errorf("the simulator: %v", err)
			}
			client.Close()
		}()
		test(t, client)
	})
}

// lines are orders of the built-in sample.
func lines(t *testing.T, n int) []shipping.Shipment {
	t.Helper()
	all := make([]shipping.Shipment, n)
	for i, text := range shipping.Sample()[:n] {
		if err := shipping.ParseLine(text, &all[i]); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func bench(t *testing.T, o Options) *Bench {
	t.Helper()
	b, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// carryOut carries a job out with one worker, and verifies it.
func carryOut(t *testing.T, job *engine.Job, passes int) {
	t.Helper()
	for range passes {
		for i := range job.Operations {
			if _, err := job.Do(t.Context(), engine.Op{Index: i}); err != nil {
				t.Fatal(err)
			}
		}
		if err := job.Finish(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if err := job.Verify(t.Context()); err != nil {
		t.Error(err)
	}
	if err := job.Close(); err != nil {
		t.Error(err)
	}
}

// With one worker a leg makes exactly the calls of a replay, in every pass, and takes
// the time of its calls.
func TestLegsMakeTheCallsOfAReplay(t *testing.T) {
	requests, err := Drawn(lines(t, 10), 20, 1)
	if err != nil {
		t.Fatal(err)
	}
	overSimulator(t, func(t *testing.T, client *easypost.Client) {
		b := bench(t, Options{Requests: requests, Size: 60, TTL: 10 * time.Minute, PerHour: 100, Stores: map[string]Store{"test": &kept{}}})
		w := b.At(Server{Client: client})
		for seed := range uint64(3) {
			want := int64(replay(requests.arrivals(60, 100, seed), requests.Keys(), 10*time.Minute, nil))
			for name, calls := range map[string]int64{None: 60, "test": want} {
				job, err := w.Prepare(t.Context(), engine.Leg{Kind: engine.LegKind(Variant(name)), Workers: 1, Seed: seed})
				if err != nil {
					t.Fatal(err)
				}
				began := time.Now()
				carryOut(t, &job, 2)
				took := time.Since(began)
				got := job.Cache()
				if got.Calls != 2*calls || got.Lookups != 120 || got.Joined != 0 || got.Hits != 120-2*calls {
					t.Errorf("%s with seed %d: %+v, and a replay makes %d calls", name, seed, got, calls)
				}
				if want := time.Duration(2*calls) * 100 * time.Millisecond; took != want {
					t.Errorf("%s took %v, not %v", name, took, want)
				}
			}
		}
	})
}

// The stampede of a cache is measured before its first leg, once, and never where
// requests are counted.
func TestStampedesAreMeasuredOnce(t *testing.T) {
	requests, err := Drawn(lines(t, 5), 5, 1)
	if err != nil {
		t.Fatal(err)
	}
	overSimulator(t, func(t *testing.T, client *easypost.Client) {
		b := bench(t, Options{Requests: requests, Size: 5, TTL: time.Minute, PerHour: 3600, Callers: 8, Stores: map[string]Store{"test": &kept{}}})
		for i, s := range []Server{{Client: client, Counted: true}, {Client: client}, {Client: client}} {
			if i == 1 {
				b.measured = map[string]bool{} // a server is counted in all runs or in none
			}
			job, err := b.At(s).Prepare(t.Context(), engine.Leg{Kind: "cache=test", Workers: 1})
			if err != nil {
				t.Fatal(err)
			}
			_ = job.Close()
			if want := min(i, 1); len(b.stampedes) != want {
				t.Fatalf("after leg %d there are %d stampedes", i, len(b.stampedes))
			}
		}
		// One key in 2.28 of 5 by Zipf's law: at one request a second it comes 0.0438 times in 100 ms.
		if got := b.stampedes[0]; got.Alone != 8 || got.Together != 1 || got.Call != 100*time.Millisecond || fmt.Sprintf("%.4f", got.Expected) != "1.0438" {
			t.Errorf("%+v", got)
		}
	})
}

// An answer that the cache was never given is found out.
func TestVerifyFindsForeignAnswers(t *testing.T) {
	requests, err := Drawn(lines(t, 3), 3, 0)
	if err != nil {
		t.Fatal(err)
	}
	overSimulator(t, func(t *testing.T, client *easypost.Client) {
		foreign := &kept{entries: map[string]Entry{}}
		for _, key := range requests.keys {
			foreign.entries[key] = Entry{Quote: &Quote{Key: key}, Expires: 1e9}
		}
		b := bench(t, Options{Requests: requests, Size: 10, TTL: time.Hour, PerHour: 100, Stores: map[string]Store{"test": foreign}})
		job, err := b.At(Server{Client: client}).Prepare(t.Context(), engine.Leg{Kind: "cache=test", Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		for i := range job.Operations {
			if _, err := job.Do(t.Context(), engine.Op{Index: i}); err != nil {
				t.Fatal(err)
			}
		}
		_ = job.Finish(t.Context())
		if err := job.Verify(t.Context()); err == nil || !strings.Contains(err.Error(), "answers that it was not given") {
			t.Errorf("%v", err)
		}
		_ = job.Close()
		if _, err := b.At(Server{Client: client}).Prepare(t.Context(), engine.Leg{Kind: "cache=other"}); err == nil {
			t.Error("a cache that is not there has a leg")
		}
	})
}

func TestOptionsAreChecked(t *testing.T) {
	requests := sampled(t, 2, 1)
	good := Options{Requests: requests, Size: 1, TTL: time.Hour, PerHour: 1}
	for name, change := range map[string]func(*Options){
		"no requests": func(o *Options) { o.Requests = nil },
		"no quotes":   func(o *Options) { o.Size = 0 },
		"a short TTL": func(o *Options) { o.TTL = time.Millisecond },
		"a long TTL":  func(o *Options) { o.TTL = LongestTTL + 1 },
		"no rate":     func(o *Options) { o.PerHour = 0 },
		"a high rate": func(o *Options) { o.PerHour = MostPerHour + 1 },
	} {
		wrong := good
		change(&wrong)
		if _, err := New(wrong); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
	if _, err := New(good); err != nil {
		t.Error(err)
	}
}

// A key is all that a price follows from, and nothing else.
func TestKeyOf(t *testing.T) {
	order := lines(t, 1)[0]
	same, key := order, KeyOf(&order)
	same.Recipient.Street1, same.Recipient.FirstName, same.References[0], same.Contents = "elsewhere", "Nobody", "1", "hats"
	if KeyOf(&same) != key {
		t.Error("a name, a street or a reference makes another key")
	}
	for name, change := range map[string]func(*shipping.Shipment){
		"weight":      func(s *shipping.Shipment) { s.Weight += 0.01 },
		"length":      func(s *shipping.Shipment) { s.Dimensions.Length++ },
		"postal code": func(s *shipping.Shipment) { s.Recipient.PostalCode += "1" },
		"country":     func(s *shipping.Shipment) { s.Recipient.Country = "XX" },
		"origin": func(s *shipping.Shipment) {
			s.HasSender, s.Sender = true, shipping.Party{PostalCode: "10001", Country: "US"}
		},
	} {
		other := order
		if change(&other); KeyOf(&other) == key {
			t.Errorf("another %s makes the same key", name)
		}
	}
}

// The clock of the requests has room for far more passes than any run has, with the
// longest TTL and a low rate.
func TestTheClockHasRoom(t *testing.T) {
	b := bench(t, Options{Requests: sampled(t, 2, 1), Size: 1, TTL: LongestTTL, PerHour: LeastPerHour})
	const longest = 100 * time.Hour
	for range 1 << 20 {
		b.pass(longest)
	}
	from := b.pass(longest)
	if expires := from.after(time.Second); !(expires > from.after(990*time.Millisecond)) || expires <= from || from < 0 {
		t.Errorf("after a million passes, %v and a second are %v", from, expires)
	}
}
