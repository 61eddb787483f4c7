package pages

import (
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/theme"
)

// Widths of the figures in a lane's card. Each has its room, and numbers stand at its
// right end, so that nothing moves while they change.
const (
	rateRoom     = 7  // "93.8M/s"
	factorRoom   = 6  // "0.726x"
	intervalRoom = 12 // "[9.24, 12.5]"
	timeRoom     = 7  // "3.47 µs"
	figureGap    = 2
)

// laneFigures is the line of a card that has the numbers.
func laneFigures(a cells.Area, th *theme.Theme, vs *Versus, lane *live.Lane) {
	x := 2
	if lane.Spec.Single {
		x = a.Text(x, 0, cells.In(cells.Muted), "time ")
	} else {
		x = steady(a, x, "seq", rateRoom, cells.In(cells.Sequential), rate(lane, engine.Sequential)) + figureGap
		x = steady(a, x, "par", rateRoom, cells.In(cells.Parallel), rate(lane, engine.Parallel)) + figureGap
		x = a.Text(x, 0, cells.In(cells.Muted), "speedup ")
	}
	headline := headlineOf(lane)
	interval := headline.bracketed()
	x = steady(a, x-1, "", factorRoom+2*boolInt(lane.Spec.Single), cells.Style(0).Bold(), headline.value) + 1
	a.Fit(x, 0, intervalRoom, cells.In(cells.Muted), interval)
	x += max(intervalRoom, cells.Width(interval)) + 2
	right := a.Width - 1
	text, role, changed := laneVerdict(th, vs, lane)
	if text != "" && changed && right-x >= cells.Width(text) {
		a.Right(right, 0, cells.In(role).Bold(), text)
		right -= cells.Width(text) + figureGap
	}
	if d, ok := lane.Latency(lane.Spec.Main()); ok {
		right = lanePercentiles(a, x, right, &d)
	}
	if text != "" && !changed && right-x >= cells.Width(text) {
		a.Right(right, 0, cells.In(cells.Muted), text)
		right -= cells.Width(text) + figureGap
	}
	if text := "ceiling " + ceilingOf(lane); lane.Result != nil && !lane.Spec.Single && right-x >= cells.Width(text) {
		a.Text(x, 0, cells.In(cells.Faint), text)
	}
}

// steady writes a name and a value at the right end of its room, and returns the column
// after that.
func steady(a cells.Area, x int, name string, room int, style cells.Style, value string) int {
	x = a.Text(x, 0, cells.In(cells.Muted), name) + 1
	x += max(room, cells.Width(value))
	a.Right(x, 0, style, value)
	return x
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// ceilingOf is the ceiling of a lane that is over.
func ceilingOf(lane *live.Lane) string {
	if lane.Result == nil {
		return "-"
	}
	return units.Factor(lane.Result.Ceiling.Speedup)
}

// lanePercentiles writes the maximum and before it as many percentiles as there is room
// for, and returns the column before them.
func lanePercentiles(a cells.Area, from, right int, d *live.Distribution) int {
	const width = len("p99 ") + timeRoom
	for _, p := range []struct {
		name  string
		value string
	}{{"max", units.Duration(d.Max)}, {"p99", units.Duration(d.P99)}, {"p50", units.Duration(d.P50)}} {
		if right-from < width {
			break
		}
		steady(a, right-width, p.name, timeRoom, cells.Style(0), p.value)
		right -= width + figureGap
	}
	return right
}
