package parts

import (
	"math"
	"testing"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/tui/theme"
)

// TestScale draws where figures lie, on logarithms.
func TestScale(t *testing.T) {
	th := &theme.Theme{Glyphs: theme.ASCII()}
	for _, of := range []struct {
		name   string
		spread Spread
		want   string
	}{
		{"nothing", Spread{}, "         "},
		{"one figure", Spread{Now: 3}, "    o    "},
		{"runs", Spread{Runs: []float64{1, 10, 100}, Now: 1000}, ".  . .  o"},
		{"a band", Spread{Low: 1, High: 16, Now: 4}, "[...o...]"},
		{"a figure beyond its band", Spread{Low: 1, High: 4, Now: 16}, "[...]   o"},
		{"what is no figure", Spread{Runs: []float64{math.NaN(), -1, 0, math.Inf(1)}, Now: 1}, "    o    "},
	} {
		if got := drawn(9, 1, func(a cells.Area) { of.spread.Scale(a, th) }); got != of.want {
			t.Errorf("%s: the scale is %q, want %q", of.name, got, of.want)
		}
	}
}

// TestLevels widens a chart's scale for levels that are near it.
func TestLevels(t *testing.T) {
	th := &theme.Theme{Glyphs: theme.ASCII()}
	for _, of := range []struct{ level, low, high float64 }{
		{5, 1, 10}, {20, 1, 20}, {41, 1, 10}, {0.5, 0.5, 10}, {0.2, 1, 10}, {0, 1, 10},
	} {
		drawn(3, 3, func(a cells.Area) {
			low, high := drawLevels(a, th, []Level{{Throughput: of.level}}, 1, 10)
			if low != of.low || high != of.high {
				t.Errorf("with a level at %v the scale is from %v to %v, want %v to %v", of.level, low, high, of.low, of.high)
			}
		})
	}
}
