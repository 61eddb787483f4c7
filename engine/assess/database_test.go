package assess

import (
	"math"
	"testing"
	"time"

	"ep-benchmark/engine"
)

// queryLeg is a leg of 1,000 queries in the given time, each of which waits and takes
// so long.
func queryLeg(variant string, round, pool int, makespan, waiting, querying time.Duration) engine.Sample {
	const n = 1000
	return engine.Sample{
		Kind: engine.LegKind(variant), Round: round, Makespan: makespan, Passes: 1, Items: n,
		Latency: engine.Latency{Count: n, P99: 2 * (waiting + querying)},
		Evidence: engine.Evidence{Database: &engine.DatabaseEvidence{
			Queries: n, Waiting: n * waiting, Querying: n * querying, Closing: n * time.Microsecond, Pool: pool,
		}},
	}
}

// poolRuns are rounds of a connection per query and of pools, of which pool:4 has 97 %
// of the throughput of pool:16, and pool:1 half.
func poolRuns() ([]engine.Variant, []engine.Effect, []engine.Sample) {
	const ms = time.Millisecond
	var variants []engine.Variant
	var effects []engine.Effect
	for _, name := range []string{"per-query", "pool:1", "pool:4", "pool:16", "pool:64"} {
		variants = append(variants, engine.Variant{Name: name, Workers: 64, Settings: map[string]string{"connections": name}})
		if name != "per-query" {
			effects = append(effects, engine.Effect{Variant: name, Reference: "per-query"})
		}
	}
	var samples []engine.Sample
	for round := 1; round <= 6; round++ {
		samples = append(samples,
			queryLeg("per-query", round, 0, 1000*ms, 40*ms, 5*ms),
			queryLeg("pool:1", round, 1, 200*ms, 12*ms, ms),
			queryLeg("pool:4", round, 4, 103*ms, 5*ms, ms),
			queryLeg("pool:16", round, 16, 100*ms, 4*ms, 2*ms),
			queryLeg("pool:64", round, 64, 101*ms, 0, 6*ms))
	}
	return variants, effects, samples
}

func TestPooling(t *testing.T) {
	variants, effects, samples := poolRuns()
	r := Workload(Input{Spec: engine.Spec{Name: "database", Items: "queries"}, Workers: 64, Variants: variants, Effects: effects, Samples: samples})
	p := r.Pooling
	if p == nil || p.Best != "pool:16" || p.Recommended != "pool:4" || p.Kept == nil || math.Abs(p.Kept.Value-100.0/103) > 1e-9 {
		t.Fatalf("%+v", p)
	}
	reference, four := r.Variants[0].Database, r.Variants[2].Database
	if reference == nil || reference.Saved != nil || reference.Waiting != 40*time.Millisecond || reference.Querying != 5*time.Millisecond || reference.Pool != 0 {
		t.Errorf("%+v", reference)
	}
	if four == nil || four.Pool != 4 || four.Saved == nil || math.Abs(four.Saved.Value-0.039) > 1e-9 || four.Saved.N != 6 || four.Saved.Interval == nil {
		t.Errorf("%+v", four)
	}
	if r.Scaling != nil || r.OpenLoop != nil {
		t.Error("pools are no sweep")
	}
}

// A smaller pool whose p99 is more than twice that of the best is not enough.
func TestPoolWithALongTail(t *testing.T) {
	variants, effects, samples := poolRuns()
	for i := range samples {
		if samples[i].Kind == "pool:4" {
			samples[i] = loopSample(t, "pool:4", samples[i].Round, 5*time.Millisecond, 1000, time.Second, 50, nil)
			samples[i].Makespan, samples[i].Evidence = 103*time.Millisecond, engine.Evidence{Database: &engine.DatabaseEvidence{Queries: 1000, Pool: 4}}
		} else if samples[i].Kind != "per-query" {
			evidence, makespan := samples[i].Evidence, samples[i].Makespan
			samples[i] = loopSample(t, string(samples[i].Kind), samples[i].Round, 5*time.Millisecond, 1000, 0, 0, nil)
			samples[i].Evidence, samples[i].Makespan = evidence, makespan
		}
	}
	r := Workload(Input{Spec: engine.Spec{Name: "database"}, Workers: 64, Variants: variants, Effects: effects, Samples: samples})
	if p := r.Pooling; p == nil || p.Best != "pool:16" || p.Recommended != "pool:16" || p.Kept != nil {
		t.Errorf("%+v", p)
	}
}

// Gated legs, legs that failed and rounds that only one has are in no figure.
func TestDatabaseLeavesOut(t *testing.T) {
	variants, effects, samples := poolRuns()
	for round := 7; round <= 12; round++ {
		samples = append(samples, queryLeg("pool:4", round, 4, time.Hour, time.Hour, time.Hour))
		samples[len(samples)-1].Untimed = "a query failed"
		gated := queryLeg("per-query", round, 0, time.Hour, time.Hour, time.Hour)
		gated.Gate = engine.Contended
		samples = append(samples, gated)
	}
	r := Workload(Input{Spec: engine.Spec{Name: "database"}, Workers: 64, Variants: variants, Effects: effects, Samples: samples})
	if d := r.Variants[2].Database; d == nil || d.Saved == nil || d.Saved.N != 6 || math.Abs(d.Saved.Value-0.039) > 1e-9 || r.Variants[0].Database.Waiting != 40*time.Millisecond {
		t.Errorf("%+v", d)
	}
}

// The plans of all legs add up, and say nothing of pools.
func TestQueryPlans(t *testing.T) {
	variants := []engine.Variant{{Name: "off", Workers: 1, Settings: map[string]string{"parallel": "off"}}, {Name: "on", Workers: 1, Settings: map[string]string{"parallel": "on"}}}
	var samples []engine.Sample
	for round := 1; round <= 6; round++ {
		for _, name := range []string{"off", "on"} {
			leg := queryLeg(name, round, 1, time.Second, 0, time.Second)
			leg.Evidence.Database.Plan = &engine.QueryPlan{Queries: 1, Node: "HashAggregate"}
			if name == "on" {
				leg.Evidence.Database.Plan = &engine.QueryPlan{Queries: 1, Planned: 2, Launched: round % 3, Node: "Finalize GroupAggregate"}
			}
			samples = append(samples, leg)
		}
	}
	r := Workload(Input{Spec: engine.Spec{Name: "database"}, Workers: 1, Variants: variants, Samples: samples})
	if r.Pooling != nil {
		t.Errorf("%+v", r.Pooling)
	}
	off, on := r.Variants[0].Database.Plan, r.Variants[1].Database.Plan
	if off == nil || *off != (engine.QueryPlan{Queries: 6, Node: "HashAggregate"}) || on == nil || *on != (engine.QueryPlan{Queries: 6, Planned: 12, Launched: 6, Node: "Finalize GroupAggregate"}) {
		t.Errorf("%+v, %+v", off, on)
	}
}
