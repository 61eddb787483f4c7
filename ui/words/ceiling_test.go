package words_test

import (
	"testing"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
	"ep-benchmark/ui/words"
)

func TestAboveCeiling(t *testing.T) {
	const disturbed = "above its ceiling: its sequential legs were disturbed, or its operations are not equally long"
	for _, test := range []struct {
		speedup  float64
		interval *stats.Interval
		want     string
	}{
		{1.9, nil, ""},
		{2, nil, ""},
		{2.1, &stats.Interval{Low: 1.9, High: 2.3}, "above its ceiling, which is in the interval"},
		{2.1, &stats.Interval{Low: 2.05, High: 2.3}, disturbed},
		{2.1, nil, "above its ceiling: by chance, by disturbed sequential legs, or since its operations are not equally long"},
	} {
		r := &engine.Result{Speedup: &stats.Estimate{Value: test.speedup, Interval: test.interval}, Ceiling: engine.Ceiling{Speedup: 2}}
		if got := words.AboveCeiling(r); got != test.want {
			t.Errorf("%v: got %q, want %q", test.speedup, got, test.want)
		}
	}
	if got := words.AboveCeiling(&engine.Result{}); got != "" {
		t.Errorf("without a speedup: %q", got)
	}
}

// A serial fraction is shown only where it is a share.
func TestSerialFraction(t *testing.T) {
	for value, shown := range map[float64]bool{-0.01: false, 0: true, 0.3: true, 1: true, 1.4: false} {
		if got := words.SerialFraction(&engine.Result{SerialFraction: &value}); (got != nil) != shown {
			t.Errorf("%v: shown %v, want %v", value, got != nil, shown)
		}
	}
}
