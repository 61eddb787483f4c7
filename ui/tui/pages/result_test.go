package pages

import (
	"math"
	"testing"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine/stats"
)

// TestChangeSentence says how much worse a figure is, with an interval of the same kind.
func TestChangeSentence(t *testing.T) {
	row := func(metric compare.Metric, change float64) *compare.Row {
		return &compare.Row{
			Key: compare.Key{Workload: "x", Metric: metric}, Title: "Parsing", Item: "line", Change: change,
			Test: &compare.Test{Interval: stats.Interval{Low: math.Log(1.1), High: math.Log(1.25)}},
		}
	}
	for _, of := range []struct {
		row  *compare.Row
		want string
	}{
		{row(compare.ParallelTime, math.Log(1.2)), "Parsing is 20.0 % slower per line [10.0, 25.0]"},
		{row(compare.Speedup, math.Log(1.2)), "Parsing has 16.7 % less speedup [9.1, 20.0]"},
		{row(compare.CPUPerItem, math.Log(1.2)), "Parsing takes 20.0 % more CPU time per line [10.0, 25.0]"},
		{row(compare.Time, math.Log(3)), "Parsing is 3.0x slower per line"},
	} {
		if got := changeSentence(of.row); got != of.want {
			t.Errorf("%s: %q, want %q", of.row.Metric, got, of.want)
		}
	}
}
