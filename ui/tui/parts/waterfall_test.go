package parts

import (
	"slices"
	"strings"
	"testing"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/tui/theme"
)

// rowsOf are the rows of a waterfall as text.
func rowsOf(w *Waterfall, width int) []string {
	th := theme.Theme{Glyphs: theme.ASCII()}
	var rows []string
	for row := range w.Rows() {
		g := cells.NewGrid(width, 1)
		w.Draw(g.All(), &th, row)
		var text strings.Builder
		for _, cell := range g.Row(0) {
			text.WriteRune(cell.Rune)
		}
		rows = append(rows, strings.TrimRight(text.String(), " "))
	}
	return rows
}

// TestWaterfall begins each share where the one before it ends, on a scale that is
// written below, and longer than the whole where the shares are more than that.
func TestWaterfall(t *testing.T) {
	whole := Waterfall{Steps: []Step{{"server", 0.75, 0}, {"unknown", 0.25, 0}}}
	want := []string{
		"server  ===============.....   75 %",
		"unknown ...............=====   25 %",
		"        0              100 %",
	}
	if got := rowsOf(&whole, 35); !slices.Equal(got, want) {
		t.Errorf("the rows are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	beyond := Waterfall{Steps: []Step{{"a", 1, 0}, {"b", 0.25, 0}}}
	want = []string{
		"a ================....  100 %",
		"b ................====   25 %",
		"  0              125 %",
	}
	if got := rowsOf(&beyond, 29); !slices.Equal(got, want) {
		t.Errorf("the rows are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	narrow := Waterfall{Steps: []Step{{"a very long cause", 1, 0}}}
	if got := rowsOf(&narrow, 30)[0]; got != "a ver… ================  100 %" {
		t.Errorf("a long name leaves %q", got)
	}
}
