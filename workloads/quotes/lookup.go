package quotes

import (
	"context"
	"sync/atomic"
	"time"

	"golang.org/x/sync/singleflight"

	"ep-benchmark/engine"
)

// A fetch asks the server for the quote of a key. The bytes are those of the answer.
type fetch func(ctx context.Context) (quote *Quote, bytes int, err error)

// counts are what lookups came to.
type counts struct{ lookups, hits, joined, calls atomic.Int64 }

// evidence is what was counted.
func (c *counts) evidence() engine.CacheEvidence {
	return engine.CacheEvidence{Lookups: c.lookups.Load(), Hits: c.hits.Load(), Joined: c.joined.Load(), Calls: c.calls.Load()}
}

// A cache looks quotes up in a store, and has the server asked for those that are not
// there.
type cache struct {
	name  string
	store Store // nil: every lookup asks the server
	ttl   time.Duration
	// once has lookups of the same key at the same time wait for one call; nil lets
	// each make its own. It is of one process.
	once   *singleflight.Group
	counts *counts
}

// lookup answers a request that arrives at a time on the requests' clock.
func (c *cache) lookup(ctx context.Context, key string, at Moment, ask fetch) (bytes int, err error) {
	c.counts.lookups.Add(1)
	if c.store == nil {
		_, bytes, err = c.call(ctx, ask)
		return bytes, err
	}
	found, err := c.kept(ctx, key, at)
	if found || err != nil {
		if found {
			c.counts.hits.Add(1)
		}
		return 0, err
	}
	if c.once == nil {
		bytes, err = c.renew(ctx, key, at, ask)
		return bytes, err
	}
	return c.join(ctx, key, at, ask)
}

// join makes the call for a key, or waits for the one that is under way. The one that
// makes it looks again before, since another may have ended in between.
func (c *cache) join(ctx context.Context, key string, at Moment, ask fetch) (bytes int, err error) {
	led, hit := false, false
	_, err, _ = c.once.Do(key, func() (_ any, err error) {
		led = true
		if hit, err = c.kept(ctx, key, at); hit || err != nil {
			return nil, err
		}
		bytes, err = c.renew(ctx, key, at, ask)
		return nil, err
	})
	switch {
	case err != nil:
	case !led:
		c.counts.joined.Add(1)
	case hit:
		c.counts.hits.Add(1)
	}
	return bytes, err
}

// kept tells whether the store has the quote, and it has not expired.
func (c *cache) kept(ctx context.Context, key string, at Moment) (bool, error) {
	entry, found, err := c.store.Get(ctx, key)
	switch {
	case err != nil:
		return false, &StoreError{Store: c.name, Err: err}
	case !found || entry.Expires <= at:
		return false, nil
	case entry.Quote == nil || entry.Quote.Key != key:
		return false, &WrongQuoteError{Asked: key, Found: entry.Quote.key()}
	}
	return true, nil
}

// key is the quote's; "" for none.
func (q *Quote) key() string {
	if q == nil {
		return ""
	}
	return q.Key
}

// leastKept is longer than any leg lasts.
const leastKept = time.Hour

// KeptFor is how long a store keeps an entry by its own clock. It is at least an hour,
// so that only the requests' clock decides what has expired in a leg.
func KeptFor(ttl time.Duration) time.Duration { return max(ttl, leastKept) }

// renew asks the server and keeps the answer.
func (c *cache) renew(ctx context.Context, key string, at Moment, ask fetch) (int, error) {
	quote, bytes, err := c.call(ctx, ask)
	if err != nil {
		return 0, err
	}
	if err := c.store.Set(ctx, key, Entry{Quote: quote, Expires: at.after(c.ttl)}, KeptFor(c.ttl)); err != nil {
		return 0, &StoreError{Store: c.name, Err: err}
	}
	return bytes, nil
}

// call asks the server.
func (c *cache) call(ctx context.Context, ask fetch) (*Quote, int, error) {
	c.counts.calls.Add(1)
	return ask(ctx)
}
