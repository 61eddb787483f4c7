package runner

import (
	"context"
	"reflect"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// On the fake clock the figures are exact: ten operations of 100 ms take one
// worker a second and sixteen a tenth of it.
func TestExactFigures(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		workload := waits("ten", 10, 100*time.Millisecond)
		report, _ := runPlan(t, t.Context(), planOf(8), workload)
		r := report.Results[0]
		if report.Partial || r.Rounds != 8 || len(r.Samples) != 16 {
			t.Fatalf("partial %v, %d rounds, %d samples: expected a whole run of 8 and 16", report.Partial, r.Rounds, len(r.Samples))
		}
		for _, s := range r.Samples {
			want, busy := time.Second, time.Second
			if s.Kind == engine.Parallel {
				want = 100 * time.Millisecond
			}
			if s.Makespan != want || s.Busy != busy || s.Items != 10 || s.Bytes != 100 || s.Latency.Count != 10 || !s.Timed() {
				t.Errorf("%s leg of round %d: %+v", s.Kind, s.Round, s)
			}
		}
		if r.Speedup.Value < 9.999 || r.Speedup.Value > 10.001 || r.Ceiling.Speedup != 10 {
			t.Errorf("speedup %v under a ceiling of %v: expected 10 and 10", r.Speedup.Value, r.Ceiling.Speedup)
		}
		if got := samplesOf(r, engine.Parallel)[0]; got.ActiveWorkers != 10 || got.Workers != 16 {
			t.Errorf("%d of %d workers active: expected 10 of 16", got.ActiveWorkers, got.Workers)
		}
		if r.Assessments[0].Outcome != engine.Met {
			t.Errorf("outcome %q: expected met", r.Assessments[0].Outcome)
		}
	})
}

// Fifty operations on sixteen workers go in four waves.
func TestMakespanHasNoRemainder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		report, _ := runPlan(t, t.Context(), planOf(1), waits("fifty", 50, 100*time.Millisecond))
		for _, s := range samplesOf(report.Results[0], engine.Parallel) {
			if s.Makespan != 400*time.Millisecond {
				t.Errorf("makespan %v: expected 400ms", s.Makespan)
			}
		}
	})
}

// Short work is repeated until the shorter leg is long enough, and both legs
// do the same work.
func TestPasses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		report, _ := runPlan(t, t.Context(), planOf(2), waits("short", 16, time.Millisecond))
		r := report.Results[0]
		for _, s := range r.Samples {
			if s.Passes != r.Samples[0].Passes || s.Makespan < engine.MinimumLeg {
				t.Errorf("%s leg: %d passes in %v: expected equally many, and 100ms or more", s.Kind, s.Passes, s.Makespan)
			}
			if s.Items != int64(16*s.Passes) || s.Operations.Planned != s.Items {
				t.Errorf("%s leg: %d items in %d passes", s.Kind, s.Items, s.Passes)
			}
		}
		if got := r.Parallel.TimePerPass.Value; got < 0.000999 || got > 0.001001 {
			t.Errorf("%v s a pass: expected 1 ms", got)
		}
	})
}

// Finish is timed and once a pass; Verify and Prepare are not timed.
func TestWhatIsTimed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		workload := waits("tail", 10, 100*time.Millisecond)
		inner := workload.prepare
		workload.prepare = func(leg engine.Leg) (engine.Job, error) {
			time.Sleep(time.Hour)
			job, err := inner(leg)
			job.Finish = func(ctx context.Context) error { return pause(ctx, 50*time.Millisecond) }
			job.Verify = func(ctx context.Context) error { return pause(ctx, time.Hour) }
			job.Close = func() error { time.Sleep(time.Hour); return nil }
			return job, err
		}
		report, _ := runPlan(t, t.Context(), planOf(1), workload)
		s := samplesOf(report.Results[0], engine.Parallel)[0]
		if s.Makespan != 150*time.Millisecond || s.Finish != 50*time.Millisecond {
			t.Errorf("makespan %v with %v in Finish: expected 150ms and 50ms", s.Makespan, s.Finish)
		}
	})
}

// Both legs of a round have one seed, rounds differ, and neither kind of leg
// comes first more often than the other.
func TestRoundsArePairedAndBalanced(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		workload := waits("ten", 10, 100*time.Millisecond)
		report, _ := runPlan(t, t.Context(), planOf(8), workload)
		first := map[engine.LegKind]int{}
		for _, s := range report.Results[0].Samples {
			if s.Position == 1 {
				first[s.Kind]++
			}
		}
		if first[engine.Sequential] != 4 || first[engine.Parallel] != 4 {
			t.Errorf("first legs: %v", first)
		}
		seeds := map[int]map[uint64]bool{}
		all := map[uint64]bool{}
		for _, leg := range workload.legs {
			if leg.Round > 0 {
				if seeds[leg.Round] == nil {
					seeds[leg.Round] = map[uint64]bool{}
				}
				seeds[leg.Round][leg.Seed] = true
				all[leg.Seed] = true
			}
		}
		for round, set := range seeds {
			if len(set) != 1 {
				t.Errorf("round %d had %d seeds", round, len(set))
			}
		}
		if len(all) != 8 {
			t.Errorf("%d seeds in 8 rounds", len(all))
		}
	})
}

func TestSamePlanSameOrder(t *testing.T) {
	for _, rounds := range []int{1, 2, 7, 40} {
		a := order(rounds, engine.Pair(4), randomFor(5, "x", engine.Concurrent))
		b := order(rounds, engine.Pair(4), randomFor(5, "x", engine.Concurrent))
		if !reflect.DeepEqual(a, b) {
			t.Errorf("%d rounds: the same seed gave another order", rounds)
		}
		lead := 0
		for _, kinds := range a {
			if kinds[0] == kinds[1] {
				t.Fatal("a round with one kind of leg")
			}
			if kinds[0] == engine.Sequential {
				lead++
			} else {
				lead--
			}
			if lead < -1 || lead > 1 {
				t.Fatalf("%d rounds: one kind leads by %d", rounds, lead)
			}
		}
	}
	if reflect.DeepEqual(order(40, engine.Pair(4), randomFor(5, "x", engine.Concurrent)), order(40, engine.Pair(4), randomFor(6, "x", engine.Concurrent))) {
		t.Error("another seed gave the same order")
	}
}

// An 8 % advantage of whichever leg runs first must not move the speedup by
// more than 2 %, and a drift of 30 % over the run by no more than 3 %.
func TestOrderEffectsCancel(t *testing.T) {
	for name, disturb := range map[string]struct {
		factor func(position, round, rounds int) float64
		bound  float64
	}{
		"first leg slower":   {func(position, _, _ int) float64 { return 1 + 0.08*float64(2-position) }, 0.02},
		"drift over the run": {func(position, round, rounds int) float64 { return 1 + 0.3*float64(2*round+position)/float64(2*rounds) }, 0.03},
		"one stall in a round": {func(position, round, _ int) float64 {
			if position == 1 && round == 4 {
				return 10
			}
			return 1
		}, 0.02},
	} {
		for seed := range uint64(50) {
			const rounds = 20
			var logs []float64
			for round, kinds := range order(rounds, engine.Pair(4), randomFor(seed, "x", engine.Isolated)) {
				times := map[engine.LegKind]float64{engine.Sequential: 9, engine.Parallel: 1}
				for i, kind := range kinds {
					times[kind] *= disturb.factor(i+1, round, rounds)
				}
				logs = append(logs, times[engine.Sequential]/times[engine.Parallel])
			}
			e, _ := stats.OnLogs(logs, 0.95)
			if off := e.Value/9 - 1; off < -disturb.bound || off > disturb.bound {
				t.Errorf("%s, seed %d: the speedup is off by %.1f %%", name, seed, 100*off)
			}
		}
	}
}

// While the slowest is measured the others go on, unmeasured.
func TestConcurrentFillsUntilTheSlowestIsDone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		quick, slow := waits("quick", 10, 20*time.Millisecond), waits("slow", 10, 200*time.Millisecond)
		plan := planOf(2)
		plan.Schedule = engine.Concurrent
		report, log := runPlan(t, t.Context(), plan, quick, slow)
		if report.Partial {
			t.Fatal("partial")
		}
		var lastFiller, slowDone time.Duration
		for _, event := range log {
			switch e := event.(type) {
			case engine.LegFinished:
				if e.Purpose == engine.Filler {
					lastFiller = e.When()
					if e.Sample.Workload != "quick" {
						t.Errorf("%s filled", e.Sample.Workload)
					}
				}
			case engine.WorkloadFinished:
				if e.Result.Spec.Name == "slow" {
					slowDone = e.When()
				}
			}
		}
		if lastFiller == 0 || slowDone-lastFiller > 200*time.Millisecond && lastFiller < slowDone {
			t.Errorf("the last filler leg ended at %v, the slow workload at %v", lastFiller, slowDone)
		}
		for _, r := range report.Results {
			if len(r.Samples) != 4 {
				t.Errorf("%s has %d samples: expected 4, without filler and warm-up", r.Spec.Name, len(r.Samples))
			}
			if !r.Samples[0].Evidence.Process.Shared {
				t.Errorf("%s: the evidence does not say that it is shared", r.Spec.Name)
			}
		}
	})
}

func TestBothSchedulesGiveInterference(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		plan := planOf(8)
		plan.Schedule = engine.Both
		report, _ := runPlan(t, t.Context(), plan, waits("a", 10, 20*time.Millisecond), waits("b", 10, 30*time.Millisecond))
		if len(report.Results) != 4 || len(report.Interference) != 4 {
			t.Fatalf("%d results, %d interferences: expected 4 and 4", len(report.Results), len(report.Interference))
		}
		for _, i := range report.Interference {
			if i.Factor.Value < 0.999 || i.Factor.Value > 1.001 || i.Factor.Interval == nil {
				t.Errorf("%s %s: %+v: nothing disturbs on the fake clock", i.Workload, i.Kind, i.Factor)
			}
		}
	})
}

// The observer receives events in order, and all of them.
func TestEvents(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, log := runPlan(t, t.Context(), planOf(2), waits("ten", 10, 100*time.Millisecond))
		if _, ok := log[0].(engine.RunStarted); !ok {
			t.Errorf("first event %T", log[0])
		}
		if _, ok := log[len(log)-1].(engine.RunFinished); !ok {
			t.Errorf("last event %T", log[len(log)-1])
		}
		legs, progressed, items := 0, 0, int64(0)
		for i, event := range log {
			if i > 0 && event.When() < log[i-1].When() {
				t.Errorf("event %d, %T, lies before the one before", i, event)
			}
			switch e := event.(type) {
			case engine.LegFinished:
				legs++
			case engine.Progressed:
				progressed++
				if e.Lanes[0].Items < items {
					t.Errorf("items fell from %d to %d", items, e.Lanes[0].Items)
				}
				items = e.Lanes[0].Items
			}
		}
		// Three rounds of 1.1 s, the warm-up's included, at 10 Hz.
		if legs != 6 || progressed < 30 || progressed > 33 {
			t.Errorf("%d legs, %d looks at progress", legs, progressed)
		}
	})
}

// A slow observer delays only itself.
func TestSlowObserver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := Runner{Workloads: []engine.Workload{waits("ten", 10, 100*time.Millisecond)}, Host: engine.Host{LogicalCPUs: 16}}
		report, err := r.Run(t.Context(), planOf(2), func(engine.Event) { time.Sleep(time.Minute) })
		if err != nil || report.Duration > 4*time.Second {
			t.Errorf("the run lasted %v (%v): expected some 3.3 s", report.Duration, err)
		}
	})
}

func TestRefusesEmptyPlans(t *testing.T) {
	workload := waits("ten", 10, time.Second)
	for name, c := range map[string]struct {
		runner Runner
		change func(*engine.Plan)
	}{
		"no workload": {Runner{}, func(*engine.Plan) {}},
		"no rounds":   {Runner{Workloads: []engine.Workload{workload}}, func(p *engine.Plan) { p.Rounds = 0 }},
		"no timeout":  {Runner{Workloads: []engine.Workload{workload}}, func(p *engine.Plan) { p.OperationTimeout = 0 }},
	} {
		plan := planOf(1)
		c.change(&plan)
		if _, err := c.runner.Run(t.Context(), plan, nil); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
