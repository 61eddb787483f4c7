package pages

import (
	"fmt"
	"math"
	"slices"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/trend"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
)

// trendsWidth is that of the trends beside a list.
const trendsWidth = 80

// drawTrends draws how each figure went, a row each, or where there is room
// three: the chart in full height, and the last run beside the baselines.
func drawTrends(a cells.Area, th *theme.Theme, t *trend.Past) {
	parts.Rule(a, th, 0, fmt.Sprintf("trend of %s under these conditions, from the least to the most", units.Counted(len(t.Runs), "clean run")))
	tall := 1
	if a.Height > 4*len(t.Figures) && a.Width >= 60 {
		tall = 4
	}
	for i := range t.Figures {
		row := a.Rows(1+i*tall, tall)
		if row.Height < 1 {
			break
		}
		if tall == 1 {
			trendRow(row, th, t, &t.Figures[i], i)
		} else {
			trendBlock(row, th, t, &t.Figures[i])
		}
	}
	if more := 1 + len(t.Figures)*tall; more > a.Height {
		moreBelow(a, th, true)
	}
}

// trendRow is a figure's trend on one row.
func trendRow(a cells.Area, th *theme.Theme, t *trend.Past, one *trend.Figure, i int) {
	if i == 0 || t.Figures[i-1].Workload != one.Workload {
		a.Fit(1, 0, 14, cells.Style(0), one.Title)
	}
	a.Fit(16, 0, 8, cells.In(cells.Muted), metricName(one.Metric))
	a.Right(32, 0, cells.Style(0), level(one))
	chart := min(max(a.Width-62, 0), 60)
	used := drawTrend(a.Part(33, 0, chart, 1), th, one)
	text, role := trendWords(t, one)
	x := 33 + used + 1
	a.Fit(x, 0, a.Width-x-1, cells.In(role), text)
}

// trendBlock is a figure's trend with a chart of several rows.
func trendBlock(a cells.Area, th *theme.Theme, t *trend.Past, one *trend.Figure) {
	x := a.Text(1, 0, cells.Style(0).Bold(), one.Title+" ")
	x = a.Text(x, 0, cells.In(cells.Muted), metricName(one.Metric)+" ")
	x = a.Text(x, 0, cells.Style(0), level(one)) + 2
	text, role := trendWords(t, one)
	a.Fit(x, 0, a.Width-x-1, cells.In(role), text)
	chart := a.Width - 2 - 46
	drawTrend(a.Part(1, 1, chart, a.Height-2), th, one)
	y := 1
	for _, against := range []struct {
		name string
		row  *compare.Row
	}{{t.Pinned, one.Pinned}, {"earlier runs", one.Rolling}} {
		if against.row == nil {
			continue
		}
		words, role := changeWords(against.row)
		a.Fit(chart+2, y, 18, cells.In(cells.Muted), "vs "+against.name)
		a.Fit(chart+21, y, 13, cells.In(role), words)
		a.Fit(chart+35, y, 11, cells.In(cells.Muted), string(against.row.Verdict))
		y++
	}
}

func level(one *trend.Figure) string {
	if one.Series.Runs == 0 {
		return "-"
	}
	return figure(one.Metric, one.Series.Level.Value)
}

// trendWords say what the trend is, with the colour of a change.
func trendWords(t *trend.Past, one *trend.Figure) (string, cells.Role) {
	role := cells.Muted
	if n := len(one.Series.Changes); n > 0 {
		role = changeRole(&one.Series.Changes[n-1])
	}
	return TrendWords(one, t.Runs), role
}

// drawTrend draws values as bars from the left, the newest last, on a scale
// from a little below the least to the most, and returns how many columns that
// took. Few runs have bars of several columns.
func drawTrend(a cells.Area, th *theme.Theme, one *trend.Figure) (columns int) {
	values := one.Values[max(0, len(one.Values)-a.Width):]
	low, high := span(values)
	if high <= 0 || a.Width <= 0 {
		return 0
	}
	low -= max(high-low, 0.05*high) / 2
	most := 1.0
	if a.Height == 1 {
		most = 7.0 / 8 // so that the charts of neighbouring rows stay apart
	}
	wide := min(max(a.Width/len(values), 1), widestRun)
	for i, value := range values {
		glyphs, style := th.Glyphs.Full, cells.In(cells.Accent)
		if c := changeAt(one, len(one.Values)-len(values)+i); c != nil { // the first run of a new level is drawn thin
			glyphs, style = th.Glyphs.Thin, cells.In(changeRole(c)).Bold()
		}
		share := slices.Repeat([]float64{most * (value - low) / (high - low)}, wide)
		parts.Columns(a.Part(i*wide, 0, wide, a.Height), glyphs, share, func(int) cells.Style { return style })
	}
	return wide * len(values)
}

// widestRun is how many columns a run's bar has at most.
const widestRun = 3

// span is the least and the most of values that are positive and finite.
func span(values []float64) (low, high float64) {
	low = math.Inf(1)
	for _, value := range values {
		if value > 0 && !math.IsInf(value, 1) {
			low, high = min(low, value), max(high, value)
		}
	}
	return low, high
}

// changeAt is the change that a run begins; nil for none.
func changeAt(one *trend.Figure, run int) *trend.Change {
	for i := range one.Series.Changes {
		if c := &one.Series.Changes[i]; c.Index == run {
			return c
		}
	}
	return nil
}

func changeRole(c *trend.Change) cells.Role {
	if c.Worse > 0 {
		return cells.Bad
	}
	return cells.Good
}
