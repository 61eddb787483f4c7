package easypost

import (
	"context"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// A request that is answered 429 is sent again after a pause, so many times in
// all at the most. The pause doubles from one refusal to the next, and is as
// long as the server asks where it asks for longer.
const (
	mostSent     = 5
	firstPause   = 500 * time.Millisecond
	longestPause = 8 * time.Second
	pauseFactor  = 2
	// pauseJitter is by which share of itself a pause is longer or shorter, and
	// longestSpread by how much later than the others a worker goes on that
	// was held back with them.
	pauseJitter   = 0.5
	longestSpread = 100 * time.Millisecond
)

// brake slows a whole client down: a refusal is about the key, and so about
// all of its workers.
type brake struct {
	// patience is the longest that a request waits, all pauses together; 0
	// sends nothing again.
	patience time.Duration
	jitter   float64
	spread   time.Duration
	epoch    time.Time
	until    atomic.Int64 // nobody sends before; nanoseconds since epoch
}

// hold has everybody wait.
func (b *brake) hold(pause time.Duration) {
	until := int64(time.Since(b.epoch) + pause)
	for {
		known := b.until.Load()
		if until <= known || b.until.CompareAndSwap(known, until) {
			return
		}
	}
}

// left is how long nobody may send yet.
func (b *brake) left() time.Duration { return time.Duration(b.until.Load()) - time.Since(b.epoch) }

// attempts are those to get one request answered.
type attempts struct {
	sent   int
	slept  time.Duration
	pauses *backoff.ExponentialBackOff
}

// wait returns when the brake lets go, or when the request's patience ends.
func (s *Session) wait(ctx context.Context, a *attempts) error {
	b := &s.client.brake
	for a.slept < b.patience {
		left := b.left()
		if left <= 0 {
			return nil
		}
		if b.spread > 0 {
			left += rand.N(b.spread)
		}
		began := time.Now()
		err := sleep(ctx, min(left, b.patience-a.slept))
		took := time.Since(began)
		a.slept += took
		s.slept += took
		if err != nil {
			return err
		}
	}
	return nil
}

// refused takes a 429 in: it has everybody hold back, and tells whether the
// request is to be sent again.
func (s *Session) refused(a *attempts, header http.Header) bool {
	b := &s.client.brake
	if b.patience <= 0 {
		return false
	}
	if a.pauses == nil {
		a.pauses = &backoff.ExponentialBackOff{
			InitialInterval: firstPause, Multiplier: pauseFactor, MaxInterval: longestPause, RandomizationFactor: b.jitter,
		}
	}
	pause := max(a.pauses.NextBackOff(), retryAfter(header))
	b.hold(min(pause, b.patience))
	if a.sent >= mostSent || a.slept+pause > b.patience {
		return false
	}
	s.repeated++
	return true
}

// retryAfter reads how long the server asks to be left alone: seconds or a
// date. What can't be read asks for nothing.
func retryAfter(header http.Header) time.Duration {
	text := strings.TrimSpace(header.Get("Retry-After"))
	if seconds, err := strconv.ParseUint(text, 10, 32); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(text); err == nil {
		return max(0, time.Until(at))
	}
	return 0
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
