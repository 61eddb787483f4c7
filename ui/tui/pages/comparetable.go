package pages

import (
	"fmt"
	"strconv"
	"strings"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
	"ep-benchmark/ui/words"
)

// Widths from which the table has more columns. Below narrowTable there is a
// line for each workload.
const (
	narrowTable = 55
	nowTable    = 64
	bandTable   = 78
	scaleTable  = 108
	reasonTable = 140
)

// A compareColumn is one of the table's.
type compareColumn struct {
	parts.Column
	field func(c *compare.Comparison, row *compare.Row) parts.Field // nil for one that is drawn
}

// compareColumns are those that there is room for.
func compareColumns(width int, c *compare.Comparison) []compareColumn {
	now, then, of := words.Columns(c)
	var all []compareColumn
	add := func(least int, title string, columns int, right bool, field func(c *compare.Comparison, row *compare.Row) parts.Field) {
		if width >= least {
			all = append(all, compareColumn{parts.Column{Title: title, Width: columns, Right: right}, field})
		}
	}
	add(0, "BENCHMARK", 14, false, nil) // once for each workload
	add(0, "FIGURE", 8, false, metricField)
	add(nowTable, now, 7, true, nowField)
	if width >= scaleTable {
		add(0, then, 8, true, centerField)
		add(0, "BAND", 12, true, bandField)
		add(0, of, len(of), true, runsField)
	} else {
		add(bandTable, then, 12, true, bandField)
	}
	add(0, "CHANGE", 13, false, changeField)
	add(0, "VERDICT", 14, false, verdictField)
	if room := width - tableWidth(all) - 2; width >= scaleTable && room >= leastScale {
		add(0, "BAND, RUNS, NOW", min(room, widestScale), false, nil)
	}
	if width >= reasonTable {
		add(0, "WHY", width-tableWidth(all)-2, false, reasonField)
	}
	return all
}

// Widths of the column that draws where a figure lies.
const leastScale, widestScale = 15, 34

func tableWidth(columns []compareColumn) int {
	width := -2
	for i := range columns {
		width += columns[i].Width + 2
	}
	return width
}

func metricField(_ *compare.Comparison, row *compare.Row) parts.Field {
	return parts.Field{Text: metricName(row.Metric), Style: cells.In(cells.Muted)}
}

func nowField(_ *compare.Comparison, row *compare.Row) parts.Field {
	if row.Awaited() {
		return parts.Field{Text: "-", Style: cells.In(cells.Muted)}
	}
	return parts.Field{Text: figure(row.Metric, row.Now.Center)}
}

func centerField(_ *compare.Comparison, row *compare.Row) parts.Field {
	if row.Then.Center <= 0 {
		return parts.Field{Text: "-", Style: cells.In(cells.Muted)}
	}
	return parts.Field{Text: figure(row.Metric, row.Then.Center), Style: cells.In(cells.Muted)}
}

// bandField is the baseline's band, or its value where it has none.
func bandField(c *compare.Comparison, row *compare.Row) parts.Field {
	if row.Then.Band == nil {
		return centerField(c, row)
	}
	return parts.Field{Text: band(row.Metric, row.Then.Band.Low, row.Then.Band.High), Style: cells.In(cells.Muted)}
}

func runsField(_ *compare.Comparison, row *compare.Row) parts.Field {
	return parts.Field{Text: strconv.Itoa(len(row.Then.Values)), Style: cells.In(cells.Muted)}
}

func changeField(_ *compare.Comparison, row *compare.Row) parts.Field {
	text, role := changeWords(row)
	return parts.Field{Text: text, Style: cells.In(role)}
}

func verdictField(c *compare.Comparison, row *compare.Row) parts.Field {
	text, role := verdictWords(c, row)
	style := cells.In(role)
	if row.Gates {
		style = style.Bold()
	}
	return parts.Field{Text: text, Style: style}
}

func reasonField(_ *compare.Comparison, row *compare.Row) parts.Field {
	text := row.Reason
	if found := words.Detectable(row); text == "" && found != "" {
		text = found
	}
	return parts.Field{Text: text, Style: cells.In(cells.Faint)}
}

// CompareInput is what Compare draws.
type CompareInput struct {
	Run    *live.Run
	Versus Versus
}

// compareTable is a comparison as a table.
type compareTable struct {
	in     CompareInput
	cursor int // row of the comparison; -1 for none
	first  int // row on top of the table
}

// draw has a line for each figure, or where it is narrow for each workload.
func (t *compareTable) draw(a cells.Area, s *Screen) {
	c := t.in.Versus.shown()
	if a.Width < narrowTable {
		t.byWorkload(a)
		return
	}
	columns := compareColumns(a.Width-2, c)
	inner := a.Part(1, 0, a.Width-2, a.Height)
	heads := make([]parts.Column, len(columns))
	for i := range columns {
		heads[i] = columns[i].Column
	}
	parts.Head(inner, 0, heads)
	rows := a.Height - 1
	if len(c.Rows) > rows {
		rows-- // for the sign that there is more
	}
	t.first = max(min(t.first, max(t.cursor, 0), len(c.Rows)-rows), t.cursor-rows+1, 0)
	for y := 1; y <= rows && t.first+y-1 < len(c.Rows); y++ {
		i := t.first + y - 1
		s.Hits.AddRow(a.Rows(y, 1), i)
		t.row(inner.Rows(y, 1), s.Theme, columns, i, y == 1)
		if i == t.cursor {
			a.Rune(0, y, s.Theme.Glyphs.Focus, cells.In(cells.Accent))
			a.Rows(y, 1).Paint(func(s cells.Style) cells.Style { return s.On(cells.Focus) })
		}
	}
	if y := 1 + len(c.Rows) - t.first; y < a.Height && len(c.Rows) <= rows {
		notYet(a.Rows(y, 1), t.in.Run, c)
	}
	moreBelow(inner, s.Theme, t.first+rows < len(c.Rows))
}

// row is one line of the table; the benchmark is named on its first one.
func (t *compareTable) row(a cells.Area, th *theme.Theme, columns []compareColumn, i int, onTop bool) {
	c := t.in.Versus.shown()
	row := &c.Rows[i]
	x := 0
	for j := range columns {
		column := &columns[j]
		cell := a.Part(x, 0, column.Width, 1)
		switch {
		case j == 0 && (onTop || c.Rows[i-1].Workload != row.Workload):
			cell.Fit(0, 0, cell.Width, cells.Style(0), row.Title)
		case j == 0:
		case column.field == nil:
			scaleOf(c, row).Scale(cell, th)
		default:
			parts.Row(cell, 0, []parts.Column{column.Column}, []parts.Field{column.field(c, row)})
		}
		x += column.Width + 2
	}
}

// leastSpan is how far the scale of a row reaches at the least: 5 % to both sides. Rows
// within that have the same scale.
const leastSpan = 0.05

// scaleOf is where a row's figures lie.
func scaleOf(c *compare.Comparison, row *compare.Row) *parts.Spread {
	_, role := verdictWords(c, row)
	if !row.Gates {
		role = cells.Text
	}
	s := &parts.Spread{Runs: row.Then.Values, Now: row.Now.Center, NowStyle: cells.In(role).Bold(), Least: leastSpan}
	if row.Then.Band != nil {
		s.Low, s.High = row.Then.Band.Low, row.Then.Band.High
	}
	return s
}

// byWorkload has a line for each workload: its verdict, and how far its
// weightiest figure moved.
func (t *compareTable) byWorkload(a cells.Area) {
	c := t.in.Versus.shown()
	for i := range t.in.Run.Lanes {
		spec := &t.in.Run.Lanes[i].Spec
		a.Fit(1, i, 14, cells.Style(0), spec.Title)
		row := weightiest(c, spec.Name)
		if row == nil || row.Awaited() {
			a.Fit(16, i, a.Width-17, cells.In(cells.Muted), "not measured yet")
			continue
		}
		text, role := verdictWords(c, row)
		x := a.Text(16, i, cells.In(role).Bold(), text) + 1
		if change, role := changeWords(row); x+cells.Width(change) <= a.Width {
			a.Text(x, i, cells.In(role), change)
		}
	}
}

// notYet names the workloads that have no figure yet.
func notYet(a cells.Area, run *live.Run, c *compare.Comparison) {
	var names []string
	for i := range run.Lanes {
		name := run.Lanes[i].Spec.Name
		found := false
		for j := range c.Rows {
			found = found || c.Rows[j].Workload == name
		}
		if !found {
			names = append(names, titleOf(run, name))
		}
	}
	if len(names) > 0 {
		a.Fit(1, 0, a.Width-2, cells.In(cells.Muted), "too early to tell: "+strings.Join(names, ", "))
	}
}

// nothingCompared says why there is no comparison.
func nothingCompared(a cells.Area, s *Screen, vs *Versus) {
	text := vs.Absent
	switch {
	case vs.Side != nil:
		text = "Compared with " + vs.label() + " as soon as a first workload has been measured for a few rounds."
	case text == "":
		text = "Nothing is chosen to compare with."
	}
	if !vs.Refused {
		text += fmt.Sprintf(" Press %s to choose a baseline, a run or the reference, or %s to open an exported file.",
			s.Key(config.ActionChooseComparison), s.Key(config.ActionOpen))
	}
	parts.Wrapped(a.Part(1, 0, a.Width-2, a.Height), 0, cells.In(cells.Muted), text)
}

// beside is the table without a cursor, for another page.
func beside(a cells.Area, s *Screen, in *CompareInput) {
	if in.Versus.shown() == nil {
		nothingCompared(a, s, &in.Versus)
		return
	}
	inert := *s
	inert.Hits = &Hits{}
	(&compareTable{in: *in, cursor: -1}).draw(a, &inert)
}
