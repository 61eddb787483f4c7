package pages

import (
	"ep-benchmark/baselines/compare"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
)

// card is one lane with a chart.
func card(a cells.Area, s *Screen, in *OverviewInput, i int) {
	lane := &in.Run.Lanes[i]
	addLane(a, s, in, i)
	behind := levels(&in.Versus, lane)
	if a.Height-2 < leastLevels {
		behind = nil
	}
	laneHead(a.Rows(0, 1), s, in, i, len(behind) > 0)
	sweep := in.sweep(i)
	switch {
	case sweep != nil && in.turns():
		turnsFigures(a.Rows(1, 1), &in.Versus, lane, sweep)
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
	from, to := in.span()
	(&parts.Timeline{Lane: lane, From: from, To: to, Behind: behind}).Draw(chart, s.Theme)
	plot := chart
	if chart.Width >= parts.LeastAxis {
		plot = chart.Columns(parts.AxisWidth, chart.Width-parts.AxisWidth)
	}
	s.Hits.AddHover(plot, i, parts.Axis{From: from, To: to, Columns: plot.Width})
}

// leastLevels is the height of a chart from which the baseline is behind it.
const leastLevels = 6

// levels are the baseline's rates, to hold the legs against.
func levels(vs *Versus, lane *live.Lane) []parts.Level {
	c := vs.shown()
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
