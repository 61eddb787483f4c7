package pages

import (
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
)

// History is the view of the runs at hand: files, runs of this session that
// are kept nowhere, and what the store has.
type History struct {
	timeless
	list runList
}

// Title is the page's name.
func (*History) Title() string { return "History" }

// Show says what is drawn.
func (p *History) Show(in HistoryInput) { p.list.in = in }

// Act moves the cursor.
func (p *History) Act(action config.Action) bool {
	if !scrolled(&p.list.cursor, action, 10) {
		return false
	}
	p.list.cursor = min(p.list.cursor, max(p.list.count()-1, 0))
	return true
}

// Choose puts the cursor on a row.
func (p *History) Choose(row int) { p.list.cursor = row }

// Wheel moves the cursor.
func (*History) Wheel(rows int) config.Action { return step(rows) }

// Explains is false.
func (*History) Explains(*live.Run, int) bool { return false }

// Filter is what the runs that are shown have in them.
func (p *History) Filter() string { return p.list.filter }

// Narrow shows only runs that have all of some words.
func (p *History) Narrow(text string) {
	p.list.filter, p.list.cursor = text, 0
	p.list.search()
}

// Search looks anew for what the filter leaves, after the runs have changed.
func (p *History) Search() { p.list.search() }

// Count is the number of rows.
func (p *History) Count() int { return p.list.count() }

// Selected is the run under the cursor: one at hand, or one of the store.
func (p *History) Selected() Selection {
	row := p.list.selected()
	return Selection{Lists: true, Kept: row.kept, Stored: row.stored}
}

// Around are the numbers of the store's runs within the given number of rows of
// the cursor, whose figures are not known yet.
func (p *History) Around(rows int) []int64 { return p.list.around(rows) }

// Draw draws the list of runs, and how their figures went.
func (p *History) Draw(a cells.Area, s *Screen) {
	if p.list.count() == 0 && p.list.filter == "" {
		parts.Wrapped(a.Part(1, 0, a.Width-2, a.Height), 0, cells.In(cells.Muted), nothingKept(s, p.list.in.Store))
		return
	}
	p.list.cursor = min(p.list.cursor, max(p.list.count()-1, 0))
	trends := len(p.list.in.Trends.Figures) + 1
	if trends == 1 || len(p.list.in.Trends.Runs) < 2 {
		trends = 0
	}
	switch {
	case trends > 0 && a.Width >= fullWidth:
		p.list.draw(a.Columns(0, a.Width-trendsWidth-1), s)
		drawTrends(a.Columns(a.Width-trendsWidth, trendsWidth), s.Theme, p.list.in.Trends)
	case trends > 0 && a.Height >= 16:
		rows := min(trends, a.Height/2)
		p.list.draw(a.Rows(0, a.Height-rows), s)
		drawTrends(a.Rows(a.Height-rows, rows), s.Theme, p.list.in.Trends)
	default:
		p.list.draw(a, s)
	}
}
