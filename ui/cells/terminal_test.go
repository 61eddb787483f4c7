package cells_test

import (
	"fmt"
	"image/color"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"github.com/mattn/go-runewidth"
	"pgregory.net/rapid"

	"ep-benchmark/ui/cells"
)

// look is what a terminal shows of a cell.
type look struct {
	Rune                     rune
	Foreground, Background   color.Color
	Bold, Reverse, Underline bool
}

// indexed is one of the terminal's 256 colours; the first 16 have codes of their
// own.
func indexed(i uint8) color.Color {
	if i < 16 {
		return ansi.BasicColor(i)
	}
	return ansi.IndexedColor(i)
}

func mixedOf(r, g, b uint8) color.Color { return color.RGBA{r, g, b, 0xff} }

// terminal reads what a Writer writes, and nothing else: any other control is
// an error.
type terminal struct {
	pen  look
	rows [][]look
}

func read(text string) (*terminal, error) {
	s := &terminal{rows: [][]look{nil}}
	for text != "" {
		if rest, isSequence := strings.CutPrefix(text, "\x1b["); isSequence {
			parameters, rest, ended := strings.Cut(rest, "m")
			if !ended {
				return nil, fmt.Errorf("an unfinished sequence: %q", text)
			}
			if err := s.style(strings.Split(parameters, ";")); err != nil {
				return nil, err
			}
			text = rest
			continue
		}
		r := []rune(text)[0]
		text = strings.TrimPrefix(text, string(r))
		if err := s.show(r); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (s *terminal) show(r rune) error {
	last := len(s.rows) - 1
	switch {
	case r == '\n' && s.pen != look{}:
		return fmt.Errorf("row %d does not end in the plain style", last)
	case r == '\n':
		s.rows = append(s.rows, nil)
		return nil
	case !unicode.IsPrint(r):
		return fmt.Errorf("row %d holds %U", last, r)
	}
	shown := s.pen
	shown.Rune = r
	s.rows[last] = append(s.rows[last], shown)
	if cells.Width(string(r)) == 2 {
		shown.Rune = 0
		s.rows[last] = append(s.rows[last], shown)
	}
	return nil
}

// style reads SGR parameters.
func (s *terminal) style(parameters []string) error {
	var codes []int
	for _, p := range parameters {
		n, err := strconv.Atoi("0" + p)
		if err != nil {
			return err
		}
		codes = append(codes, n)
	}
	for len(codes) > 0 {
		taken := s.code(codes)
		if taken == 0 {
			return fmt.Errorf("codes %v", codes)
		}
		codes = codes[taken:]
	}
	return nil
}

// code reads one code with what belongs to it and returns how many those are.
func (s *terminal) code(codes []int) int {
	switch n := codes[0]; {
	case n == 0:
		s.pen = look{}
	case n == 1:
		s.pen.Bold = true
	case n == 4:
		s.pen.Underline = true
	case n == 7:
		s.pen.Reverse = true
	case n == 38:
		return colour(&s.pen.Foreground, codes)
	case n == 48:
		return colour(&s.pen.Background, codes)
	case n >= 30 && n < 38:
		s.pen.Foreground = indexed(uint8(n - 30))
	case n >= 40 && n < 48:
		s.pen.Background = indexed(uint8(n - 40))
	case n >= 90 && n < 98:
		s.pen.Foreground = indexed(uint8(n - 82))
	case n >= 100 && n < 108:
		s.pen.Background = indexed(uint8(n - 92))
	default:
		return 0
	}
	return 1
}

func colour(c *color.Color, codes []int) int {
	switch {
	case len(codes) >= 3 && codes[1] == 5:
		*c = indexed(uint8(codes[2]))
		return 3
	case len(codes) >= 5 && codes[1] == 2:
		*c = mixedOf(uint8(codes[2]), uint8(codes[3]), uint8(codes[4]))
		return 5
	}
	return 0
}

// lookOf is what a cell should look like.
func lookOf(cell cells.Cell, p *cells.Palette) look {
	s := cell.Style
	l := look{Rune: cell.Rune, Bold: s.IsBold(), Reverse: s.IsReverse(), Underline: s.IsUnderline()}
	switch {
	case p.Plain:
		l.Reverse = l.Reverse || s.Background() != cells.Text
	default:
		l.Foreground = p.Colours[s.Foreground()]
		if s.Background() != cells.Text {
			l.Background = p.Colours[s.Background()]
		}
	}
	if l.Rune == ' ' && !l.Reverse { // nothing to see of a space but what is behind and under it
		l.Bold = false
		if !l.Underline {
			l.Foreground = nil
		}
	}
	return l
}

// checkWritten holds that a terminal shows of the text what the grid holds.
func checkWritten(t *rapid.T, g *cells.Grid, p *cells.Palette, text string) {
	screen, err := read(text)
	if err != nil {
		t.Fatalf("%v: %q", err, text)
	}
	if screen.pen != (look{}) {
		t.Fatalf("the text does not end in the plain style: %q", text)
	}
	if len(screen.rows) != max(g.Height, 1) {
		t.Fatalf("%d rows, want %d", len(screen.rows), g.Height)
	}
	for y := range g.Height {
		for x, cell := range g.Row(y) {
			want, got := lookOf(cell, p), lookOf(cells.Cell{Rune: ' '}, p)
			if x < len(screen.rows[y]) {
				got = screen.rows[y][x]
			}
			if got.Rune == ' ' && !got.Reverse {
				got.Bold = false
				if !got.Underline {
					got.Foreground = nil
				}
			}
			if got != want {
				t.Fatalf("%d,%d shows %+v, want %+v", x, y, got, want)
			}
		}
	}
}

func colours() *rapid.Generator[color.Color] {
	return rapid.Custom(func(t *rapid.T) color.Color {
		b := rapid.Byte()
		return rapid.SampledFrom([]color.Color{
			nil,
			indexed(b.Draw(t, "i") % 16), indexed(b.Draw(t, "j")),
			mixedOf(b.Draw(t, "r"), b.Draw(t, "g"), b.Draw(t, "b")),
		}).Draw(t, "colour")
	})
}

func palettes() *rapid.Generator[cells.Palette] {
	return rapid.Custom(func(t *rapid.T) cells.Palette {
		p := cells.Palette{Plain: rapid.Bool().Draw(t, "plain")}
		for i := range p.Colours {
			p.Colours[i] = colours().Draw(t, "role")
		}
		return p
	})
}

func stylesDrawn() *rapid.Generator[cells.Style] {
	return rapid.Custom(func(t *rapid.T) cells.Style {
		role := rapid.Map(rapid.IntRange(0, int(cells.Selection)), func(i int) cells.Role { return cells.Role(i) })
		s := cells.In(role.Draw(t, "foreground")).On(role.Draw(t, "background"))
		for _, change := range []func(cells.Style) cells.Style{cells.Style.Bold, cells.Style.Reverse, cells.Style.Underline} {
			if rapid.Bool().Draw(t, "attribute") {
				s = change(s)
			}
		}
		return s
	})
}

// TestRoundTrip holds that a terminal shows every cell and colour, with any
// palette, and that a writer may be used again.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		palette := palettes().Draw(t, "palette")
		w := cells.NewWriter(palette)
		g := &cells.Grid{}
		for range 2 {
			g.Reset(rapid.IntRange(0, 12).Draw(t, "width"), rapid.IntRange(0, 4).Draw(t, "height"))
			for range rapid.IntRange(0, 10).Draw(t, "texts") {
				x, y := rapid.IntRange(-2, 12).Draw(t, "x"), rapid.IntRange(0, 4).Draw(t, "y")
				g.All().Text(x, y, stylesDrawn().Draw(t, "style"), texts().Draw(t, "text"))
			}
			checkWritten(t, g, &palette, w.ANSI(g))
		}
	})
}

// columns is the width of a row by an independent measure, which takes
// clusters of characters together as terminals may.
func columns(row string) int {
	return (&runewidth.Condition{StrictEmojiNeutral: true}).StringWidth(row)
}

// FuzzOutsideText holds that no text commands the terminal or makes a row
// wider than the grid.
func FuzzOutsideText(f *testing.F) {
	for _, text := range []string{
		"boom\x1b[2J\x1b[31m\a\b\r\nFAKE\u202egnp.exe\u2028next\u0085\x9b31m\x00\xff\u200b\u00ad end",
		"日本語テキスト", "👩\u200d👩\u200d👧🏽 🇩🇪", "กำ 각 e\u0301\u0323", "\ufeff\ufff9a\U000e0041", "क्षि",
	} {
		f.Add(text, 0, 11)
	}
	f.Fuzz(func(t *testing.T, text string, x, room int) {
		x, room = x%20, room%20
		g := cells.NewGrid(13, 3)
		all := g.All()
		all.Text(x, 0, cells.In(cells.Bad).Bold(), text)
		all.Fit(x, 1, room, cells.In(cells.Bad).On(cells.Focus), text)
		all.Right(room, 2, cells.In(cells.Bad).Underline(), text)
		for _, p := range []cells.Palette{{Plain: true}, mixed()} {
			written := cells.NewWriter(p).ANSI(g)
			if _, err := read(written); err != nil {
				t.Fatalf("%v: %q", err, written)
			}
			for row := range strings.SplitSeq(withoutSequences(written), "\n") {
				if columns(row) > g.Width {
					t.Fatalf("a row has %d columns: %+q", columns(row), row)
				}
			}
		}
	})
}

func withoutSequences(text string) string {
	before, rest, found := strings.Cut(text, "\x1b[")
	for found {
		_, rest, _ = strings.Cut(rest, "m")
		var plain string
		plain, rest, found = strings.Cut(rest, "\x1b[")
		before += plain
	}
	return before
}
