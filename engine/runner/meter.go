package runner

import (
	"runtime"
	"slices"
	"time"

	"ep-benchmark/engine"
)

// Used is what the calling thread had used at the time of the call. Only
// differences on one thread, to which a goroutine is locked, mean anything.
type Used struct {
	CPU          time.Duration
	Instructions uint64 // 0 where the system does not report them
}

// A Meter measures what work costs, apart from how long it takes. The threads
// that work call it.
type Meter interface {
	// Thread returns what the calling thread has used; false where the system does
	// not report it.
	Thread() (Used, bool)
	// Pace returns the CPU time of single steps of the canary, in nanoseconds,
	// that were made just now, some of them disturbed; none where the system does
	// not report CPU time.
	Pace() []float64
	// Whole says that the instructions are those of the whole process, and not
	// the thread's.
	Whole() bool
}

const (
	// costQuantile is the quantile of the passes of a leg that stands for all.
	// Other programs, through caches and shared cores, only add to the CPU time of
	// a pass, and of many passes a few are undisturbed.
	costQuantile = 0.02
	// paceQuantile is the same for the canary's steps, of which there are fewer.
	paceQuantile = 0.2
	// mostMetered is how many passes of a leg are looked at, at the most: the
	// clocks are read twice for each, which takes half a microsecond.
	mostMetered = 1000
)

// account adds up what the passes of one leg cost. A leg without an account has
// a nil one, on which the methods do nothing. begin and end are called on the
// goroutine that works, and no two of them at once.
type account struct {
	meter  Meter
	whole  bool // instructions count
	every  int  // every n-th pass is looked at
	number int
	paces  []float64

	looking bool // the pass under way is looked at
	failed  bool // a reading failed, so the pass is left out
	before  Used
	pass    Used // so far
	passes  []Used
}

// accountFor opens the account of a leg. It is nil for work that waits, and for
// parallel legs, whose workers disturb each other.
func (l *lane) accountFor(leg engine.Leg, purpose engine.Purpose) *account {
	if l.run.Meter == nil || l.spec.Bound != engine.CPUBound || l.half(leg.Kind) != engine.Sequential || purpose != engine.Measured {
		return nil
	}
	passes := l.amounts[leg.Kind].passes
	return &account{
		meter: l.run.Meter, whole: !l.run.Meter.Whole() || !l.shared,
		every: 1 + (passes-1)/mostMetered, passes: make([]Used, 0, min(passes, mostMetered)),
	}
}

// settle reads the pace, right before the leg and right after it.
func (a *account) settle() {
	if a != nil {
		a.paces = append(a.paces, a.meter.Pace()...)
	}
}

// open begins a pass.
func (a *account) open() {
	if a == nil {
		return
	}
	a.looking, a.failed, a.pass = a.number%a.every == 0, false, Used{}
	a.number++
}

// close ends a pass.
func (a *account) close() {
	if a != nil && a.looking && !a.failed {
		a.passes = append(a.passes, a.pass)
	}
}

// begin locks the goroutine to its thread and takes the first reading.
func (a *account) begin() {
	if a == nil || !a.looking {
		return
	}
	runtime.LockOSThread()
	var ok bool
	a.before, ok = a.meter.Thread()
	a.failed = a.failed || !ok
}

// end adds what the thread has used since begin, and unlocks the goroutine.
func (a *account) end() {
	if a == nil || !a.looking {
		return
	}
	after, ok := a.meter.Thread()
	runtime.UnlockOSThread()
	if !ok || after.CPU < a.before.CPU {
		a.failed = true
		return
	}
	a.pass.CPU += after.CPU - a.before.CPU
	if after.Instructions > a.before.Instructions {
		a.pass.Instructions += after.Instructions - a.before.Instructions
	}
}

// yield lets others run. The goroutine is unlocked meanwhile, since a locked
// one would have to be handed over to its thread by another.
func (a *account) yield() {
	a.end()
	runtime.Gosched()
	a.begin()
}

// evidence sums the leg up; nil where no pass has a reading.
func (a *account) evidence() *engine.ComputeEvidence {
	if a == nil || len(a.passes) == 0 {
		return nil
	}
	var cpu []time.Duration
	var instructions []uint64
	sum := time.Duration(0)
	for _, p := range a.passes {
		cpu, instructions = append(cpu, p.CPU), append(instructions, p.Instructions)
		sum += p.CPU
	}
	e := &engine.ComputeEvidence{
		Passes: len(a.passes), CPU: quantile(cpu, costQuantile), MeanCPU: sum / time.Duration(len(a.passes)),
	}
	if e.CPU <= 0 {
		return nil
	}
	if len(a.paces) > 0 {
		e.Step = quantile(a.paces, paceQuantile)
	}
	if a.whole {
		e.Instructions = quantile(instructions, 0.5)
	}
	return e
}

// quantile is the sample that the given share of samples lies below.
func quantile[T time.Duration | uint64 | float64](samples []T, share float64) T {
	ordered := slices.Sorted(slices.Values(samples))
	return ordered[int(share*float64(len(ordered)-1))]
}
