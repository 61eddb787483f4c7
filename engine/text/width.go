package text

import (
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// Width is the number of columns that a printable line takes on a terminal, in
// any locale: what some tables call ambiguous takes one column.
func Width(line string) int {
	columns := 0
	for _, r := range line {
		columns += RuneWidth(r)
	}
	return columns
}

// RuneWidth is the number of columns that a character takes on a terminal, from
// 0 to 2. A control character is shown as a space, which [Line] makes of it.
func RuneWidth(r rune) int {
	if r >= ' ' && r < 0x7f || isLatin(r) || IsDrawing(r) || unicode.IsControl(r) {
		return 1
	}
	width := min(ansi.StringWidthWc(string(r)), 2)
	if width == 0 && unicode.Is(unicode.Mc, r) { // terminals don't agree on all of the marks that take a column
		return 1
	}
	return width
}

// isLatin reports whether r is one of the Latin letters and signs after ASCII,
// all of which take one column. The check is for speed.
func isLatin(r rune) bool { return r > 0xa0 && r < 0x300 && r != softHyphen }

const softHyphen = 0xad

// IsDrawing reports whether r is a box, block or braille character. Some fonts
// and tables make these wider than the one column that they take.
func IsDrawing(r rune) bool { return r >= 0x2500 && r <= 0x259f || r >= 0x2800 && r <= 0x28ff }

// Split splits a text where the given number of columns is full. The head has
// at least one character.
func Split(s string, columns int) (head, tail string) {
	used := 0
	for i, r := range s {
		if used += RuneWidth(r); used > columns && i > 0 {
			return s[:i], s[i:]
		}
	}
	return s, ""
}
