package claims

import (
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

const disturbed = "the machine was disturbed"

// On a disturbed machine only what the disturbance can't have caused is said.
func TestDisturbedVerdicts(t *testing.T) {
	for _, c := range []struct {
		metric         Metric
		expect         string
		low, mid, high float64
		differs        bool
		want           Verdict
	}{
		{Speedup, "> 5", 6, 7, 8, false, Unclear},
		{Speedup, "> 5", 1, 2, 3, false, Unclear},
		{Duration, "< 5s", 1, 2, 3, false, Confirmed},
		{Duration, "< 5s", 6, 7, 8, false, Unclear},
		{Duration, "12..15s", 1, 2, 3, false, Refuted},
		{Duration, "1..5s", 2, 3, 4, false, Unclear},
		{Throughput, "> 5/s", 6, 7, 8, false, Confirmed},
		{Throughput, "< 5/s", 6, 7, 8, false, Refuted},
		{Throughput, "> 5/s", 1, 2, 3, false, Unclear},
		{Latency, "< 1ms", 1e-5, 2e-5, 3e-5, true, Unclear}, // a difference
		{Memory, "< 1GB", 1, 2, 3, false, Confirmed},
		{Speedup, "> 5", 4, 5.5, 6, false, Unclear}, // by its interval already
	} {
		e := Entry{Claim: Claim{Metric: c.metric, Expect: ranges(t, c.expect, c.metric)}}
		measured := estimate(c.low, c.mid, c.high, 12)
		e.Settle(Reading{Measured: &measured, Doubt: disturbed, Differs: c.differs})
		if e.Verdict != c.want || (e.Verdict == Unclear) != strings.Contains(e.Reason, disturbed) {
			t.Errorf("%s of %g to %g: %s (%s), want %s", c.expect, c.low, c.high, e.Verdict, e.Reason, c.want)
		}
	}
}

// legs is a report of pairs of legs, whose reference takes a second.
func legs(t *testing.T, seconds ...float64) *engine.Report {
	t.Helper()
	r := engine.Result{Spec: engine.Spec{Name: "w"}}
	plan := engine.Plan{Variants: []engine.Variant{{Name: "a", Workers: 1}, {Name: "b", Workers: 1}}}
	for i, s := range seconds {
		for _, leg := range []struct {
			kind engine.LegKind
			took float64
		}{{"a", 1}, {"b", s}} {
			r.Samples = append(r.Samples, engine.Sample{Kind: leg.kind, Round: i + 1, Passes: 1, Items: 10, Workers: 1, Makespan: lasting(leg.took)})
		}
	}
	return &engine.Report{Plan: plan, Results: []engine.Result{r}}
}

func lasting(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }

func TestPairs(t *testing.T) {
	report := legs(t, .5, .5, .5, .5, .5, .5, .5, .5)
	r := &report.Results[0]
	r.Samples[1].Untimed = "it failed"
	r.Samples[3].Gate = engine.Gate("contended")
	ratio, err := PairedRatio(r, "b", "a", 1)
	if err != nil || ratio.Value != 2 || ratio.N != 6 {
		t.Errorf("%+v, %v", ratio, err)
	}
	less, err := PairedDifference(r, "b", "a")
	if err != nil || less.Value > -.0499 || less.Value < -.0501 {
		t.Errorf("%+v, %v", less, err)
	}
	if _, err := PairedRatio(r, "c", "a", 1); err == nil {
		t.Error("a variant that is not there has a ratio")
	}
	took, err := figure(&Claim{Metric: Duration}, r, "b", nil)
	if err != nil || took.Value != .5 {
		t.Errorf("%+v, %v", took, err)
	}
}

// A sweep's interval holds the numbers that may be the smallest with 95 % of the most.
func TestRecommended(t *testing.T) {
	relative := func(low, mid, high float64) *stats.Estimate { e := estimate(low, mid, high, 8); return &e }
	r := &engine.Result{Rounds: 8, Scaling: &engine.Scaling{Best: 32, Recommended: 16}}
	for _, v := range []struct {
		workers  int
		relative *stats.Estimate
	}{{4, relative(.2, .25, .3)}, {8, relative(.9, .94, .96)}, {16, relative(.94, .97, .99)}, {32, nil}, {64, relative(.9, .95, .99)}} {
		r.Variants = append(r.Variants, engine.VariantFigures{Variant: engine.Variant{Workers: v.workers}, Relative: v.relative})
	}
	e, err := recommended(r)
	if err != nil || e.Value != 16 || e.Interval == nil || e.Interval.Low != 8 || e.Interval.High != 32 {
		t.Errorf("%+v, %+v, %v", e, e.Interval, err)
	}
	r.Scaling.Recommended = 0
	if reading, err := Read(&Claim{Metric: Count}, &engine.Report{Results: []engine.Result{*r}}); err != nil || reading.Doubt == "" || reading.Measured != nil {
		t.Errorf("%+v, %v", reading, err)
	}
}
