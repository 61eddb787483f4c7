package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	shown "ep-benchmark/engine/text" // text is a value here
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/parts"
)

// overlay is what stands on top of a page and has the keys.
type overlay interface {
	draw(screen cells.Area, m *model)
	// press handles a key; action is what it is bound to, "" for nothing.
	press(m *model, key tea.KeyPressMsg, action config.Action) tea.Cmd
	click(m *model, x, y int) tea.Cmd
	paste(m *model, text string)
}

// paste gives pasted text to what is on top.
func (m *model) paste(text string) {
	if m.overlay != nil {
		m.overlay.paste(m, text)
	}
}

// closes tells whether a key closes what is on top.
func closes(key tea.KeyPressMsg, action config.Action) bool {
	return action == config.ActionClose || key.String() == "esc"
}

// An entry is a line of a list that can be chosen.
type entry struct {
	text, detail string
	choose       func(m *model) tea.Cmd
	pin          func(m *model) tea.Cmd // nil where there is nothing to pin
}

// list lets the reader choose one of some entries.
type list struct {
	title, hint string
	entries     []entry
	cursor      int
	rows        cells.Area // of the entries, when last drawn
	first       int        // entry in the first row
	// fill makes the entries anew when more is known; nil for fixed ones.
	fill func(m *model)
}

func (l *list) draw(screen cells.Area, m *model) {
	width := cells.Width(l.title) + 6
	for _, e := range l.entries {
		width = max(width, cells.Width(e.text)+cells.Width(e.detail)+10)
	}
	inside := parts.Dialog(screen, &m.theme, l.title, min(max(width, 44), screen.Width-2), min(len(l.entries)+4, screen.Height))
	l.rows = inside.Rows(0, inside.Height-2)
	drawEntries(l.rows, m, l.entries, &l.cursor, &l.first)
	inside.Fit(0, inside.Height-1, inside.Width, cells.In(cells.Faint), l.hint)
}

// drawEntries draws what fits of a list, with the cursor's entry in it.
func drawEntries(a cells.Area, m *model, entries []entry, cursor, first *int) {
	*cursor = min(max(*cursor, 0), max(len(entries)-1, 0))
	*first = min(max(*first, *cursor-a.Height+1), max(*cursor, 0))
	for y := 0; y < a.Height && *first+y < len(entries); y++ {
		e, row := entries[*first+y], a.Rows(y, 1)
		style, mark := cells.Style(0), ' '
		if *first+y == *cursor {
			style, mark = style.Bold(), m.theme.Glyphs.Focus
		}
		row.Rune(0, 0, mark, cells.In(cells.Accent))
		detail := min(cells.Width(e.detail), max(a.Width/2, a.Width-cells.Width(e.text)-4))
		row.Fit(2, 0, a.Width-detail-4, style, e.text)
		row.Fit(a.Width-detail, 0, detail, cells.In(cells.Muted), e.detail)
		if *first+y == *cursor {
			row.Paint(func(s cells.Style) cells.Style { return s.On(cells.Selection) })
		}
	}
}

// drawUnchosen draws entries of which none is chosen.
func drawUnchosen(a cells.Area, entries []entry) {
	for y := 0; y < a.Height && y < len(entries); y++ {
		detail := min(cells.Width(entries[y].detail), a.Width/2)
		a.Fit(2, y, a.Width-detail-4, cells.In(cells.Muted), entries[y].text)
		a.Fit(a.Width-detail, y, detail, cells.In(cells.Muted), entries[y].detail)
	}
}

func (l *list) press(m *model, key tea.KeyPressMsg, action config.Action) tea.Cmd {
	switch {
	case closes(key, action) || action == config.ActionQuit:
		m.overlay = nil
	case action == config.ActionUp || key.String() == "up":
		l.cursor--
	case action == config.ActionDown || key.String() == "down" || key.String() == "tab":
		l.cursor++
	case key.String() == "enter" && len(l.entries) > 0:
		return l.choose(m, l.cursor)
	case action == config.ActionPinBaseline && len(l.entries) > 0:
		if pin := l.entries[min(max(l.cursor, 0), len(l.entries)-1)].pin; pin != nil {
			return pin(m)
		}
	}
	return nil
}

func (l *list) choose(m *model, i int) tea.Cmd {
	m.overlay = nil
	return l.entries[min(max(i, 0), len(l.entries)-1)].choose(m)
}

func (l *list) click(m *model, x, y int) tea.Cmd {
	if !l.rows.Contains(x, y) {
		m.overlay = nil
		return nil
	}
	_, top := l.rows.Origin()
	if i := l.first + y - top; i < len(l.entries) {
		return l.choose(m, i)
	}
	return nil
}

func (*list) paste(*model, string) {}

const listHint = "enter chooses, esc closes"

// newQuestion asks before something that can't be taken back.
func newQuestion(title, text string, yes func(m *model) tea.Cmd) overlay {
	return &list{title: title, hint: text, entries: []entry{
		{text: "No, go on", choose: func(*model) tea.Cmd { return nil }},
		{text: "Yes", choose: yes},
	}}
}

// message is a text to be read.
type message struct {
	title, text string
	scroll      int
	more        bool // than the screen has room for
}

func newMessage(title, text string) overlay { return &message{title: title, text: text} }

func (o *message) draw(screen cells.Area, m *model) {
	width := min(76, screen.Width-2)
	var lines []string
	for paragraph := range strings.Lines(o.text) {
		lines = append(lines, shown.Wrap(paragraph, width-4)...)
	}
	inside := parts.Dialog(screen, &m.theme, o.title, width, min(len(lines)+4, screen.Height))
	rows := max(inside.Height-2, 0)
	hint := "any key closes"
	if o.more = len(lines) > rows; o.more {
		hint = "up and down scroll, any other key closes"
	}
	o.scroll = min(max(o.scroll, 0), max(len(lines)-rows, 0))
	for y, text := range lines[o.scroll:] {
		if y < rows {
			inside.Text(0, y, cells.Style(0), text)
		}
	}
	inside.Fit(0, inside.Height-1, inside.Width, cells.In(cells.Faint), hint)
}

func (o *message) press(m *model, _ tea.KeyPressMsg, action config.Action) tea.Cmd {
	switch {
	case o.more && action == config.ActionUp:
		o.scroll--
	case o.more && action == config.ActionDown:
		o.scroll++
	default:
		m.overlay = nil
	}
	return nil
}

func (o *message) click(m *model, _, _ int) tea.Cmd {
	m.overlay = nil
	return nil
}

func (*message) paste(*model, string) {}
