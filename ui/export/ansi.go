package export

import (
	"bytes"
	"strings"

	"ep-benchmark/ui/cells"
)

// ANSI is the screen as text with its colours, for cat and less -R.
func ANSI(g *cells.Grid, palette cells.Palette) []byte {
	return []byte(cells.NewWriter(palette).ANSI(g) + "\x1b[m\n")
}

// Plain is the screen as text without any.
func Plain(g *cells.Grid) []byte {
	var b bytes.Buffer
	for y := range g.Height {
		b.WriteString(plainRow(g.Row(y)))
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// plainRow is a row's characters without the blanks at its end.
func plainRow(row []cells.Cell) string {
	var b strings.Builder
	for _, cell := range row {
		if cell.Rune != 0 { // the right half of a wide character
			b.WriteRune(cell.Rune)
		}
	}
	return strings.TrimRight(b.String(), " ")
}
