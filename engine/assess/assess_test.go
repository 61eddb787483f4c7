package assess

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"

	"pgregory.net/rapid"
)

// spec is ten equal operations that wait, to be five times as fast.
func spec() engine.Spec {
	return engine.Spec{
		Name: "x", Size: 10, PassItems: 10, Operations: 10, Uniform: true, Bound: engine.IOBound,
		Targets: []engine.Target{{Metric: engine.MetricSpeedup, Bound: 5, Gates: true}},
	}
}

// leg is a timed leg of the given seconds.
func leg(kind engine.LegKind, round int, seconds float64) engine.Sample {
	return engine.Sample{
		Workload: "x", Kind: kind, Round: round, Workers: map[engine.LegKind]int{engine.Sequential: 1, engine.Parallel: 16}[kind],
		Passes: 1, Items: 10, Makespan: time.Duration(seconds * 1e9), Busy: time.Second,
		Operations: engine.OperationCounts{Planned: 10, Finished: 10},
	}
}

// pairs are rounds: sequential legs of a second with parallel legs of these
// speedups.
func pairs(speedups ...float64) []engine.Sample {
	var samples []engine.Sample
	for i, s := range speedups {
		samples = append(samples, leg(engine.Sequential, i+1, 1), leg(engine.Parallel, i+1, 1/s))
	}
	return samples
}

func assess(s engine.Spec, samples []engine.Sample) engine.Result {
	return Workload(Input{Spec: s, Schedule: engine.Isolated, Workers: 16, CPUs: 2, Samples: samples})
}

func TestOutcomes(t *testing.T) {
	unclear := pairs(5.2, 4.9, 5.1, 5.0, 4.8, 5.3, 5.1, 5.2)
	for name, c := range map[string]struct {
		samples []engine.Sample
		want    engine.Outcome
		says    string
		point   bool
	}{
		"met":                   {pairs(6, 6.1, 5.9, 6, 6.2, 5.8, 6, 6), engine.Met, "", false},
		"missed":                {pairs(4, 4.1, 3.9, 4, 4.2, 3.8, 4, 4), engine.Missed, "", false},
		"unclear":               {unclear, engine.Unclear, "more would decide it", false},
		"few rounds met":        {pairs(6, 6, 6), engine.Met, "point estimate of 3 rounds", true},
		"one round missed":      {pairs(4), engine.Missed, "point estimate of 1 round,", true},
		"exactly on the target": {pairs(5), engine.Missed, "", true},
		"nothing":               {nil, engine.NotMeasured, "no round was completed", false},
		"half a round":          {pairs(6)[:1], engine.NotMeasured, "no round was completed", false},
		"too good":              {pairs(12, 12, 12, 12, 12, 12, 12, 12), engine.Unclear, "can't be", false},
	} {
		a := assess(spec(), c.samples).Assessments[0]
		if a.Outcome != c.want || !strings.Contains(a.Reason, c.says) || a.PointOnly != c.point {
			t.Errorf("%s: %+v: expected %q, %q", name, a, c.want, c.says)
		}
	}
}

func TestNotAttainable(t *testing.T) {
	s := spec()
	s.Bound = engine.CPUBound
	s.Targets = []engine.Target{{Metric: engine.MetricSpeedup, Bound: 1, Gates: true}, {Metric: engine.MetricSpeedup, Bound: 5, Where: "an M3 Max"}}
	r := assess(s, pairs(1.8, 1.8, 1.8, 1.8, 1.8, 1.8))
	if r.Ceiling.Speedup != 2 || r.Ceiling.Limits[0].Name != "cpus" {
		t.Errorf("ceiling %+v: expected the 2 CPUs", r.Ceiling)
	}
	if r.Assessments[0].Outcome != engine.Met {
		t.Errorf("> 1x: %+v", r.Assessments[0])
	}
	if a := r.Assessments[1]; a.Outcome != engine.NotAttainable || !strings.Contains(a.Reason, "reached 1.80x, 90 % of it") {
		t.Errorf("> 5x: %+v", a)
	}
	if len((&engine.Report{Results: []engine.Result{r}}).Assessed()) != 1 {
		t.Error("an expectation counts among the gating targets")
	}
}

func TestTimeTarget(t *testing.T) {
	s := spec()
	s.Targets = []engine.Target{{Metric: engine.MetricTime, Bound: 1, Gates: true}}
	for seconds, want := range map[float64]engine.Outcome{0.5: engine.Met, 1: engine.Missed, 2: engine.Missed} {
		var samples []engine.Sample
		for round := range 8 {
			samples = append(samples, leg(engine.Sequential, round+1, seconds))
		}
		if a := assess(s, samples).Assessments[0]; a.Outcome != want {
			t.Errorf("%v s: %+v", seconds, a)
		}
	}
	mixed := assess(s, []engine.Sample{
		leg(engine.Sequential, 1, 0.8), leg(engine.Sequential, 2, 1.3), leg(engine.Sequential, 3, 0.9),
		leg(engine.Sequential, 4, 1.2), leg(engine.Sequential, 5, 0.7), leg(engine.Sequential, 6, 1.1),
	})
	if a := mixed.Assessments[0]; a.Outcome != engine.Unclear {
		t.Errorf("around the bound: %+v", a)
	}
}

// A leg without a valid timing only takes its round out of the pairs.
func TestUntimedLegs(t *testing.T) {
	samples := pairs(6, 6, 6, 6, 6, 6, 6)
	samples[3].Untimed = "2 of 10 operations went wrong"
	samples[3].Operations = engine.OperationCounts{Planned: 10, Finished: 8, Failed: 2}
	samples[3].Errors = []engine.ErrorCount{{Kind: "timeout", Message: "slow", Count: 2}}
	samples[3].Makespan = time.Millisecond // failures must not make a run faster
	r := assess(spec(), samples)
	if r.Rounds != 6 || r.Sequential.Legs != 7 || r.Parallel.Legs != 6 || math.Abs(r.Speedup.Value-6) > 1e-6 {
		t.Errorf("%d rounds, %d and %d legs, speedup %v", r.Rounds, r.Sequential.Legs, r.Parallel.Legs, r.Speedup.Value)
	}
	if o := r.Operations; o.Failed != 2 || math.Abs(o.FailureRate-2.0/140) > 1e-12 || len(o.Errors) != 1 || o.Errors[0].Count != 2 {
		t.Errorf("operations %+v", o)
	}
	if len(r.Samples) != 14 {
		t.Error("a sample was dropped")
	}
}

func TestFigures(t *testing.T) {
	r := assess(spec(), pairs(8, 8, 8, 8, 8, 8, 8, 8))
	for name, c := range map[string][2]float64{
		"efficiency":      {*r.Efficiency, 0.5},
		"utilisation":     {*r.Utilisation, 1 / (0.125 * 16)},
		"throughput":      {r.Parallel.Throughput, 80},
		"ceiling":         {r.Ceiling.Speedup, 10},
		"serial fraction": {*r.SerialFraction, (1.0/8 - 1.0/10) / (1 - 1.0/10)},
	} {
		if math.Abs(c[0]-c[1]) > 1e-6 {
			t.Errorf("%s %v: expected %v", name, c[0], c[1])
		}
	}
	if out := assess(spec(), pairs(8, 8.1, 7.9, 8, 8, 8.2, 7.8, 2)).Outliers; len(out) != 1 || out[0] != 8 {
		t.Errorf("outliers %v: expected round 8", out)
	}
}

func TestCeilings(t *testing.T) {
	for name, c := range map[string]struct {
		change  func(*engine.Spec)
		workers int
		cpus    int
		want    float64
		binding string
	}{
		"waves":            {func(s *engine.Spec) { s.Operations = 50 }, 16, 2, 12.5, "waves"},
		"one wave":         {func(*engine.Spec) {}, 16, 2, 10, "waves"},
		"workers":          {func(s *engine.Spec) { s.Operations = 64 }, 16, 2, 16, "waves"},
		"unequal":          {func(s *engine.Spec) { s.Uniform = false }, 16, 2, 10, "operations"},
		"unequal, many":    {func(s *engine.Spec) { s.Uniform = false; s.Operations = 50 }, 16, 2, 16, "workers"},
		"work that counts": {func(s *engine.Spec) { s.Bound = engine.CPUBound }, 16, 4, 4, "cpus"},
	} {
		s := spec()
		c.change(&s)
		got := Ceiling(s, c.workers, c.cpus)
		if got.Speedup != c.want || got.Limits[0].Name != c.binding {
			t.Errorf("%s: %+v: expected %v by %s", name, got, c.want, c.binding)
		}
	}
}

func TestInterferenceComparesLikeWithLike(t *testing.T) {
	isolated := assess(spec(), pairs(8, 8, 8, 8, 8, 8, 8, 8))
	concurrent := assess(spec(), pairs(4, 4, 4, 4, 4, 4, 4, 4))
	concurrent.Schedule = engine.Concurrent
	found := Interference([]engine.Result{isolated, concurrent})
	if len(found) != 2 || math.Abs(found[0].Factor.Value-1) > 1e-6 || math.Abs(found[1].Factor.Value-2) > 1e-6 {
		t.Errorf("interference %+v: expected 1 for sequential, 2 for parallel legs", found)
	}
	if Interference([]engine.Result{isolated}) != nil {
		t.Error("interference of one schedule")
	}
}

func TestUtilisation(t *testing.T) {
	samples := pairs(8, 8)
	samples[1].Evidence.Cores = []float64{1, 0.2}
	samples[3].Evidence.Cores = []float64{0.5, 0.4}
	samples[0].Evidence.Cores = []float64{1, 1} // a sequential leg
	host := engine.Host{Clusters: []engine.Cluster{{Kind: "P", CPUs: []int{1}}}}
	u := Utilisation([]engine.Result{assess(spec(), samples)}, host)
	if u == nil || math.Abs(u.Cores[0].Mean-0.75) > 1e-9 || u.Cores[0].Peak != 1 || math.Abs(u.Mean-0.525) > 1e-9 || u.Cores[1].Kind != "P" {
		t.Errorf("utilisation %+v", u)
	}
	if !strings.Contains(u.Verdict, "uneven (52 % busy on average, 0 % by this process, between 30 % and 75 %)") {
		t.Errorf("verdict %q", u.Verdict)
	}
	if Utilisation([]engine.Result{assess(spec(), pairs(8))}, host) != nil {
		t.Error("a utilisation of nothing")
	}
}

// For any samples, a result can be rendered as JSON (no NaN, no Inf), and
// deriving it again gives the same.
func TestAnySamples(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := spec()
		s.Parts = []string{"a", "b"}
		n := rapid.IntRange(0, 12).Draw(t, "samples")
		var samples []engine.Sample
		for i := range n {
			sample := leg(rapid.SampledFrom([]engine.LegKind{engine.Sequential, engine.Parallel}).Draw(t, "kind"), i/2+1, 1)
			sample.Makespan = time.Duration(rapid.Int64Range(0, 1e10).Draw(t, "makespan"))
			sample.Passes = rapid.IntRange(0, 3).Draw(t, "passes")
			sample.Untimed = rapid.SampledFrom([]string{"", "", "broken"}).Draw(t, "untimed")
			sample.Operations.Failed = rapid.Int64Range(0, 2).Draw(t, "failed")
			if rapid.Bool().Draw(t, "parts") {
				sample.Parts = []engine.PartSample{{Name: "a", Items: 3, Busy: 5}, {Name: "b"}}
			}
			samples = append(samples, sample)
		}
		first, err := json.Marshal(assess(s, samples))
		if err != nil {
			t.Fatal(err)
		}
		again, err := json.Marshal(assess(s, samples))
		if err != nil || string(first) != string(again) {
			t.Fatal("the same samples gave another result")
		}
	})
}

// One stall of ten times in twenty rounds moves the mean and not the median.
func TestSkewed(t *testing.T) {
	speedups := []float64{0.8}
	for i := range 19 {
		speedups = append(speedups, 8+0.01*float64(i%3))
	}
	r := assess(spec(), pairs(speedups...))
	if !r.Skewed || math.Abs(r.Speedup.Value/8-1) > 0.02 {
		t.Errorf("by rank %+v, by t %+v: expected about 8 by rank, and skewed", *r.Speedup, *r.SpeedupByT)
	}
	if assess(spec(), pairs(8, 8.1, 7.9, 8, 8.1, 7.9, 8, 8)).Skewed {
		t.Error("even rounds are called skewed")
	}
}
