package sysmon

import (
	"context"
	"math"
	"slices"
	"time"

	"ep-benchmark/engine"
)

// Examine looks at this machine for about a second and a half. It never
// fails: what can't be read is named in [Examination.Missing]. A cancelled
// context ends it early, with what was found so far.
func Examine(ctx context.Context) Examination { return thisExaminer().examine(ctx) }

// examiner is what an examination asks.
type examiner struct {
	identify func(ctx context.Context) (engine.Host, []string)
	settings func(ctx context.Context) Settings
	raw      func(ctx context.Context) []RawValue // on cores
	sensors  func() []Sensor
	vitals   func() vitals
	load     func() (float64, error)
	cores    func() ([]engine.CoreTime, error)
	counters func(now time.Time) CounterReading
	canary   func() (CanaryReading, bool)
	now      func() time.Time
	sleep    func(ctx context.Context, d time.Duration)
}

func thisExaminer() examiner {
	source, counters := thisSource(), NewCounters()
	return examiner{
		identify: Identify, settings: ReadSettings, raw: thisRaw, sensors: thisSensors,
		vitals: source.vitals, load: source.load, cores: source.cores,
		counters: counters.Read, canary: NewCanary(counters.Own).Read,
		now: time.Now, sleep: sleepUnless,
	}
}

// sleepUnless sleeps, or returns early when the context ends.
func sleepUnless(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// watched is how long the machine is watched while this process sleeps.
const watched = time.Second

func (x examiner) examine(ctx context.Context) Examination {
	e := Examination{CanarySteps: CanarySteps}
	before := x.counters(x.now())
	x.sleep(ctx, watched) // before anything that starts a process, or computes
	e.Conditions = x.counters(x.now()).Since(before)
	if reading, ok := x.canary(); ok {
		e.Canary = &reading
	}
	e.ClockStep = clockStep(x.now)
	e.Timer = x.timer(ctx)
	e.Host, e.Warnings = x.identify(ctx)
	e.Settings, e.Sensors = x.settings(ctx), x.sensors()
	v := x.vitals()
	e.Power, e.Battery, e.Temperature = v.power, v.battery, v.temperature
	if e.Conditions.Thermal == "" { // not yet read in the background
		e.Conditions.Thermal = v.thermal
	}
	if load, err := x.load(); err == nil {
		e.Load = &load
	}
	cores, _ := x.cores()
	basis, guess := clusterBasis(e.Host)
	e.Cores = CoreFindings{Sampled: len(cores), Basis: basis, Guessed: guess, Raw: x.raw(ctx)}
	e.Missing = missing(e)
	return e
}

// clockReadings is how often the clock is read to find its step: enough for
// clocks that stand still for a millisecond.
const clockReadings = 100_000

// clockStep is the smallest step between two readings that differ; 0 where the
// clock stood still. Where the clock's resolution is finer than the time of a
// reading, it is the time of a reading.
func clockStep(now func() time.Time) time.Duration {
	least := time.Duration(math.MaxInt64)
	before := now()
	for range clockReadings {
		after := now()
		if step := after.Sub(before); step > 0 {
			least = min(least, step)
		}
		before = after
	}
	if least == math.MaxInt64 {
		return 0
	}
	return least
}

const (
	timerSleeps = 50
	timerSleep  = time.Millisecond
)

// timer finds how much later than asked this process wakes.
func (x examiner) timer(ctx context.Context) TimerFindings {
	var late []time.Duration
	for range timerSleeps {
		start := x.now()
		x.sleep(ctx, timerSleep)
		if ctx.Err() != nil {
			break
		}
		late = append(late, max(0, x.now().Sub(start)-timerSleep))
	}
	if len(late) == 0 {
		return TimerFindings{}
	}
	slices.Sort(late)
	return TimerFindings{Sleeps: len(late), Median: late[len(late)/2], Worst: late[len(late)-1]}
}

// clusterBasis tells what a host's clusters were made of, by the names they
// bear.
func clusterBasis(h engine.Host) (basis string, guess bool) {
	if len(h.Clusters) == 0 {
		return "", false
	}
	guess = slices.ContainsFunc(h.Clusters, func(c engine.Cluster) bool { return c.Guessed })
	switch {
	case h.OS == "darwin" && guess:
		return "the kernel's numbers of cores; their order is a guess", true
	case h.OS == "darwin":
		return "the I/O registry", false
	case h.Clusters[0].Name == "cpu_core":
		return "the CPU's performance counters", guess
	}
	return "the capacity that the kernel gives each CPU", guess
}
