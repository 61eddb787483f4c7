package assess

import (
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
)

// served are rounds of which some parallel legs had a failed operation, of 30.
func served(rounds int, failed map[int]int64) []engine.Sample {
	var samples []engine.Sample
	for round := 1; round <= rounds; round++ {
		for _, kind := range []engine.LegKind{engine.Sequential, engine.Parallel} {
			s := engine.Sample{
				Kind: kind, Round: round, Passes: 1, Workers: 1, Makespan: time.Second,
				Operations: engine.OperationCounts{Planned: 30, Finished: 30},
			}
			if kind == engine.Parallel {
				s.Makespan = 100 * time.Millisecond
				if n := failed[round]; n > 0 {
					s.Operations.Finished, s.Operations.Failed = 30-n, n
					s.Untimed = "operations went wrong"
				}
			}
			samples = append(samples, s)
		}
	}
	return samples
}

// failingSpec has a target that the timed legs meet by far, one that they miss
// and a bound on a time.
func failingSpec() engine.Spec {
	return engine.Spec{
		Name: "creation", Operations: 30, PassItems: 30, Bound: engine.IOBound,
		Targets: []engine.Target{
			{Metric: engine.MetricSpeedup, Bound: 5, Gates: true},
			{Metric: engine.MetricSpeedup, Bound: 20, Gates: true},
			{Metric: engine.MetricTime, Bound: 10, Gates: true},
		},
	}
}

func TestFailuresAboveTheLimitMeetNoTarget(t *testing.T) {
	in := Input{Spec: failingSpec(), Workers: 30, CPUs: 2, Samples: served(10, map[int]int64{2: 3, 7: 1})}
	r := Workload(in)
	for _, a := range r.Assessments {
		if a.Outcome != engine.Failing || a.PointOnly {
			t.Errorf("%s is %q (by point: %v): expected failing", a.Target, a.Outcome, a.PointOnly)
		}
	}
	want := "4 of 600 operations failed, 0.67 % [0.18 %, 1.7 %]; none may"
	if got := r.Assessments[0].Reason; got != want {
		t.Errorf("the reason is %q: expected %q", got, want)
	}
	if !Decided(&r) {
		t.Error("more rounds would not help, yet the result is not decided")
	}
	report := engine.Report{Plan: engine.Plan{Rounds: 10}, Results: []engine.Result{r}}
	q := Quality(&report)
	if q.Badge != engine.Poor || !strings.Contains(q.Reasons[0], "4 of 600 operations failed") {
		t.Errorf("the quality is %+v: expected poor, for the failures", q)
	}
}

// TestFailuresWithinTheLimit are tolerated, and still reported.
func TestFailuresWithinTheLimit(t *testing.T) {
	in := Input{
		Spec: failingSpec(), Workers: 30, CPUs: 2, Samples: served(10, map[int]int64{2: 3}),
		MaxFailures: engine.FailureLimit{Operations: 3},
	}
	r := Workload(in)
	if got := r.Assessments[0].Outcome; got != engine.Met {
		t.Errorf("the outcome is %q: expected met, with 3 failures of 3 allowed", got)
	}
	if r.Operations.FailureInterval == nil || r.Operations.Failed != 3 {
		t.Errorf("the failures are not reported: %+v", r.Operations)
	}
}

// TestAShareAboveItsLimitMayFall holds that a share of failures is decided only
// when its whole interval lies above the limit.
func TestAShareAboveItsLimitMayFall(t *testing.T) {
	for _, c := range []struct {
		failed  int64
		decided bool
	}{{10, false}, {30, true}} {
		in := Input{
			Spec: failingSpec(), Workers: 30, CPUs: 2, Samples: served(10, map[int]int64{2: c.failed}),
			MaxFailures: engine.FailureLimit{Share: 0.01},
		}
		r := Workload(in)
		if r.Assessments[0].Outcome != engine.Failing || Decided(&r) != c.decided {
			t.Errorf("%d of 600 against 1 %%: %q, decided %v: expected failing, decided %v",
				c.failed, r.Assessments[0].Outcome, Decided(&r), c.decided)
		}
	}
}

// TestNoLegWithoutFailureIsFailing: where every leg had a failure, nothing is
// measured. The outcome is failing, unless the limit allows the failures.
func TestNoLegWithoutFailureIsFailing(t *testing.T) {
	samples := served(2, nil)
	for i := range samples {
		samples[i].Operations.Finished, samples[i].Operations.Failed = 29, 1
		samples[i].Untimed = "1 of 30 operations went wrong"
	}
	in := Input{Spec: failingSpec(), Workers: 30, CPUs: 2, Samples: samples}
	if r := Workload(in); r.Assessments[0].Outcome != engine.Failing {
		t.Errorf("the outcome is %q: expected failing", r.Assessments[0].Outcome)
	}
	in.MaxFailures.Share = 0.1
	r := Workload(in)
	if a := r.Assessments[0]; a.Outcome != engine.NotMeasured || a.Reason != "no leg is a timing: 1 of 30 operations went wrong" {
		t.Errorf("within the limit: %q, %q", a.Outcome, a.Reason)
	}
}

// TestWhatWasNotMeasuredIsNotFailing: a workload that was given up stays "not
// measured", which says more.
func TestWhatWasNotMeasuredIsNotFailing(t *testing.T) {
	in := Input{Spec: failingSpec(), Workers: 30, CPUs: 2, Failure: "2 legs in a row failed", Samples: served(2, map[int]int64{1: 30, 2: 30})}
	if r := Workload(in); r.Assessments[0].Outcome != engine.NotMeasured {
		t.Errorf("the outcome is %q: expected not measured", r.Assessments[0].Outcome)
	}
}
