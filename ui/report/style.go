package report

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// Style says what the receiver of text can show.
type Style struct {
	Colour bool
	Width  int // columns; 0 where there is no limit
	// ASCII draws sparklines with nothing beyond ASCII.
	ASCII bool
}

// narrowest is the least width that text is laid out for; on anything
// narrower the terminal itself has to break lines.
const narrowest = 40

// columns is the width to keep to; 0 where there is no limit.
func (s Style) columns() int {
	if s.Width <= 0 {
		return 0
	}
	return max(s.Width, narrowest)
}

// colour is a colour of the sixteen that follow the reader's own theme, or bold,
// or faint.
type colour = lipgloss.Style

var (
	noColour = lipgloss.NewStyle()
	red      = noColour.Foreground(lipgloss.Red)
	green    = noColour.Foreground(lipgloss.Green)
	yellow   = noColour.Foreground(lipgloss.Yellow)
	bold     = noColour.Bold(true)
	faint    = noColour.Faint(true)
)

// A span is text in one colour. Text becomes output here and nowhere else, so
// that nothing which came from outside can command the terminal.
type span struct {
	colour colour
	text   string
}

func plain(text string) span { return span{noColour, text} }

// render makes the spans safe to print, with their colours where wanted.
func (s Style) render(spans ...span) string {
	var b strings.Builder
	for _, part := range spans {
		text := printable(part.text)
		if s.Colour && text != "" {
			text = part.colour.Render(text)
		}
		b.WriteString(text)
	}
	return b.String()
}
