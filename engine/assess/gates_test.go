package assess

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"ep-benchmark/engine"
)

// gated marks rounds of samples, as the runner does, both legs.
func gated(samples []engine.Sample, gate engine.Gate, reason string, rounds ...int) []engine.Sample {
	for i := range samples {
		for _, round := range rounds {
			if samples[i].Round == round {
				samples[i].Gate, samples[i].GateReason = gate, reason
			}
		}
	}
	return samples
}

const taken = "other programs took 34 % of the CPUs"

func TestMostMadeAgain(t *testing.T) {
	for rounds, want := range map[int]int{0: 0, 1: 0, 3: 0, 4: 1, 6: 1, 8: 2, 10: 3, 60: 18, 1000: 300} {
		if got := MostMadeAgain(rounds); got != want || float64(got) > 0.3*float64(rounds) {
			t.Errorf("%d of %d rounds: expected %d", got, rounds, want)
		}
	}
}

// Where enough rounds are left, no figure uses the gated ones.
func TestGatedRoundsAreLeftOut(t *testing.T) {
	clean := pairs(6, 6.1, 5.9, 6, 6.2, 5.8)
	with := gated(pairs(6, 6.1, 5.9, 6, 6.2, 5.8, 2, 60), engine.Contended, taken, 7, 8)
	for i := range with {
		if with[i].Gate != "" {
			with[i].Makespan *= 3
			with[i].Evidence.Cores = []float64{1, 1}
		} else {
			with[i].Evidence.Cores = []float64{0.2, 0.2}
		}
	}
	want, got := assess(spec(), clean), assess(spec(), with)
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(engine.Result{}, "Samples", "Operations", "Gated")); diff != "" {
		t.Error(diff)
	}
	if got.Gated != 2 || got.UsesGated || got.Assessments[0].Outcome != engine.Met || len(got.Samples) != 16 || got.Operations.Finished != 160 {
		t.Errorf("%d gated, used %v, %d samples, %+v", got.Gated, got.UsesGated, len(got.Samples), got.Assessments[0])
	}
	if u := Utilisation([]engine.Result{got}, engine.Host{}); math.Abs(u.Mean-0.2) > 1e-9 {
		t.Errorf("the cores were busy for %v", u.Mean)
	}
	if speedups, rounds := Pairs(with); len(speedups) != 6 || rounds[5] != 6 {
		t.Errorf("pairs %v of %v", speedups, rounds)
	}
	other := got
	other.Schedule = engine.Concurrent
	for _, i := range Interference([]engine.Result{want, other}) {
		if math.Abs(i.Factor.Value-1) > 1e-9 {
			t.Errorf("%s: a factor of %v", i.Kind, i.Factor.Value)
		}
	}
}

// One gated leg takes the whole round out: while the round is under way, or
// when the gate was found at its second leg.
func TestOneGatedLegIsTheRound(t *testing.T) {
	samples := pairs(6, 6, 6)
	samples[3].Gate = engine.Throttled
	if speedups, rounds := Pairs(samples); len(speedups) != 2 || rounds[1] != 3 || len(Believed(samples)) != 4 {
		t.Errorf("pairs %v of %v", speedups, rounds)
	}
}

// Where too few others are left, gated rounds count. Then only outcomes that no
// timing could change are claimed.
func TestFiguresThatRestOnGatedRounds(t *testing.T) {
	hot := "the system calls its heat serious"
	for name, c := range map[string]struct {
		looks   int
		samples []engine.Sample
		bound   float64
		outcome engine.Outcome
		reason  string
		uses    bool
	}{
		"met by five": {
			1, gated(pairs(6, 6, 6, 6, 6, 6, 6), engine.Contended, taken, 2, 5), 5, engine.Unclear,
			"contended: 2 of 7 rounds not believed; round 2: " + taken, true,
		},
		"missed by five": {
			1, gated(pairs(4, 4, 4, 4, 4, 4), engine.Throttled, hot, 2), 5, engine.Unclear,
			"throttled: 1 of 6 rounds not believed; round 2: " + hot, true,
		},
		"met by six": {1, gated(pairs(6, 6, 6, 6, 6, 6, 6), engine.Contended, taken, 2), 5, engine.Met, "", false},
		"six of five looks": {
			5, gated(pairs(6, 6, 6, 6, 6, 6, 6, 6), engine.Throttled, hot, 1, 8), 5, engine.Unclear,
			"throttled: 2 of 8 rounds not believed; round 1: " + hot, true,
		},
		"more are contended": {
			1, gated(gated(pairs(6, 6, 6), engine.Contended, taken, 1, 3), engine.Throttled, hot, 2), 5, engine.Unclear,
			"contended: 2 of 3 rounds not believed; round 1: " + taken + "; throttled: 1 of 3 rounds not believed; round 2: " + hot, true,
		},
		"not attainable": {1, gated(pairs(6, 6), engine.Contended, taken, 1, 2), 11, engine.NotAttainable, "the ceiling is", true},
	} {
		s := spec()
		s.Targets[0].Bound = c.bound
		r := looked(c.looks, s, c.samples)
		a := r.Assessments[0]
		if a.Outcome != c.outcome || !strings.HasPrefix(a.Reason, c.reason) || r.UsesGated != c.uses || a.Outcome == engine.Unclear && (a.PointOnly || a.MoreRounds > 0) {
			t.Errorf("%s: %+v, uses %v: expected %s, %q", name, a, r.UsesGated, c.outcome, c.reason)
		}
		if a.Outcome == engine.Unclear && Decided(&r) {
			t.Errorf("%s: decided", name)
		}
	}
}

func TestQuality(t *testing.T) {
	sound := pairs(6, 6.1, 5.9, 6, 6.2, 5.8, 6, 6)
	clean, fair := assess(spec(), sound), assess(spec(), gated(pairs(6, 6.1, 5.9, 6, 6.2, 5.8, 6, 6), engine.Contended, taken, 3))
	poor := assess(spec(), gated(pairs(6, 6, 6, 6, 6, 6), engine.Throttled, "", 1))
	few, given := assess(spec(), pairs(6)), clean
	given.Failure = "no server"
	broken := assess(spec(), pairs(6, 6.1, 5.9, 6, 6.2, 5.8, 6, 6))
	for i := range 2 {
		broken.Samples[i].Untimed = "1 of 10 operations went wrong"
	}
	for name, c := range map[string]struct {
		report engine.Report
		want   engine.Badge
		says   []string
	}{
		"clean":    {engine.Report{Results: []engine.Result{clean}}, engine.Clean, nil},
		"fair":     {engine.Report{Results: []engine.Result{clean, fair}}, engine.Fair, []string{"x: contended: 1 of 8 rounds not believed; round 3: " + taken}},
		"poor":     {engine.Report{Results: []engine.Result{fair, poor}}, engine.Poor, []string{"x: its figures rest on gated rounds: throttled: 1 of 6 rounds not believed", "x: contended: 1 of 8"}},
		"few":      {engine.Report{Results: []engine.Result{few}}, engine.Poor, []string{"x: too few rounds for an interval: 1 round"}},
		"given up": {engine.Report{Results: []engine.Result{given}}, engine.Poor, []string{"x: given up: no server"}},
		"partial":  {engine.Report{Results: []engine.Result{clean}, Partial: true, Ended: "interrupted"}, engine.Poor, []string{"partial: interrupted"}},
		"untimed":  {engine.Report{Results: []engine.Result{broken}}, engine.Poor, []string{"x: 2 of 16 legs have no valid timing"}},
		"nothing":  {engine.Report{}, engine.Poor, []string{"nothing was measured"}},
		"both": {
			engine.Report{Plan: engine.Plan{Schedule: engine.Both}, Results: []engine.Result{fair}},
			engine.Fair,
			[]string{"x (isolated): contended: 1 of 8"},
		},
	} {
		q := Quality(&c.report)
		if q.Badge != c.want || len(q.Reasons) != len(c.says) {
			t.Errorf("%s: %+v: expected %s, %q", name, q, c.want, c.says)
			continue
		}
		for i, says := range c.says {
			if !strings.HasPrefix(q.Reasons[i], says) {
				t.Errorf("%s: %q: expected %q", name, q.Reasons[i], says)
			}
		}
	}
}

// An upper bound on a time that is met on a busy machine is met, since the load
// only made the time longer. A bound that is missed there is unclear.
func TestTimesAreMetOnABusyMachine(t *testing.T) {
	busy := func() []engine.Sample {
		return gated(pairs(6, 6, 6, 6, 6, 6, 6, 6), engine.Contended, taken, 1, 2, 3, 4, 5, 6, 7, 8)
	}
	for name, c := range map[string]struct {
		bound  float64 // of the sequential time of a pass, which is about a second
		want   engine.Outcome
		reason string
	}{
		"met":    {100, engine.Met, "met, even on a busy machine: contended: 8 of 8 rounds"},
		"missed": {0.001, engine.Unclear, "contended: 8 of 8 rounds"},
	} {
		s := spec()
		s.Targets = []engine.Target{{Metric: engine.MetricTime, Bound: c.bound, Gates: true}}
		r := assess(s, busy())
		if a := r.Assessments[0]; a.Outcome != c.want || !strings.HasPrefix(a.Reason, c.reason) {
			t.Errorf("%s: %q, %q: expected %q, %q", name, a.Outcome, a.Reason, c.want, c.reason)
		}
	}
}

// The worst round is the one that lost most. A run that was stored without
// weights names its first.
func TestTheWorstGatedRound(t *testing.T) {
	samples := pairs(6, 6, 6, 6, 6)
	weigh := func(round int, gate engine.Gate, reason string, weight float64) {
		for i := range gated(samples, gate, reason, round) {
			if samples[i].Round == round {
				samples[i].GateWeight = weight
			}
		}
	}
	weigh(1, engine.Contended, "other programs took 12 % of the CPUs", 0.12)
	weigh(2, engine.Throttled, "", 0)
	weigh(3, engine.Contended, "other programs took 41 % of the CPUs", 0.41)
	weigh(4, engine.Contended, "the canary had a CPU for only 61 % of its time", 0.39)
	r := assess(spec(), samples)
	want := "contended: 3 of 5 rounds not believed; worst round 3: other programs took 41 % of the CPUs; throttled: 1 of 5 rounds not believed"
	if got := r.Assessments[0].Reason; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for i := range samples {
		samples[i].GateWeight = 0
	}
	gates := Gates(samples)
	if got := gates[0].WorstWords(); len(gates) != 2 || got != "round 1: other programs took 12 % of the CPUs" {
		t.Errorf("without weights: %d gates, %q", len(gates), got)
	}
}
