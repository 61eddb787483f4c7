package runner

import (
	"math"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/sysmon"
)

// weather is a machine whose state is a function of the time since its start,
// with the same judge as real ones.
type weather struct {
	slowdown func(at time.Duration) float64 // of the clock: 1.2 takes 1.2 times as long; nil for 1
	foreign  func(at time.Duration) float64 // nil for 0
	steal    float64
	onCPU    func(at time.Duration) float64 // of the canary; nil for all the time
	thermal  string
	events   uint64     // thermal, in every stretch
	noise    *rand.Rand // nil for none

	began   time.Time
	reading atomic.Int64 // canaries under way
	twice   atomic.Bool  // two were at once
	mutex   sync.Mutex
	judges  map[engine.Schedule]*sysmon.CanaryJudge
	asked   map[engine.Schedule]int
}

func (w *weather) start() *weather {
	w.began, w.judges, w.asked = time.Now(), map[engine.Schedule]*sysmon.CanaryJudge{}, map[engine.Schedule]int{}
	return w
}

func (w *weather) Cores() ([]engine.CoreTime, error)               { return nil, nil }
func (w *weather) Shares(_, _ []engine.CoreTime) []float64         { return nil }
func (w *weather) Sample(time.Time) engine.HostSample              { return engine.HostSample{} }
func (w *weather) OwnCPU() (user, system time.Duration, err error) { return 0, 0, nil }

// clock is how much longer than usual the same work takes now.
func (w *weather) clock() float64 {
	if w.slowdown == nil {
		return 1
	}
	return w.slowdown(time.Since(w.began))
}

// parts is the number of samples for the mean share of others over a stretch.
const parts = 100

// Watch returns the mean share of others since then.
func (w *weather) Watch() func() engine.MachineEvidence {
	from := time.Since(w.began)
	return func() engine.MachineEvidence {
		to, foreign, steal, events := time.Since(w.began), 0.0, w.steal, w.events
		if w.foreign != nil {
			for i := range parts {
				foreign += w.foreign(from+(to-from)*time.Duration(i)/parts) / parts
			}
		}
		if w.noise != nil {
			foreign = math.Abs(foreign + 0.025*w.noise.NormFloat64())
		}
		return engine.MachineEvidence{Foreign: &foreign, Steal: &steal, ThermalEvents: &events, Thermal: w.thermal}
	}
}

// Canary makes a reading, with the noise from the tests of
// [sysmon.CanaryJudge], which is that of real machines.
func (w *weather) Canary(under engine.Schedule, foreign *float64) (CanaryReading, bool) {
	if w.reading.Add(1) > 1 {
		w.twice.Store(true)
	}
	defer w.reading.Add(-1)
	pauseFor(2 * time.Millisecond)
	unit, onCPU := w.clock(), 0.99
	if w.noise != nil {
		unit, onCPU = w.noisy(unit)
	}
	if w.onCPU != nil {
		onCPU = w.onCPU(time.Since(w.began))
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.asked[under]++
	judge := w.judges[under]
	if judge == nil {
		judge = &sysmon.CanaryJudge{}
		w.judges[under] = judge
	}
	r := sysmon.CanaryReading{Unit: time.Duration(unit * float64(400*time.Microsecond)), OnCPU: onCPU}
	v := judge.Judge(r, foreign)
	return CanaryReading{Unit: r.Unit, OnCPU: onCPU, Slowdown: v.Slowdown, Throttled: v.Throttled, Contended: v.Contended}, true
}

func (w *weather) noisy(unit float64) (slower, onCPU float64) {
	unit *= 1 + 0.015*w.noise.NormFloat64()
	if w.noise.Float64() < 1./30 {
		unit *= []float64{0.9, 1.1}[w.noise.IntN(2)]
	}
	onCPU = 0.97 + 0.03*w.noise.Float64()
	if w.noise.Float64() < 1./200 {
		onCPU = 0.05 + 0.7*w.noise.Float64()
	}
	return unit, onCPU
}

func pauseFor(d time.Duration) { <-time.After(d) }

// computes is ten operations of 100 ms on this machine. They last as long as
// the clock's speed at the start of the leg makes them.
func (w *weather) computes(name string) *scripted {
	s := waits(name, 10, 0)
	s.prepare = func(engine.Leg) (engine.Job, error) {
		each := time.Duration(w.clock() * float64(100*time.Millisecond))
		do := waits(name, 10, each).prepare
		return do(engine.Leg{})
	}
	return s
}

// between is a state that lasts from one moment to another.
func between(from, to time.Duration, state, otherwise float64) func(time.Duration) float64 {
	return func(at time.Duration) float64 {
		if at >= from && at < to {
			return state
		}
		return otherwise
	}
}

// runUnder runs a plan on such a machine.
func runUnder(t *testing.T, w *weather, plan engine.Plan, workloads ...engine.Workload) (engine.Report, []engine.Event) {
	t.Helper()
	var seen events
	r := Runner{Workloads: workloads, Host: engine.Host{LogicalCPUs: 16, GOMAXPROCS: 16}, Machine: w}
	report, err := r.Run(t.Context(), plan, seen.observe)
	if err != nil {
		t.Fatal(err)
	}
	return report, seen.all
}
