package pages

import (
	"fmt"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
)

// card is one lane with a chart.
func card(a cells.Area, s *Screen, in *OverviewInput, i int) {
	lane := &in.Run.Lanes[i]
	addLane(a, s, in, i)
	behind := levels(&in.Versus, lane)
	if a.Height-2 < leastLevels {
		behind = nil
	}
	cardHead(a.Rows(0, 1), s, in, i, len(behind) > 0)
	sweep := in.sweep(i)
	switch {
	case sweep != nil && in.turns():
		turnsFigures(a.Rows(1, 1), lane, sweep)
	case sweep != nil:
		sweepFigures(a.Rows(1, 1), lane, sweep)
	default:
		laneFigures(a.Rows(1, 1), s.Theme, &in.Versus, lane)
	}
	top := 2
	if a.Height >= 6 {
		top += whyRow(a.Rows(2, 1), &in.Subject, lane)
	}
	chart := a.Part(2, top, a.Width-3, a.Height-top)
	if lane.Result != nil && lane.Result.Failure != "" {
		parts.Wrapped(chart, 0, cells.In(cells.Bad), reason(s, lane))
		return
	}
	switch {
	case sweep != nil && in.turns():
		turnsBars(chart, s.Theme, lane, sweep)
		return
	case sweep != nil:
		sweepChart(chart, s.Theme, sweep)
		return
	}
	parts.Timeline(chart, s.Theme, lane, in.Run.At, in.Window, behind...)
	s.Hits.AddHover(chart, i, parts.Axis{From: in.Run.At - in.Window, To: in.Run.At, Columns: chart.Width})
}

// cardHead is a card's first row: the lane, what it is doing, and how it stands.
// The legend names the baseline whose levels are in the chart.
func cardHead(head cells.Area, s *Screen, in *OverviewInput, i int, legend bool) {
	lane := &in.Run.Lanes[i]
	head.Line(0, s.Theme.Glyphs.Horizontal, cells.In(cells.Border))
	mark, style := ' ', cells.Style(0).Bold()
	if i == in.Focus {
		mark, style = s.Theme.Glyphs.Focus, cells.In(cells.Accent).Bold()
	}
	head.Rune(0, 0, mark, style)
	x := head.Text(1, 0, style, " "+lane.Spec.Title+" ")
	x = head.Text(x, 0, cells.In(cells.Muted), " "+in.sizeOf(i)+", "+state(in.Run, lane)+" ")
	if lane.Result == nil {
		progressBar(head.Part(x+1, 0, 12, 1), s.Theme, in.Run, lane)
		head.Rune(x, 0, ' ', 0)
		head.Rune(x+13, 0, ' ', 0)
		x += 13
	}
	words, role := outcome(s.Theme, lane)
	goal := " " + target(lane) + "  "
	if words == "" {
		return // a lane without a target
	}
	if legend {
		text := fmt.Sprintf(" %c %s ", s.Theme.Glyphs.Dash, in.Versus.Side.Name)
		if head.Width-x-cells.Width(text) > cells.Width(words)+cells.Width(goal)+4 {
			head.Text(x+1, 0, cells.In(cells.Faint), text)
		}
	}
	head.Right(head.Width-1, 0, cells.In(role).Bold(), words+" ")
	head.Right(head.Width-1-cells.Width(words)-1, 0, cells.In(cells.Muted), goal)
}

// leastLevels is the height of a chart from which the baseline is behind it.
const leastLevels = 6

// levels are the baseline's rates, to hold the legs against.
func levels(vs *Versus, lane *live.Lane) []parts.Level {
	c := vs.Comparison
	if c == nil || c.Then.Claimed {
		return nil
	}
	var all []parts.Level
	for _, metric := range []compare.Metric{compare.ParallelTime, compare.SequentialTime, compare.Time} {
		row, ok := c.Row(compare.Key{Workload: lane.Spec.Name, Metric: metric})
		if !ok || row.Then.Center <= 0 || row.Verdict == compare.NotComparable {
			continue
		}
		perPass := row.Then.Center * float64(max(lane.Spec.Size, 1)) // times are per item of the size
		all = append(all, parts.Level{Throughput: float64(lane.Spec.PassItems) / perPass, Role: cells.Faint})
	}
	return all
}

// laneFigures is the line of a card that has the numbers.
func laneFigures(a cells.Area, th *theme.Theme, vs *Versus, lane *live.Lane) {
	value, interval := headlineOf(lane)
	x := 2
	if lane.Spec.Single {
		x = a.Text(x, 0, cells.In(cells.Muted), "time ")
	} else {
		x = a.Text(x, 0, cells.In(cells.Muted), "seq ")
		a.Text(x, 0, cells.In(cells.Sequential), rate(lane, engine.Sequential))
		x = a.Text(x+8, 0, cells.In(cells.Muted), "par ")
		a.Text(x, 0, cells.In(cells.Parallel), rate(lane, engine.Parallel))
		x = a.Text(x+8, 0, cells.In(cells.Muted), "speedup ")
	}
	x = a.Text(x, 0, cells.Style(0).Bold(), value) + 1
	if interval != "" {
		x = a.Text(x, 0, cells.In(cells.Muted), interval) + 2
	}
	if text, role := laneVerdict(th, vs, lane); text != "" && a.Width-x > cells.Width(text)+2 {
		a.Right(a.Width-1, 0, cells.In(role).Bold(), text)
		a = a.Columns(0, a.Width-cells.Width(text)-2)
	}
	if lane.Result != nil && !lane.Spec.Single && a.Width-x > 20 {
		x = a.Text(x, 0, cells.In(cells.Faint), "ceiling "+units.Factor(lane.Result.Ceiling.Speedup)) + 2
	}
	if d, ok := lane.Latency(lane.Spec.Main()); ok {
		if text := percentiles(d, "p50 p99 max"); a.Width-x > cells.Width(text)+2 {
			a.Right(a.Width-1, 0, cells.In(cells.Muted), text)
		}
	}
}

// whyRow says the same on a lane's card.
func whyRow(a cells.Area, sub *Subject, lane *live.Lane) int {
	text := why(sub, lane)
	if text == "" || lane.Result.Failure != "" {
		return 0
	}
	x := a.Text(2, 0, cells.In(cells.Muted), "why ")
	a.Fit(x, 0, a.Width-x-1, cells.Style(0), text)
	return 1
}
