package parts

import (
	"math"
	"testing"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/tui/theme"
)

// drawn is a grid's text after something was drawn on it.
func drawn(width, height int, draw func(a cells.Area)) string {
	g := cells.NewGrid(width, height)
	draw(g.All())
	text := ""
	for y := range height {
		if y > 0 {
			text += "\n"
		}
		for _, cell := range g.Row(y) {
			text += string(cell.Rune)
		}
	}
	return text
}

// TestLayout gives columns what room there is.
func TestLayout(t *testing.T) {
	columns := []Column{{Title: "A", Width: 4}, {Title: "B", Width: 6, Grow: true}, {Title: "C", Width: 3}}
	for _, of := range []struct {
		width int
		want  []int
	}{
		{0, []int{}},
		{3, []int{}},
		{4, []int{4}},
		{11, []int{4}},
		{12, []int{4, 6}},
		{16, []int{4, 10}},
		{17, []int{4, 6, 3}},
		{20, []int{4, 9, 3}},
	} {
		got := Layout(columns, of.width)
		same := len(got) == len(of.want)
		for i := 0; same && i < len(got); i++ {
			same = got[i].Width == of.want[i]
		}
		if !same {
			t.Errorf("in %d columns the widths are %+v, want %v", of.width, got, of.want)
		}
	}
	if columns[1].Width != 6 {
		t.Error("the columns that were given have grown")
	}
}

// TestRow puts fields under their columns.
func TestRow(t *testing.T) {
	columns := []Column{{Width: 3}, {Width: 4, Right: true}}
	for _, of := range []struct {
		fields []Field
		want   string
	}{
		{nil, "          "},
		{[]Field{{Text: "ab"}, {Text: "12"}}, "ab     12 "},
		{[]Field{{Text: "abcd"}, {Text: "12345"}}, "ab…  123… "},
		{[]Field{{}, {Text: "1"}}, "        1 "},
	} {
		if got := drawn(10, 1, func(a cells.Area) { Row(a, 0, columns, of.fields) }); got != of.want {
			t.Errorf("%+v is %q, want %q", of.fields, got, of.want)
		}
	}
}

// TestBar draws shares, and those that are none.
func TestBar(t *testing.T) {
	th := &theme.Theme{Glyphs: theme.ASCII()}
	for _, of := range []struct {
		share float64
		want  string
	}{
		{0, "....."},
		{1e-9, "=...."},
		{0.4, "==..."},
		{0.5, "===.."},
		{1, "====="},
		{2, "====="},
		{-1, "....."},
		{math.NaN(), "....."},
		{math.Inf(1), "====="},
	} {
		if got := drawn(5, 1, func(a cells.Area) { Bar(a, th, of.share, 0) }); got != of.want {
			t.Errorf("%v is %q, want %q", of.share, got, of.want)
		}
	}
	drawn(0, 0, func(a cells.Area) { Bar(a, th, 1, 0) })
}

// TestColumns draws the last values that fit, with gaps for unknown ones.
func TestColumns(t *testing.T) {
	style := func(int) cells.Style { return 0 }
	for _, of := range []struct {
		values []float64
		want   string
	}{
		{nil, "   \n   "},
		{[]float64{1}, "  #\n  #"},
		{[]float64{0.5, 0, 1}, "  #\n# #"},
		{[]float64{1, math.NaN(), 0.25, 0.001}, "   \n -_"},
	} {
		if got := drawn(3, 2, func(a cells.Area) { Columns(a, theme.ASCII().Full, of.values, style) }); got != of.want {
			t.Errorf("%v is\n%s\nwant\n%s", of.values, got, of.want)
		}
	}
}

// TestHeat draws shares row by row.
func TestHeat(t *testing.T) {
	th := &theme.Theme{Glyphs: theme.ASCII()}
	shares := []float64{0, 0.01, 0.5, 1, math.NaN(), 7}
	if got := drawn(3, 2, func(a cells.Area) { Heat(a, th, shares, func(int) cells.Style { return 0 }) }); got != "..+\n#.#" {
		t.Errorf("the heat is\n%s", got)
	}
	drawn(0, 1, func(a cells.Area) { Heat(a, th, shares, func(int) cells.Style { return 0 }) })
}
