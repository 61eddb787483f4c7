package baselines_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"ep-benchmark/baselines"
	compare "ep-benchmark/baselines/sidebyside"
	"ep-benchmark/engine"
)

// TestReferenceIsWhatIsClaimed holds the embedded figures to the report that
// makes the claims, letter by letter.
func TestReferenceIsWhatIsClaimed(t *testing.T) {
	side, err := baselines.Reference()
	if err != nil {
		t.Fatal(err)
	}
	want := map[compare.Key]compare.Figure{
		{Workload: "bulk-creation", Metric: compare.SequentialTime}: {Value: 1.05},
		{Workload: "bulk-creation", Metric: compare.ParallelTime}:   {Value: 0.11},
		{Workload: "bulk-creation", Metric: compare.Speedup}:        {Value: 9.5},
		{Workload: "tracking", Metric: compare.SequentialTime}:      {Value: 2.51},
		{Workload: "tracking", Metric: compare.ParallelTime}:        {Value: 0.28},
		{Workload: "tracking", Metric: compare.Speedup}:             {Value: 9.0},
		{Workload: "analytics", Metric: compare.SequentialTime}:     {Value: 0.0452},
		{Workload: "analytics", Metric: compare.ParallelTime}:       {Value: 0.0087},
		{Workload: "analytics", Metric: compare.Speedup}:            {Value: 5.2},
		{Workload: "parsing", Metric: compare.SequentialTime}:       {Value: 0.0364},
	}
	if diff := cmp.Diff(want, side.Figures); diff != "" {
		t.Errorf("the figures are others:\n%s", diff)
	}
	sizes := map[string]int{"bulk-creation": 10, "tracking": 50, "analytics": 10_000, "parsing": 1000}
	if diff := cmp.Diff(sizes, side.Sizes); diff != "" {
		t.Errorf("the sizes are others:\n%s", diff)
	}
}

// TestReferenceSaysThatItIsAClaim wherever its figures stand.
func TestReferenceSaysThatItIsAClaim(t *testing.T) {
	side, err := baselines.Reference()
	if err != nil {
		t.Fatal(err)
	}
	if side.Name != baselines.ReferenceName || side.Label != "claimed, never measured" || side.Machine == "" || !side.TakenAt.IsZero() {
		t.Errorf("the reference says of itself %q, %q, %q, %v", side.Name, side.Label, side.Machine, side.TakenAt)
	}
}

// TestReferenceIsCompared with a run of another size on another machine, and
// says so.
func TestReferenceIsCompared(t *testing.T) {
	side, err := baselines.Reference()
	if err != nil {
		t.Fatal(err)
	}
	run := engine.Report{
		Host: engine.Host{CPUModel: "EPYC"}, Plan: engine.Plan{Schedule: engine.Concurrent},
		Results: []engine.Result{{Spec: engine.Spec{Name: "bulk-creation", Size: 50}, Schedule: engine.Concurrent, Sequential: &engine.LegFigures{}}},
	}
	run.Results[0].Sequential.TimePerPass.Value = 0.525
	c := compare.Sides(compare.Of("now", &run), side, []string{"bulk-creation", "tracking"})
	if len(c.Rows) != 1 || c.Rows[0].Direction != compare.Better || c.Rows[0].Words() != "2.0x" {
		t.Errorf("the rows are %+v", c.Rows)
	}
	want := []string{"size of bulk-creation: 50 now, 10 then", "machine: EPYC now, " + side.Machine + " then"}
	if diff := cmp.Diff(want, c.Differences); diff != "" {
		t.Errorf("the differences are others:\n%s", diff)
	}
}
