package report

import (
	"strings"
	"unicode/utf8"
)

// Style says what the receiver of text can show.
type Style struct {
	Colour bool
	Width  int // columns; 0 where there is no limit
}

// SGR codes of the sixteen colours, which follow the reader's own theme.
const (
	red    = "31"
	green  = "32"
	yellow = "33"
	bold   = "1"
	faint  = "2"
)

func (s Style) colour(code, text string) string {
	if !s.Colour || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

// cut shortens a line without escape sequences to the width.
func cut(text string, width int) string {
	if width <= 0 || utf8.RuneCountInString(text) < width {
		return text
	}
	runes := []rune(text)
	return string(runes[:max(width-1, 0)])
}

// wrap breaks text into lines of the width at its spaces; further lines are
// indented. A word that is too long has a line of its own.
func wrap(text string, width, indent int) string {
	if width <= 0 {
		return text
	}
	var b strings.Builder
	used := 0
	for i, word := range strings.Fields(text) {
		length := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case used+1+length > width-indent:
			b.WriteString("\n" + strings.Repeat(" ", indent))
			used = 0
		default:
			b.WriteByte(' ')
			used++
		}
		b.WriteString(word)
		used += length
	}
	return b.String()
}
