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
	list   runList
	opened *openRun // that is read in its place; nil for none
	beside bool     // it stands beside the list
}

// Open shows a run's report in the page, laid out by render.
func (p *History) Open(title string, render func(width int) string) {
	p.opened = &openRun{title: title, render: render}
}

// Title is the page's name.
func (*History) Title() string { return "History" }

// Show says what is drawn.
func (p *History) Show(in HistoryInput) { p.list.in = in }

// Act closes and scrolls what is open, and moves the cursor.
func (p *History) Act(action config.Action) bool {
	switch {
	case p.opened != nil && action == config.ActionClose:
		p.opened = nil
		return true
	case p.opened != nil && p.opened.act(action, !p.beside):
		return true
	}
	if !scrolled(&p.list.cursor, action, 10) {
		return false
	}
	p.list.cursor = min(p.list.cursor, max(p.list.count()-1, 0))
	return true
}

// Choose puts the cursor on a row.
func (p *History) Choose(row int) { p.list.cursor = row }

// Wheel scrolls what is open, or moves the cursor.
func (p *History) Wheel(rows int) config.Action {
	if p.opened != nil {
		p.opened.scroll = max(p.opened.scroll+rows, 0)
		return ""
	}
	return step(rows)
}

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

// Draw draws the list of runs, and beside or below it a run that is open, two that are
// marked, or how the figures went.
func (p *History) Draw(a cells.Area, s *Screen) {
	if p.list.count() == 0 && p.list.filter == "" {
		parts.Wrapped(a.Part(1, 0, a.Width-2, a.Height), 0, cells.In(cells.Muted), nothingKept(s, p.list.in.Store))
		return
	}
	p.list.cursor = min(p.list.cursor, max(p.list.count()-1, 0))
	boxed := Framed(a.Width, a.Height+frameRows)
	rows, pane := p.pane()
	if p.beside = a.Width >= fullWidth && pane != nil; p.beside {
		left := a.Width - trendsWidth
		boxIn(a.Columns(0, left), s, boxed, func(a cells.Area) { p.listed(a, s, boxed) })
		boxIn(a.Columns(left, trendsWidth), s, boxed, func(a cells.Area) { pane(a, s) })
		return
	}
	boxIn(a, s, boxed, func(a cells.Area) {
		switch {
		case p.opened != nil:
			pane(a, s)
		case pane != nil && a.Height >= 16:
			rows := min(rows, a.Height/2)
			p.listed(a.Rows(0, a.Height-rows), s, boxed)
			pane(a.Rows(a.Height-rows, rows), s)
		default:
			p.listed(a, s, boxed)
		}
	})
}

// boxIn draws sections in a frame, where there is room for one.
func boxIn(a cells.Area, s *Screen, boxed bool, draw func(a cells.Area)) {
	if !boxed {
		draw(a)
		return
	}
	framed(a, s.Theme, draw)
}

// listed is the list, with its title where it is in a frame.
func (p *History) listed(a cells.Area, s *Screen, boxed bool) {
	if boxed {
		parts.Rule(a, s.Theme, 0, "runs")
		a = a.Rows(1, a.Height-1)
	}
	p.list.draw(a, s)
}

// pane is what stands beside the list or below it, and how many rows it needs; nil for
// nothing.
func (p *History) pane() (rows int, draw func(a cells.Area, s *Screen)) {
	if p.opened != nil {
		return 0, p.opened.draw
	}
	if older, newer, two := p.list.two(); two {
		store := p.list.in.Store
		return len(store.Figures[newer]) + 2, func(a cells.Area, s *Screen) { sideBySide(a, s, store, older, newer) }
	}
	if t := p.list.in.Trends; len(t.Figures) > 0 && len(t.Runs) >= 2 {
		return len(t.Figures) + 1, func(a cells.Area, s *Screen) { drawTrends(a, s.Theme, t) }
	}
	return 0, nil
}
