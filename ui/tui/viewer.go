package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/parts"
)

// viewer shows text that a function lays out for a width, and scrolls.
type viewer struct {
	title  string
	render func(width int) string
	width  int // that the lines are laid out for
	lines  []string
	scroll int
	rows   int // of text, when last drawn
}

func newViewer(title string, render func(width int) string) overlay {
	return &viewer{title: title, render: render}
}

// readable is how wide a text is at most.
const readable = 100

func (o *viewer) draw(screen cells.Area, m *model) {
	width := min(readable+4, screen.Width)
	if width-4 != o.width {
		o.width = width - 4
		o.lines = strings.Split(strings.TrimRight(o.render(o.width), "\n"), "\n")
	}
	inside := parts.Dialog(screen, &m.theme, o.title, width, min(len(o.lines)+4, screen.Height))
	o.rows = max(inside.Height-2, 0)
	o.scroll = min(max(o.scroll, 0), max(len(o.lines)-o.rows, 0))
	for y, text := range o.lines[o.scroll:] {
		if y >= o.rows {
			break
		}
		inside.Fit(0, y, inside.Width, cells.Style(0), text)
	}
	hint := "esc closes"
	if len(o.lines) > o.rows {
		hint = "up, down and pages scroll, esc closes"
	}
	inside.Fit(0, inside.Height-1, inside.Width, cells.In(cells.Faint), hint)
}

func (o *viewer) press(m *model, key tea.KeyPressMsg, action config.Action) tea.Cmd {
	switch {
	case action == config.ActionUp:
		o.scroll--
	case action == config.ActionDown:
		o.scroll++
	case action == config.ActionPageUp:
		o.scroll -= o.rows
	case action == config.ActionPageDown:
		o.scroll += o.rows
	case action == config.ActionFirst:
		o.scroll = 0
	case action == config.ActionLast:
		o.scroll = len(o.lines)
	case closes(key, action), action == config.ActionQuit, key.String() == "enter":
		m.overlay = nil
	}
	return nil
}

func (o *viewer) click(m *model, _, _ int) tea.Cmd {
	m.overlay = nil
	return nil
}

func (*viewer) paste(*model, string) {}
