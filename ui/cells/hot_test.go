package cells

import (
	"image/color"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// heated is a palette whose heats of a role differ in their red.
func heated() Palette {
	var p Palette
	p.Colours[Performance] = color.RGBA{0, 0, 0xff, 0xff}
	for i := range Heats {
		p.Heat[Performance] = append(p.Heat[Performance], color.RGBA{uint8(i), 0x80, 0, 0xff})
	}
	return p
}

// TestHotStylesShowTwoShares holds that front and ground have the steps of their
// shares, each within half a step, and that what is unknown is left to the terminal.
func TestHotStylesShowTwoShares(t *testing.T) {
	p := heated()
	red := func(c color.Color) float64 { r, _, _, _ := c.RGBA(); return float64(r>>8) / (Heats - 1) }
	rapid.Check(t, func(t *rapid.T) {
		shares := rapid.OneOf(rapid.Float64Range(0, 1), rapid.Just(math.NaN()))
		front, behind := shares.Draw(t, "front"), shares.Draw(t, "behind")
		s := Hot(Performance, front, behind)
		for name, of := range map[string]struct {
			share float64
			got   color.Color
		}{"front": {front, p.Foreground(s)}, "ground": {behind, p.Background(s)}} {
			switch {
			case math.IsNaN(of.share) != (of.got == nil):
				t.Fatalf("the %s of %v is %v", name, of.share, of.got)
			case of.got != nil && math.Abs(red(of.got)-of.share) > 0.5/(Heats-1)+1e-9:
				t.Fatalf("the %s of %v has the step of %v", name, of.share, red(of.got))
			}
		}
		if s.IsSolid() != (!math.IsNaN(behind) && HeatStep(front) == HeatStep(behind) && !math.IsNaN(front)) {
			t.Fatalf("front %v on %v is solid: %v", front, behind, s.IsSolid())
		}
	})
}

// TestHotStylesAreWritten holds that a cell of a map is written with both colours, and
// that a selection drawn over it is no heat any more.
func TestHotStylesAreWritten(t *testing.T) {
	g := NewGrid(2, 1)
	g.All().Glyph(0, 0, '▀', Hot(Performance, 1, 0))
	w := NewWriter(heated())
	if got := w.ANSI(g); !strings.Contains(got, "38;2;15;128;0") || !strings.Contains(got, "48;2;0;128;0") {
		t.Errorf("the cell is written as %q", got)
	}
	g.All().Paint(func(s Style) Style { return s.On(Selection) })
	if cell := g.Row(0)[0]; cell.Style != In(Text).On(Selection) {
		t.Errorf("under a selection the style is %b", cell.Style)
	}
}

// TestLikeRowsAreWrittenAlike holds that a row which is like the one above is written
// as that one is.
func TestLikeRowsAreWrittenAlike(t *testing.T) {
	g := NewGrid(6, 4)
	for y, text := range []string{"ab", "ab", "cd", "cd"} {
		g.All().Text(1, y, In(Good).Bold(), text)
	}
	rows := strings.Split(NewWriter(heated()).ANSI(g), "\n")
	if rows[0] != rows[1] || rows[2] != rows[3] || rows[1] == rows[2] || !strings.Contains(rows[3], "cd") {
		t.Errorf("the rows are written as %q", rows)
	}
}
