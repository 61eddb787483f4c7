package parts

import (
	"math"

	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/tui/theme"
)

// A Waterfall is shares of a whole, each drawn from where the one before it ends, over a
// scale from zero. Shares that add up to more than the whole go beyond it.
type Waterfall struct {
	Steps []Step
}

// A Step is one share of a waterfall.
type Step struct {
	Label string
	Share float64
	Style cells.Style
}

// Columns of the values on the right, and of the bars at the least.
const waterfallValue, leastWaterfall = 7, 16

// Rows is how many rows it takes: its steps, and the scale below them.
func (w *Waterfall) Rows() int { return len(w.Steps) + 1 }

// Draw draws one of its rows, the scale in the last one.
func (w *Waterfall) Draw(a cells.Area, th *theme.Theme, row int) {
	labels := w.labels(a.Width)
	bars := a.Columns(labels+1, a.Width-labels-1-waterfallValue)
	most := w.most()
	if row >= len(w.Steps) {
		bars.Text(0, 0, cells.In(cells.Muted), "0")
		bars.Right(bars.Width, 0, cells.In(cells.Muted), units.PercentTo(most, 0))
		return
	}
	from := 0.0
	for _, s := range w.Steps[:row] {
		from += s.Share
	}
	s := &w.Steps[row]
	a.Fit(0, 0, labels, cells.Style(0), s.Label)
	Stretch(bars, th, from/most, (from+s.Share)/most, s.Style)
	a.Right(a.Width, 0, cells.Style(0), units.Percent(s.Share))
}

// most is the upper end of the scale.
func (w *Waterfall) most() float64 {
	sum := 0.0
	for _, s := range w.Steps {
		sum += s.Share
	}
	return math.Max(1, sum)
}

// labels is the room for the names: that of the longest, where the bars have enough left.
func (w *Waterfall) labels(width int) int {
	longest := 0
	for _, s := range w.Steps {
		longest = max(longest, cells.Width(s.Label))
	}
	return max(0, min(longest, width-1-waterfallValue-leastWaterfall))
}
