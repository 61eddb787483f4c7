package trend

import (
	"math"
	"slices"

	"ep-benchmark/baselines/compare"
)

// history is the runs that have a value.
type history struct {
	values []float64
	logs   []float64 // ln(value / the first one), to the resolution
	index  []int     // of each in the input
}

// resolution is what logs are rounded to. It is finer than anything measured,
// and coarser than the rounding of floating point, which depends on the unit.
const resolution = 1e-9

func historyOf(values []float64) history {
	var h history
	for i, v := range values {
		if v > 0 && !math.IsInf(v, 1) {
			h.values, h.index = append(h.values, v), append(h.index, i)
		}
	}
	if old := len(h.values) - Latest; old > 0 {
		h.values, h.index = h.values[old:], h.index[old:]
	}
	h.logs = make([]float64, len(h.values))
	for i, v := range h.values {
		h.logs[i] = math.Round((math.Log(v)-math.Log(h.values[0]))/resolution) * resolution
	}
	return h
}

// stretch is a number of successive runs of a history: from first to the one
// before end.
type stretch struct{ first, end int }

func (s stretch) runs() int { return s.end - s.first }

// middle is the median of a stretch on logs, in the metric's unit.
func (h *history) middle(s stretch) float64 {
	sorted := slices.Sorted(slices.Values(h.values[s.first:s.end]))
	low, high := sorted[(len(sorted)-1)/2], sorted[len(sorted)/2]
	if low == high {
		return low
	}
	return math.Sqrt(low) * math.Sqrt(high) // their product may be too large or too small
}

func (h *history) level(s stretch) Level {
	return Level{Value: h.middle(s), Since: h.index[s.first], Runs: s.runs()}
}

// change is what lies between two adjacent stretches.
func (h *history) change(metric compare.Metric, before, after stretch, p float64) Change {
	c := Change{Index: h.index[after.first], Before: h.middle(before), After: h.middle(after), PValue: p}
	c.Worse = math.Log(c.After) - math.Log(c.Before) // a ratio may be out of range
	if !metric.LessIsBetter() {
		c.Worse = -c.Worse
	}
	return c
}
