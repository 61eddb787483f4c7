package parts

import (
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/theme"
)

// A Timeline is a lane's throughput over time: a bar in each column, from zero
// on a linear scale. The bars of parallel legs stand close, those of sequential
// ones in every other column; what is not measured is faint. Legs that are not
// believed have the sign of caution above them.
type Timeline struct {
	Lane     *live.Lane
	From, To time.Duration // of the run, at the left and the right end
	Behind   []Level       // to hold the legs against
}

// AxisWidth is the room at the left of a chart for its upright axis.
const AxisWidth = 9

// LeastAxis is the width from which a chart has an axis.
const LeastAxis = 3 * AxisWidth

// Draw draws the bars with their axis: the value of the top, and zero.
func (t *Timeline) Draw(a cells.Area, th *theme.Theme) {
	stretches := t.visible()
	top := t.top(stretches)
	if a.Empty() || top <= 0 {
		return
	}
	if a.Width < LeastAxis {
		t.bars(a, th, stretches, top)
		return
	}
	axis := a.Columns(0, AxisWidth)
	Upright(axis, th, units.Rate(top))
	chart := a.Part(AxisWidth, 0, a.Width-AxisWidth, a.Height)
	drawLevels(chart, axis, th, t.Behind, top)
	t.bars(chart, th, stretches, top)
}

// Row draws the bars on one row, without an axis: the caller says that they go from
// zero to the most.
func (t *Timeline) Row(a cells.Area, th *theme.Theme) {
	stretches := t.visible()
	if top := t.top(stretches); top > 0 {
		t.bars(a.Rows(0, 1), th, stretches, top)
	}
}

// Upright draws an upright axis: the value of the top, and zero at the foot. A chart
// of one row has the top's value alone.
func Upright(a cells.Area, th *theme.Theme, top string) {
	x := a.Width - 1
	for y := range a.Height {
		a.Rune(x, y, th.Glyphs.Vertical, cells.In(cells.Border))
	}
	if a.Height > 1 {
		a.Right(x-1, a.Height-1, cells.In(cells.Muted), "0")
		a.Rune(x, a.Height-1, th.Glyphs.Zero, cells.In(cells.Border))
	}
	a.Right(x-1, 0, cells.In(cells.Muted), top)
	a.Rune(x, 0, th.Glyphs.Tick, cells.In(cells.Border))
}

// visible lists the stretches that end in the window, with the leg under way.
func (t *Timeline) visible() []live.Stretch {
	all := t.Lane.Stretches
	first := len(all)
	for first > 0 && all[first-1].To > t.From {
		first--
	}
	shown := all[first:len(all):len(all)]
	if leg, ok := t.Lane.Underway(); ok && leg.Throughput > 0 {
		shown = append(shown, leg)
	}
	return shown
}

// top is the upper end of the scale: the most of the legs that are over and of the
// levels near it. A leg under way counts while there is no other: its rate is rough at
// first, and the scale would jump with it.
func (t *Timeline) top(stretches []live.Stretch) float64 {
	most, underWay := 0.0, 0.0
	leg, on := t.Lane.Underway()
	for i, s := range stretches {
		if on && i == len(stretches)-1 && s == leg {
			underWay = s.Throughput
			continue
		}
		most = max(most, s.Throughput)
	}
	if most <= 0 {
		return underWay
	}
	return withLevels(t.Behind, most)
}

// none is a column in which there was no leg.
const none = -1

// bars draws a bar for each column in which there was a leg.
func (t *Timeline) bars(a cells.Area, th *theme.Theme, stretches []live.Stretch, top float64) {
	if a.Empty() || t.To <= t.From {
		return
	}
	shown := t.columns(make([]int, a.Width), stretches)
	sequential := func(x int) bool {
		return x >= 0 && x < len(shown) && shown[x] != none && stretches[shown[x]].Kind != engine.Parallel
	}
	for x, i := range shown {
		if i == none || stretches[i].Throughput <= 0 {
			continue
		}
		s := &stretches[i]
		if !th.Glyphs.Combed || !sequential(x) || x%2 == 0 || !sequential(x-1) && !sequential(x+1) {
			drawStretch(a, th, x, s, top)
		}
		if x == 0 || shown[x-1] != i {
			signs(a, th, x, s, top)
		}
	}
}

// columns gives each column the stretch that it shows.
func (t *Timeline) columns(shown []int, stretches []live.Stretch) []int {
	perColumn := float64(t.To-t.From) / float64(len(shown))
	next := 0
	for x := range shown {
		from := t.From + time.Duration(float64(x)*perColumn)
		to := t.From + time.Duration(float64(x+1)*perColumn)
		for next < len(stretches) && stretches[next].To <= from {
			next++
		}
		if shown[x] = busiest(stretches[next:], from, to); shown[x] != none {
			shown[x] += next
		}
	}
	return shown
}

// busiest finds the stretch that fills most of a column. Where legs are
// shorter than columns the parallel one is shown if it is within: it is what
// people wait for.
func busiest(stretches []live.Stretch, from, to time.Duration) int {
	best, longest := none, time.Duration(0)
	for i := range stretches {
		s := &stretches[i]
		if s.From >= to {
			break
		}
		within := min(s.To, to) - max(s.From, from)
		parallel := s.Kind == engine.Parallel && best != none && stretches[best].Kind != engine.Parallel
		if within > longest || within > 0 && parallel && 4*within > longest {
			best, longest = i, max(within, longest)
		}
	}
	return best
}

// drawStretch draws a leg in one of its columns.
func drawStretch(a cells.Area, th *theme.Theme, x int, s *live.Stretch, top float64) {
	glyphs := th.Glyphs.Sequential
	if s.Kind == engine.Parallel {
		glyphs = th.Glyphs.Full
	}
	column(a, x, glyphs, s.Throughput/top, cells.In(roleOf(s)))
}

// roleOf is what a leg is shown as.
func roleOf(s *live.Stretch) cells.Role {
	switch {
	case s.Purpose != engine.Measured:
		return cells.Faint
	case s.Gate != "":
		return cells.Warn
	case s.Kind == engine.Parallel:
		return cells.Parallel
	}
	return cells.Sequential
}

// signs marks a leg in its first column: one that is not believed, and one that goes
// beyond the top of the scale, which only a leg under way can.
func signs(a cells.Area, th *theme.Theme, x int, s *live.Stretch, top float64) {
	switch {
	case s.Gate != "":
		a.Rune(x, 0, th.Glyphs.Caution, cells.In(cells.Warn).Bold())
	case s.Throughput > top*(1+1e-9):
		a.Rune(x, 0, th.Glyphs.Up, cells.In(roleOf(s)))
	}
}
