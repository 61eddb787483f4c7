package cells_test

import (
	"image/color"
	"math"
	"testing"

	"ep-benchmark/ui/cells"
)

func one(style cells.Style, p cells.Palette) string {
	g := cells.NewGrid(2, 1)
	g.All().Text(0, 0, style, "x")
	return cells.NewWriter(p).ANSI(g)
}

func TestColourCodes(t *testing.T) {
	for _, c := range []struct {
		colour color.Color
		want   string
	}{
		{nil, "x"},
		{indexed(0), "\x1b[0;30;40mx\x1b[m"},
		{indexed(7), "\x1b[0;37;47mx\x1b[m"},
		{indexed(8), "\x1b[0;90;100mx\x1b[m"},
		{indexed(15), "\x1b[0;97;107mx\x1b[m"},
		{indexed(16), "\x1b[0;38;5;16;48;5;16mx\x1b[m"},
		{indexed(255), "\x1b[0;38;5;255;48;5;255mx\x1b[m"},
		{mixedOf(1, 20, 255), "\x1b[0;38;2;1;20;255;48;2;1;20;255mx\x1b[m"},
	} {
		var p cells.Palette
		p.Colours[cells.Good] = c.colour
		if got := one(cells.In(cells.Good).On(cells.Good), p); got != c.want {
			t.Errorf("%+v is written %q, want %q", c.colour, got, c.want)
		}
	}
}

func TestPlainPalette(t *testing.T) {
	p := mixed()
	p.Plain = true
	for _, c := range []struct {
		style cells.Style
		want  string
	}{
		{cells.In(cells.Bad), "x"},
		{cells.In(cells.Bad).Bold(), "\x1b[0;1mx\x1b[m"},
		{cells.In(cells.Bad).Underline().Reverse(), "\x1b[0;4;7mx\x1b[m"},
		{cells.In(cells.Bad).On(cells.Selection), "\x1b[0;7mx\x1b[m"},
	} {
		if got := one(c.style, p); got != c.want {
			t.Errorf("%x is written %q, want %q", c.style, got, c.want)
		}
	}
}

// TestSequencesOnlyWhereTheLookChanges holds that a sequence is written only
// where the look changes, so that a terminal has little to read.
func TestSequencesOnlyWhereTheLookChanges(t *testing.T) {
	g := cells.NewGrid(12, 2)
	var p cells.Palette
	p.Colours[cells.Good], p.Colours[cells.Bad] = indexed(2), indexed(1)
	p.Colours[cells.Own] = p.Colours[cells.Good]
	x := g.All().Text(0, 0, cells.In(cells.Good), "a b ")
	x = g.All().Text(x, 0, 0, "  ")
	x = g.All().Text(x, 0, cells.In(cells.Own), "c")
	g.All().Text(x, 0, cells.In(cells.Bad), "d   ")
	const want = "\x1b[0;32ma b   c\x1b[0;31md\x1b[m\n"
	if got := cells.NewWriter(p).ANSI(g); got != want {
		t.Errorf("written %q, want %q", got, want)
	}
}

func TestRoleNames(t *testing.T) {
	for role := cells.Text; role <= cells.Selection; role++ {
		if found, ok := cells.RoleNamed(role.String()); found != role || !ok {
			t.Errorf("%q names %d, want %d", role, found, role)
		}
	}
	if _, ok := cells.RoleNamed("mauve"); ok {
		t.Error("mauve is a role")
	}
}

func TestStyle(t *testing.T) {
	s := cells.In(cells.Selection).On(cells.Focus).Bold().Reverse().Underline().As(cells.Warn)
	if s.Foreground() != cells.Warn || s.Background() != cells.Focus || !s.IsBold() || !s.IsReverse() || !s.IsUnderline() {
		t.Errorf("style %x has lost something", s)
	}
	if s = s.On(cells.Text); s.Background() != cells.Text || s.Foreground() != cells.Warn || !s.IsBold() {
		t.Errorf("style %x has lost something", s)
	}
}

// TestASCIIKeepsItsColumns holds that every character is written as ASCII, in
// as many columns as it has.
func TestASCIIKeepsItsColumns(t *testing.T) {
	g := cells.NewGrid(20, 1)
	g.All().Text(0, 0, cells.Style(0), "4 µs … 漢字 21 °C ━é")
	w := cells.NewWriter(cells.Palette{})
	w.ASCII = true
	if got, want := w.ANSI(g), "4 us ~ ???? 21  C ??"; got != want {
		t.Errorf("it comes out as %q, want %q", got, want)
	}
}

// TestOwnForegroundOntoABackground holds that the terminal's own foreground,
// which is unknown, is not written onto a background of the palette's.
func TestOwnForegroundOntoABackground(t *testing.T) {
	p := cells.Palette{Onto: mixedOf(1, 2, 3)}
	p.Colours[cells.Focus], p.Colours[cells.Good] = mixedOf(9, 9, 9), mixedOf(0, 8, 0)
	for _, c := range []struct {
		style cells.Style
		want  string
	}{
		{cells.Style(0).On(cells.Focus), "\x1b[0;38;2;1;2;3;48;2;9;9;9mx\x1b[m"},
		{cells.In(cells.Good).On(cells.Focus), "\x1b[0;38;2;0;8;0;48;2;9;9;9mx\x1b[m"},
		{cells.Style(0), "x"},
		{cells.Style(0).On(cells.Selection), "x"}, // a background that is the terminal's own
	} {
		if got := one(c.style, p); got != c.want {
			t.Errorf("%q: expected %q", got, c.want)
		}
	}
}

func TestShades(t *testing.T) {
	p := cells.Palette{}
	p.Colours[cells.Good], p.Colours[cells.Focus] = mixedOf(9, 9, 9), mixedOf(7, 7, 7)
	for i := range uint8(cells.Shades) {
		p.Shades[cells.Good] = append(p.Shades[cells.Good], mixedOf(i, 0, 0))
	}
	good := cells.In(cells.Good)
	for _, c := range []struct {
		style cells.Style
		want  string
	}{
		{good.Shaded(0), "\x1b[0;38;2;0;0;0mx\x1b[m"},
		{good.Shaded(0.5), "\x1b[0;38;2;16;0;0mx\x1b[m"},
		{good.Shaded(1), "\x1b[0;38;2;31;0;0mx\x1b[m"},
		{good.Shaded(7), "\x1b[0;38;2;31;0;0mx\x1b[m"},
		{good.Shaded(math.NaN()), "\x1b[0;38;2;9;9;9mx\x1b[m"},
		{good.Shaded(0).Bold(), "\x1b[0;1;38;2;9;9;9mx\x1b[m"},
		{good.Shaded(0).On(cells.Focus), "\x1b[0;38;2;9;9;9;48;2;7;7;7mx\x1b[m"},
		{good.Shaded(0).As(cells.Text), "x"},
		{cells.In(cells.Bad).Shaded(1), "x"}, // a role without shades
	} {
		if got := one(c.style, p); got != c.want {
			t.Errorf("%x is written %q, want %q", c.style, got, c.want)
		}
	}
}
