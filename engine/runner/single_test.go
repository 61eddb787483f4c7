package runner

import (
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/engine"
)

// Work without a parallel form has legs of one kind, in the warm-up too.
func TestRoundsOfASingleLeg(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		work := waits("alone", 1, time.Second)
		work.spec.Single, work.spec.SelfParallel = true, true
		work.spec.Targets = []engine.Target{{Metric: engine.MetricTime, Bound: 2, Gates: true}}
		report, _ := runPlan(t, t.Context(), planOf(6), work)
		r := report.Results[0]
		if r.Workers != 1 || r.Rounds != 6 || len(r.Samples) != 6 || r.Assessments[0].Outcome != engine.Met {
			t.Errorf("%d workers, %d rounds, %d samples, %+v", r.Workers, r.Rounds, len(r.Samples), r.Assessments)
		}
		if len(work.legs) != 7 {
			t.Errorf("%d legs: expected 6 and a warm-up", len(work.legs))
		}
		for _, leg := range work.legs {
			if leg.Kind != engine.Sequential || leg.Workers != 1 || leg.Degree != 1 {
				t.Errorf("%+v", leg)
			}
		}
	})
}

// An adaptive plan ends at the look that decides the time, and without a target at
// the first.
func TestSingleLegsUntilDecided(t *testing.T) {
	for _, targets := range [][]engine.Target{nil, {{Metric: engine.MetricTime, Bound: 2, Gates: true}}} {
		synctest.Test(t, func(t *testing.T) {
			work := waits("alone", 1, time.Second)
			work.spec.Single, work.spec.Targets = true, targets
			plan := planOf(60)
			plan.Looks = engine.DeclaredLooks()
			report, _ := runPlan(t, t.Context(), plan, work)
			if r := report.Results[0]; r.Rounds != plan.Looks[0] || r.Look != 1 {
				t.Errorf("%d targets: %d rounds, look %d", len(targets), r.Rounds, r.Look)
			}
		})
	}
}
