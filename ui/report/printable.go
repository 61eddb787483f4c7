package report

import (
	"unicode"

	"golang.org/x/text/width"

	shown "ep-benchmark/engine/text" // text is a value here
)

// longestText is the most characters that one text from outside may take: a
// server's whole error page helps nobody.
const longestText = 1000

// printable is a text on one line, of a length that a report can hold.
func printable(words string) string { return shown.Cut(words, longestText) }

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
