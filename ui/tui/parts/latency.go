package parts

import (
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/theme"
)

// Latency draws the distribution of a lane's operations on a log scale of
// time, with the scale's ends written below: sequential legs thin and above,
// parallel ones full and below them.
func Latency(a cells.Area, th *theme.Theme, lane *live.Lane) {
	parallel, hasParallel := lane.Latency(engine.Parallel)
	sequential, hasSequential := lane.Latency(engine.Sequential)
	if !hasParallel && !hasSequential {
		text := "no measured leg yet"
		if lane.Result != nil {
			text = "no leg counts: all were gated or lack a valid timing"
		}
		a.Fit(0, 0, a.Width, cells.In(cells.Muted), text)
		return
	}
	low, high := ends(parallel, hasParallel, sequential, hasSequential)
	chart := a.Rows(0, a.Height-1)
	above, below := chart, chart
	if chart.Height >= 2*leastBars {
		above, below = chart.Rows(0, chart.Height/2), chart.Rows(chart.Height/2, chart.Height-chart.Height/2)
	}
	bars(above, th.Glyphs.Thin, sequential.Buckets(low, high, a.Width), cells.In(cells.Sequential))
	bars(below, th.Glyphs.Full, parallel.Buckets(low, high, a.Width), cells.In(cells.Parallel))
	axis(a.Rows(a.Height-1, 1), th, low, high)
}

// leastBars is the height from which each kind of leg has bars of its own;
// below it they share the rows, the parallel ones in front.
const leastBars = 3

// ends are the ends of the scale: those of the operations, and never so close
// that noise of a percent fills the width.
func ends(a live.Distribution, hasA bool, b live.Distribution, hasB bool) (low, high time.Duration) {
	switch {
	case !hasA:
		low, high = b.Min, b.Max
	case !hasB:
		low, high = a.Min, a.Max
	default:
		low, high = min(a.Min, b.Min), max(a.Max, b.Max)
	}
	low = max(low*98/100, 1)
	return low, max(high*102/100, low*120/100)
}

// bars draws counts as upright bars, the largest as high as the area.
func bars(a cells.Area, glyphs []rune, counts []int64, style cells.Style) {
	most := int64(1)
	for _, count := range counts {
		most = max(most, count)
	}
	for x, count := range counts {
		if count > 0 {
			column(a, x, glyphs, float64(count)/float64(most), style)
		}
	}
}

// axis writes the ends of the scale and its middle.
func axis(a cells.Area, th *theme.Theme, low, high time.Duration) {
	a.Line(0, th.Glyphs.Horizontal, cells.In(cells.Border))
	muted := cells.In(cells.Muted)
	a.Text(0, 0, muted, units.Duration(low)+" ")
	a.Right(a.Width, 0, muted, " "+units.Duration(high))
}
