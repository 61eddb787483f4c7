package sysmon

import (
	"math"
	"runtime"
	"time"

	"ep-benchmark/engine"
)

// CanarySteps is the number of dependent steps in one unit of a canary's work,
// a multiplication and an addition each. It is a constant and not calibrated,
// so that a unit is the same work in every run on every machine, and its time
// can be compared with a stored one. A step is 4 cycles on most processors, so
// that a unit takes 0.3 to 0.5 ms at 2.5 to 4.5 GHz.
const CanarySteps = 320_000

// canaryUnits is how many units one reading does: about 2 ms of CPU time.
const canaryUnits = 5

// canaryTries is how many tries in a row a reading makes at the most. A program
// that wakes for an instant disturbs one of them; one that computes disturbs
// all.
const canaryTries = 3

// A Canary measures how fast this machine computes at the moment, and how much
// of a CPU it gets. It does a little work in which every step needs the step
// before. So only the core's clock matters, and neither memory nor the width of
// the core does.
//
// Note: by the wall clock alone, a core that is slowed down and one that is
// shared look the same. The thread's own CPU time separates them: throttling
// increases it, and waiting for a CPU does not.
//
// Note: waiting for a CPU does not by itself mean that other programs took it.
// The Go runtime watches a program that has just woken every 70 µs or so, from
// a thread of its own. Where the kernel puts that thread on the canary's CPU,
// it takes 12 % of it on an idle machine. So the time that our own processes
// used meanwhile does not count as waiting.
//
// A canary is for one goroutine at a time.
type Canary struct {
	cpu  func() (time.Duration, bool) // of the thread that asks
	own  func() (time.Duration, bool) // of all our processes together
	wall func() time.Time
	work func(uint64) uint64 // one unit
	last uint64              // result, which the next unit starts from
}

// NewCanary makes a canary. own is the CPU time of this process and of others
// that are ours, as [Counters.Own] returns it; nil for this process alone.
// Making a canary costs nothing; reading it does.
func NewCanary(own func() (time.Duration, bool)) *Canary {
	if own == nil {
		own = thisProcess
	}
	return &Canary{cpu: threadCPU, own: own, wall: time.Now, work: func(x uint64) uint64 { return canarySteps(x, CanarySteps) }}
}

func thisProcess() (time.Duration, bool) {
	user, system, err := OwnCPU()
	return user + system, err == nil
}

// CanaryReading is what a canary found.
type CanaryReading struct {
	// Unit is the CPU time of one unit of work: the least of all units, since the
	// others were disturbed. It grows as the clock slows down.
	Unit time.Duration `json:"unit_ns"`
	// OnCPU is the share of wall time, 0 to 1, in which the thread had a CPU, or
	// waited only for our own processes. It falls where other programs, or other
	// machines of the same host, have the CPUs.
	OnCPU float64 `json:"on_cpu"`
	// Tries is how many tries the share is taken over: more than one where it
	// was low at first.
	Tries int `json:"tries"`
}

// Step is the time of one dependent step in nanoseconds.
func (r CanaryReading) Step() float64 { return float64(r.Unit) / CanarySteps }

// Read does the work and returns what it took. A try that waited is repeated,
// and the share is that of all tries together. It is false where the system has
// no clock for a thread's CPU time, or one that does not move.
func (c *Canary) Read() (CanaryReading, bool) {
	runtime.LockOSThread() // the clock is one thread's
	defer runtime.UnlockOSThread()
	var all canaryTry
	reading := CanaryReading{Unit: time.Duration(math.MaxInt64)}
	for reading.Tries < canaryTries && (reading.Tries == 0 || reading.OnCPU < engine.LeastOnCPU) {
		try, unit, ok := c.try()
		if !ok {
			return CanaryReading{}, false
		}
		all = canaryTry{all.cpu + try.cpu, all.own + try.own, all.wall + try.wall}
		reading.Unit, reading.OnCPU = min(reading.Unit, unit), all.onCPU()
		reading.Tries++
	}
	return reading, true
}

// canaryTry is what some units took.
type canaryTry struct {
	cpu  time.Duration // of the canary's thread
	own  time.Duration // of all our threads, this one among them; 0 where unknown
	wall time.Duration
}

// onCPU is the share of the time in which the thread did not wait for others.
// The clocks differ in resolution, so the result is capped at 1.
func (t canaryTry) onCPU() float64 {
	waited, ours := max(0, t.wall-t.cpu), max(0, t.own-t.cpu)
	return 1 - float64(max(0, waited-ours))/float64(t.wall)
}

// try does the units of one try, and returns the least that one took.
func (c *Canary) try() (took canaryTry, least time.Duration, ok bool) {
	least = time.Duration(math.MaxInt64)
	ownBefore, known := c.own() // reading it may wait, so it is outside of the measured time
	start := c.wall()
	first, ok := c.cpu()
	if !ok {
		return took, 0, false
	}
	before := first
	for range canaryUnits {
		c.last = c.work(c.last)
		after, ok := c.cpu()
		if !ok || after <= before {
			return took, 0, false
		}
		least, before = min(least, after-before), after
	}
	took.cpu, took.wall = before-first, c.wall().Sub(start)
	if ownAfter, ok := c.own(); known && ok {
		took.own = ownAfter - ownBefore
	}
	return took, least, took.wall > 0
}

// The step is Knuth's generator for MMIX. Any step would do that compilers
// can't shorten.
const (
	canaryFactor = 6364136223846793005
	canaryTerm   = 1442695040888963407
)

// canarySteps is the work. It is not inlined, so that its result counts as used
// even if the caller ignores it.
//
//go:noinline
func canarySteps(x uint64, steps int) uint64 {
	for range steps {
		x = x*canaryFactor + canaryTerm
	}
	return x
}
