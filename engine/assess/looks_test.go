package assess

import (
	"math"
	"strings"
	"testing"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

func TestConfidenceFor(t *testing.T) {
	for looks, want := range map[int]float64{-1: 0.95, 0: 0.95, 1: 0.95, 2: 0.975, 5: 0.99} {
		if got := ConfidenceFor(looks); math.Abs(got-want) > 1e-12 {
			t.Errorf("%d looks: %v, expected %v", looks, got, want)
		}
	}
	if ConfidenceFor(1) != Confidence {
		t.Error("one look is not what it was without looks")
	}
}

// An interval exists from the number of rounds that fewest returns.
func TestFewest(t *testing.T) {
	for looks, want := range map[int]int{1: 6, 2: 7, 5: 8, 50: 11} {
		confidence := ConfidenceFor(looks)
		if got := Fewest(confidence); got != want {
			t.Errorf("%d looks: %d rounds needed, expected %d", looks, got, want)
		}
		samples := make([]float64, want)
		enough, _ := stats.Location(samples, confidence)
		short, _ := stats.Location(samples[1:], confidence)
		if enough.Interval == nil || short.Interval != nil {
			t.Errorf("%d looks: an interval of %d rounds %v, of one less %v", looks, want, enough.Interval, short.Interval)
		}
	}
}

// looked is assess with the given number of looks.
func looked(looks int, s engine.Spec, samples []engine.Sample) engine.Result {
	return Workload(Input{Spec: s, Schedule: engine.Isolated, Workers: 16, CPUs: 2, Looks: looks, Samples: samples})
}

// All intervals of a result are at the confidence of its looks.
func TestEveryIntervalIsAtTheLooksConfidence(t *testing.T) {
	s := spec()
	s.Parts = []string{"a"}
	samples := pairs(6, 6.1, 5.9, 6, 6.2, 5.8, 6, 6.05, 5.95, 6.1)
	for i := range samples {
		samples[i].Parts = []engine.PartSample{{Name: "a", Items: 10, Busy: samples[i].Makespan}}
	}
	for looks, least := range map[int]float64{1: 0.95, 5: 0.99} {
		r := looked(looks, s, samples)
		for name, e := range map[string]*stats.Estimate{
			"speedup": r.Speedup, "speedup by t": r.SpeedupByT, "part": &r.Parts[0].TimePerPass,
			"sequential": &r.Sequential.TimePerPass, "parallel": &r.Parallel.TimePerPass,
		} {
			if e.Interval == nil || e.Interval.Confidence < least || e.Interval.Confidence > least+0.009 {
				t.Errorf("%d looks: %s has the interval %+v, expected at least %v and little more", looks, name, e.Interval, least)
			}
		}
	}
}

func TestTooFewForALook(t *testing.T) {
	for looks, says := range map[int]string{1: "(6 needed)", 5: "(8 needed)"} {
		a := looked(looks, spec(), pairs(6, 6, 6)).Assessments[0]
		if !a.PointOnly || !strings.Contains(a.Reason, says) {
			t.Errorf("%d looks: %+v: expected %q", looks, a, says)
		}
	}
	if a := looked(5, spec(), pairs(6, 6, 6, 6, 6, 6, 6)).Assessments[0]; !a.PointOnly {
		t.Errorf("seven rounds have no interval of 99 %%: %+v", a)
	}
}

func TestDecided(t *testing.T) {
	wide := []float64{5.2, 4.9, 5.1, 5.0, 4.8, 5.3, 5.1, 5.2}
	gate := func(bound float64) engine.Target {
		return engine.Target{Metric: engine.MetricSpeedup, Bound: bound, Gates: true}
	}
	for name, c := range map[string]struct {
		targets []engine.Target
		samples []engine.Sample
		want    bool
	}{
		"met":                  {[]engine.Target{gate(4)}, pairs(wide...), true},
		"missed":               {[]engine.Target{gate(6)}, pairs(wide...), true},
		"not attainable":       {[]engine.Target{gate(11)}, pairs(wide...), true},
		"unclear":              {[]engine.Target{gate(5)}, pairs(wide...), false},
		"one of two unclear":   {[]engine.Target{gate(4), gate(5)}, pairs(wide...), false},
		"by point only":        {[]engine.Target{gate(4)}, pairs(wide[:7]...), false},
		"not measured":         {[]engine.Target{gate(4)}, nil, false},
		"no target":            {nil, pairs(wide...), true},
		"an expectation alone": {[]engine.Target{{Metric: engine.MetricSpeedup, Bound: 5}}, pairs(wide...), true},
	} {
		s := spec()
		s.Targets = c.targets
		r := looked(5, s, c.samples)
		if got := Decided(&r); got != c.want {
			t.Errorf("%s: decided %v, expected %v: %+v", name, got, c.want, r.Assessments)
		}
	}
}
