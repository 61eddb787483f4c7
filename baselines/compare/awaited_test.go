package compare

import "testing"

// TestAwaited holds that a comparison with what a run has not measured yet has a row for
// each figure of the baseline, in the order of a whole one, and judges only what was
// measured.
func TestAwaited(t *testing.T) {
	subject := func(name string) Subject { return Subject{Name: name, Title: name, Item: "item"} }
	figure := func(workload string, metric Metric, value float64) Figure {
		return Figure{Key: Key{workload, metric}, Value: value}
	}
	whole := Run{Name: "then", Subjects: []Subject{subject("a"), subject("b")}, Figures: []Figure{
		figure("a", ParallelTime, 1), figure("a", Speedup, 4), figure("b", ParallelTime, 2), figure("b", Speedup, 8),
	}}
	part := Run{Name: "now", Subjects: whole.Subjects, Figures: whole.Figures[1:2]}
	c := Against(SideOf(part), SideOf(whole), Options{Unfinished: true})
	before := len(c.Rows)
	standing := c.Awaited()
	if len(standing.Rows) != 4 || len(c.Rows) != before || before != 1 {
		t.Fatalf("of 4 figures %d stand, and %d were compared, %d before", len(standing.Rows), len(c.Rows), before)
	}
	for i, row := range standing.Rows {
		want := whole.Figures[i]
		if measured := i == 1; row.Key != want.Key || row.Then.Center != want.Value || row.Awaited() == measured {
			t.Errorf("row %d is %+v, want the figure %+v, awaited %v", i, row, want, !measured)
		}
	}
}
