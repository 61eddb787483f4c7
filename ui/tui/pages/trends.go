package pages

import (
	"fmt"
	"math"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/tui/parts"
)

// trendsWidth is that of the trends beside a list.
const trendsWidth = 92

// drawTrends draws how each figure went, a row each, or where there is room
// three: the chart in full height, and the last run beside the baselines.
func drawTrends(a cells.Area, v *View) {
	t := &v.Trends
	parts.Rule(a, v.Theme, 0, fmt.Sprintf("trend of %s under these conditions, from the least to the most", counted(len(t.Runs), "clean run")))
	tall := 1
	if a.Height > 4*len(t.Series) && a.Width >= 60 {
		tall = 4
	}
	for i := range t.Series {
		row := a.Rows(1+i*tall, tall)
		if row.Height < 1 {
			break
		}
		if tall == 1 {
			trendRow(row, v, t, &t.Series[i], i)
		} else {
			trendBlock(row, v, t, &t.Series[i])
		}
	}
	if more := 1 + len(t.Series)*tall; more > a.Height {
		moreBelow(a, v, true)
	}
}

// trendRow is a figure's trend on one row.
func trendRow(a cells.Area, v *View, t *Trends, one *Trend, i int) {
	if i == 0 || t.Series[i-1].Workload != one.Workload {
		a.Fit(1, 0, 14, cells.Style(0), one.Title)
	}
	a.Fit(16, 0, 8, cells.In(cells.Muted), metricName(one.Metric))
	a.Right(32, 0, cells.Style(0), level(one))
	chart := min(max((a.Width-60)/2, 8), 60)
	if a.Width < 60 {
		chart = 0
	}
	drawTrend(a.Part(33, 0, chart, 1), v, one)
	text, role := trendWords(t, one)
	x := 33 + chart + 1
	a.Fit(x, 0, a.Width-x-1, cells.In(role), text)
}

// trendBlock is a figure's trend with a chart of several rows.
func trendBlock(a cells.Area, v *View, t *Trends, one *Trend) {
	x := a.Text(1, 0, cells.Style(0).Bold(), one.Title+" ")
	x = a.Text(x, 0, cells.In(cells.Muted), metricName(one.Metric)+" ")
	x = a.Text(x, 0, cells.Style(0), level(one)) + 2
	text, role := trendWords(t, one)
	a.Fit(x, 0, a.Width-x-1, cells.In(role), text)
	chart := a.Width - 2 - 46
	drawTrend(a.Part(1, 1, chart, a.Height-2), v, one)
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

func level(one *Trend) string {
	if one.Series.Runs == 0 {
		return "-"
	}
	return figure(one.Metric, one.Series.Level.Value)
}

// trendWords say what the trend is, with the colour of a change.
func trendWords(t *Trends, one *Trend) (string, cells.Role) {
	role := cells.Muted
	if n := len(one.Series.Changes); n > 0 {
		role = cells.Good
		if one.Series.Changes[n-1].Worse > 0 {
			role = cells.Bad
		}
	}
	return one.Words(t.Runs), role
}

// drawTrend draws values as bars, the newest at the right, on a scale from a
// little below the least to the most.
func drawTrend(a cells.Area, v *View, one *Trend) {
	values := one.Values[max(0, len(one.Values)-a.Width):]
	from := len(one.Values) - len(values)
	low, high := math.Inf(1), 0.0
	for _, value := range values {
		if value > 0 && !math.IsInf(value, 1) {
			low, high = min(low, value), max(high, value)
		}
	}
	if high <= 0 {
		return
	}
	low -= max(high-low, 0.05*high) / 2
	shares := make([]float64, len(values))
	for i, value := range values {
		shares[i] = (value - low) / (high - low)
	}
	parts.Columns(a, v.Theme.Glyphs.Full, shares, func(int) cells.Style { return cells.In(cells.Accent) })
	markChanges(a, v, one, shares, from)
}

// markChanges draws the first run of each new level thin, and in the colour of
// the change.
func markChanges(a cells.Area, v *View, one *Trend, shares []float64, from int) {
	for _, c := range one.Series.Changes {
		i := c.Index - from
		if i < 0 || i >= len(shares) {
			continue
		}
		role := cells.Good
		if c.Worse > 0 {
			role = cells.Bad
		}
		column := a.Part(a.Width-len(shares)+i, 0, 1, a.Height)
		column.Fill(' ', 0)
		parts.Columns(column, v.Theme.Glyphs.Thin, shares[i:i+1], func(int) cells.Style { return cells.In(role).Bold() })
	}
}
