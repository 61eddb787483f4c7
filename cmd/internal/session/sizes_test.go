package session

import (
	"strings"
	"testing"
	"time"

	"ep-benchmark/baselines"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/engine"
	"ep-benchmark/engine/runner"
	"ep-benchmark/engine/stats"
	"ep-benchmark/workloads"
)

// overSizes is an order of a sweep of analytics over sizes.
func overSizes(t *testing.T, sizes ...int) *order.Order {
	t.Helper()
	entries, err := workloads.Select([]string{"analytics"})
	if err != nil {
		t.Fatal(err)
	}
	return &order.Order{
		Entries: entries, SweptSize: "records", Plan: engine.Plan{Workers: 16, Variants: engine.SizePairs("records", sizes, 0)},
		Environment: workloads.Environment{Sizes: map[string]int{"records": sizes[len(sizes)-1], "chunks": 16}},
	}
}

// Sizes that don't fit into half of the memory are refused before they are built.
func TestSizesFit(t *testing.T) {
	o := overSizes(t, 1_000_000, 10_000_000) // 121,000,000 bytes
	for memory, fits := range map[uint64]bool{0: true, 242_000_000: true, 241_999_998: false, 1: false} {
		err := fitInto(memory, o)
		if (err == nil) != fits {
			t.Errorf("%d bytes: %v", memory, err)
		}
		if err != nil && !strings.HasPrefix(err.Error(), "--records: all sizes together take 115 MB, and half of this machine's memory is ") {
			t.Error(err)
		}
	}
	if err := sizesFit(t.Context(), &order.Order{}); err != nil {
		t.Error(err)
	}
}

// Each size has one instance, for both of its legs and for every run of the session.
func TestEachSizeIsBuiltOnce(t *testing.T) {
	o := overSizes(t, 100, 300)
	s := &Session{Order: o}
	var first, again runner.Runner
	if err := s.bind(&first, nil); err != nil {
		t.Fatal(err)
	}
	largest := first.Workloads[0]
	if len(first.Workloads) != 1 || largest.Spec().Size != 300 {
		t.Fatalf("%d workloads, %+v", len(first.Workloads), largest.Spec())
	}
	if err := s.bind(&again, nil); err != nil {
		t.Fatal(err)
	}
	if len(first.Variants) != 4 {
		t.Errorf("%d variants", len(first.Variants))
	}
	for _, v := range o.Plan.Variants {
		if one := first.Variants[v.Name][0]; one.Spec().Size != v.Size || one != again.Variants[v.Name][0] || v.Size == 300 && one != largest {
			t.Errorf("%s: %+v", v.Name, one.Spec())
		}
	}
}

// A stored sweep is named where a speedup is missed at a size at which workers don't
// pay, and nowhere else.
func TestTooSmall(t *testing.T) {
	sizes := []engine.SizeFigures{{Size: 1_000}, {Size: 1_000_000}}
	spec := engine.Spec{Name: "analytics", SizeNoun: "records"}
	payoff := func(b engine.BreakEven) *baselines.Payoff {
		b.Sizes = sizes
		return &baselines.Payoff{Run: 12, At: time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC), Result: &engine.Result{Spec: spec, Workers: 16, BreakEven: &b}}
	}
	missed := func(outcome engine.Outcome, size int) *engine.Result {
		own := spec
		own.Size = size
		return &engine.Result{Spec: own, Workers: 16, Assessments: []engine.Assessment{{Target: engine.Target{Metric: engine.MetricSpeedup, Bound: 1, Gates: true}, Outcome: outcome}}}
	}
	from := engine.BreakEven{Pays: true, Crossings: 1, Size: &stats.Estimate{Value: 60_123}}
	for name, c := range map[string]struct {
		result *engine.Result
		found  engine.BreakEven
		want   string
	}{
		"below":       {missed(engine.Missed, 10_000), from, "a sweep of analytics by itself here on 2026-11-30 (run 12): 16 workers pay from about 60,000 records on, and this run had 10,000"},
		"above":       {missed(engine.Missed, 70_000), from, ""},
		"met":         {missed(engine.Met, 10_000), from, ""},
		"at none":     {missed(engine.Missed, 10_000), engine.BreakEven{}, "a sweep of analytics by itself here on 2026-11-30 (run 12): 16 workers pay at none of the measured sizes, up to 1,000,000 records, and this run had 10,000"},
		"at all":      {missed(engine.Missed, 10_000), engine.BreakEven{Pays: true}, ""},
		"small alone": {missed(engine.Missed, 10_000), engine.BreakEven{Crossings: 1, Size: &stats.Estimate{Value: 60_123}}, ""},
	} {
		if f, ok := tooSmall(c.result, payoff(c.found)); f.Statement != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q", name, f.Statement)
		}
	}
}
