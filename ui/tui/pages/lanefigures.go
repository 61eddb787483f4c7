package pages

import (
	"time"

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

	percentileRoom = len("p99 ") + timeRoom + figureGap
	verdictRoom    = len("v 12.3 % worse so far") + figureGap
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
	laneRest(a.Part(x, 0, a.Width-1-x, 1), th, vs, lane)
}

// laneRest is what stands behind the headline: percentiles from the left, and at the
// right end how the lane stands to the baseline. Where there is room for one of them, a
// change takes it.
func laneRest(a cells.Area, th *theme.Theme, vs *Versus, lane *live.Lane) {
	text, role, changed := laneVerdict(th, vs, lane)
	free := a
	switch {
	case a.Width >= verdictRoom+percentileRoom:
		free = a.Columns(0, a.Width-verdictRoom)
	case changed:
		free = a.Columns(0, 0)
	}
	x := 0
	if d, ok := lane.Latency(lane.Spec.Main()); ok {
		x = lanePercentiles(free, &d)
	}
	style := cells.In(cells.Muted)
	if changed {
		style = cells.In(role).Bold()
	}
	if text != "" && a.Width-x >= cells.Width(text) {
		a.Right(a.Width, 0, style, text)
	}
	if text := "ceiling " + ceilingOf(lane); lane.Result != nil && !lane.Spec.Single && free.Width-x >= cells.Width(text) {
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
// for, and returns the column after them.
func lanePercentiles(a cells.Area, d *live.Distribution) int {
	all := []struct {
		name  string
		value time.Duration
	}{{"p50", d.P50}, {"p90", d.P90}, {"p99", d.P99}, {"max", d.Max}}
	x := 0
	for _, p := range all[len(all)-min((a.Width+figureGap)/percentileRoom, len(all)):] {
		x = steady(a, x, p.name, timeRoom, cells.Style(0), units.Duration(p.value)) + figureGap
	}
	return x
}
