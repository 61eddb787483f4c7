package report

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// longestText is the most columns that one text from outside may take: a
// server's whole error page helps nobody.
const longestText = 1000

// printable leaves of a text what can be printed on a line: letters, marks,
// numbers, punctuation, symbols and the plain space. Whatever else there is
// (controls, escapes, line breaks, marks that reverse or hide) becomes a
// space.
func printable(text string) string {
	used := 0
	var b strings.Builder
	for _, r := range text {
		if !unicode.IsPrint(r) {
			r = ' '
		}
		if used += columnsOf(r); used > longestText {
			b.WriteString("...")
			break
		}
		b.WriteRune(r)
	}
	return b.String()
}

// columns is how many columns a printable text takes on a terminal.
func columns(text string) int {
	n := 0
	for _, r := range text {
		n += columnsOf(r)
	}
	return n
}

func columnsOf(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// cut shortens a printable text to so many columns; 0 is no limit.
func cut(text string, limit int) string {
	head, tail := split(text, limit)
	if limit <= 0 || tail == "" {
		return text
	}
	return head
}

// split parts a printable text where so many columns are full. The head has
// one rune at least.
func split(text string, limit int) (head, tail string) {
	used := 0
	for i, r := range text {
		if used += columnsOf(r); used > limit && i > 0 {
			return text[:i], text[i:]
		}
	}
	return text, ""
}
