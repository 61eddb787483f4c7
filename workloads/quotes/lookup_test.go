package quotes

import (
	"context"
	"errors"
	"maps"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/sync/singleflight"

	"ep-benchmark/engine"
)

// kept is a store for tests.
type kept struct {
	mutex   sync.Mutex
	entries map[string]Entry
	fails   error
}

func (k *kept) Get(_ context.Context, key string) (Entry, bool, error) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	e, found := k.entries[key]
	return e, found, k.fails
}

func (k *kept) Set(_ context.Context, key string, e Entry, _ time.Duration) error {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if k.entries == nil {
		k.entries = map[string]Entry{}
	}
	k.entries[key] = e
	return k.fails
}

// answering is a call that takes a time.
func answering(key string, took time.Duration) fetch {
	return func(context.Context) (*Quote, int, error) {
		time.Sleep(took) // on the fake clock
		return &Quote{Key: key, Rates: []Rate{{Carrier: "USPS", Cents: 593}}}, 100, nil
	}
}

// When a key expires, callers that each make their own call all do so, and one does
// where calls are made once.
func TestStampede(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := cache{name: "test", store: &kept{}, ttl: time.Hour}
		ask := func(int) fetch { return answering("k", 100*time.Millisecond) }
		got, err := stampede(t.Context(), c, "k", 18000, 16, ask)
		want := engine.Stampede{Cache: "test", Callers: 16, Alone: 16, Widest: 16, Together: 1, Call: 100 * time.Millisecond}
		if err != nil || got != want {
			t.Errorf("%+v, %v", got, err)
		}
	})
}

// A caller that comes after the answer finds it, and one that comes a TTL later does
// not. Calls and hits are counted exactly.
func TestLookupsByTheClockOfTheRequests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		counted := &counts{}
		c := cache{name: "test", store: &kept{}, ttl: time.Hour, once: &singleflight.Group{}, counts: counted}
		for _, at := range []Moment{0, 60, 3599.9, 3600, 7199.9, 7200} {
			if _, err := c.lookup(t.Context(), "k", at, answering("k", time.Millisecond)); err != nil {
				t.Fatal(err)
			}
		}
		if got, want := counted.evidence(), (engine.CacheEvidence{Lookups: 6, Hits: 3, Calls: 3}); got != want {
			t.Errorf("%+v, not %+v", got, want)
		}
	})
}

// Callers that come while a call is under way wait for it. Each key has a call of its
// own.
func TestSingleFlight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		counted := &counts{}
		c := cache{name: "test", store: &kept{}, ttl: time.Hour, once: &singleflight.Group{}, counts: counted}
		began := time.Now()
		var all sync.WaitGroup
		for i := range 20 {
			all.Go(func() {
				time.Sleep(time.Duration(i) * time.Millisecond)
				key := string(rune('a' + i%2))
				if _, err := c.lookup(t.Context(), key, 0, answering(key, 10500*time.Microsecond)); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		// a: 0 calls until 10.5 ms, and 2, 4, 6, 8, 10 wait; b: 1 calls until 11.5 ms, and 3 to 11 wait.
		if got, want := counted.evidence(), (engine.CacheEvidence{Lookups: 20, Hits: 8, Joined: 10, Calls: 2}); got != want {
			t.Errorf("%+v, not %+v", got, want)
		}
		if took := time.Since(began); took != 19*time.Millisecond {
			t.Errorf("it took %v", took)
		}
	})
}

// A cache that fails is a failure: the server is not asked in its place.
func TestAFailingStoreIsNoMiss(t *testing.T) {
	down := errors.New("connection refused")
	for name, c := range map[string]cache{
		"alone":    {name: "redis", store: &kept{fails: down}, ttl: time.Hour, counts: &counts{}},
		"together": {name: "redis", store: &kept{fails: down}, ttl: time.Hour, once: &singleflight.Group{}, counts: &counts{}},
	} {
		_, err := c.lookup(t.Context(), "k", 0, answering("k", 0))
		var failed *StoreError
		if !errors.As(err, &failed) || !errors.Is(err, down) || failed.Kind() != "cache redis" {
			t.Errorf("%s: %v", name, err)
		}
		if got := c.counts.evidence(); got.Calls != 0 || got.Hits != 0 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestWrongQuotes(t *testing.T) {
	for name, quote := range map[string]*Quote{"of another key": {Key: "other"}, "none": nil} {
		s := &kept{entries: map[string]Entry{"k": {Quote: quote, Expires: 3600}}}
		c := cache{name: "test", store: s, ttl: time.Hour, counts: &counts{}}
		var wrong *WrongQuoteError
		if _, err := c.lookup(t.Context(), "k", 0, answering("k", 0)); !errors.As(err, &wrong) || wrong.Kind() != "wrong quote" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A failing call is not kept.
func TestFailedCallsAreNotKept(t *testing.T) {
	s := &kept{}
	c := cache{name: "test", store: s, ttl: time.Hour, once: &singleflight.Group{}, counts: &counts{}}
	fails := errors.New("http 500")
	_, err := c.lookup(t.Context(), "k", 0, func(context.Context) (*Quote, int, error) { return nil, 0, fails })
	if !errors.Is(err, fails) || len(maps.Clone(s.entries)) != 0 {
		t.Errorf("%v, and %d entries are kept", err, len(s.entries))
	}
}
