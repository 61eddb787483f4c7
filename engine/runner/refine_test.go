package runner

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/engine"
)

// serves are calls of a server that answers some at once, in 40 ms, and has the others
// wait. failing is a number of workers that it answers nothing.
func serves(atOnce, failing int) *scripted {
	s := waits("calls", 100, 0)
	s.prepare = func(leg engine.Leg) (engine.Job, error) {
		places := make(chan struct{}, atOnce)
		return engine.Job{Operations: 100, Sustained: true, Do: func(ctx context.Context, _ engine.Op) (engine.Work, error) {
			if leg.Workers == failing {
				return engine.Work{}, context.DeadlineExceeded
			}
			places <- struct{}{}
			defer func() { <-places }()
			return engine.Work{Items: 1}, pause(ctx, 40*time.Millisecond)
		}}, nil
	}
	return s
}

func workersOf(variants []engine.VariantFigures) (workers, legs []int) {
	for i := range variants {
		workers, legs = append(workers, variants[i].Workers), append(legs, variants[i].Legs)
	}
	return workers, legs
}

func refinedPlan(sizes ...int) engine.Plan {
	plan := planOf(6)
	plan.Variants, plan.Sustained, plan.Refinements = engine.Sizes(sizes), true, 2
	return plan
}

// After its rounds a sweep goes on around the recommended number, twice, beside the
// best one, and recommends the number at which the server is full.
func TestSweepIsRefined(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		report, _ := runPlan(t, t.Context(), refinedPlan(1, 8, 32), serves(20, 0))
		r := report.Results[0]
		workers, legs := workersOf(r.Variants)
		if !slices.Equal(workers, []int{1, 8, 14, 20, 26, 32}) || !slices.Equal(legs, []int{6, 6, 6, 12, 6, 18}) {
			t.Errorf("%v workers in %v legs", workers, legs)
		}
		if r.Scaling.Best != 32 || r.Scaling.Recommended != 20 {
			t.Errorf("%+v", r.Scaling)
		}
		for i := range r.Samples {
			s := &r.Samples[i]
			if chosen := slices.Contains([]int{14, 20, 26}, s.Workers); chosen && s.Round < 7 || s.Workers < 9 && s.Round > 6 {
				t.Errorf("%d workers in round %d", s.Workers, s.Round)
			}
		}
		for _, v := range r.Variants {
			if v.Refined != slices.Contains([]int{14, 20, 26}, v.Workers) {
				t.Errorf("%+v", v.Variant)
			}
		}
	})
}

// Where no number is left between the measured ones, there is nothing to go on with.
func TestNothingToRefine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		report, _ := runPlan(t, t.Context(), refinedPlan(1, 2, 3), serves(20, 0))
		if r := report.Results[0]; len(r.Variants) != 3 || len(r.Samples) != 18 || r.Stopped != "" {
			t.Errorf("%d variants, %d samples, %q", len(r.Variants), len(r.Samples), r.Stopped)
		}
	})
}

// When the time is up, the rounds so far count, and the report says so.
func TestRefiningEndsInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		plan := refinedPlan(1, 8, 32)
		plan.MaxTime = 16 * time.Second // 18 legs of 0.4 to 0.64 s, and the warm-up
		report, _ := runPlan(t, t.Context(), plan, serves(20, 0))
		r := report.Results[0]
		workers, legs := workersOf(r.Variants)
		if r.Stopped == "" || !slices.Equal(workers, []int{1, 8, 20, 32}) || legs[2] < 1 || legs[2] > 5 || r.Scaling.Recommended != 0 {
			t.Errorf("%v workers in %v legs, %+v, %q", workers, legs, r.Scaling, r.Stopped)
		}
	})
}

// A number that can't be measured gives the workload up, like any other.
func TestRefiningFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		report, _ := runPlan(t, t.Context(), refinedPlan(1, 8, 32), serves(20, 20))
		if r := report.Results[0]; r.Failure == "" {
			t.Errorf("%+v", r.Scaling)
		}
	})
}
