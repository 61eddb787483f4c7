package baselines_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
)

// TestReferenceIsWhatIsClaimed compares the embedded figures with the report
// that makes the claims: seconds of a whole pass, and factors.
func TestReferenceIsWhatIsClaimed(t *testing.T) {
	side, err := baselines.Claims()
	if err != nil {
		t.Fatal(err)
	}
	run := side.Runs[0]
	sizes := map[string]int{}
	for _, s := range run.Subjects {
		sizes[s.Name] = s.Size
	}
	if diff := cmp.Diff(map[string]int{"bulk-creation": 10, "tracking": 50, "analytics": 10_000, "parsing": 1000}, sizes); diff != "" {
		t.Errorf("the sizes are others:\n%s", diff)
	}
	claimed := map[compare.Key]float64{
		{Workload: "bulk-creation", Metric: compare.SequentialTime}: 1.05,
		{Workload: "bulk-creation", Metric: compare.ParallelTime}:   0.11,
		{Workload: "bulk-creation", Metric: compare.Speedup}:        9.5,
		{Workload: "tracking", Metric: compare.SequentialTime}:      2.51,
		{Workload: "tracking", Metric: compare.ParallelTime}:        0.28,
		{Workload: "tracking", Metric: compare.Speedup}:             9.0,
		{Workload: "analytics", Metric: compare.SequentialTime}:     0.0452,
		{Workload: "analytics", Metric: compare.ParallelTime}:       0.0087,
		{Workload: "analytics", Metric: compare.Speedup}:            5.2,
		{Workload: "parsing", Metric: compare.SequentialTime}:       0.0364,
	}
	for key, want := range claimed {
		f, ok := run.Figure(key)
		if key.Metric.LessIsBetter() {
			f.Value *= float64(sizes[key.Workload])
		}
		if !ok || math.Abs(f.Value-want) > 1e-12 {
			t.Errorf("%v is %v: expected %v", key, f.Value, want)
		}
	}
	if len(run.Figures) != len(claimed) {
		t.Errorf("%d figures: expected %d", len(run.Figures), len(claimed))
	}
}

// TestReferenceSaysThatItIsAClaim: the figures are labelled as claims.
func TestReferenceSaysThatItIsAClaim(t *testing.T) {
	side, err := baselines.Claims()
	if err != nil {
		t.Fatal(err)
	}
	first, _ := side.Taken()
	if side.Name != baselines.ReferenceName || side.Label != "claimed, never measured" || !side.Claimed || side.Machine() == "" || !first.IsZero() {
		t.Errorf("the reference says of itself %+v", side)
	}
}

// TestReferenceIsCompared with a run of another size on another machine, and
// says so.
func TestReferenceIsCompared(t *testing.T) {
	side, err := baselines.Claims()
	if err != nil {
		t.Fatal(err)
	}
	run := engine.Report{
		Host: engine.Host{CPUModel: "EPYC"}, Plan: engine.Plan{Schedule: engine.Concurrent},
		Results: []engine.Result{{Spec: engine.Spec{Name: "bulk-creation", Size: 50, SizeNoun: "shipments"}, Schedule: engine.Concurrent, Sequential: &engine.LegFigures{}}},
	}
	run.Results[0].Sequential.TimePerPass.Value = 2.625 // half as long an item
	c := compare.Against(compare.SideOf(compare.RunOf("now", &run)), side, compare.Options{})
	if len(c.Rows) != 1 || c.Verdict != compare.NoBaseline || c.Rows[0].Verdict != compare.NotComparable || c.Rows[0].Words() != "2.0x" || c.Rows[0].Direction() != "better" {
		t.Errorf("%s, the rows are %+v", c.Verdict, c.Rows)
	}
	want := []compare.Difference{{Name: "machine", Now: "EPYC", Then: side.Machine()}, {Workload: "bulk-creation", Name: "size", Now: "50", Then: "10"}}
	if diff := cmp.Diff(want, c.Differences); diff != "" {
		t.Errorf("the differences are others:\n%s", diff)
	}
}
