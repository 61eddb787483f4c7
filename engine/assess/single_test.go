package assess

import (
	"slices"
	"strings"
	"testing"

	"ep-benchmark/engine"
)

// alone is work without a parallel form, with a bound on its time.
func alone(bound float64) engine.Spec {
	s := engine.Spec{Name: "x", Size: 1, PassItems: 1, Operations: 1, Bound: engine.IOBound, SelfParallel: true, Single: true}
	if bound > 0 {
		s.Targets = []engine.Target{{Metric: engine.MetricTime, Bound: bound, Gates: true}}
	}
	return s
}

// times are rounds of one leg of these seconds.
func times(seconds ...float64) []engine.Sample {
	var samples []engine.Sample
	for i, s := range seconds {
		samples = append(samples, leg(engine.Sequential, i+1, s))
	}
	return samples
}

func TestWorkWithoutAParallelForm(t *testing.T) {
	r := assess(alone(1.5), times(1, 1.01, 0.99, 1, 1.02, 0.98, 3))
	if r.Speedup != nil || r.Parallel != nil || r.Rounds != 7 || !slices.Equal(r.Outliers, []int{7}) {
		t.Errorf("%+v", r)
	}
	if e := Headline(&r); e == nil || e.Value < 0.99 || e.Value > 1.02 || e.Interval == nil {
		t.Errorf("headline %+v", e)
	}
	if fastest, slowest := Range(&r); fastest != 0.98 || slowest != 3 {
		t.Errorf("from %v to %v", fastest, slowest)
	}
	for want, bound := range map[engine.Outcome]float64{engine.Met: 1.5, engine.Missed: 0.9, engine.Unclear: 1.0} {
		r := assess(alone(bound), times(1, 1.01, 0.99, 1, 1.02, 0.98, 1.03, 0.97))
		if got := r.Assessments[0].Outcome; got != want {
			t.Errorf("< %v s: %s, want %s", bound, got, want)
		}
	}
	if r := assess(alone(0), times(1, 1, 1, 1, 1, 1)); len(r.Assessments) != 0 || !Decided(&r) {
		t.Errorf("no target: %+v", r.Assessments)
	}
}

// Its gated rounds are left out while enough others are left, and doubt its figures
// where not.
func TestGatedRoundsOfASingleLeg(t *testing.T) {
	samples := times(1, 1, 1, 1, 1, 1, 9)
	samples[6].Gate, samples[6].GateReason = engine.Contended, "other programs took 90 % of the CPUs"
	r := assess(alone(2), samples)
	if r.UsesGated || r.Rounds != 6 || r.Sequential.TimePerPass.Value != 1 || r.Assessments[0].Outcome != engine.Met {
		t.Errorf("one of seven: %+v", r)
	}
	samples[5].Gate = engine.Contended
	r = assess(alone(0.5), samples)
	if !r.UsesGated || r.Assessments[0].Outcome != engine.Unclear {
		t.Errorf("two of seven: %+v", r.Assessments)
	}
	report := engine.Report{Results: []engine.Result{r}}
	if q := Quality(&report); q.Badge != engine.Poor || !strings.Contains(q.Reasons[0], "rest on gated rounds") {
		t.Errorf("%+v", q)
	}
	report.Results = []engine.Result{assess(alone(0), times(1, 1, 1))}
	if q := Quality(&report); q.Badge != engine.Poor || !strings.Contains(q.Reasons[0], "too few rounds for an interval") {
		t.Errorf("three rounds: %+v", q)
	}
}
