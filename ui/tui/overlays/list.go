package overlays

import (
	tea "charm.land/bubbletea/v2"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
)

// A List lets the reader choose one of some entries.
type List struct {
	plain
	title, hint string
	entries     entries
	fill        func() []Entry // nil for fixed entries
	// Of a list whose entries are previewed: what is sent when it is closed without a
	// choice, and the action that moves on as well, which opened it.
	cancel tea.Msg
	step   config.Action
}

// NewList offers entries.
func NewList(title string, all ...Entry) *List {
	return &List{title: title, hint: "enter chooses, esc closes", entries: entries{all: all}}
}

// NewFilled offers entries that fill makes, now and when more is known.
func NewFilled(title, hint string, fill func() []Entry) *List {
	return &List{title: title, hint: hint, entries: entries{all: fill()}, fill: fill}
}

// NewQuestion asks before something that can't be undone.
func NewQuestion(title, text string, yes tea.Msg) *List {
	return &List{title: title, hint: text, entries: entries{all: []Entry{{Text: "No, go on"}, {Text: "Yes", Send: yes}}}}
}

// NewPreviewed offers entries that are previewed as the cursor moves, beginning with one
// of them. The action that opened it moves the cursor on, and after the last entry to
// the first. Cancel is sent where nothing is chosen.
func NewPreviewed(title, hint string, step config.Action, on int, cancel tea.Msg, all ...Entry) *List {
	return &List{title: title, hint: hint, entries: entries{all: all, cursor: on}, cancel: cancel, step: step}
}

// Refresh makes the entries anew.
func (l *List) Refresh() {
	if l.fill != nil {
		l.entries.all = l.fill()
	}
}

// Draw draws the dialog.
func (l *List) Draw(screen cells.Area, th *theme.Theme) {
	width := cells.Width(l.title) + 6
	for i := range l.entries.all {
		e := &l.entries.all[i]
		width = max(width, cells.Width(e.Text)+cells.Width(e.Detail)+10)
	}
	inside := parts.Dialog(screen, th, l.title, min(max(width, 44), screen.Width-2), min(len(l.entries.all)+4, screen.Height))
	l.entries.draw(inside.Rows(0, inside.Height-2), th)
	inside.Fit(0, inside.Height-1, inside.Width, cells.In(cells.Faint), l.hint)
}

// Press moves, chooses, pins or closes.
func (l *List) Press(key tea.KeyPressMsg, action config.Action) Result {
	chosen := l.entries.chosen()
	switch {
	case closes(key, action) || action == config.ActionQuit:
		return Result{Close: true, Send: l.cancel}
	case action == config.ActionUp || key.String() == "up":
		return l.move(max(l.entries.cursor-1, 0))
	case action == config.ActionDown || key.String() == "down" || key.String() == "tab":
		return l.move(min(l.entries.cursor+1, max(len(l.entries.all)-1, 0)))
	case l.step != "" && action == l.step:
		return l.move((l.entries.cursor + 1) % len(l.entries.all))
	case key.String() == "enter" && chosen != nil:
		return Result{Close: true, Send: chosen.Send}
	case action == config.ActionPinBaseline && chosen != nil:
		return Result{Send: chosen.Pin}
	}
	return Result{}
}

// move puts the cursor on an entry, which is previewed.
func (l *List) move(to int) Result {
	l.entries.cursor = to
	if chosen := l.entries.chosen(); chosen != nil {
		return Result{Send: chosen.Preview}
	}
	return Result{}
}

// Click chooses the entry at a place; beside the list it closes.
func (l *List) Click(x, y int) Result {
	result := l.entries.click(x, y)
	if result.Close && result.Send == nil {
		result.Send = l.cancel
	}
	return result
}
