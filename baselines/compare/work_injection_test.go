//go:build injection

package compare

import (
	"context"
	"flag"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/runner"
	"ep-benchmark/engine/sysmon"
)

// TestWorkInjections measures a workload that computes for real, on this
// machine as it is. Runs with more work per item than the baseline's must be
// found by the figures of work, and runs with as much must not. The test logs
// what others took of the CPUs meanwhile beside the rates.
//
//	go test -tags injection -run WorkInjections -v -timeout 3h ./baselines/compare
//	go test -tags injection -run WorkInjections -v -timeout 3h ./baselines/compare -injections 40 -more 10
var (
	injections = flag.Int("injections", 40, "runs with more work")
	same       = flag.Int("same", 20, "runs with as much work as the baseline's")
	more       = flag.Int("more", 5, "percent of work that is added")
	kept       = flag.Int("baseline-runs", 10, "runs of the baseline")
)

// labour is work of a size that a test chooses: it goes through bytes with
// branches and a table, as parsing does.
type labour struct {
	rounds int // of work per item; 1000 for what the baseline does
	text   []byte
	sink   uint64
}

const (
	labourItems      = 1000
	labourOperations = 20
)

func newLabour() *labour {
	l := &labour{text: make([]byte, 64<<10)}
	x := uint64(88172645463325252)
	for i := range l.text {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		l.text[i] = byte(x>>33) & 63
	}
	return l
}

func (l *labour) Spec() engine.Spec {
	return engine.Spec{
		Name: "labour", Title: "Labour", Item: "item", Items: "items", SizeNoun: "items", Size: labourItems, PassItems: labourItems,
		Operations: labourOperations, Uniform: true, Bound: engine.CPUBound,
	}
}

func (l *labour) Prepare(context.Context, engine.Leg) (engine.Job, error) {
	rounds := l.rounds
	return engine.Job{Operations: labourOperations, Do: func(_ context.Context, op engine.Op) (engine.Work, error) {
		sum := uint64(0)
		for item := range labourItems / labourOperations {
			sum += scan(l.text, (op.Index*997+item*61)%len(l.text), rounds)
		}
		if sum == 1 { // never: the sum is used
			l.sink++
		}
		return engine.Work{Items: labourItems / labourOperations}, nil
	}}, nil
}

// scan goes through a number of bytes, from a place on and around.
//
//go:noinline
func scan(text []byte, at, bytes int) uint64 {
	n, h := uint64(0), uint64(14695981039346656037)
	for range bytes {
		switch c := text[at]; {
		case c < 9:
			n += h >> 60
			h = 14695981039346656037
		case c%11 == 0:
			n += uint64(c)
		default:
			h = (h ^ uint64(c)) * 1099511628211
		}
		if at++; at == len(text) {
			at = 0
		}
	}
	return n + h
}

// site is this machine as the runner asks it.
type site struct {
	cores    sysmon.Cores
	counters *sysmon.Counters
	canary   *sysmon.Canary
	judge    sysmon.CanaryJudge
}

func (s *site) Cores() ([]engine.CoreTime, error)             { return s.cores.Read() }
func (s *site) Shares(a, b []engine.CoreTime) []float64       { return sysmon.Shares(a, b) }
func (s *site) Sample(time.Time) engine.HostSample            { return engine.HostSample{} }
func (s *site) OwnCPU() (time.Duration, time.Duration, error) { return sysmon.OwnCPU() }

func (s *site) Watch() func() engine.MachineEvidence {
	before := s.counters.Read(time.Now())
	return func() engine.MachineEvidence {
		c := s.counters.Read(time.Now()).Since(before)
		return engine.MachineEvidence{Foreign: c.Foreign, Steal: c.Steal}
	}
}

func (s *site) Canary(_ engine.Schedule, foreign *float64) (runner.CanaryReading, bool) {
	r, ok := s.canary.Read()
	v := s.judge.Judge(r, foreign)
	return runner.CanaryReading{Unit: r.Unit, OnCPU: r.OnCPU, Slowdown: v.Slowdown, Throttled: v.Throttled, Contended: v.Contended}, ok
}

type siteMeter struct{ *sysmon.Meter }

func (m siteMeter) Thread() (runner.Used, bool) {
	used, ok := m.Meter.Thread()
	return runner.Used(used), ok
}

// run is one run, with what others took of the CPUs during it.
func (l *labour) run(t *testing.T, rounds int) (Run, float64) {
	t.Helper()
	l.rounds = rounds
	counters := sysmon.NewCounters()
	r := runner.Runner{
		Workloads: []engine.Workload{l}, Meter: siteMeter{sysmon.NewMeter()},
		Machine: &site{counters: counters, canary: sysmon.NewCanary(counters.Own)},
		Host:    engine.Host{LogicalCPUs: runtime.NumCPU(), GOMAXPROCS: runtime.GOMAXPROCS(0)},
	}
	before := counters.Read(time.Now())
	report, err := r.Run(t.Context(), engine.Plan{
		Workloads: []string{"labour"}, Schedule: engine.Isolated, Rounds: 8, Warmups: 1, Workers: 2, Seed: 1,
		MinimumLeg: engine.MinimumLeg, OperationTimeout: time.Minute,
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	c := counters.Read(time.Now()).Since(before)
	return RunOf(fmt.Sprintf("%d", rounds), &report), *c.Foreign
}

// verdicts are those of a candidate, with a fresh run where one has to confirm.
func (l *labour) verdicts(t *testing.T, rounds int, baseline Side) (c Comparison, taken float64) {
	t.Helper()
	now, taken := l.run(t, rounds)
	c = Against(SideOf(now), baseline, Options{})
	if len(c.Suspects()) > 0 {
		again, more := l.run(t, rounds)
		c.Confirm(again)
		taken = max(taken, more)
	}
	return c, taken
}

// trial is a series of candidates held against one baseline.
type trial struct {
	*labour
	baseline Side
	taken    []float64 // by others, of the CPUs, in each run
}

// tell makes candidates and counts their verdicts by figure.
func (x *trial) tell(t *testing.T, what string, rounds, runs int) map[Metric]map[Verdict]int {
	t.Helper()
	counts := map[Metric]map[Verdict]int{}
	for range runs {
		c, share := x.verdicts(t, rounds, x.baseline)
		x.taken = append(x.taken, share)
		for i := range c.Rows {
			r := &c.Rows[i]
			if counts[r.Metric] == nil {
				counts[r.Metric] = map[Verdict]int{}
			}
			counts[r.Metric][r.Verdict]++
			if r.Metric.OfWork() {
				t.Logf("%s: %s %s, %s %s; others took %.0f %%; overall %s", r.Metric, r.Words(), r.Direction(), r.Verdict, r.Reason, 100*share, c.Verdict)
			}
		}
	}
	t.Logf("%s: %v", what, counts)
	return counts
}

func TestWorkInjections(t *testing.T) {
	const asBaseline = 1000
	x := &trial{labour: newLabour(), baseline: Side{Name: "baseline"}}
	for range *kept {
		run, share := x.run(t, asBaseline)
		x.baseline.Runs, x.taken = append(x.baseline.Runs, run), append(x.taken, share)
	}
	if _, ok := x.baseline.Runs[0].Figure(Key{"labour", CPUPerItem}); !ok {
		t.Skip("the system does not tell a thread's CPU time")
	}
	if _, ok := x.baseline.Runs[0].Figure(Key{"labour", InstructionsPerItem}); !ok {
		t.Log("the system reports no instructions: that figure is not tried")
	}
	equal := x.tell(t, "as much work", asBaseline, *same)
	found := x.tell(t, fmt.Sprintf("%d %% more work", *more), asBaseline+10**more, *injections)
	slices.Sort(x.taken)
	t.Logf("others took %.0f %% of the CPUs in the median run, %.0f to %.0f %%", 100*x.taken[len(x.taken)/2], 100*x.taken[0], 100*x.taken[len(x.taken)-1])
	if n := found[CPUPerItem][Regressed]; float64(n) < 0.95*float64(*injections) {
		t.Errorf("%d of %d runs with %d %% more work are found", n, *injections, *more)
	}
	if n := equal[CPUPerItem][Regressed] + equal[CPUPerItem][Improved]; n > 1 {
		t.Errorf("%d of %d runs with as much work are a change", n, *same)
	}
}
