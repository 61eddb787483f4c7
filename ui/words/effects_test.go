package words

import (
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// ratio is an estimate with an interval.
func ratio(low, value, high float64) *stats.Estimate {
	return &stats.Estimate{Value: value, N: 10, Interval: &stats.Interval{Low: low, High: high, Confidence: 0.95}}
}

// withSettings makes the result of a workload with a variant for each setting.
func withSettings(settings ...map[string]string) *engine.Result {
	r := &engine.Result{Spec: engine.Spec{Name: "tracking", Item: "package", Items: "packages", PassItems: 100}}
	for i, s := range settings {
		r.Variants = append(r.Variants, engine.VariantFigures{
			Variant: engine.Variant{Name: string(rune('a' + i)), Settings: s}, Legs: 10, Throughput: stats.Estimate{Value: 50},
			Latency: engine.Latency{Count: 1000, Mean: time.Duration(i+1) * time.Millisecond},
		})
	}
	return r
}

// of is the effect of the second variant over the first one.
func of(e *stats.Estimate) engine.EffectFigures {
	return engine.EffectFigures{Effect: engine.Effect{Variant: "b", Reference: "a"}, Ratio: e}
}

func TestEffects(t *testing.T) {
	r := withSettings(map[string]string{"dispatch": "pool"}, map[string]string{"dispatch": "chunks:8"})
	for _, c := range []struct {
		effect      engine.EffectFigures
		said, short string
	}{
		{of(ratio(0.52, 0.54, 0.56)), "chunks:8 is 46 % slower than pool [44 %, 48 %]", "chunks:8 46 % slower"},
		{of(ratio(1.1, 1.25, 1.4)), "chunks:8 is 25 % faster than pool [10 %, 40 %]", "chunks:8 25 % faster"},
		{of(ratio(0.99, 1.005, 1.015)), "no difference between chunks:8 and pool: 0.50 % faster [-1.0 %, 1.5 %]", "chunks:8 no difference"},
		{of(ratio(0.9, 0.96, 1.05)), "unclear: chunks:8 is anything from 10 % slower to 5.0 % faster than pool", "chunks:8 unclear (4.0 % slower)"},
		{of(&stats.Estimate{Value: 0.5, N: 3}), "unclear: chunks:8 measured 50 % slower than pool (3 rounds, no interval)", "chunks:8 unclear (50 % slower)"},
		{of(nil), "chunks:8 was not measured beside pool", "chunks:8 not measured"},
	} {
		if got := Effect(r, &c.effect); got != c.said {
			t.Errorf("%q: expected %q", got, c.said)
		}
		if got := EffectInShort(r, &c.effect); got != c.short {
			t.Errorf("%q: expected %q", got, c.short)
		}
	}
	gated := of(ratio(0.52, 0.54, 0.56))
	gated.RestsOnGated = true
	if got := Effect(r, &gated); !strings.HasPrefix(got, "unclear, since other programs disturbed it: chunks:8 measured 46 % slower") {
		t.Errorf("%q", got)
	}
}

// Commands are compared by the time that a run takes.
func TestEffectsOfCommands(t *testing.T) {
	r := withSettings(map[string]string{"workers": "1"}, map[string]string{"workers": "4"})
	r.Spec.SelfParallel = true
	for _, c := range []struct {
		effect      engine.EffectFigures
		said, short string
	}{
		{of(ratio(2, 2.5, 4)), "4 workers take 60 % less time than 1 worker [50 %, 75 %]", "4 workers 60 % less time"},
		{of(ratio(0.4, 0.5, 0.8)), "4 workers take 100 % more time than 1 worker [25 %, 150 %]", "4 workers 100 % more time"},
		{of(ratio(0.99, 1, 1.01)), "no difference between 4 workers and 1 worker: 0 % more time [-0.99 %, 1.0 %]", "4 workers no difference"},
		{of(ratio(0.8, 1, 1.25)), "unclear: 4 workers take anything from 25 % more time to 20 % less time than 1 worker", "4 workers unclear (0 % more time)"},
		{of(&stats.Estimate{Value: 2, N: 3}), "unclear: 4 workers took 50 % less time than 1 worker (3 rounds, no interval)", "4 workers unclear (50 % less time)"},
	} {
		if got := Effect(r, &c.effect); got != c.said {
			t.Errorf("%q: expected %q", got, c.said)
		}
		if got := EffectInShort(r, &c.effect); got != c.short {
			t.Errorf("%q: expected %q", got, c.short)
		}
	}
}

// What a call takes longer is said under each condition, and from which on the
// variants differ.
func TestSaved(t *testing.T) {
	var settings []map[string]string
	for _, trip := range []string{"0ms", "5ms", "20ms"} {
		settings = append(settings, map[string]string{"connections": "pooled", "rtt": trip}, map[string]string{"connections": "per-request", "rtt": trip})
	}
	r := withSettings(settings...)
	ratios := []*stats.Estimate{ratio(0.99, 1, 1.01), ratio(0.6, 0.7, 0.8), ratio(0.4, 0.5, 0.6)}
	for i, e := range ratios {
		r.Variants[2*i+1].Latency.Mean = r.Variants[2*i].Latency.Mean + time.Duration(5*i)*time.Millisecond
		r.Effects = append(r.Effects, engine.EffectFigures{Effect: engine.Effect{Variant: r.Variants[2*i+1].Name, Reference: r.Variants[2*i].Name}, Ratio: e})
	}
	want := "each package, with per-request in place of pooled: 0 s longer at rtt 0ms, 5.00 ms longer at rtt 5ms, 10.0 ms longer at rtt 20ms; slower from rtt 5ms on"
	if got := Saved(r); len(got) != 1 || got[0] != want {
		t.Errorf("%q", got)
	}
	for broken, want := range map[int]string{0: "slower at all of them", 1: "slower at rtt 20ms alone", 2: ""} {
		other := *r
		other.Effects = append([]engine.EffectFigures{}, r.Effects...)
		other.Effects[0].Ratio = ratio(0.6, 0.7, 0.8)
		if broken > 0 {
			other.Effects[broken].Ratio = ratio(0.9, 1, 1.1)
		}
		_, after, _ := strings.Cut(Saved(&other)[0], "; ")
		if after != want {
			t.Errorf("%d: %q", broken, after)
		}
	}
	if got := TimePerPass(r, &r.Variants[0]); got != 2 {
		t.Errorf("%v s a pass", got)
	}
}

func TestSettings(t *testing.T) {
	for _, c := range []struct{ name, value, want string }{
		{"dispatch", "chunks:8", "chunks:8"}, {"workers", "16", "16 workers"}, {"workers", "1", "1 worker"}, {"rtt", "20ms", "rtt 20ms"}, {"env:GOMAXPROCS", "4", "GOMAXPROCS=4"}, {"env:MODE", "fast", "MODE=fast"},
	} {
		if got := Setting(c.name, c.value); got != c.want {
			t.Errorf("%q", got)
		}
	}
}

// A verdict says up to two effects, and counts more.
func TestVerdictOfEffects(t *testing.T) {
	r := withSettings(map[string]string{"workers": "1"}, map[string]string{"workers": "2"})
	plan := engine.Plan{Variants: []engine.Variant{r.Variants[0].Variant, r.Variants[1].Variant}, Effects: []engine.Effect{{Variant: "b", Reference: "a"}}}
	for range 2 {
		r.Effects = append(r.Effects, engine.EffectFigures{Effect: plan.Effects[0], Ratio: ratio(1.4, 1.5, 1.6)})
	}
	if got := Verdict(&engine.Report{Plan: plan, Results: []engine.Result{*r}}); got != "tracking: 2 workers are 50 % faster than 1 worker [40 %, 60 %]; tracking: 2 workers are 50 % faster than 1 worker [40 %, 60 %]" {
		t.Errorf("%q", got)
	}
	r.Effects = append(r.Effects, engine.EffectFigures{Effect: plan.Effects[0], Ratio: ratio(0.9, 1, 1.1)})
	if got := Verdict(&engine.Report{Plan: plan, Results: []engine.Result{*r}}); got != "of 3 values 2 faster, 1 unclear" {
		t.Errorf("%q", got)
	}
	sides := engine.Plan{Variants: append(engine.Side("a", 1), engine.Side("b", 2)...)}
	if got := Verdict(&engine.Report{Plan: sides}); got != "two configurations in turns" {
		t.Errorf("%q", got)
	}
}
