package quotes

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/singleflight"

	"ep-benchmark/engine"
)

// stampedeOnce measures the width of a stampede on a cache, before its first leg.
func (w *workload) stampedeOnce(ctx context.Context, name string, store Store) error {
	w.mutex.Lock()
	known := w.measured[name] || store == nil || w.options.Callers == 0 || w.server.Counted
	w.measured[name] = true
	w.mutex.Unlock()
	if known {
		return nil
	}
	traffic := w.server.Client.Traffic(w.options.Callers)
	defer traffic.Close()
	key, share := w.options.Requests.favourite()
	ask := func(caller int) fetch { return w.asking(traffic.Session(caller), key) }
	from := w.pass(w.options.TTL) // the moment of the expiry, and what is kept at it, are within
	found, err := stampede(ctx, cache{name: name, store: store, ttl: w.options.TTL}, w.options.Requests.keys[key], from, w.options.Callers, ask)
	if err != nil {
		return err
	}
	found.Expected = 1 + share*w.options.PerHour*found.Call.Hours()
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.stampedes = append(w.stampedes, found)
	return nil
}

// stampede has callers ask for a key at the moment at which it expires: each for
// itself, and then with calls for the same key made once.
func stampede(ctx context.Context, c cache, key string, expiry Moment, callers int, ask func(caller int) fetch) (engine.Stampede, error) {
	found := engine.Stampede{Cache: c.name, Callers: callers}
	expired := Entry{Quote: &Quote{Key: key}, Expires: expiry}
	var watched *herd
	for _, once := range []*singleflight.Group{nil, {}} {
		if err := c.store.Set(ctx, key, expired, KeptFor(c.ttl)); err != nil {
			return found, &StoreError{Store: c.name, Err: err}
		}
		c.once, c.counts = once, &counts{}
		h := &herd{}
		if err := h.run(ctx, &c, key, expiry, callers, ask); err != nil {
			return found, err
		}
		if once == nil {
			watched, found.Alone, found.Widest = h, int(c.counts.calls.Load()), int(h.widest)
		} else {
			found.Together = int(c.counts.calls.Load())
		}
	}
	slices.Sort(watched.took)
	found.Call = watched.took[len(watched.took)/2]
	return found, nil
}

// A herd is callers that ask at once.
type herd struct {
	under  atomic.Int64 // calls under way
	mutex  sync.Mutex
	widest int64 // most of them at once
	took   []time.Duration
}

// run has the callers ask, and returns when all are answered.
func (h *herd) run(ctx context.Context, c *cache, key string, at Moment, callers int, ask func(caller int) fetch) error {
	var all sync.WaitGroup
	start, problems := make(chan struct{}), make([]error, callers)
	for caller := range callers {
		all.Go(func() {
			<-start
			_, problems[caller] = c.lookup(ctx, key, at, h.watching(ask(caller)))
		})
	}
	close(start)
	all.Wait()
	return errors.Join(problems...)
}

// watching notes how many calls are under way, and how long each takes.
func (h *herd) watching(ask fetch) fetch {
	return func(ctx context.Context) (*Quote, int, error) {
		began := time.Now()
		h.note(h.under.Add(1), 0)
		quote, bytes, err := ask(ctx)
		h.note(h.under.Add(-1)+1, time.Since(began))
		return quote, bytes, err
	}
}

func (h *herd) note(under int64, took time.Duration) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.widest = max(h.widest, under)
	if took > 0 {
		h.took = append(h.took, took)
	}
}
