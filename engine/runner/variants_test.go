package runner

import (
	"math"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/engine"
)

// Work that can go on is measured for a fixed time, so that 34 workers are as
// good as the rate of a worker says, and not as the waves of 100 operations.
func TestSustainedLegsAreExact(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		workload := waits("calls", 100, 40*time.Millisecond)
		workload.spec.Sustained = true
		plan := planOf(3)
		plan.Variants = engine.Sizes([]int{1, 3, 34, 150})
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
