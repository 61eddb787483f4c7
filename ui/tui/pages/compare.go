package pages

import (
	"ep-benchmark/baselines/compare"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
)

// Compare is the view of the run beside a baseline.
type Compare struct {
	timeless
	table compareTable
}

// Title is the page's name.
func (*Compare) Title() string { return "Compare" }

// Act moves the cursor.
func (p *Compare) Act(action config.Action) bool { return scrolled(&p.table.cursor, action, 5) }

// Wheel moves the cursor.
func (*Compare) Wheel(rows int) config.Action { return step(rows) }

// Explains is false: the causes of what regressed are in the comparison.
func (*Compare) Explains(*live.Run, int) bool { return false }

// Selected is nothing: the rows are figures.
func (*Compare) Selected() Selection { return Selection{} }

// Show says what is drawn.
func (p *Compare) Show(in CompareInput) { p.table.in = in }

// Choose puts the cursor on a row.
func (p *Compare) Choose(row int) { p.table.cursor = row }

// Draw draws the overall verdict, the conditions that differ, the table, and
// the details of the row that has the cursor.
func (p *Compare) Draw(a cells.Area, s *Screen) {
	c := p.table.in.Versus.shown()
	if c == nil {
		nothingCompared(a, s, &p.table.in.Versus)
		return
	}
	p.table.cursor = min(p.table.cursor, max(len(c.Rows)-1, 0))
	if !Framed(a.Width, a.Height+frameRows) {
		p.figures(a, s, c)
		return
	}
	framed(a, s.Theme, func(a cells.Area) {
		parts.Rule(a, s.Theme, 0, "compared with "+p.table.in.Versus.label())
		p.figures(a.Rows(1, a.Height-1), s, c)
	})
}

// figures are the verdict, the table, and the details below.
func (p *Compare) figures(a cells.Area, s *Screen, c *compare.Comparison) {
	overall(a.Rows(0, 1), &p.table.in.Versus)
	y := 1
	if a.Height >= 12 {
		against(a.Rows(1, 1), c)
		y = 2
	}
	y += banner(a.Rows(y, min(a.Height-y, 2+a.Height/6)), c)
	rest := a.Rows(y, a.Height-y)
	rows := p.tableHeight(rest)
	p.table.draw(rest.Rows(0, rows), s)
	p.below(rest.Rows(rows, rest.Height-rows), s.Theme)
}

// tableHeight is the table's share of the height. The details of one row come
// after it, and may take the rest.
func (p *Compare) tableHeight(a cells.Area) int {
	needed := 1 + len(p.table.in.Versus.shown().Rows) + 1
	if a.Width < narrowTable {
		needed = len(p.table.in.Run.Lanes) + 1
	}
	switch {
	case a.Height-needed >= leastDetail:
		return needed
	case a.Height >= 3*leastDetail:
		return a.Height - leastDetail
	}
	return a.Height
}

// leastDetail is how many rows the detail of a row needs.
const leastDetail = 4

// below draws the details of the row under the cursor, and on large screens the
// notices of all regressions.
func (p *Compare) below(a cells.Area, th *theme.Theme) {
	c := p.table.in.Versus.shown()
	if a.Height < 2 || p.table.cursor >= len(c.Rows) {
		return
	}
	used := detail(a, th, &p.table.in.Versus, &c.Rows[p.table.cursor])
	if rest := a.Rows(used, a.Height-used); rest.Height >= 6 {
		notices(rest, th, c)
	}
}
