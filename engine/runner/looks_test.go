package runner

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/engine"
)

// adaptive is the plan with the declared looks and the given time; 0 is no
// bound.
func adaptive(allowed time.Duration) engine.Plan {
	plan := planOf(60)
	plan.Looks, plan.MaxTime = engine.DeclaredLooks(), allowed
	return plan
}

// steady is a workload with a speedup of 10 where more than 5 is asked: a
// round takes it 1.1 times as long as its sequential leg.
func steady(name string, sequential time.Duration) *scripted {
	return waits(name, 10, sequential/10)
}

// wavering is steady except for its first rounds. Up to the one named they are
// by turns above and below its target. Its sequential legs take a second.
func wavering(name string, until int) *scripted {
	s := waits(name, 10, 0)
	s.prepare = func(leg engine.Leg) (engine.Job, error) {
		each := 100 * time.Millisecond
		if leg.Kind == engine.Parallel && leg.Round <= until {
			each = time.Duration(160+leg.Round%4*30) * time.Millisecond // 4x to 6.25x
		}
		return engine.Job{Operations: 10, Do: func(ctx context.Context, _ engine.Op) (engine.Work, error) {
			return engine.Work{Items: 1}, pause(ctx, each)
		}}, nil
	}
	return s
}

// expect checks how a workload ended: after which round, at which look, and
// why.
func expect(t *testing.T, r engine.Result, rounds, look int, stopped string) {
	t.Helper()
	if len(r.Samples) != 2*rounds || r.Look != look || r.Stopped != stopped {
		t.Errorf("%s, %s: %d legs, look %d, %q: expected %d, look %d, %q",
			r.Spec.Name, r.Schedule, len(r.Samples), r.Look, r.Stopped, 2*rounds, look, stopped)
	}
}

func TestEndsAtTheFirstLookThatDecides(t *testing.T) {
	for _, c := range []struct {
		wavers, rounds, look int
		stopped              string
		outcome              engine.Outcome
	}{
		{0, 8, 1, "every target decided at look 1 (8 rounds)", engine.Met},
		{13, 25, 3, "every target decided at look 3 (25 rounds)", engine.Met},
		{4, 15, 2, "every target decided at look 2 (15 rounds)", engine.Met},
		{60, 60, 5, "still unclear at the last look (60 rounds)", engine.Unclear},
	} {
		synctest.Test(t, func(t *testing.T) {
			report, log := runPlan(t, t.Context(), adaptive(0), wavering("ten", c.wavers))
			r := report.Results[0]
			expect(t, r, c.rounds, c.look, c.stopped)
			if report.Partial || r.Assessments[0].Outcome != c.outcome {
				t.Errorf("partial %v, %+v: expected %s", report.Partial, r.Assessments[0], c.outcome)
			}
			if i := r.Speedup.Interval; i == nil || i.Confidence < 0.99 {
				t.Errorf("the interval is %+v: expected one of 99 %%", i)
			}
			told := slices.ContainsFunc(log, func(event engine.Event) bool {
				finished, is := event.(engine.WorkloadFinished)
				return is && finished.Result.Stopped == c.stopped
			})
			if !told {
				t.Error("the event does not say why it ended")
			}
		})
	}
}

// A missed target and one that can't be met here are decided too. A workload
// without targets needs no further rounds.
func TestWhatElseIsDecided(t *testing.T) {
	for stopped, targets := range map[string][]engine.Target{
		"every target decided at look 1 (8 rounds)": {
			{Metric: engine.MetricSpeedup, Bound: 5, Gates: true},
			{Metric: engine.MetricTime, Bound: 0.5, Gates: true},
			{Metric: engine.MetricSpeedup, Bound: 50, Gates: true},
		},
		"no target to decide, ended at look 1 (8 rounds)": {{Metric: engine.MetricSpeedup, Bound: 5}},
	} {
		synctest.Test(t, func(t *testing.T) {
			workload := steady("ten", time.Second)
			workload.spec.Targets = targets
			report, _ := runPlan(t, t.Context(), adaptive(0), workload)
			expect(t, report.Results[0], 8, 1, stopped)
		})
	}
}

// A plan without looks runs its rounds, at 95 %, and reports no look.
func TestFixedRoundsAreAsTheyWere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		plan := planOf(10)
		plan.MaxTime = time.Second // bounds adaptive plans alone
		report, _ := runPlan(t, t.Context(), plan, steady("ten", time.Second))
		r := report.Results[0]
		expect(t, r, 10, 0, "")
		if c := r.Speedup.Interval.Confidence; c < 0.95 || c > 0.96 {
			t.Errorf("the interval is of %v", c)
		}
	})
}

// The rounds of an adaptive plan are in the order of sixty, wherever they end.
func TestAdaptiveOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kinds := func(wavers int) (all []engine.LegKind) {
			report, _ := runPlan(t, t.Context(), adaptive(0), wavering("ten", wavers))
			for _, s := range report.Results[0].Samples {
				all = append(all, s.Kind)
			}
			return all
		}
		short, long := kinds(0), kinds(60)
		if !slices.Equal(short, long[:len(short)]) {
			t.Errorf("eight rounds went\n%v, and the first eight of sixty\n%v", short, long[:len(short)])
		}
	})
}

// A workload that nothing decides ends when the time is up, after its first
// round at the earliest.
func TestTimeIsUp(t *testing.T) {
	for _, c := range []struct {
		allowed      time.Duration
		rounds, look int
		stopped      string
	}{
		// The warm-up takes 1.1 s; two rounds take 1.25 + 1.15 s.
		{20 * time.Second, 15, 2, "the time allowed, 20s, was up after 15 rounds"},
		{40 * time.Second, 32, 4, "the time allowed, 40s, was up after 32 rounds"},
		// Before there is an interval any time left is enough: the eighth round
		// begins at 9.65 s and ends at 10.8 s. After that no round begins that would
		// end late.
		{10 * time.Second, 8, 1, "the time allowed, 10s, was up after 8 rounds"},
		{11900 * time.Millisecond, 8, 1, "the time allowed, 11.9s, was up after 8 rounds"},
		{4 * time.Second, 3, 1, "the time allowed, 4s, was up after 3 rounds"},
		{time.Nanosecond, 1, 1, "the time allowed, 1ns, was up after 1 round"},
	} {
		synctest.Test(t, func(t *testing.T) {
			plan := adaptive(c.allowed)
			plan.Schedule = engine.Concurrent
			report, _ := runPlan(t, t.Context(), plan, wavering("ten", 60))
			expect(t, report.Results[0], c.rounds, c.look, c.stopped)
			if report.Partial {
				t.Error("a run that keeps to its time is called partial")
			}
			if longest := max(c.allowed, 2*time.Second) + 2*time.Second; report.Duration > longest {
				t.Errorf("it lasted %v of %v", report.Duration, c.allowed)
			}
		})
	}
}

// Lanes that take turns have an equal share of the time that is left, so that
// later ones get what an earlier one does not need.
func TestIsolatedShares(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		report, _ := runPlan(t, t.Context(), adaptive(60*time.Second),
			steady("first", time.Second), wavering("second", 60), wavering("third", 60))
		// The first needs nine times 1.1 s, the warm-up included. The second has
		// half of the 50.1 s left: 1.15 s of warm-up and 19 rounds of 1.2 s on
		// average, 24 s. The third has the rest, 26.1 s.
		expect(t, report.Results[0], 8, 1, "every target decided at look 1 (8 rounds)")
		expect(t, report.Results[1], 19, 3, "its share of the time allowed, 1m0s, was up after 19 rounds")
		expect(t, report.Results[2], 20, 3, "its share of the time allowed, 1m0s, was up after 20 rounds")
		if report.Duration > 60*time.Second || report.Duration < 56*time.Second {
			t.Errorf("it lasted %v", report.Duration)
		}
	})
}

// Workloads that share the machine have as many shares of the time as they are, and
// each that runs alone has one.
func TestSharesOfThoseAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		plan := adaptive(80 * time.Second)
		plan.Schedule = engine.Concurrent
		alone := wavering("alone", 60)
		alone.spec.Alone = true
		report, log := runPlan(t, t.Context(), plan, wavering("one", 60), wavering("two", 60), wavering("three", 60), alone)
		var began time.Duration
		for _, event := range log {
			if leg, is := event.(engine.LegStarted); is && leg.Workload == "alone" && began == 0 {
				began = leg.When()
			}
		}
		if began < 57*time.Second || began > 60*time.Second { // three quarters of 80 s
			t.Errorf("what runs alone began at %v", began)
		}
		for _, r := range report.Results {
			if !strings.HasPrefix(r.Stopped, "its share of the time allowed, 1m20s, was up") {
				t.Errorf("%s: %q", r.Spec.Name, r.Stopped)
			}
		}
		if report.Duration > 80*time.Second || report.Duration < 77*time.Second {
			t.Errorf("it lasted %v", report.Duration)
		}
	})
}

// Under both schedules the isolated one has half of the time, the concurrent
// one the rest.
func TestTimeOfBothSchedules(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		plan := adaptive(80 * time.Second)
		plan.Schedule = engine.Both
		report, log := runPlan(t, t.Context(), plan, wavering("one", 60), wavering("two", 60))
		var second time.Duration
		for _, event := range log {
			if started, is := event.(engine.ScheduleStarted); is && started.Schedule == engine.Concurrent {
				second = started.When()
			}
		}
		if second < 37*time.Second || second > 40*time.Second {
			t.Errorf("the second schedule began at %v", second)
		}
		// 20 s, what is left of 40 s, and twice what is left of 80 s.
		expect(t, report.Results[0], 15, 2, "its share of the time allowed, 1m20s, was up after 15 rounds")
		expect(t, report.Results[1], 16, 3, "its share of the time allowed, 1m20s, was up after 16 rounds")
		for _, r := range report.Results[2:] {
			expect(t, r, 32, 4, "the time allowed, 1m20s, was up after 32 rounds")
		}
		if report.Duration > 80*time.Second || report.Duration < 78*time.Second {
			t.Errorf("it lasted %v", report.Duration)
		}
	})
}

// A workload with a bound of rounds ends with them, at the look that would be next,
// and has no warm-up but the leg that makes the connections.
func TestMostRounds(t *testing.T) {
	for most, look := range map[int]int{5: 1, 8: 1, 12: 2, 15: 2} {
		synctest.Test(t, func(t *testing.T) {
			plan := adaptive(0)
			plan.Warmups = 1
			bounded := wavering("bounded", 60)
			bounded.spec.MostRounds = most
			report, log := runPlan(t, t.Context(), plan, bounded, steady("free", time.Second))
			expect(t, report.Results[0], most, look, fmt.Sprintf("ended with the most rounds that it may have (%d rounds)", most))
			expect(t, report.Results[1], 8, 1, "every target decided at look 1 (8 rounds)")
			warm := map[string]int{}
			for _, event := range log {
				if leg, is := event.(engine.LegStarted); is && leg.Purpose == engine.Warmup {
					warm[leg.Workload]++
				}
			}
			if warm["bounded"] != 1 || warm["free"] < 2 {
				t.Errorf("legs of warm-ups: %v", warm)
			}
		})
	}
}

// A lane that is decided goes on unmeasured until the others are.
func TestDecidedLanesFill(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		plan := adaptive(0)
		plan.Schedule = engine.Concurrent
		report, log := runPlan(t, t.Context(), plan, steady("sure", time.Second), wavering("unsure", 13))
		expect(t, report.Results[0], 8, 1, "every target decided at look 1 (8 rounds)")
		expect(t, report.Results[1], 25, 3, "every target decided at look 3 (25 rounds)")
		var sure, unsure, filled time.Duration
		for _, event := range log {
			switch e := event.(type) {
			case engine.WorkloadFinished:
				if e.Result.Spec.Name == "sure" {
					sure = e.When()
				} else {
					unsure = e.When()
				}
			case engine.LegFinished:
				if e.Purpose == engine.Filler {
					filled += e.Sample.Makespan
				}
			}
		}
		if filled < unsure-sure-2*time.Second {
			t.Errorf("%v are filled between %v and %v", filled, sure, unsure)
		}
	})
}

// The rounds of an interrupted adaptive run are kept, without a look.
func TestInterruptedWhileAdaptive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 13*time.Second)
		defer cancel()
		report, _ := runPlan(t, ctx, adaptive(time.Minute), wavering("ten", 60), steady("later", time.Second))
		r := report.Results[0]
		if !report.Partial || r.Rounds != 9 || r.Look != 0 || r.Stopped != "the run was ended after 9 rounds" {
			t.Errorf("partial %v, %d rounds, look %d, %q", report.Partial, r.Rounds, r.Look, r.Stopped)
		}
		if later := report.Results[1]; later.Look != 0 || later.Stopped != "the run was ended after 0 rounds" {
			t.Errorf("look %d, %q", later.Look, later.Stopped)
		}
	})
}

// A round with a leg without a valid timing counts as run. The look comes as
// planned, finds no interval of 99 % in seven rounds, and the next one decides.
// Where no operation may fail, the first look decides: the targets are failing.
func TestFailingRoundWhileAdaptive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		flaky := func() *scripted {
			calls := 0
			return failing("flaky", 10, func(ctx context.Context, op engine.Op) error {
				if op.Index == 3 {
					if calls++; calls == 5 {
						return errors.New("broken")
					}
				}
				return pause(ctx, 100*time.Millisecond)
			})
		}
		report, _ := runPlan(t, t.Context(), adaptive(0), flaky())
		expect(t, report.Results[0], 8, 1, "every target decided at look 1 (8 rounds)")
		if got := report.Results[0].Assessments[0].Outcome; got != engine.Failing {
			t.Errorf("the outcome is %q: expected failing", got)
		}
		tolerant := adaptive(0)
		tolerant.MaxFailures.Operations = 1
		report, _ = runPlan(t, t.Context(), tolerant, flaky())
		expect(t, report.Results[0], 15, 2, "every target decided at look 2 (15 rounds)")
		if r := report.Results[0]; r.Rounds != 14 {
			t.Errorf("%d rounds of two timings", r.Rounds)
		}
	})
}

func TestGivenUpWhileAdaptive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		broken := failing("broken", 4, func(context.Context, engine.Op) error { return errors.New("no server") })
		report, _ := runPlan(t, t.Context(), adaptive(time.Minute), broken, steady("sound", time.Second))
		if r := report.Results[0]; r.Failure == "" || r.Look != 0 || r.Stopped != "given up after 0 rounds" {
			t.Errorf("failure %q, look %d, %q", r.Failure, r.Look, r.Stopped)
		}
		expect(t, report.Results[1], 8, 1, "every target decided at look 1 (8 rounds)")
	})
}

func TestRefusesLooksThatAreNone(t *testing.T) {
	for says, looks := range map[string][]int{
		"expected numbers of rounds that ascend": {8, 8, 60},
		"from 1":                                 {0, 60},
		"the plan's last look is after 40":       {8, 40},
		"the plan's last look is after 61":       {8, 61},
	} {
		plan := adaptive(0)
		plan.Looks = looks
		r := Runner{Workloads: []engine.Workload{steady("ten", time.Second)}}
		if _, err := r.Run(t.Context(), plan, nil); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v: %v", looks, err)
		}
	}
}
