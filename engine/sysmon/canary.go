package sysmon

import (
	"math"
	"runtime"
	"time"
)

// CanarySteps is the number of dependent steps in one unit of a canary's
// work, a multiplication and an addition each. It is a constant and not
// calibrated, so that a unit is the same work in every run on every machine,
// and its time may be compared with a stored one. A step is 4 cycles on
// most processors, so that a unit takes 0.3 to 0.5 ms at 2.5 to 4.5 GHz.
const CanarySteps = 320_000

// canaryUnits is how many units one reading does: about 2 ms of CPU time.
const canaryUnits = 5

// A Canary measures how fast this machine computes at the moment, and how much
// of a CPU it gets: a little work whose every step needs the step before, so
// that neither memory nor the width of the core matters, only its clock.
//
// Note: by the wall clock alone, a core that is slowed down and one that is
// shared look the same. The thread's own CPU time parts them: throttling
// stretches it, and waiting for a CPU does not.
//
// A canary is for one goroutine at a time.
type Canary struct {
	cpu  func() (time.Duration, bool) // of the thread that asks
	wall func() time.Time
	work func(uint64) uint64 // one unit
	last uint64              // result, which the next unit starts from
}

// NewCanary makes a canary. Making one costs nothing; reading it does.
func NewCanary() *Canary {
	return &Canary{cpu: threadCPU, wall: time.Now, work: canaryUnit}
}

// CanaryReading is what a canary found.
type CanaryReading struct {
	// Unit is the CPU time of one unit of work, the least of five: the units
	// above it were disturbed. It grows as the clock slows down.
	Unit time.Duration `json:"unit_ns"`
	// OnCPU is CPU time / wall time over all five, 0 to 1. It falls where the
	// thread had to wait for a CPU.
	OnCPU float64 `json:"on_cpu"`
}

// Step is the time of one dependent step in nanoseconds.
func (r CanaryReading) Step() float64 { return float64(r.Unit) / CanarySteps }

// Read does the work and returns what it took. It is false where the system
// has no clock for a thread's CPU time, or one that does not move.
func (c *Canary) Read() (CanaryReading, bool) {
	runtime.LockOSThread() // the clock is one thread's
	defer runtime.UnlockOSThread()
	least := time.Duration(math.MaxInt64)
	start := c.wall()
	first, ok := c.cpu()
	if !ok {
		return CanaryReading{}, false
	}
	before := first
	for range canaryUnits {
		c.last = c.work(c.last)
		after, ok := c.cpu()
		if !ok || after <= before {
			return CanaryReading{}, false
		}
		least, before = min(least, after-before), after
	}
	wall := c.wall().Sub(start)
	if wall <= 0 {
		return CanaryReading{}, false
	}
	// Two clocks of different grain: a little more than all is all.
	return CanaryReading{Unit: least, OnCPU: min(1, float64(before-first)/float64(wall))}, true
}

// The step is Knuth's generator for MMIX: any would do that no compiler knows
// how to shorten.
const (
	canaryFactor = 6364136223846793005
	canaryTerm   = 1442695040888963407
)

// canaryUnit is the work. It is not inlined, so that its result counts as
// used whatever the caller does with it.
//
//go:noinline
func canaryUnit(x uint64) uint64 {
	for range CanarySteps {
		x = x*canaryFactor + canaryTerm
	}
	return x
}
