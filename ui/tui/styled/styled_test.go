package styled

import (
	"testing"

	"ep-benchmark/ui/cells"
)

// row draws a styled string on a grid of one row.
func row(width int, text string) []cells.Cell {
	g := cells.NewGrid(width, 1)
	Draw(g.All(), text)
	return g.Row(0)
}

// TestAStyleComesBackAsItWas renders a letter in every style that there is.
func TestAStyleComesBackAsItWas(t *testing.T) {
	for fg := cells.Text; fg.Known(); fg++ {
		for bg := cells.Text; bg.Known(); bg++ {
			plain := cells.In(fg).On(bg)
			for _, style := range []cells.Style{plain, plain.Bold(), plain.Reverse(), plain.Underline(), plain.Bold().Underline()} {
				if got := row(1, As(style).Render("x"))[0]; got != (cells.Cell{Rune: 'x', Style: style}) {
					t.Fatalf("%v on %v comes back as %+v, want style %b", fg, bg, got, style)
				}
			}
		}
	}
}

// TestDrawKeepsToItsArea draws more than there is room for, and what no
// component of ours returns.
func TestDrawKeepsToItsArea(t *testing.T) {
	for _, of := range []struct{ text, want string }{
		{"abcdef", "abc"},
		{"ab\nmore rows\n", "ab "},
		{"", "   "},
		{"a\x1b[2Jb", "ab "},       // only styles are read
		{"\x1b[38;5;200ma", "a  "}, // the number of no role
		{"\x1b[31ma\x1b[0m", "a  "},
		{"漢字", "漢\x00 "}, // half of a character
	} {
		got := ""
		for _, cell := range row(3, of.text) {
			got += string(cell.Rune)
		}
		if got != of.want {
			t.Errorf("%q is drawn as %q, want %q", of.text, got, of.want)
		}
	}
	Draw(cells.NewGrid(0, 0).All(), "nothing")
}

// TestPlainStylesNothing holds that text from outside has no sequence left.
func TestPlainStylesNothing(t *testing.T) {
	for _, of := range []struct{ text, want string }{
		{"a\x1b[31mb", "a [31mb"}, {"a\u009b31mb", "a 31mb"}, {"a\tb\u202ec", "a bc"}, {"µs 漢", "µs 漢"},
	} {
		if got := Plain(of.text); got != of.want {
			t.Errorf("%q becomes %q, want %q", of.text, got, of.want)
		}
		for i, cell := range row(10, Plain(of.text)) {
			if cell.Style != 0 {
				t.Errorf("cell %d of %q has the style %b", i, of.text, cell.Style)
			}
		}
	}
}
