package tui

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"sync"
	"time"

	"ep-benchmark/engine/units"
)

// threadCPU returns the CPU time of the calling thread; false where the
// system does not tell.
type threadCPU func() (time.Duration, bool)

// cost knows what the dashboard itself costs: the CPU time of the thread that
// updates and draws, and of the one that writes to the terminal. Both
// goroutines are locked to their threads for that, so that a thread's time is
// theirs and no measured worker's.
type cost struct {
	clock threadCPU
	now   func() time.Time

	mutex   sync.Mutex
	drawing time.Duration
	writers map[string]time.Duration // by goroutine

	shownAt time.Time
	total   time.Duration // when it was shown last
	share   float64       // of one core, over the time since
	known   bool
}

func newCost(clock threadCPU) *cost {
	return &cost{clock: clock, now: time.Now, shownAt: time.Now(), writers: map[string]time.Duration{}}
}

// look reads the clock of the drawing thread. It is called on it.
func (c *cost) look() {
	if c == nil || c.clock == nil {
		return
	}
	used, ok := c.clock()
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.known = ok
	c.drawing = used
	total := c.drawing
	for _, w := range c.writers {
		total += w
	}
	now := c.now()
	if since := now.Sub(c.shownAt); since >= time.Second {
		c.share = float64(total-c.total) / float64(since)
		c.total, c.shownAt = total, now
	}
}

// String is the cost for the footer.
func (c *cost) String(refresh int) string {
	if c == nil || !c.known {
		return fmt.Sprintf("%d fps", refresh)
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return fmt.Sprintf("ui %s of a core, %d fps", units.PercentTo(c.share, 1), refresh)
}

// meteredWriter measures the goroutines that write through it, but for the
// drawing one.
type meteredWriter struct {
	io.Writer
	cost    *cost
	drawing string // the goroutine that draws
}

// Write writes, and reads the clock of the writing thread.
func (w *meteredWriter) Write(p []byte) (int, error) {
	n, err := w.Writer.Write(p)
	if w.cost.clock == nil {
		return n, err
	}
	if id := goroutine(); id != w.drawing {
		w.cost.wrote(id)
	}
	return n, err
}

func (c *cost) wrote(id string) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if _, known := c.writers[id]; !known {
		runtime.LockOSThread()
		c.writers[id] = 0
	}
	if used, ok := c.clock(); ok {
		c.writers[id] = used
	}
}

// goroutine names the calling goroutine, as stacks do: "goroutine 18".
func goroutine() string {
	var buffer [64]byte
	text := buffer[:runtime.Stack(buffer[:], false)]
	if end := bytes.IndexByte(text, '['); end > 0 {
		text = text[:end]
	}
	return string(text)
}
