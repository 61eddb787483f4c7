// Package alarm waits for moments. A moment that was waited for is a figure in a measurement, so it uses the sharpest
// timer that the system has.
package alarm

import (
	"context"
	"time"
)

// Alarm waits for a moment.
type Alarm interface {
	// Wait returns true at the deadline, and false when the context ends before it.
	Wait(ctx context.Context, deadline time.Time) bool
}

// Runtime waits with the timers of the Go runtime, which know the fake clock of testing/synctest. On Linux they are
// late by a millisecond: a runtime that has nothing else to do waits for its next timer in epoll_wait, which counts in
// whole milliseconds. BenchmarkOvershoot measures it.
type Runtime struct{}

// Wait waits with a timer of the runtime.
func (Runtime) Wait(ctx context.Context, deadline time.Time) bool {
	timer := time.NewTimer(time.Until(deadline))
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
