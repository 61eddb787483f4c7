package words_test

import (
	"slices"
	"testing"

	"ep-benchmark/engine"
	"ep-benchmark/ui/words"
)

// The plan's number of workers is named only where all workloads had it.
func TestPlannedWorkers(t *testing.T) {
	for want, r := range map[string]engine.Report{
		"16 workers":          {Plan: engine.Plan{Workers: 16}, Results: []engine.Result{{Workers: 16}, {Workers: 16}}},
		"4 workers":           {Plan: engine.Plan{Workers: 16}, Results: []engine.Result{{Workers: 4}}},
		"workers by workload": {Plan: engine.Plan{Workers: 16}, Results: []engine.Result{{Workers: 16}, {Workers: 4}}},
		"2 workers":           {Plan: engine.Plan{Workers: 2}},
		"workers 1, 2, 4, then twice around the recommended number": {Plan: engine.Plan{Variants: engine.Sizes([]int{1, 2, 4}), Refinements: 2}},
	} {
		if got := words.Plan(&r); !slices.Contains(got, want) {
			t.Errorf("%q, want %q among them", got, want)
		}
	}
	if r := (engine.Report{Results: []engine.Result{{Workers: 4}}}); !slices.Contains(words.Plan(&r), "workers by workload") {
		t.Errorf("%q of a plan that leaves it to each workload", words.Plan(&r))
	}
}
