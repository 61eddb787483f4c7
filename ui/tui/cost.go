package tui

import (
	"fmt"
	"runtime"
	"time"

	"ep-benchmark/engine/units"
)

// threadCPU returns the CPU time of the calling thread; false where the
// system does not tell.
type threadCPU func() (time.Duration, bool)

// cost measures the CPU time that drawing takes, and comparing the frame with the last
// one. The write to the terminal is not in it: that is on a goroutine of its own, which
// shares its thread with measured workers.
type cost struct {
	clock threadCPU
	now   func() time.Time

	drawing time.Duration // since the share was computed last
	since   time.Time     // when it was
	share   float64       // of one core
	known   bool
}

func newCost(clock threadCPU) *cost { return &cost{clock: clock, now: time.Now, since: time.Now()} }

// measure draws, and adds the CPU time that it took. The goroutine keeps its
// thread meanwhile, so that both readings are of the same thread's clock.
func (c *cost) measure(draw func()) {
	if c == nil || c.clock == nil {
		draw()
		return
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	before, ok := c.clock()
	draw()
	after, _ := c.clock()
	c.drawing += after - before
	c.known = ok
	now := c.now()
	if elapsed := now.Sub(c.since); elapsed >= time.Second {
		c.share = float64(c.drawing) / float64(elapsed)
		c.drawing, c.since = 0, now
	}
}

// String is the cost for the footer.
func (c *cost) String(refresh int) string {
	if c == nil || !c.known {
		return fmt.Sprintf("%d fps", refresh)
	}
	return fmt.Sprintf("drawing %s of a core, %d fps", units.PercentTo(c.share, 2), refresh)
}
