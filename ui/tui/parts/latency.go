package parts

import (
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/theme"
	"ep-benchmark/ui/units"
)

// Latency draws the distribution of a lane's operations on a log scale of
// time, with its ends and percentiles written below: parallel legs full,
// sequential ones thin where there are no parallel ones.
func Latency(a cells.Area, th *theme.Theme, lane *live.Lane) {
	parallel, hasParallel := lane.Latency(engine.Parallel)
	sequential, hasSequential := lane.Latency(engine.Sequential)
	if !hasParallel && !hasSequential {
		a.Fit(0, 0, a.Width, cells.In(cells.Muted), "no measured leg yet")
		return
	}
	low, high := ends(parallel, hasParallel, sequential, hasSequential)
	chart := a.Rows(0, a.Height-1)
	below := bars(chart, th.Glyphs.Thin, sequential.Buckets(low, high, a.Width), cells.In(cells.Sequential))
	above := bars(chart, th.Glyphs.Full, parallel.Buckets(low, high, a.Width), cells.In(cells.Parallel))
	below()
	above()
	axis(a.Rows(a.Height-1, 1), th, low, high)
}

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

// bars prepares the drawing of counts as upright bars, the largest as high as
// the area.
func bars(a cells.Area, glyphs []rune, counts []int64, style cells.Style) func() {
	most := int64(1)
	for _, count := range counts {
		most = max(most, count)
	}
	return func() {
		for x, count := range counts {
			if count > 0 {
				for y := range a.Height {
					a.Rune(x, y, ' ', cells.Style(0))
				}
				column(a, x, glyphs, float64(count)/float64(most), style)
			}
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
