package words

import (
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// pooled is a result of a connection per query and two pools.
func pooled() *engine.Result {
	estimate := func(value, low, high float64) *stats.Estimate {
		return &stats.Estimate{Value: value, N: 8, Interval: &stats.Interval{Low: low, High: high, Confidence: 0.99}}
	}
	variant := func(name string, pool int, rate float64, waiting, querying time.Duration, saved *stats.Estimate) engine.VariantFigures {
		return engine.VariantFigures{
			Variant: engine.Variant{Name: "connections=" + name, Workers: 64, Settings: map[string]string{"connections": name}},
			Legs:    8, Throughput: stats.Estimate{Value: rate}, Database: &engine.DatabaseFigures{Waiting: waiting, Querying: querying, Pool: pool, Saved: saved},
		}
	}
	return &engine.Result{
		Spec: engine.Spec{Name: "database", Item: "query", Items: "queries"}, Workers: 64,
		Variants: []engine.VariantFigures{
			variant("per-query", 0, 350, 40*time.Millisecond, 2*time.Millisecond, nil),
			variant("pool:4", 4, 9700, 1500*time.Microsecond, 500*time.Microsecond, estimate(0.040, 0.038, 0.042)),
			variant("pool:16", 16, 10000, time.Millisecond, time.Millisecond, estimate(0.040, 0.037, 0.043)),
		},
		Effects: []engine.EffectFigures{
			{Effect: engine.Effect{Variant: "connections=pool:4", Reference: "connections=per-query"}, Ratio: estimate(27.7, 25, 30)},
			{Effect: engine.Effect{Variant: "connections=pool:16", Reference: "connections=per-query"}, Ratio: estimate(28.6, 26, 31)},
		},
		Pooling: &engine.Pooling{Best: "connections=pool:16", Recommended: "connections=pool:4", Kept: estimate(0.97, 0.96, 0.98)},
	}
}

func TestPooling(t *testing.T) {
	const saves, most = "pool:4 saves 40.0 ms a query beside per-query [38.0 ms, 42.0 ms]: 2.00 ms in place of 42.0 ms", "pool:16, 10.0k queries/s"
	for name, test := range map[string]struct {
		change func(*engine.Result)
		want   []string
	}{
		"a smaller one is enough": {func(*engine.Result) {}, []string{saves, "the smallest pool that is enough: pool:4, 9,700 queries/s: 97 % [96 %, 98 %] of the most (" + most + ")"}},
		"the best": {
			func(r *engine.Result) { r.Pooling.Recommended = r.Pooling.Best },
			[]string{"pool:16 saves 40.0 ms a query beside per-query [37.0 ms, 43.0 ms]: 2.00 ms in place of 42.0 ms", "the smallest pool that is enough: " + most + ": the most, and no smaller one has 95 % of it"},
		},
		"none": {func(r *engine.Result) { r.Pooling.Recommended = "" }, []string{
			"pool:16 saves 40.0 ms a query beside per-query [37.0 ms, 43.0 ms]: 2.00 ms in place of 42.0 ms",
			"no pool is recommended: those near the most (" + most + ") have a p99 of more than twice that of it",
		}},
		"slower": {func(r *engine.Result) {
			r.Variants[1].Database.Saved = &stats.Estimate{Value: -0.002, Interval: &stats.Interval{Low: -0.003, High: -0.001}}
			r.Effects[0].Ratio = &stats.Estimate{Value: 0.5, Interval: &stats.Interval{Low: 0.4, High: 0.6}}
			r.Variants = r.Variants[:2]
		}, []string{"pool:4 costs 2.00 ms a query beside per-query [1.00 ms, 3.00 ms]: 2.00 ms in place of 42.0 ms"}},
		"disturbed": {func(r *engine.Result) { r.UsesGated, r.Variants = true, r.Variants[:2] }, []string{"unclear, since other programs disturbed it: " + saves}},
		"undecided": {func(r *engine.Result) { r.Effects[0].Ratio.Interval.Low, r.Variants = 0.5, r.Variants[:2] }, []string{"unclear: " + saves}},
		"no pools":  {func(r *engine.Result) { r.Pooling = nil }, nil},
	} {
		r := pooled()
		test.change(r)
		if got := Pooling(r); strings.Join(got, "\n") != strings.Join(test.want, "\n") {
			t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(test.want, "\n"))
		}
	}
}

func TestLaunched(t *testing.T) {
	for want, plan := range map[string]engine.QueryPlan{
		"did not run in parallel: no worker was planned (8 queries explained)":                 {Queries: 8},
		"did not run in parallel: 0 of 16 planned workers were launched (8 queries explained)": {Queries: 8, Planned: 16},
		"ran in parallel in part: 5 of 16 planned workers were launched (8 queries explained)": {Queries: 8, Planned: 16, Launched: 5},
		"ran in parallel: 16 of 16 planned workers were launched (8 queries explained)":        {Queries: 8, Planned: 16, Launched: 16},
		"ran in parallel: 1 of 1 planned worker was launched (1 query explained)":              {Queries: 1, Planned: 1, Launched: 1},
	} {
		if got := Launched(&plan); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// The verdict of a run with a database says what its queries show.
func TestDatabaseVerdict(t *testing.T) {
	r := engine.Report{Plan: engine.Plan{Variants: []engine.Variant{{Name: "a", Settings: map[string]string{"x": "y"}}, {Name: "b"}}}, Results: []engine.Result{*pooled()}}
	if got := Verdict(&r); !strings.HasPrefix(got, "database: pool:4 saves 40.0 ms a query") || !strings.Contains(got, "; the smallest pool that is enough: pool:4") {
		t.Errorf("%q", got)
	}
	v := &r.Results[0].Variants[1]
	v.Settings, v.Database.Plan = map[string]string{"parallel": "on"}, &engine.QueryPlan{Queries: 2, Planned: 4, Launched: 4}
	r.Results[0].Pooling = nil
	if got := Verdict(&r); got != "database: parallel on ran in parallel: 4 of 4 planned workers were launched (2 queries explained)" {
		t.Errorf("%q", got)
	}
}

func TestInDatabase(t *testing.T) {
	r := pooled()
	waiting, querying, saved := InDatabase(&r.Variants[1])
	if waiting != "1.50 ms" || querying != "500 µs" || saved != "40.0 ms [38.0 ms, 42.0 ms]" || !HasDatabase(r) {
		t.Errorf("%q, %q, %q", waiting, querying, saved)
	}
	if _, _, saved := InDatabase(&r.Variants[0]); saved != "" {
		t.Errorf("the reference saves %q", saved)
	}
	if waiting, _, _ := InDatabase(&engine.VariantFigures{}); waiting != "" || HasDatabase(&engine.Result{Variants: make([]engine.VariantFigures, 2)}) {
		t.Error("work without a database has one")
	}
}
