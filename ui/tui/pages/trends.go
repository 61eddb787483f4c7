package pages

import (
	"fmt"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/trend"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
)

// trendsWidth is that of the trends beside a list.
const trendsWidth = 96

// Rows of a figure's trend: on one row, or with a chart and its axis.
const leastBlock, mostBlock = 4, 8

// drawTrends draws how each figure went, a row each, or where there is room a chart with
// the last run beside the baselines.
func drawTrends(a cells.Area, th *theme.Theme, t *trend.Past) {
	parts.Rule(a, th, 0, fmt.Sprintf("trend of %s under these conditions, the newest last", units.Counted(len(t.Runs), "clean run")))
	tall := 1
	if each := (a.Height - 1) / max(len(t.Figures), 1); each >= leastBlock && a.Width >= 60 {
		tall = min(each, mostBlock)
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

// Columns of a trend on one row.
const (
	trendChart = 34 // where its chart begins
	trendRange = 15 // for the ends of its scale
	trendSaid  = 26 // for what is said of it
)

// trendRow is a figure's trend on one row, with the ends of its scale.
func trendRow(a cells.Area, th *theme.Theme, t *trend.Past, one *trend.Figure, i int) {
	if i == 0 || t.Figures[i-1].Workload != one.Workload {
		a.Fit(1, 0, 14, cells.Style(0), one.Title)
	}
	a.Fit(16, 0, 8, cells.In(cells.Muted), metricName(one.Metric))
	a.Right(32, 0, cells.Style(0), level(one))
	chart := trendOf(one)
	room := min(max(a.Width-trendChart-trendRange-trendSaid, 0), 60)
	x := trendChart + chart.Row(a.Part(trendChart, 0, room, 1), th) + 1
	if low, high, ok := chart.Ends(room); ok && room > 0 {
		a.Fit(x, 0, trendRange, cells.In(cells.Faint), band(one.Metric, low, high))
		x += trendRange
	}
	text, role := trendWords(t, one)
	a.Fit(x, 0, a.Width-x-1, cells.In(role), text)
}

// trendOf is a figure's trend as it is drawn: with the band of one more run, and the
// pinned baseline.
func trendOf(one *trend.Figure) *parts.Trend {
	chart := &parts.Trend{Values: one.Values, Unit: func(value float64) string { return figure(one.Metric, value) }}
	if one.Rolling != nil && one.Rolling.Then.Band != nil {
		chart.Low, chart.High = one.Rolling.Then.Band.Low, one.Rolling.Then.Band.High
	}
	if one.Pinned != nil {
		chart.Level = one.Pinned.Then.Center
	}
	for i := range one.Series.Changes {
		c := &one.Series.Changes[i]
		chart.Changes = append(chart.Changes, parts.TrendChange{Run: c.Index, Worse: c.Worse > 0})
	}
	return chart
}

// trendBlock is a figure's trend with a chart of several rows, and beside it the last
// run against the baselines and what the lines are.
func trendBlock(a cells.Area, th *theme.Theme, t *trend.Past, one *trend.Figure) {
	x := a.Text(1, 0, cells.Style(0).Bold(), one.Title+" ")
	x = a.Text(x, 0, cells.In(cells.Muted), metricName(one.Metric)+" ")
	x = a.Text(x, 0, cells.Style(0), level(one)) + 2
	text, role := trendWords(t, one)
	a.Fit(x, 0, a.Width-x-1, cells.In(role), text)
	chart := a.Width - 2 - trendAside
	trendOf(one).Draw(a.Part(1, 1, chart, a.Height-1), th)
	y := 1
	for _, against := range []struct {
		name string
		row  *compare.Row
	}{{t.Pinned, one.Pinned}, {"earlier runs", one.Rolling}} {
		if against.row == nil {
			continue
		}
		words, role := changeWords(against.row)
		a.Fit(chart+2, y, 15, cells.In(cells.Muted), "vs "+against.name)
		a.Fit(chart+18, y, 13, cells.In(role), words)
		a.Fit(chart+32, y, 10, cells.In(cells.Muted), string(against.row.Verdict))
		y++
	}
	if y < a.Height && one.Rolling != nil && one.Rolling.Then.Band != nil {
		b := one.Rolling.Then.Band
		a.Fit(chart+2, y, trendAside-1, cells.In(cells.Faint), string([]rune{th.Glyphs.Dash, th.Glyphs.Dash})+" one more run: "+band(one.Metric, b.Low, b.High))
	}
}

// trendAside is the room beside a trend's chart.
const trendAside = 42

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

func changeRole(c *trend.Change) cells.Role {
	if c.Worse > 0 {
		return cells.Bad
	}
	return cells.Good
}
