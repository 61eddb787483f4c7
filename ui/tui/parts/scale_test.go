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

// TestLevels raises a chart's top for levels that are near it.
func TestLevels(t *testing.T) {
	for _, of := range []struct{ level, top float64 }{{5, 10}, {20, 20}, {40, 40}, {41, 10}, {0, 10}} {
		if top := withLevels([]Level{{Throughput: of.level}}, 10); top != of.top {
			t.Errorf("with a level at %v the chart goes to %v, want %v", of.level, top, of.top)
		}
	}
}

// TestEndsOfAScale holds that close figures don't fill a scale.
func TestEndsOfAScale(t *testing.T) {
	close := Spread{Low: 100, High: 101, Now: 100, Least: 0.05}
	if low, high, _ := close.Ends(); math.Abs(math.Log(high/low)-0.1) > 1e-9 || math.Abs(low*high-100*101) > 1e-6 {
		t.Errorf("the scale goes from %v to %v", low, high)
	}
	far := Spread{Low: 100, High: 200, Now: 150, Least: 0.05}
	if low, high, _ := far.Ends(); low != 100 || high != 200 {
		t.Errorf("the scale goes from %v to %v", low, high)
	}
}
