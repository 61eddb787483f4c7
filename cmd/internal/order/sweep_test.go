package order

import (
	"slices"
	"testing"

	"ep-benchmark/engine"
)

func TestParseSizes(t *testing.T) {
	for text, want := range map[string][]int{
		"1,2,4": {1, 2, 4}, "4, 2,4": {2, 4}, "1..8": {1, 2, 3, 4, 6, 8}, "5..20": {5, 6, 8, 12, 16, 20}, "1,8..10": {1, 8, 10},
	} {
		if got, ok := parseSizes(text); !ok || !slices.Equal(got, want) {
			t.Errorf("%s: %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "8", "8,8", "0,1", "1,-2", "1..", "..8", "8..8", "8..4", "1,two", "1..5000", "1,,2", "1...8"} {
		if got, ok := parseSizes(text); ok {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}

// Work that waits has the usual numbers; work that computes has those up to twice
// the CPUs, the CPUs and twice that.
func TestUsualVariants(t *testing.T) {
	for cpus, want := range map[int][]int{
		1: {1, 2}, 2: {1, 2, 3, 4}, 10: {1, 2, 3, 4, 6, 8, 10, 12, 16, 20}, 64: {1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 128},
	} {
		plan := engine.Plan{Variants: usualVariants(cpus)}
		if got := workersOf(plan.VariantsFor(engine.CPUBound)); !slices.Equal(got, want) {
			t.Errorf("%d CPUs: %v", cpus, got)
		}
		if got := workersOf(plan.VariantsFor(engine.IOBound)); !slices.Equal(got, usualSizes) {
			t.Errorf("%d CPUs, waiting: %v", cpus, got)
		}
		if err := plan.CheckVariants(); err != nil {
			t.Error(err)
		}
	}
}

func workersOf(variants []engine.Variant) []int {
	var all []int
	for _, v := range variants {
		all = append(all, v.Workers)
	}
	return all
}
