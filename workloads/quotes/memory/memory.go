// Package memory keeps quotes in this process, in otter. It alone imports otter: what a
// cache is made of must be free to change without the rest knowing.
package memory

import (
	"context"
	"fmt"
	"time"

	"github.com/maypok86/otter/v2"

	"ep-benchmark/workloads/quotes"
)

// Name is the cache's.
const Name = "memory"

// Store is a cache in this process.
type Store struct {
	cache *otter.Cache[string, quotes.Entry]
}

// New makes a cache in which entries live for ttl by the clock of this machine, unless
// they are written again.
func New(ttl time.Duration) (*Store, error) {
	cache, err := otter.New(&otter.Options[string, quotes.Entry]{ExpiryCalculator: otter.ExpiryWriting[string, quotes.Entry](ttl)})
	if err != nil {
		return nil, fmt.Errorf("cache in memory: %w", err)
	}
	return &Store{cache}, nil
}

// Get returns what is kept for a key. It never fails.
func (s *Store) Get(_ context.Context, key string) (quotes.Entry, bool, error) {
	e, found := s.cache.GetIfPresent(key)
	return e, found, nil
}

// Set keeps an entry. It never fails.
func (s *Store) Set(_ context.Context, key string, e quotes.Entry, _ time.Duration) error {
	s.cache.Set(key, e)
	return nil
}

// Close ends the cache's own goroutines.
func (s *Store) Close() { s.cache.StopAllGoroutines() }
