package overlays

import (
	tea "charm.land/bubbletea/v2"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/tui/theme"
)

// An Entry is a line of a list that can be chosen.
type Entry struct {
	Text, Detail string
	Send         tea.Msg // when it is chosen; nil for nothing
	Pin          tea.Msg // when it is pinned; nil where there is nothing to pin
	Preview      tea.Msg // when the cursor is on it; nil for nothing
}

// entries are drawn in an area, with a cursor on one of them.
type entries struct {
	all    []Entry
	cursor int
	first  int        // in the first row
	area   cells.Area // when last drawn
}

// draw draws what fits, with the cursor's entry in it.
func (e *entries) draw(a cells.Area, th *theme.Theme) {
	e.area = a
	e.cursor = min(max(e.cursor, 0), max(len(e.all)-1, 0))
	e.first = min(max(e.first, e.cursor-a.Height+1), max(e.cursor, 0))
	for y := 0; y < a.Height && e.first+y < len(e.all); y++ {
		one, row := &e.all[e.first+y], a.Rows(y, 1)
		style, mark := cells.Style(0), ' '
		if e.first+y == e.cursor {
			style, mark = style.Bold(), th.Glyphs.Focus
		}
		row.Rune(0, 0, mark, cells.In(cells.Accent))
		detail := min(cells.Width(one.Detail), max(a.Width/2, a.Width-cells.Width(one.Text)-4))
		row.Fit(2, 0, a.Width-detail-4, style, one.Text)
		row.Fit(a.Width-detail, 0, detail, cells.In(cells.Muted), one.Detail)
		if e.first+y == e.cursor {
			row.Paint(func(s cells.Style) cells.Style { return s.On(cells.Selection) })
		}
	}
}

// drawUnchosen draws the entries from the first on, with no cursor.
func (e *entries) drawUnchosen(a cells.Area) {
	e.area, e.first = a, 0
	for y := 0; y < a.Height && y < len(e.all); y++ {
		detail := min(cells.Width(e.all[y].Detail), a.Width/2)
		a.Fit(2, y, a.Width-detail-4, cells.In(cells.Muted), e.all[y].Text)
		a.Fit(a.Width-detail, y, detail, cells.In(cells.Muted), e.all[y].Detail)
	}
}

// chosen is the cursor's entry; nil where there is none.
func (e *entries) chosen() *Entry {
	if len(e.all) == 0 {
		return nil
	}
	return &e.all[min(max(e.cursor, 0), len(e.all)-1)]
}

// at is the entry at a place of the screen; nil where there is none.
func (e *entries) at(x, y int) (entry *Entry, inside bool) {
	if !e.area.Contains(x, y) {
		return nil, false
	}
	_, top := e.area.Origin()
	if i := e.first + y - top; i < len(e.all) {
		return &e.all[i], true
	}
	return nil, true
}

// click chooses the entry at a place. A click outside closes.
func (e *entries) click(x, y int) Result {
	entry, inside := e.at(x, y)
	switch {
	case !inside:
		return closed
	case entry == nil:
		return Result{}
	}
	return Result{Close: true, Send: entry.Send}
}
