package export_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/report"
)

// tookTurns is the report of a run in which each variant took as long a leg as is
// given.
func tookTurns(plan engine.Plan, takes map[string]time.Duration) *engine.Report {
	plan.Schedule, plan.Rounds, plan.Workloads = engine.Isolated, 8, []string{"work"}
	var samples []engine.Sample
	for round := 1; round <= 8; round++ {
		for i, v := range plan.Variants {
			samples = append(samples, engine.Sample{
				Workload: "work", Schedule: engine.Isolated, Kind: engine.LegKind(v.Name), Round: round, Position: i + 1, Workers: 4, Passes: 1,
				Makespan: takes[v.Name] + time.Duration(round)*time.Microsecond, Items: 10, Operations: engine.OperationCounts{Planned: 10, Finished: 10},
			})
		}
	}
	spec := engine.Spec{Name: "work", Title: "Work", Key: "work", Item: "item", Items: "items", SizeKey: "items", SizeNoun: "items", Size: 10, PassItems: 10, Operations: 10, Bound: engine.IOBound}
	for i := range plan.Variants {
		plan.Variants[i].Workers = 4
	}
	r := &engine.Report{Schema: engine.VariantsSchema, Plan: plan, Host: engine.Host{LogicalCPUs: 4, GOMAXPROCS: 4}, Results: []engine.Result{
		assess.Workload(assess.Input{Spec: spec, Schedule: engine.Isolated, Workers: 4, CPUs: 4, Variants: plan.Variants, Effects: plan.Effects, Samples: samples}),
	}}
	r.Quality = assess.Quality(r)
	return r
}

// The answer comes first, in every form; a run of two configurations has its legs.
func TestReportsOfTurns(t *testing.T) {
	values := tookTurns(engine.Plan{
		Variants: []engine.Variant{{Name: "dispatch=pool", Settings: map[string]string{"dispatch": "pool"}}, {Name: "dispatch=chunks:8", Settings: map[string]string{"dispatch": "chunks:8"}}},
		Effects:  []engine.Effect{{Variant: "dispatch=chunks:8", Reference: "dispatch=pool", Gates: true}},
	}, map[string]time.Duration{"dispatch=pool": time.Second, "dispatch=chunks:8": 2 * time.Second})
	var plain strings.Builder
	if err := report.Write(&plain, values, report.Style{}); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{plain.String(), string(export.Markdown(values, nil))} {
		answer, table := strings.Index(text, "chunks:8 is 50 % slower than pool"), strings.Index(text, "throughput")
		if answer < 0 || table >= 0 && answer > table || strings.Contains(text, "recommended") {
			t.Errorf("%s", text)
		}
	}
	sides := tookTurns(engine.Plan{Variants: slices.Concat(engine.Side("a", 4), engine.Side("b", 4))},
		map[string]time.Duration{"a sequential": 4 * time.Second, "a parallel": time.Second, "b sequential": 4 * time.Second, "b parallel": time.Second})
	text := string(export.Markdown(sides, nil))
	for _, want := range []string{"two configurations in turns", "**Work**", "| a sequential |", "| b parallel |"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}
