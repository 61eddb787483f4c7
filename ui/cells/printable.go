package cells

import (
	"unicode"
	"unicode/utf8"

	shown "ep-benchmark/engine/text" // text is a value here
)

// Printable returns what stands for a character in a cell and how many columns
// it takes: 0 leaves it out.
func Printable(r rune) (visible rune, width int) {
	switch {
	case r >= ' ' && r < 0x7f || shown.IsDrawing(r):
		return r, 1
	case r == utf8.RuneError:
		return '?', 1
	case unicode.IsControl(r) || unicode.IsSpace(r):
		return ' ', 1
	case !unicode.IsPrint(r) || unicode.In(r, unicode.M, joining):
		return r, 0
	case r >= firstRegional && r <= lastRegional:
		return 'A' + r - firstRegional, 1
	}
	return r, shown.RuneWidth(r)
}

// Two regional indicators make a flag, whose width differs from terminal to
// terminal. So their letters are drawn instead.
const firstRegional, lastRegional = '\U0001f1e6', '\U0001f1ff'

// joining are characters that Unicode does not class as marks, but that merge
// with the character before: Thai and Lao am, Hangul's vowels and endings,
// emoji's shades of skin. Programs do not agree on the width of the whole.
var joining = &unicode.RangeTable{
	R16: []unicode.Range16{{0x0e33, 0x0e33, 1}, {0x0eb3, 0x0eb3, 1}, {0x1160, 0x11ff, 1}, {0xd7b0, 0xd7fb, 1}},
	R32: []unicode.Range32{{0x1f3fb, 0x1f3ff, 1}},
}

// single is the character itself where it takes one column, or a space.
func single(r rune) rune {
	if r >= ' ' && r < 0x7f || shown.IsDrawing(r) {
		return r
	}
	if visible, width := Printable(r); width == 1 {
		return visible
	}
	return ' '
}

// Width is the number of columns that Text would take.
func Width(text string) int {
	columns := 0
	for _, r := range text {
		_, width := Printable(r)
		columns += width
	}
	return columns
}
