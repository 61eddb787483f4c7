package quotes

import (
	"context"
	"fmt"
	"time"
)

// A Store is a cache of quotes. It is used from many goroutines.
type Store interface {
	// Get returns what is kept for a key; false where there is nothing.
	Get(ctx context.Context, key string) (Entry, bool, error)
	// Set keeps an entry. The store may drop it once the time to live has passed on
	// its own clock.
	Set(ctx context.Context, key string, e Entry, ttl time.Duration) error
}

// An Entry is what a store keeps for a key.
type Entry struct {
	Quote *Quote `json:"quote"`
	// Expires is when the answer is not used any more, on the clock of the requests.
	Expires Moment `json:"expires_s"`
}

// A Moment is a time on the clock of the requests: seconds since the first. It is no
// whole number of nanoseconds, of which a run with a TTL of days would have too many.
type Moment float64

// after is the moment that comes so much later.
func (m Moment) after(d time.Duration) Moment { return m + Moment(d.Seconds()) }

// A Quote is what carriers ask for a parcel. It is not changed once it is made.
type Quote struct {
	Key   string `json:"key"` // of the request that it answers
	Rates []Rate `json:"rates"`
}

// A Rate is one price.
type Rate struct {
	Carrier  string `json:"carrier"`
	Service  string `json:"service"`
	Currency string `json:"currency"`
	Cents    int64  `json:"cents"`
	Days     int    `json:"days"` // -1 where the carrier does not say
}

// A StoreError is the failure of a cache.
type StoreError struct {
	Store string
	Err   error
}

// Error names the cache.
func (e *StoreError) Error() string { return fmt.Sprintf("cache %s: %v", e.Store, e.Err) }

// Unwrap is the cause.
func (e *StoreError) Unwrap() error { return e.Err }

// Kind is what failures are counted by.
func (e *StoreError) Kind() string { return "cache " + e.Store }

// A WrongQuoteError is an answer of a cache that is none for the key.
type WrongQuoteError struct{ Asked, Found string }

// Error names both keys.
func (e *WrongQuoteError) Error() string {
	return fmt.Sprintf("the cache answered %.40q with the quote of %.40q", e.Asked, e.Found)
}

// Kind is what failures are counted by.
func (e *WrongQuoteError) Kind() string { return "wrong quote" }
