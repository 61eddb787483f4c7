package assess

import (
	"testing"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// TestNoIntervalAboveTheCeiling checks that the interval ends at the ceiling,
// except for an estimate that lies above it.
func TestNoIntervalAboveTheCeiling(t *testing.T) {
	ceiling := engine.Ceiling{Speedup: 10}
	for name, c := range map[string]struct{ value, high, want float64 }{
		"a stall":             {9, 585, 10},
		"within":              {9, 9.5, 9.5},
		"at the ceiling":      {9, 10, 10},
		"estimate above it":   {10.4, 11, 10.4},
		"the interval is all": {10.4, 10.4, 10.4},
	} {
		e := stats.Estimate{Value: c.value, Interval: &stats.Interval{Low: 8, High: c.high, Confidence: 0.95}}
		got := Bounded(&e, ceiling)
		if got.Interval.High != c.want || got.Interval.Low != 8 || got.Value != c.value {
			t.Errorf("%s: %+v of %v, expected an end of %v", name, got.Interval, got.Value, c.want)
		}
		if e.Interval.High != c.high {
			t.Errorf("%s: the estimate given was changed", name)
		}
	}
	if Bounded(nil, ceiling) != nil {
		t.Error("nothing has an interval")
	}
}
