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

// A Text shows a text that is wrapped for the width there is.
type Text struct {
	plain
	scroller
	title, text string
	lines       int
	width       int // that the lines are laid out for
}

// textMost is how many columns of text there are at most, and textMargin those of the
// screen beside the dialog.
const textMost, textMargin = 72, 2

// NewMessage shows a text, which any key closes.
func NewMessage(title, text string) *Text { return &Text{title: title, text: text} }

// layout wraps the text's paragraphs.
func (o *Text) layout(width int) []string {
	var lines []string
	for paragraph := range strings.Lines(o.text) {
		lines = append(lines, shown.Wrap(paragraph, width)...)
	}
	return lines
}

// Draw draws the dialog.
func (o *Text) Draw(screen cells.Area, th *theme.Theme) {
	width := min(textMost+4, screen.Width-textMargin)
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
	if o.longer() {
		return "up and down scroll, any other key closes"
	}
	return "any key closes"
}

// Press scrolls or closes.
func (o *Text) Press(_ tea.KeyPressMsg, action config.Action) Result {
	if o.longer() && (action == config.ActionUp || action == config.ActionDown) {
		o.scroll(action)
		return Result{}
	}
	return closed
}
