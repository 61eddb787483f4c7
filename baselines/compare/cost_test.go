package compare

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/racebuild"
)

// computing is a report of work that computes, with a number of rounds: a pass
// of ten items takes cpu, at a step of the canary that takes step nanoseconds.
type computing struct {
	rounds       int
	cpu          time.Duration
	step         float64
	instructions uint64
	gate         engine.Gate // of all rounds
	steal        float64     // in all legs
	without      bool        // as in runs from before costs were measured
	slower       float64     // factor by which legs take longer
}

func (c computing) report() *engine.Report {
	var samples []engine.Sample
	for round := 1; round <= c.rounds; round++ {
		wobble := 1 + 0.002*float64(round%3-1)
		for i, kind := range []engine.LegKind{engine.Sequential, engine.Parallel} {
			s := engine.Sample{
				Workload: "work", Kind: kind, Round: round, Position: i + 1, Workers: 1 + i, Passes: 10, Gate: c.gate,
				Makespan: time.Duration(wobble * max(c.slower, 1) * float64(200*time.Millisecond) / float64(1+i)),
				Evidence: engine.Evidence{Machine: &engine.MachineEvidence{Steal: &c.steal}},
			}
			if kind == engine.Sequential && !c.without {
				s.Evidence.Compute = &engine.ComputeEvidence{
					Passes: 10, CPU: time.Duration(wobble * float64(c.cpu)), MeanCPU: c.cpu, Step: c.step, Instructions: c.instructions,
				}
			}
			samples = append(samples, s)
		}
	}
	spec := engine.Spec{Name: "work", Title: "Work", SizeNoun: "items", Size: 10, PassItems: 10, Operations: 10, Bound: engine.CPUBound}
	return &engine.Report{
		Plan:    engine.Plan{Schedule: engine.Isolated},
		Results: []engine.Result{assess.Workload(assess.Input{Spec: spec, Schedule: engine.Isolated, Workers: 2, CPUs: 2, Samples: samples})},
	}
}

func (c computing) run() Run { return RunOf("run", c.report()) }

// usual is a run of a quiet machine, and several are a baseline that differs by
// half a percent.
func usual() computing {
	return computing{rounds: 8, cpu: 20 * time.Millisecond, step: 1, instructions: 1_000_000}
}

func usualSide(change func(i int, c *computing)) Side {
	side := Side{Name: "main"}
	for i := range 10 {
		c := usual()
		c.cpu = time.Duration(float64(c.cpu) * (1 + 0.005*float64(i%3-1)))
		if change != nil {
			change(i, &c)
		}
		side.Runs = append(side.Runs, c.run())
	}
	return side
}

// rowOf finds a row of the comparison.
func rowOf(t *testing.T, c *Comparison, metric Metric) Row {
	t.Helper()
	row, ok := c.Row(Key{"work", metric})
	if !ok {
		t.Fatalf("no row of %s: %+v", metric, c.Rows)
	}
	return row
}

func near(got, want float64) bool { return math.Abs(got/want-1) < 1e-3 }

func TestCostFigures(t *testing.T) {
	value := func(c computing, metric Metric) float64 {
		run := c.run()
		f, _ := run.Figure(Key{"work", metric})
		return f.Value
	}
	if got := value(usual(), CPUPerItem); !near(got, 0.002) {
		t.Errorf("20 ms for ten items: %v s an item", got)
	}
	if got := value(usual(), InstructionsPerItem); !near(got, 100_000) {
		t.Errorf("a million instructions for ten items: %v an item", got)
	}
	slow := usual()
	slow.cpu, slow.step = 30*time.Millisecond, 1.5
	if got := value(slow, CPUPerItem); !near(got, 0.002) {
		t.Errorf("a clock that is 1.5 times slower is not the work's: %v", got)
	}
	for name, change := range map[string]func(c *computing){
		"no cost was taken":           func(c *computing) { c.without = true },
		"the pace is not known":       func(c *computing) { c.step = 0 },
		"the clock was throttled":     func(c *computing) { c.gate = engine.Throttled },
		"a hypervisor withheld":       func(c *computing) { c.steal = 0.2 },
		"too few rounds":              func(c *computing) { c.rounds = 3 },
		"no CPU time, whatever it is": func(c *computing) { c.cpu = 0 },
	} {
		c := usual()
		change(&c)
		if got := value(c, CPUPerItem); got != 0 {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// Work that costs 5 % more is found, even if other programs had the CPUs, now
// or before. The times are unreliable then, and decide nothing.
func TestMoreWorkIsFound(t *testing.T) {
	racebuild.SkipSequential(t)
	contended := func(_ int, c *computing) { c.gate, c.slower = engine.Contended, 3 }
	for name, c := range map[string]struct {
		now, then func(i int, c *computing)
		times     bool // they decide, too
	}{
		"a quiet machine":              {nil, nil, true},
		"others have the CPUs":         {contended, contended, false},
		"others have the CPUs now":     {contended, nil, false},
		"others had the CPUs before":   {nil, contended, false},
		"others had them now and then": {nil, func(i int, c *computing) { c.gate = map[bool]engine.Gate{true: engine.Contended}[i%2 == 0] }, false},
	} {
		for more, want := range map[float64]Verdict{1: Unchanged, 1.05: Regressed, 0.95: Improved} {
			now := usual()
			if c.now != nil {
				c.now(0, &now)
			}
			now.cpu = time.Duration(float64(now.cpu) * more)
			now.instructions = uint64(float64(now.instructions) * more)
			got := Against(SideOf(now.run()), usualSide(c.then), Options{})
			cpu, time := rowOf(t, &got, CPUPerItem), rowOf(t, &got, ParallelTime)
			if cpu.Verdict != want || !cpu.Gates || got.Verdict != want && !c.times {
				t.Errorf("%s, %v times the work: %s (%s), gates %v, overall %s", name, more, cpu.Verdict, cpu.Reason, cpu.Gates, got.Verdict)
			}
			if name == "others had the CPUs before" && (time.Verdict != NoBaseline || !strings.HasPrefix(time.Reason, "other programs had the CPUs in all runs")) {
				t.Errorf("%s: the time is %s, %q", name, time.Verdict, time.Reason)
			}
			if time.Gates != c.times {
				t.Errorf("%s: the times decide: %v", name, time.Gates)
			}
		}
	}
}

// Instructions don't vary, so 2 % more of them are found.
func TestMoreInstructionsAreFound(t *testing.T) {
	now := usual()
	now.instructions = now.instructions * 102 / 100
	c := Against(SideOf(now.run()), usualSide(func(i int, c *computing) { c.instructions += uint64(500 * (i % 3)) }), Options{})
	if row := rowOf(t, &c, InstructionsPerItem); row.Verdict != Regressed || c.Verdict != Regressed {
		t.Errorf("%+v", row)
	}
}

// A baseline from before costs were measured, or with some such runs, is
// compared as before: the figure of work only informs.
func TestBaselinesWithoutCosts(t *testing.T) {
	for name, then := range map[string]func(i int, c *computing){
		"none has it":  func(_ int, c *computing) { c.without = true },
		"some have it": func(i int, c *computing) { c.without = i > 1 },
	} {
		c := Against(SideOf(usual().run()), usualSide(then), Options{})
		cpu, time := rowOf(t, &c, CPUPerItem), rowOf(t, &c, ParallelTime)
		if cpu.Gates || !time.Gates || c.Verdict != Unchanged || c.Count(NoBaseline) != 0 {
			t.Errorf("%s: CPU %+v, overall %s", name, cpu, c.Verdict)
		}
	}
}

// A run in which other programs had the CPUs joins a baseline for its figures
// of work, if all of its workloads have them. Otherwise only a clean run joins.
func TestContendedRunsJoin(t *testing.T) {
	for name, c := range map[string]struct {
		change func(c *computing)
		joins  bool
		clean  bool
		says   string
	}{
		"clean":     {func(*computing) {}, true, true, ""},
		"contended": {func(c *computing) { c.gate = engine.Contended }, true, false, "rest on gated rounds: contended"},
		"throttled": {func(c *computing) { c.gate = engine.Throttled }, false, false, "rest on gated rounds: throttled"},
		"no costs":  {func(c *computing) { c.gate, c.without = engine.Contended, true }, false, false, "rest on gated rounds: contended"},
		"stolen":    {func(c *computing) { c.gate, c.steal = engine.Contended, 0.3 }, false, false, "is limited by steal: a hypervisor withheld more than 10 % of the CPUs in 8 of 8 legs"},
		"too few":   {func(c *computing) { c.rounds = 3 }, false, false, "too few rounds"},
	} {
		one := usual()
		c.change(&one)
		run := one.run()
		if run.Joins() != c.joins || run.Clean() != c.clean || c.says != "" && !strings.Contains(strings.Join(run.Doubts, "; "), c.says) {
			t.Errorf("%s: joins %v, clean %v, doubts %q", name, run.Joins(), run.Clean(), run.Doubts)
		}
		if run.Sound(CPUPerItem) != (len(run.Doubts) == len(run.Contended)) || run.Sound(ParallelTime) != c.clean {
			t.Errorf("%s: sound %v and %v", name, run.Sound(CPUPerItem), run.Sound(ParallelTime))
		}
	}
}

// A change of the cost of work is confirmed by a fresh run that other programs
// disturbed as well.
func TestCostsAreConfirmed(t *testing.T) {
	now, again := usual(), usual()
	now.gate, again.gate = engine.Contended, engine.Contended
	now.cpu, again.cpu = now.cpu*11/10, again.cpu*11/10
	c := Against(SideOf(now.run()), usualSide(nil), Options{})
	if !slices.Equal(c.Suspects(), []string{"work"}) {
		t.Fatalf("suspected are %v", c.Suspects())
	}
	c.Confirm(again.run())
	if row := rowOf(t, &c, CPUPerItem); row.Verdict != Regressed || !row.Rerun.Agrees {
		t.Errorf("%+v", row)
	}
	c.Confirm(usual().run())
	if row := rowOf(t, &c, CPUPerItem); row.Verdict != Unclear {
		t.Errorf("a fresh run costs what it did, and yet: %+v", row)
	}
}

// Taking turns, the figure of work is compared round by round.
func TestInterleavedCosts(t *testing.T) {
	a, b := usual(), usual()
	b.cpu = b.cpu * 103 / 100
	a.gate, b.gate = engine.Contended, engine.Contended
	c := Interleaved(a.report(), b.report())
	cpu, time := rowOf(t, &c, CPUPerItem), rowOf(t, &c, ParallelTime)
	if cpu.Verdict != Regressed || len(cpu.Now.Values) != 8 || time.Verdict != Unclear || time.Gates || c.Verdict != Regressed {
		t.Errorf("%+v, %+v, overall %s", cpu, time, c.Verdict)
	}
}

// The floors of the figures of work are their own.
func TestFloorsOfCosts(t *testing.T) {
	var runs []Run
	for i := range CalibrationRuns {
		c := usual()
		c.cpu = time.Duration(float64(c.cpu) * (1 + 0.001*float64(i%3)))
		c.instructions += uint64(i % 2)
		runs = append(runs, c.run())
	}
	floors := Calibrate(runs)
	if f := floors[Key{"work", CPUPerItem}]; f.Change != LeastFloor || f.Runs != CalibrationRuns {
		t.Errorf("CPU: %+v", f)
	}
	if f := floors[Key{"work", InstructionsPerItem}]; f.Change != leastInstructionFloor {
		t.Errorf("instructions: %+v", f)
	}
	var none Floors
	for metric, want := range map[Metric]float64{CPUPerItem: 0.03, InstructionsPerItem: 0.01, ParallelTime: 0.10} {
		if f := none.of(Key{"work", metric}, engine.CPUBound); f.Change != want || f.Calibrated {
			t.Errorf("%s is guessed to be %+v", metric, f)
		}
	}
}
