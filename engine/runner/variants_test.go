package runner

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
)

// Work that can go on is measured for a fixed time, so that 34 workers are as
// good as the rate of a worker says, and not as the waves of 100 operations.
func TestSustainedLegsAreExact(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		workload := waits("calls", 100, 40*time.Millisecond)
		prepare := workload.prepare
		workload.prepare = func(leg engine.Leg) (engine.Job, error) {
			job, err := prepare(leg)
			job.Sustained = true
			return job, err
		}
		plan := planOf(3)
		plan.Variants, plan.Sustained = engine.Sizes([]int{1, 3, 34, 150}), true
		report, _ := runPlan(t, t.Context(), plan, workload)
		r := report.Results[0]
		if len(r.Samples) != 12 || len(r.Variants) != 4 {
			t.Fatalf("%d samples, %d variants", len(r.Samples), len(r.Variants))
		}
		for i, v := range r.Variants {
			want := float64(v.Workers) / 0.040
			if math.Abs(v.Throughput.Value/want-1) > 1e-9 || v.Legs != 3 {
				t.Errorf("%s: %v/s of %d legs: expected %v", v.Name, v.Throughput.Value, v.Legs, want)
			}
			if i < 3 && (v.Relative == nil || math.Abs(v.Relative.Value-float64(v.Workers)/150) > 1e-9) {
				t.Errorf("%s: %+v of the best", v.Name, v.Relative)
			}
		}
		if s := r.Scaling; s == nil || s.Best != 150 || s.Recommended != 150 || s.NoFit == "" {
			t.Errorf("%+v", s)
		}
		for _, s := range r.Samples {
			if s.Makespan < 400*time.Millisecond || s.Operations.Planned != s.Operations.Finished || s.Workers < 1 {
				t.Errorf("%+v", s)
			}
		}
	})
}

// Work with a fixed amount gets as many passes as each variant needs.
func TestVariantsHaveTheirOwnPasses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		plan := planOf(2)
		plan.Variants = engine.Sizes([]int{1, 2, 4, 8, 16, 32})
		report, _ := runPlan(t, t.Context(), plan, waits("ten", 32, 2*time.Millisecond))
		for _, s := range report.Results[0].Samples {
			if want := float64(s.Workers) / 0.002; s.Makespan < 100*time.Millisecond || s.Makespan > 400*time.Millisecond || math.Abs(s.Throughput()/want-1) > 1e-9 {
				t.Errorf("%s: %d passes, %v, %v/s", s.Kind, s.Passes, s.Makespan, s.Throughput())
			}
		}
		if fit := report.Results[0].Scaling.Fit; fit == nil || fit.Contention > 1e-3 || fit.Coherence > 1e-5 {
			t.Errorf("%+v, %s", fit, report.Results[0].Scaling.NoFit)
		}
	})
}

// The two legs of a size follow each other, each as often first as the other, and over
// as many rounds as there are sizes each size has every place once.
func TestSizesOrder(t *testing.T) {
	variants := engine.SizePairs("records", []int{10, 20, 50, 100}, 4)
	first, place := map[engine.LegKind]int{}, map[string]map[int]int{}
	rounds := order(8, variants, randomFor(3, "x", engine.Isolated))
	for _, kinds := range rounds {
		if len(kinds) != len(variants) {
			t.Fatalf("%v", kinds)
		}
		for i := 0; i < len(kinds); i += 2 {
			side, half, _ := strings.Cut(string(kinds[i]), " ")
			if other, _, _ := strings.Cut(string(kinds[i+1]), " "); other != side || kinds[i+1] == kinds[i] || half == "" {
				t.Fatalf("%v", kinds)
			}
			first[kinds[i]]++
			if place[side] == nil {
				place[side] = map[int]int{}
			}
			place[side][i/2]++
		}
	}
	for _, v := range variants {
		if n := first[engine.LegKind(v.Name)]; n != 4 {
			t.Errorf("%s is first %d times in 8 rounds", v.Name, n)
		}
		for at := range 4 {
			if place[v.Side][at] != 2 {
				t.Errorf("%s: %v", v.Side, place[v.Side])
			}
		}
	}
}

// Over as many rounds as there are variants each has every position once.
func TestBalancedOrder(t *testing.T) {
	variants := engine.Sizes([]int{1, 2, 4, 8, 16})
	at := map[engine.LegKind]map[int]int{}
	for _, kinds := range order(10, variants, randomFor(3, "x", engine.Isolated)) {
		for position, kind := range kinds {
			if at[kind] == nil {
				at[kind] = map[int]int{}
			}
			at[kind][position]++
		}
	}
	for _, v := range variants {
		for position := range variants {
			if at[engine.LegKind(v.Name)][position] != 2 {
				t.Errorf("%s is at position %d %d times", v.Name, position, at[engine.LegKind(v.Name)][position])
			}
		}
	}
}

// Each variant has its own instance of the workload, with its own size.
func TestVariantsHaveTheirOwnInstances(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		plan := planOf(8)
		plan.Variants = slices.Concat(engine.Side("a", 0), engine.Side("b", 4))
		plan.Effects = []engine.Effect{{Variant: "b parallel", Reference: "a parallel", Gates: true}, {Variant: "b sequential", Reference: "a sequential", Gates: true}}
		b := waits("calls", 20, 80*time.Millisecond)
		r := Runner{
			Workloads: []engine.Workload{waits("calls", 10, 40*time.Millisecond)}, Host: engine.Host{LogicalCPUs: 16, GOMAXPROCS: 16},
			Variants: map[string][]engine.Workload{"b sequential": {b}, "b parallel": {b}},
		}
		report, err := r.Run(t.Context(), plan, func(engine.Event) {})
		if err != nil {
			t.Fatal(err)
		}
		result := report.Results[0]
		for i, want := range []float64{25, 250, 12.5, 50} {
			if v := result.Variants[i]; math.Abs(v.Throughput.Value/want-1) > 1e-9 || v.Legs != 8 || (v.Spec != nil) != (i > 1) {
				t.Errorf("%s: %v/s of %d legs, %+v", v.Name, v.Throughput.Value, v.Legs, v.Spec)
			}
		}
		if v := result.Variants[1]; v.Workers != 16 {
			t.Errorf("%d workers where the plan chooses", v.Workers)
		}
		for i, want := range []float64{0.2, 0.5} {
			e := result.Effects[i]
			if e.Ratio == nil || math.Abs(e.Ratio.Value-want) > 1e-9 {
				t.Errorf("%+v", e)
			}
			if e.Ratio.Interval != nil { // two effects share the error: 8 rounds are too few for 97.5 %
				if want := 0.975; e.Ratio.Interval.Confidence < want {
					t.Errorf("confidence %v", e.Ratio.Interval.Confidence)
				}
			}
		}
		if result.Scaling != nil {
			t.Error("two configurations are no sweep")
		}
	})
}

// Under the concurrent schedule all lanes carry out the same variant at the same
// time, and the fast one goes on until the slow one has ended.
func TestLanesRunInStep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		plan := planOf(4)
		plan.Schedule, plan.Warmups = engine.Concurrent, 0
		plan.Variants = []engine.Variant{{Name: "x", Workers: 1}, {Name: "y", Workers: 2}, {Name: "z", Workers: 4}}
		var mutex sync.Mutex
		running, mixed := map[string]engine.LegKind{}, 0
		var workloads []engine.Workload
		for name, each := range map[string]time.Duration{"slow": 300 * time.Millisecond, "fast": 7 * time.Millisecond} {
			w := waits(name, 8, each)
			prepare := w.prepare
			w.prepare = func(leg engine.Leg) (engine.Job, error) {
				job, err := prepare(leg)
				do := job.Do
				job.Do = func(ctx context.Context, op engine.Op) (engine.Work, error) {
					mutex.Lock()
					running[name] = leg.Kind
					if leg.Round > 0 && len(running) == 2 && running["slow"] != running["fast"] {
						mixed++
					}
					mutex.Unlock()
					return do(ctx, op)
				}
				job.Close = func() error {
					mutex.Lock()
					defer mutex.Unlock()
					delete(running, name)
					return nil
				}
				return job, err
			}
			workloads = append(workloads, w)
		}
		report, seen := runPlan(t, t.Context(), plan, workloads...)
		if mixed > 0 {
			t.Errorf("%d operations of measured legs ran beside another variant", mixed)
		}
		fillers := 0
		for _, e := range seen {
			if leg, ok := e.(engine.LegFinished); ok && leg.Purpose == engine.Filler {
				fillers++
				if leg.Sample.Workload != "fast" {
					t.Errorf("filler of %s", leg.Sample.Workload)
				}
			}
		}
		if fillers < 12 {
			t.Errorf("%d filler legs", fillers)
		}
		for _, r := range report.Results {
			if len(r.Samples) != 12 || r.Failure != "" || r.Untimed() > 0 {
				t.Errorf("%s: %d samples, %d untimed, %s", r.Spec.Name, len(r.Samples), r.Untimed(), r.Failure)
			}
		}
	})
}

// A lane that is given up, or ends with the run, holds no other lane back.
func TestLanesInStepSurviveALostOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		plan := planOf(3)
		plan.Schedule, plan.Variants = engine.Concurrent, engine.Sizes([]int{1, 2, 4})
		broken := failing("broken", 4, func(context.Context, engine.Op) error { return errors.New("no") })
		report, _ := runPlan(t, t.Context(), plan, broken, waits("well", 8, 20*time.Millisecond))
		if r := report.Results[0]; r.Failure == "" {
			t.Error("the broken workload is not given up")
		}
		if r := report.Results[1]; len(r.Samples) != 9 || r.Failure != "" {
			t.Errorf("%d samples, %s", len(r.Samples), r.Failure)
		}
	})
}

// An adaptive plan with effects ends when they are decided, for all lanes at once.
func TestEffectsDecide(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		plan := planOf(60)
		plan.Schedule, plan.Looks = engine.Concurrent, assess.LooksFor(2)
		plan.Variants = []engine.Variant{{Name: "one", Workers: 1, Settings: map[string]string{"x": "1"}}, {Name: "two", Workers: 2}, {Name: "same", Workers: 1}}
		plan.Effects = []engine.Effect{{Variant: "two", Reference: "one", Gates: true}, {Variant: "same", Reference: "one", Gates: true}}
		report, _ := runPlan(t, t.Context(), plan, waits("a", 8, 20*time.Millisecond), waits("b", 8, 30*time.Millisecond))
		for _, r := range report.Results {
			if r.Look != 1 || len(r.Samples) != 27 || r.Stopped != "every effect decided at look 1 (9 rounds)" {
				t.Errorf("look %d, %d samples, %s", r.Look, len(r.Samples), r.Stopped)
			}
			if a, b := assess.EffectOf(&r.Effects[0]), assess.EffectOf(&r.Effects[1]); a != assess.EffectFaster || b != assess.EffectNone {
				t.Errorf("%v, %v", a, b)
			}
		}
	})
}

// Work that runs alone comes after the others, whatever the schedule.
func TestAloneComesLast(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, schedule := range []engine.Schedule{engine.Concurrent, engine.Isolated, engine.Both} {
			plan := planOf(2)
			plan.Schedule = schedule
			alone := waits("alone", 4, 50*time.Millisecond)
			alone.spec.Alone = true
			report, seen := runPlan(t, t.Context(), plan, alone, waits("a", 8, 20*time.Millisecond), waits("b", 8, 30*time.Millisecond))
			results := map[engine.Schedule][]string{}
			for _, r := range report.Results {
				results[r.Schedule] = append(results[r.Schedule], r.Spec.Name)
			}
			if schedule == engine.Both && (len(results[engine.Isolated]) != 3 || len(results[engine.Concurrent]) != 2) || schedule != engine.Both && len(results[schedule]) != 3 {
				t.Errorf("%s: %v", schedule, results)
			}
			begun := false
			for _, e := range seen {
				switch e := e.(type) {
				case engine.ScheduleStarted:
					begun = false
				case engine.LegStarted:
					if e.Workload == "alone" {
						begun = true
						if e.Purpose == engine.Filler {
							t.Error("work that runs alone is filler")
						}
					} else if begun {
						t.Errorf("%s: %s runs after the work that runs alone", schedule, e.Workload)
					}
				}
			}
		}
	})
}

// Two configurations take turns: in every round each has a leg of both kinds, over
// four rounds at every place, and each gets the report that it would have had by
// itself.
func TestConfigurationsTakeTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		report := duelOf(t, t.Context(), 8, waits("work", 10, 110*time.Millisecond), func(engine.Event) {})
		places := map[engine.LegKind]map[int]int{}
		for _, s := range report.Results[0].Samples {
			if places[s.Kind] == nil {
				places[s.Kind] = map[int]int{}
			}
			places[s.Kind][s.Position]++
		}
		for kind, at := range places {
			for place := 1; place <= 4; place++ {
				if at[place] != 2 {
					t.Errorf("%s is at place %d in %d of 8 rounds: expected 2", kind, place, at[place])
				}
			}
		}
		for name, want := range map[string]float64{"a": 1.0, "b": 1.1} {
			side := assess.Side(&report, name)
			r := side.Results[0]
			if len(places) != 4 || r.Rounds != 8 || len(r.Samples) != 16 || side.Partial || math.Abs(r.Sequential.TimePerPass.Value-want) > 1e-9 {
				t.Errorf("%s: %d rounds, %d samples, %v a pass", name, r.Rounds, len(r.Samples), r.Sequential.TimePerPass.Value)
			}
			for i := 1; i < len(r.Samples); i++ {
				if r.Samples[i].Round == 0 || r.Samples[i].StartedAt < r.Samples[i-1].StartedAt {
					t.Errorf("%s, sample %d: round %d at %v", name, i, r.Samples[i].Round, r.Samples[i].StartedAt)
				}
			}
		}
	})
}

// duelOf runs a workload against another one that takes 100 ms an operation.
func duelOf(t *testing.T, ctx context.Context, rounds int, b engine.Workload, observe engine.Observer) engine.Report {
	t.Helper()
	plan := planOf(rounds)
	plan.Variants = slices.Concat(engine.Side("a", 4), engine.Side("b", 4))
	a := waits("work", 10, 100*time.Millisecond)
	r := Runner{
		Workloads: []engine.Workload{a}, Host: engine.Host{LogicalCPUs: 16, GOMAXPROCS: 16},
		Variants: map[string][]engine.Workload{"a sequential": {a}, "a parallel": {a}, "b sequential": {b}, "b parallel": {b}},
	}
	report, err := r.Run(ctx, plan, observe)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// A run of two configurations that ends early keeps the rounds so far, and ends
// when one of the two is given up.
func TestConfigurationsThatEndEarly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		report := duelOf(t, ctx, 8, waits("work", 10, 110*time.Millisecond), func(event engine.Event) {
			if leg, started := event.(engine.LegStarted); started && leg.Round == 3 {
				cancel()
			}
		})
		if side := assess.Side(&report, "b"); !side.Partial || side.Ended != "interrupted" || side.Results[0].Rounds != 2 {
			t.Errorf("%q, %d rounds", side.Ended, side.Results[0].Rounds)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		fails := failing("work", 10, func(context.Context, engine.Op) error { return errors.New("no") })
		report := duelOf(t, t.Context(), 8, fails, func(engine.Event) {})
		for _, name := range []string{"a", "b"} {
			if side := assess.Side(&report, name); side.Results[0].Failure == "" || side.Results[0].Rounds > 2 {
				t.Errorf("%s: %q after %d rounds", name, side.Results[0].Failure, side.Results[0].Rounds)
			}
		}
	})
}
