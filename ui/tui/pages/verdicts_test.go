package pages

import (
	"slices"
	"testing"

	"ep-benchmark/baselines/compare"
)

// TestBand gives two figures one unit, the second's.
func TestBand(t *testing.T) {
	for _, of := range []struct {
		metric    compare.Metric
		low, high float64
		want      string
	}{
		{compare.Speedup, 9.5, 10.5, "9.50-10.5x"},
		{compare.SequentialTime, 0.1, 0.104, "100-104 ms"},
		{compare.SequentialTime, 0.0009, 0.0011, "0.9-1.10 ms"},
		{compare.ParallelTime, 900e-9, 1.1e-6, "0.9-1.10 µs"},
	} {
		if got := band(of.metric, of.low, of.high); got != of.want {
			t.Errorf("the band of %s from %v to %v is %q, want %q", of.metric, of.low, of.high, got, of.want)
		}
	}
}

// TestWeightiest picks the row that says most of a workload.
func TestWeightiest(t *testing.T) {
	row := func(workload string, gates bool, verdict compare.Verdict, change float64) compare.Row {
		r := compare.Row{Gates: gates, Verdict: verdict, Change: change}
		r.Workload = workload
		return r
	}
	for _, of := range []struct {
		name string
		rows []compare.Row
		want int // -1 for none
	}{
		{"nothing", nil, -1},
		{"another workload's", []compare.Row{row("b", true, compare.Regressed, 1)}, -1},
		{"what decides nothing", []compare.Row{row("a", false, compare.Regressed, 1), row("a", true, compare.Unchanged, 0)}, 1},
		{"a regression before all else", []compare.Row{row("a", true, compare.Improved, -9), row("a", true, compare.Regressed, 0.1), row("a", true, compare.Unclear, 5)}, 1},
		{"of two regressions the farther, whichever way", []compare.Row{row("a", true, compare.Regressed, 0.1), row("a", true, compare.Regressed, -0.2)}, 1},
		{"the first of those that can't be judged", []compare.Row{row("a", true, compare.NotComparable, 0), row("a", true, compare.NotComparable, 5)}, 0},
	} {
		got := weightiest(&compare.Comparison{Rows: of.rows}, "a")
		if at := slices.IndexFunc(of.rows, func(r compare.Row) bool {
			return got != nil && r.Workload == got.Workload && r.Change == got.Change && r.Verdict == got.Verdict
		}); at != of.want {
			t.Errorf("%s: the weightiest row is %d, want %d", of.name, at, of.want)
		}
	}
}

// TestLabels names what is compared with, the longest name first.
func TestLabels(t *testing.T) {
	for _, of := range []struct {
		name string
		runs int
		want []string
	}{
		{"main", 7, []string{"main (7 runs)", "main (7)", "main"}},
		{compare.RollingName, 3, []string{compare.RollingName + " (3 runs)", compare.RollingName + " (3)", "latest (3)", "latest"}},
		{"run 4", 1, []string{"run 4"}},
		{"m3-max", 0, []string{"m3-max"}},
	} {
		x := &Versus{Side: &compare.Side{Name: of.name, Runs: make([]compare.Run, of.runs)}}
		if got := x.Labels(); !slices.Equal(got, of.want) {
			t.Errorf("%s of %d runs is called %q, want %q", of.name, of.runs, got, of.want)
		}
	}
	if got := (&Versus{}).label(); got != "nothing yet" {
		t.Errorf("nothing is called %q", got)
	}
}

// TestCompareColumns holds that the columns fit, and that a wider table has no
// fewer.
func TestCompareColumns(t *testing.T) {
	before := 0
	for width := narrowTable; width <= 240; width++ {
		columns := compareColumns(width, &compare.Comparison{})
		if used := tableWidth(columns); used > width {
			t.Errorf("in %d columns the table takes %d", width, used)
		}
		if len(columns) < before {
			t.Errorf("in %d columns the table has %d, and fewer than a narrower one", width, len(columns))
		}
		before = len(columns)
	}
}
