package cells_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ep-benchmark/ui/cells"
)

// rowText is a row's characters, with a '~' for right halves.
func rowText(g *cells.Grid, y int) string {
	var b strings.Builder
	for _, cell := range g.Row(y) {
		if cell.Rune == 0 {
			cell.Rune = '~'
		}
		b.WriteRune(cell.Rune)
	}
	return b.String()
}

func TestText(t *testing.T) {
	for _, c := range []struct {
		x     int
		text  string
		want  string
		after int
	}{
		{0, "abc", "abc...", 3},
		{4, "abc", "....ab", 7},
		{-2, "abc", "c.....", 1},
		{9, "abc", "......", 12},
		{0, "日本", "日~本~..", 4},
		{5, "日", "..... ", 7},
		{-1, "日a", " a....", 2},
		{0, "e\u0301t", "et....", 2},
		{0, "a\x1b[2J\n", "a [2J ", 6},
		{0, "a\u202eb\u200bc", "abc...", 3},
		{0, "\xff\u0085\u00a0\u2028", "?   ..", 4},
		{0, "👩\u200d👩🏽!", "👩~👩~!.", 5},
		{0, "🇩🇪x", "DEx...", 3},
		{0, "▁█─⣿…", "▁█─⣿….", 5},
	} {
		g := cells.NewGrid(6, 1)
		g.All().Fill('.', 0)
		after := g.All().Text(c.x, 0, 0, c.text)
		if got := rowText(g, 0); got != c.want || after != c.after {
			t.Errorf("Text(%d, %q) draws %q up to %d, want %q up to %d", c.x, c.text, got, after, c.want, c.after)
		}
		if width := cells.Width(c.text); width != c.after-c.x {
			t.Errorf("Width(%q) = %d, Text takes %d", c.text, width, c.after-c.x)
		}
	}
}

func TestFit(t *testing.T) {
	for _, c := range []struct {
		x, room int
		text    string
		want    string
	}{
		{0, 3, "abc", "abc..."},
		{0, 3, "abcd", "ab…..."},
		{0, 1, "abcd", "…....."},
		{0, 0, "abcd", "......"},
		{0, -4, "abcd", "......"},
		{-2, 5, "abcdef", "cd…..."},
		{4, 5, "abcdef", "....ab"},
		{0, 4, "日本語", "日~ ….."},
		{0, 5, "日本語", "日~本~…."},
		{0, 6, "日本語", "日~本~語~"},
	} {
		g := cells.NewGrid(6, 1)
		g.All().Fill('.', 0)
		after := g.All().Fit(c.x, 0, c.room, 0, c.text)
		if got := rowText(g, 0); got != c.want || after != c.x+max(c.room, 0) {
			t.Errorf("Fit(%d, room %d, %q) draws %q up to %d, want %q", c.x, c.room, c.text, got, after, c.want)
		}
	}
}

func TestRight(t *testing.T) {
	for text, want := range map[string]string{"12": "...12.", "日本": ".日~本~.", "1234567": "34567.", "": "......"} {
		g := cells.NewGrid(6, 1)
		g.All().Fill('.', 0)
		g.All().Right(5, 0, 0, text)
		if got := rowText(g, 0); got != want {
			t.Errorf("Right(%q) draws %q, want %q", text, got, want)
		}
	}
}

// TestHalvesGoTogether holds that no half of a wide character stays alone.
func TestHalvesGoTogether(t *testing.T) {
	for _, c := range []struct {
		name string
		draw func(cells.Area)
		want string
	}{
		{"over the left half", func(a cells.Area) { a.Rune(2, 0, 'x', 0) }, "日~x 語~"},
		{"over the right half", func(a cells.Area) { a.Rune(3, 0, 'x', 0) }, "日~ x語~"},
		{"wide over two halves", func(a cells.Area) { a.Text(1, 0, 0, "中") }, " 中~ 語~"},
		{"a line from half to half", func(a cells.Area) { a.Columns(1, 4).Line(0, '-', 0) }, " ---- "},
		{"nothing in the area", func(a cells.Area) { a.Columns(3, 0).Line(0, '-', 0) }, "日~本~語~"},
	} {
		g := cells.NewGrid(6, 1)
		g.All().Text(0, 0, 0, "日本語")
		c.draw(g.All())
		if got := rowText(g, 0); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestRuneTakesOneColumn(t *testing.T) {
	for _, r := range []rune{0, '\x1b', '\n', 0x9b, 0x202e, 0x301, '日', -1, math.MaxInt32} {
		g := cells.NewGrid(1, 1)
		g.All().Rune(0, 0, r, 0)
		if got := g.Row(0)[0].Rune; got != ' ' && got != '?' {
			t.Errorf("Rune(%U) puts %U", r, got)
		}
	}
}

func TestPart(t *testing.T) {
	all := cells.NewGrid(10, 5).All()
	for _, c := range []struct {
		x, y, width, height int
		wantX, wantY, wantW int
		wantH               int
	}{
		{2, 1, 3, 2, 2, 1, 3, 2},
		{-2, -1, 5, 3, 0, 0, 3, 2},
		{8, 4, 5, 5, 8, 4, 2, 1},
		{20, 20, 5, 5, 10, 5, 0, 0},
		{0, 0, -1, -1, 0, 0, 0, 0},
		{math.MaxInt, math.MinInt, math.MaxInt, math.MaxInt, 10, 0, 0, 0},
		{math.MinInt, math.MinInt, math.MinInt, math.MaxInt, 0, 0, 0, 0},
		{1, 1, math.MaxInt, math.MaxInt, 1, 1, 9, 4},
	} {
		part := all.Part(c.x, c.y, c.width, c.height)
		x, y := part.Origin()
		if x != c.wantX || y != c.wantY || part.Width != c.wantW || part.Height != c.wantH {
			t.Errorf("Part(%d, %d, %d, %d) is %dx%d at %d,%d", c.x, c.y, c.width, c.height, part.Width, part.Height, x, y)
		}
		if part.Empty() == part.Contains(x, y) {
			t.Errorf("Part(%d, %d, %d, %d): Empty and Contains disagree", c.x, c.y, c.width, c.height)
		}
	}
}

// TestDrawingStaysInside holds that nothing drawn in an area changes a cell
// outside of it, wherever it is drawn, and that no drawing panics.
func TestDrawingStaysInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := cells.NewGrid(rapid.IntRange(-1, 20).Draw(t, "width"), rapid.IntRange(-1, 6).Draw(t, "height"))
		g.All().Fill('.', cells.In(cells.Muted))
		area := part(t, part(t, g.All()))
		for range rapid.IntRange(1, 8).Draw(t, "drawings") {
			draw(t, area)
		}
		for y := range g.Height {
			for x, cell := range g.Row(y) {
				if !area.Contains(x, y) && cell != (cells.Cell{Rune: '.', Style: cells.In(cells.Muted)}) {
					t.Fatalf("%d,%d outside of the area holds %q", x, y, cell.Rune)
				}
			}
		}
		checkHalves(t, g)
	})
}

// TestDrawingOverDrawing holds that right halves stand behind wide characters
// only, however areas overlap.
func TestDrawingOverDrawing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := cells.NewGrid(rapid.IntRange(0, 9).Draw(t, "width"), 2)
		for range rapid.IntRange(1, 12).Draw(t, "drawings") {
			draw(t, part(t, g.All()))
			checkHalves(t, g)
		}
	})
}

func TestStaleAndEmptyAreas(t *testing.T) {
	g := cells.NewGrid(20, 5)
	stale := g.All().Part(3, 2, 10, 3)
	g.Reset(4, 3)
	for _, area := range []cells.Area{{}, stale} {
		area.Fill('x', 0)
		area.Paint(cells.Style.Bold)
		area.Fit(0, 1, 5, 0, "日本語")
		area.Line(2, '─', 0)
	}
}

func part(t *rapid.T, a cells.Area) cells.Area {
	place := rapid.IntRange(-3, 22)
	return a.Part(place.Draw(t, "x"), place.Draw(t, "y"), place.Draw(t, "width"), place.Draw(t, "height"))
}

// texts are of all kinds of character, the troublesome ones above all.
func texts() *rapid.Generator[string] {
	char := rapid.OneOf(rapid.SampledFrom([]rune("aZ 9日本👩🏽🇩🇪é\u0301\u200d\u202e\ufe0f\x1b\n\u0085각ำ█─⣿…")), rapid.Rune())
	return rapid.StringOfN(char, -1, 24, -1)
}

func draw(t *rapid.T, a cells.Area) {
	place, text := rapid.IntRange(-5, 25), texts().Draw(t, "text")
	x, y, n := place.Draw(t, "x"), rapid.IntRange(-2, 7).Draw(t, "y"), place.Draw(t, "n")
	style := cells.In(cells.Good).On(cells.Focus)
	switch rapid.IntRange(0, 6).Draw(t, "kind") {
	case 0:
		a.Text(x, y, style, text)
	case 1:
		a.Fit(x, y, n, style, text)
	case 2:
		a.Right(x, y, style, text)
	case 3:
		a.Rune(x, y, rapid.Rune().Draw(t, "rune"), style)
	case 4:
		a.Line(y, rapid.Rune().Draw(t, "rune"), style)
	case 5:
		a.Fill(rapid.SampledFrom([]rune("x█日")).Draw(t, "rune"), style)
	case 6:
		a.Paint(cells.Style.Bold)
	}
}

// checkHalves holds that right halves stand behind wide characters, and only
// there.
func checkHalves(t *rapid.T, g *cells.Grid) {
	for y := range g.Height {
		row := g.Row(y)
		for x, cell := range row {
			_, width := cells.Printable(cell.Rune)
			isHalf := cell.Rune == 0
			wantsHalf := x > 0 && row[x-1].Rune != 0 && cells.Width(string(row[x-1].Rune)) == 2
			if isHalf != wantsHalf || !isHalf && (width == 0 || width == 2 && x+1 == g.Width) {
				t.Fatalf("row %d reads %q", y, rowText(g, y))
			}
		}
	}
}
