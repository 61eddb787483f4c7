package overlays

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	shown "ep-benchmark/engine/text" // text is a value here
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/styled"
	"ep-benchmark/ui/tui/theme"
)

// A Text shows a text that is laid out for the width there is.
type Text struct {
	plain
	scroller
	title  string
	most   int // columns of text
	margin int // columns of the screen beside the dialog
	layout func(width int) []string
	lines  int
	width  int // that the lines are laid out for

	message bool // any key closes it
}

// NewMessage shows a short text, which any key closes.
func NewMessage(title, text string) *Text {
	return &Text{title: title, most: 72, margin: 2, message: true, layout: func(width int) []string {
		var lines []string
		for paragraph := range strings.Lines(text) {
			lines = append(lines, shown.Wrap(paragraph, width)...)
		}
		return lines
	}}
}

// readable is how wide a long text is at most.
const readable = 100

// NewViewer shows a long text, made by render for a width.
func NewViewer(title string, render func(width int) string) *Text {
	return &Text{title: title, most: readable, layout: func(width int) []string {
		return strings.Split(strings.TrimRight(render(width), "\n"), "\n")
	}}
}

// Draw draws the dialog.
func (o *Text) Draw(screen cells.Area, th *theme.Theme) {
	width := min(o.most+4, screen.Width-o.margin)
	if width-4 != o.width {
		o.width = width - 4
		lines := o.layout(o.width)
		for i := range lines {
			lines[i] = ansi.Truncate(styled.Plain(lines[i]), max(o.width, 0), "…")
		}
		o.lines = len(lines)
		o.show(lines)
	}
	inside := parts.Dialog(screen, th, o.title, width, min(o.lines+4, screen.Height))
	o.draw(inside.Rows(0, inside.Height-2))
	inside.Fit(0, inside.Height-1, inside.Width, cells.In(cells.Faint), o.hint())
}

// hint says what keys do.
func (o *Text) hint() string {
	switch {
	case o.message && o.longer():
		return "up and down scroll, any other key closes"
	case o.message:
		return "any key closes"
	case o.longer():
		return "up, down and pages scroll, esc closes"
	}
	return "esc closes"
}

// Press scrolls or closes.
func (o *Text) Press(key tea.KeyPressMsg, action config.Action) Result {
	switch {
	case o.message && (!o.longer() || action != config.ActionUp && action != config.ActionDown):
		return closed
	case o.scroll(action):
		return Result{}
	case closes(key, action), action == config.ActionQuit, key.String() == "enter":
		return closed
	}
	return Result{}
}
