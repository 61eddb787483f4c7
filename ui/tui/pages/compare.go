package pages

import (
	"fmt"

	compare "ep-benchmark/baselines/sidebyside"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/units"
)

// Compare is the view of a run beside another one.
type Compare struct{ scroll int }

// Title is the page's name.
func (*Compare) Title() string { return "Compare" }

// Act scrolls.
func (p *Compare) Act(action config.Action, _ *View) bool { return scrolled(&p.scroll, action, 5) }

// comparedWith names what is compared with.
func comparedWith(v *View) string {
	if v.With == nil {
		return "nothing yet"
	}
	return v.With.Side.Name
}

// Comparison sets the run, as far as it is, beside what was chosen; false
// where there is nothing on one of the sides.
func (v *View) Comparison() (compare.Comparison, bool) {
	if v.With == nil {
		return compare.Comparison{}, false
	}
	now, ok := v.Side()
	if !ok {
		return compare.Comparison{}, false
	}
	var workloads []string
	for i := range v.Run.Lanes {
		workloads = append(workloads, v.Run.Lanes[i].Spec.Name)
	}
	return compare.Sides(now, v.With.Side, workloads), true
}

// Draw draws the conditions that differ, and the table.
func (p *Compare) Draw(a cells.Area, v *View) {
	c, ok := v.Comparison()
	if !ok {
		p.empty(a, v)
		return
	}
	y := p.headline(a, &c)
	y += p.banner(a.Rows(y, a.Height-y), &c)
	p.table(a.Rows(y, a.Height-y-2), v)
	note := "Two single runs carry no verdict: runs differ from run to run by more than rounds do within one."
	parts.Wrapped(a.Part(1, a.Height-2, a.Width-2, 2), 0, cells.In(cells.Faint), note)
}

func (p *Compare) empty(a cells.Area, v *View) {
	if v.With == nil {
		parts.Wrapped(a.Part(1, 0, a.Width-2, a.Height), 0, cells.In(cells.Muted),
			fmt.Sprintf("Nothing is chosen to compare with. Press %s to choose a run or the reference, or %s to open an exported file.",
				v.Key(config.ActionChooseComparison), v.Key(config.ActionOpen)))
		return
	}
	parts.Wrapped(a.Part(1, 0, a.Width-2, a.Height), 0, cells.In(cells.Muted),
		"Compared with "+v.With.Side.Name+" as soon as a first workload has finished its rounds.")
}

// headline says what is compared with what.
func (p *Compare) headline(a cells.Area, c *compare.Comparison) int {
	x := a.Text(1, 0, cells.In(cells.Muted), "now against ")
	x = a.Text(x, 0, cells.Style(0).Bold(), c.Then.Name)
	if c.Then.Label != "" {
		x = a.Text(x+1, 0, cells.In(cells.Warn), "("+c.Then.Label+")")
	}
	if !c.Then.TakenAt.IsZero() {
		x = a.Text(x+1, 0, cells.In(cells.Muted), "of "+c.Then.TakenAt.Format("2006-01-02 15:04"))
	}
	a.Fit(x+1, 0, a.Width-x-2, cells.In(cells.Muted), c.Then.Machine)
	return 1
}

// banner names the conditions that differ.
func (p *Compare) banner(a cells.Area, c *compare.Comparison) int {
	if len(c.Differences) == 0 {
		return 0
	}
	y := 0
	a.Fit(1, y, a.Width-2, cells.In(cells.Warn).Bold(), "not measured alike, so the change is not the code's alone:")
	y++
	most := max(a.Height-10, 1)
	for i, difference := range c.Differences {
		if i == most && len(c.Differences) > most+1 {
			a.Fit(3, y, a.Width-4, cells.In(cells.Warn), fmt.Sprintf("and %d more", len(c.Differences)-most))
			y++
			break
		}
		a.Fit(3, y, a.Width-4, cells.In(cells.Warn), difference)
		y++
	}
	return y
}

// table has a line for each figure.
func (p *Compare) table(a cells.Area, v *View) {
	c, ok := v.Comparison()
	if !ok {
		a.Fit(1, 0, a.Width-1, cells.In(cells.Muted), "nothing to compare yet")
		return
	}
	columns := parts.Layout([]parts.Column{
		{Title: "WORKLOAD", Width: 14},
		{Title: "FIGURE", Width: 8},
		{Title: "THEN", Width: 7, Right: true},
		{Title: "NOW", Width: 7, Right: true},
		{Title: "CHANGE", Width: 15},
		{Title: "THEN, INTERVAL", Width: 18, Right: true},
		{Title: "NOW, INTERVAL", Width: 18, Right: true},
	}, a.Width-2)
	inner := a.Part(1, 0, a.Width-2, a.Height)
	parts.Head(inner, 0, columns)
	p.scroll = min(p.scroll, max(len(c.Rows)-inner.Height+1, 0))
	last := ""
	for i, row := range c.Rows[p.scroll:] {
		title := titleOf(v, row.Workload)
		if title == last && i > 0 {
			title = ""
		} else {
			last = title
		}
		parts.Row(inner, 1+i, columns, []parts.Field{
			{Text: title},
			{Text: metricName(row.Metric), Style: cells.In(cells.Muted)},
			{Text: figure(row.Metric, row.Then.Value), Style: cells.In(cells.Muted)},
			{Text: figure(row.Metric, row.Now.Value)},
			change(v, &row),
			{Text: interval(row.Metric, row.Then), Style: cells.In(cells.Muted)},
			{Text: interval(row.Metric, row.Now), Style: cells.In(cells.Muted)},
		})
	}
	moreBelow(inner, v, p.scroll+inner.Height-1 < len(c.Rows))
}

func titleOf(v *View, workload string) string {
	for i := range v.Run.Lanes {
		if v.Run.Lanes[i].Spec.Name == workload {
			return v.Run.Lanes[i].Spec.Title
		}
	}
	return workload
}

// metricName is short: the tables are narrow.
func metricName(metric compare.Metric) string {
	switch metric {
	case compare.SequentialTime:
		return "seq time"
	case compare.ParallelTime:
		return "par time"
	}
	return string(metric)
}

func figure(metric compare.Metric, value float64) string {
	if metric == compare.Speedup {
		return units.Factor(value)
	}
	return units.Seconds(value)
}

// interval renders a figure's interval, or that it has none.
func interval(metric compare.Metric, f compare.Figure) string {
	if f.Interval == nil {
		return "-"
	}
	return figure(metric, f.Interval.Low) + " to " + figure(metric, f.Interval.High)
}

// change renders a row's change: a sign, how much, and in words whether that
// is better or worse.
func change(v *View, row *compare.Row) parts.Field {
	g := v.Theme.Glyphs
	switch row.Direction {
	case compare.Better:
		return parts.Field{Text: string(g.Up) + " better " + row.Words(), Style: cells.In(cells.Good)}
	case compare.Worse:
		return parts.Field{Text: string(g.Down) + " worse  " + row.Words(), Style: cells.In(cells.Bad)}
	}
	return parts.Field{Text: string(g.Even) + " " + string(row.Direction), Style: cells.In(cells.Muted)}
}
