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

// A request that is answered 429 is sent again after a pause, and is sent
// mostSent times at the most. The pause doubles from one refusal to the next.
// It is longer where the server asks for more.
const (
	mostSent     = 5
	firstPause   = 500 * time.Millisecond
	longestPause = 8 * time.Second
	pauseFactor  = 2
	// pauseJitter is the share of itself by which a pause may be longer or
	// shorter. longestSpread is the longest random addition to each worker's wait,
	// so that workers which were held back together don't all send at once.
	pauseJitter   = 0.5
	longestSpread = 100 * time.Millisecond
)

// throttle slows a whole client down. A refusal concerns the key, so it holds all
// of the client's workers back.
type throttle struct {
	// patience is the longest that a request waits, all pauses together. With 0 no
	// request is sent again.
	patience time.Duration
	jitter   float64
	spread   time.Duration
	epoch    time.Time
	until    atomic.Int64 // no request is sent before; nanoseconds since epoch
}

// hold makes all workers wait.
func (b *throttle) hold(pause time.Duration) {
	until := int64(time.Since(b.epoch) + pause)
	for {
		known := b.until.Load()
		if until <= known || b.until.CompareAndSwap(known, until) {
			return
		}
	}
}

// left is how long no request may be sent yet.
func (b *throttle) left() time.Duration { return time.Duration(b.until.Load()) - time.Since(b.epoch) }

// attempts records the attempts to get one request answered.
type attempts struct {
	sent   int
	slept  time.Duration
	pauses *backoff.ExponentialBackOff
}

// wait returns when the throttle allows requests again, or when the request's
// patience ends.
func (s *Session) wait(ctx context.Context, a *attempts) error {
	b := &s.client.throttle
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

// refused handles a 429. It makes all workers wait, and tells whether the
// request is to be sent again.
func (s *Session) refused(a *attempts, header http.Header) bool {
	b := &s.client.throttle
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

// retryAfter reads how long the server asks the client to wait: seconds or a
// date. It returns 0 for a text that can't be parsed.
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
