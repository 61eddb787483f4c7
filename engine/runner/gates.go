package runner

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

const (
	// window is the least time over which shares of the CPUs are taken. Systems
	// count in ticks of 10 ms, so a share over 100 ms is off by a tenth.
	window = 500 * time.Millisecond
	// row is how many slow readings of the canary make the machine throttled, and
	// how many readings are looked at together for waiting for a CPU.
	row = 3
)

// gates decides which rounds of a schedule are believed, for all its lanes. It
// uses only evidence from outside the work. If it left rounds out because they
// were slow, every program would look fast.
//
// It costs two readings of the counters a leg and three a round, of some 15 µs
// each. The canary takes 1.6 ms of one CPU before each round, and up to three
// times as much where it has to wait. All of it lies between the legs.
//
// Note: under the concurrent schedule other lanes compute while a canary is
// read, and clocks may be lower then. So readings are compared within a
// schedule only, never with those of an idle machine. A canary that has to wait
// for a CPU means nothing then; the counted share of other programs is used
// instead.
type gates struct {
	machine  Machine // nil where the machine is not watched
	schedule engine.Schedule
	// shut is set for runs whose legs are too short for valid figures. Such runs
	// test the program on busy machines, and must not depend on the load there.
	// The evidence is still recorded.
	shut bool
	// shared says that other lanes compute meanwhile.
	shared bool

	turn   chan struct{}   // its holder may read the canary
	mutex  sync.Mutex      // guards what follows
	marks  []mark          // of the last window, and one before it
	recent []CanaryReading // the last three
	steady []time.Time     // of the last three readings that were not contended
	slow   []span          // in which the machine was throttled
}

// newGates makes the gates of one schedule.
func (r *run) newGates(schedule engine.Schedule) *gates {
	return &gates{
		machine: r.Machine, schedule: schedule, shut: r.plan.MinimumLeg < engine.MinimumLeg,
		shared: schedule == engine.Concurrent && len(r.Workloads) > 1,
		turn:   make(chan struct{}, 1),
	}
}

// span is the time from the first to the last of a row of slow readings.
type span struct {
	from, to time.Time
	slowdown float64 // of the last
}

// A watch is kept over one round.
type watch struct {
	began   mark
	reading CanaryReading
	read    bool    // the canary was
	waited  bool    // canaries had to wait for a CPU, though no other program was seen to take it
	onCPU   float64 // of the last canaries, their median
}

// begin reads the canary and watches the round that follows.
func (g *gates) begin() watch {
	w := watch{began: g.mark()}
	if g.machine == nil {
		return w
	}
	g.turn <- struct{}{}
	defer func() { <-g.turn }()
	at := time.Now()
	before, _ := g.trailing()
	if w.reading, w.read = g.machine.Canary(g.schedule, before.Foreign); w.read {
		g.mutex.Lock()
		defer g.mutex.Unlock()
		g.take(at, w.reading)
		w.waited, w.onCPU = g.waited(before.Foreign), g.onCPU()
	}
	return w
}

// take records a reading. The mutex is held.
func (g *gates) take(at time.Time, r CanaryReading) {
	g.recent = last(append(g.recent, r), row)
	if r.Contended {
		return
	}
	g.steady = last(append(g.steady, at), row)
	if !r.Throttled || r.Slowdown == nil {
		return
	}
	fresh := span{from: g.steady[0], to: at, slowdown: *r.Slowdown}
	if n := len(g.slow); n > 0 && !g.slow[n-1].to.Before(fresh.from) {
		g.slow[n-1].to, g.slow[n-1].slowdown = fresh.to, fresh.slowdown
		return
	}
	g.slow = append(g.slow, fresh)
}

// last is the end of a list, with at most the given length.
func last[T any](list []T, most int) []T { return list[max(0, len(list)-most):] }

// A decision says that a round is not believed, with the evidence. The zero
// value says that the round is believed.
type decision struct {
	gate   engine.Gate
	reason string  // with the figure
	weight float64 // as in [engine.Sample.GateWeight]
}

// end decides on the round that has just ended.
func (g *gates) end(w watch) decision {
	if g.machine == nil || g.shut {
		return decision{}
	}
	e := g.over(w)
	if d := g.contended(w, e); d.gate != "" {
		return d // a clock that is shared looks slow, too
	}
	switch {
	case e.ThermalEvents != nil && *e.ThermalEvents > 0:
		return decision{engine.Throttled, fmt.Sprintf("heat slowed the CPUs down %s", times(*e.ThermalEvents)), 1}
	case e.Thermal == "serious" || e.Thermal == "critical":
		return decision{engine.Throttled, fmt.Sprintf("the system calls its heat %s", e.Thermal), 1}
	}
	return g.throttled(w.began.at, time.Now())
}

// over is what the machine was like over the round, or over the window that
// ends with it, where the round is shorter.
func (g *gates) over(w watch) engine.MachineEvidence {
	if time.Since(w.began.at) < window {
		if e, ok := g.trailing(); ok {
			return e
		}
	}
	e := w.began.since()
	if time.Since(w.began.at) < window {
		e.Foreign, e.Steal = nil, nil
	}
	return e
}

func (g *gates) contended(w watch, e engine.MachineEvidence) decision {
	switch {
	case tooMuch(e.Foreign):
		return decision{engine.Contended, fmt.Sprintf("other programs took %s of the CPUs", units.PercentTo(*e.Foreign, 0)), *e.Foreign}
	case tooMuch(e.Steal):
		return decision{engine.Contended, fmt.Sprintf("the hypervisor kept back %s of the CPUs", units.PercentTo(*e.Steal, 0)), *e.Steal}
	case w.waited:
		return decision{engine.Contended, fmt.Sprintf("the canary had a CPU for only %s of its time (median of %d readings, each of up to 3 tries)", units.PercentTo(w.onCPU, 0), row), 1 - w.onCPU}
	}
	return decision{}
}

func tooMuch(share *float64) bool { return share != nil && *share > engine.MostTaken }

// waited tells whether the last canaries had to wait for a CPU, though no other
// program is seen to take it. It needs a full row of readings, since one or two
// may have met interrupts. The mutex is held.
func (g *gates) waited(foreign *float64) bool {
	return len(g.recent) == row && g.recent[row-1].Contended && !tooMuch(foreign) && !g.shared
}

// onCPU is the median of the last readings. The mutex is held.
func (g *gates) onCPU() float64 {
	var shares []float64
	for _, r := range g.recent {
		shares = append(shares, r.OnCPU)
	}
	slices.Sort(shares)
	return shares[len(shares)/2]
}

// throttled tells whether the machine was throttled while a round lasted. That
// takes three readings, so it may not be known yet for a round that has just
// ended. The lane therefore asks again for all rounds.
func (g *gates) throttled(from, to time.Time) decision {
	if g.shut {
		return decision{}
	}
	g.mutex.Lock()
	defer g.mutex.Unlock()
	for _, s := range g.slow {
		if !from.After(s.to) && to.After(s.from) {
			return decision{engine.Throttled, fmt.Sprintf("the CPUs took %s longer for the same work than at the start", units.PercentTo(s.slowdown, 0)), min(1, s.slowdown)}
		}
	}
	return decision{}
}

// times renders a number of times.
func times(n uint64) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}
