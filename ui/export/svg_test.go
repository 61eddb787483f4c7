package export

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image/color"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/runenames"
	"pgregory.net/rapid"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/internal/golden"
)

// sampleScreen has something of everything.
func sampleScreen() *cells.Grid {
	g := cells.NewGrid(24, 6)
	a := g.All()
	a.Text(0, 0, cells.In(cells.Title).Bold(), "ep-benchmark <&>")
	a.Text(18, 0, cells.In(cells.Good).On(cells.Selection), "3 met ")
	a.Text(0, 1, cells.In(cells.Border), "╭──├──╮╰━╯┤╸╌┬═╱")
	a.Text(0, 2, cells.In(cells.Border), "│ab│日│")
	a.Text(8, 2, cells.In(cells.Warn).Underline(), "under line")
	a.Text(0, 3, cells.In(cells.Parallel), "▁▂▃▄▅▆▇██▌▐░▒▓▚⣿⡇")
	a.Text(0, 4, cells.In(cells.Bad).Reverse(), " reverse ✓")
	a.Text(12, 4, cells.In(cells.Muted), "two  spaces")
	return g
}

func samplePalette() cells.Palette {
	var p cells.Palette
	p.Colours[cells.Good], p.Colours[cells.Bad] = ansi.BasicColor(2), ansi.IndexedColor(196)
	p.Colours[cells.Warn], p.Colours[cells.Muted] = solid(0xd29922), ansi.IndexedColor(244)
	p.Colours[cells.Border], p.Colours[cells.Parallel] = solid(0x3b434c), solid(0x39c5cf)
	p.Colours[cells.Selection] = solid(0x1f4a7c)
	return p
}

func TestSVGOfSample(t *testing.T) {
	g, p := sampleScreen(), samplePalette()
	golden.Check(t, "screen-dark.svg", string(SVG(g, p, SVGOptions{Title: "Run & compare"})))
	golden.Check(t, "screen-light.svg", string(SVG(g, p, SVGOptions{Light: true, Description: "Three targets met."})))
	golden.Check(t, "screen-plain.svg", string(SVG(g, cells.Palette{Plain: true}, SVGOptions{})))
	golden.Check(t, "screen.ansi", string(ANSI(g, p)))
	golden.Check(t, "screen.txt", string(Plain(g)))
}

func TestSVGIsTheSameAgain(t *testing.T) {
	first := SVG(sampleScreen(), samplePalette(), SVGOptions{})
	for range 20 {
		if !bytes.Equal(first, SVG(sampleScreen(), samplePalette(), SVGOptions{})) {
			t.Fatal("the same screen gives other bytes")
		}
	}
}

// element is an element of a picture, with the colour of its group.
type element struct {
	name, fill, text string
	bold             bool
	attributes       map[string]string
}

// elements reads a picture as XML.
func elements(picture []byte) ([]element, error) {
	decoder := xml.NewDecoder(bytes.NewReader(picture))
	var found, open []element
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return found, nil
		}
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{name: token.Name.Local, attributes: map[string]string{}}
			if len(open) > 0 {
				e.fill, e.bold = open[len(open)-1].fill, open[len(open)-1].bold
			}
			for _, a := range token.Attr {
				e.attributes[a.Name.Local] = a.Value
			}
			if fill, ok := e.attributes["fill"]; ok {
				e.fill = fill
			}
			e.bold = e.bold || e.attributes["font-weight"] == "700"
			open = append(open, e)
		case xml.EndElement:
			found = append(found, open[len(open)-1])
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				open[len(open)-1].text += string(token)
			}
		}
	}
}

// seen is what a picture shows of a cell.
type seen struct {
	char   rune
	front  string
	bold   bool
	behind string
}

// screen is what a picture shows, of words and backgrounds.
type screen struct {
	width, height int
	cells         []seen
}

func readBack(all []element, g *cells.Grid) (*screen, error) {
	s := &screen{g.Width, g.Height, make([]seen, g.Width*g.Height)}
	for _, e := range all {
		var err error
		switch {
		case e.name == "path" && e.attributes["shape-rendering"] != "":
			err = s.fill(e)
		case e.name == "text":
			err = s.write(e)
		}
		if err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (s *screen) at(x, y float64) (*seen, error) {
	column, row := int(x)/cellWidth, int(y)/cellHeight
	if column < 0 || column >= s.width || row < 0 || row >= s.height {
		return nil, fmt.Errorf("something is drawn at %v, %v, outside of the screen", x, y)
	}
	return &s.cells[row*s.width+column], nil
}

var rectangle = regexp.MustCompile(`M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+z`)

func (s *screen) fill(e element) error {
	for _, m := range rectangle.FindAllStringSubmatch(e.attributes["d"], -1) {
		left, top, width, height := figure(m[1]), figure(m[2]), figure(m[3]), figure(m[4])
		for y := top; y < top+height; y += cellHeight {
			for x := left; x < left+width; x += cellWidth {
				cell, err := s.at(x, y)
				if err != nil {
					return err
				}
				cell.behind = e.fill
			}
		}
	}
	return nil
}

func (s *screen) write(e element) error {
	x, chars := figure(e.attributes["x"]), []rune(e.text)
	if length := e.attributes["textLength"]; length != "" && figure(length) != float64(len(chars)*cellWidth) {
		return fmt.Errorf("%q has a length of %s", e.text, length)
	}
	if e.attributes["text-anchor"] != "" {
		x = float64(int(x - float64(cells.Width(e.text)*cellWidth)/2 + 0.5))
	}
	for i, r := range chars {
		cell, err := s.at(x+float64(i*cellWidth), figure(e.attributes["y"]))
		if err != nil {
			return err
		}
		if r == ' ' { // nothing is drawn of it
			continue
		}
		cell.char, cell.front, cell.bold = r, e.fill, e.bold
	}
	return nil
}

func figure(text string) float64 {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic(err)
	}
	return f
}

// TestSVGIsTrue holds that every word and background is in its place and
// colour, and that a picture is XML whatever text there is on the screen.
func TestSVGIsTrue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := cells.NewGrid(rapid.IntRange(0, 20).Draw(t, "width"), rapid.IntRange(0, 4).Draw(t, "height"))
		char := rapid.OneOf(rapid.SampledFrom([]rune("abc   <&>\"'\x1b\x00日é…✓\u202e\ufffe]]>")), rapid.Rune())
		for range rapid.IntRange(0, 8).Draw(t, "texts") {
			style := cells.In(cells.Role(rapid.IntRange(0, 16).Draw(t, "front"))).On(cells.Role(rapid.IntRange(0, 16).Draw(t, "behind")))
			if rapid.Bool().Draw(t, "bold") {
				style = style.Bold()
			}
			if rapid.Bool().Draw(t, "reverse") {
				style = style.Reverse()
			}
			g.All().Text(rapid.IntRange(-2, 19).Draw(t, "x"), rapid.IntRange(0, 3).Draw(t, "y"), style, rapid.StringOf(char).Draw(t, "text"))
		}
		o := SVGOptions{Light: rapid.Bool().Draw(t, "light"), Title: rapid.String().Draw(t, "title"), Description: rapid.String().Draw(t, "description")}
		checkPicture(t, g, samplePalette(), o)
	})
}

func checkPicture(t *rapid.T, g *cells.Grid, p cells.Palette, o SVGOptions) {
	picture := SVG(g, p, o)
	all, err := elements(picture)
	if err != nil {
		t.Fatalf("%v in\n%s", err, picture)
	}
	shown, err := readBack(all, g)
	if err != nil {
		t.Fatalf("%v in\n%s", err, picture)
	}
	d := newDrawing(p, o.Light)
	for y := range g.Height {
		for x, cell := range g.Row(y) {
			look, got := d.look(cell.Style), shown.cells[y*g.Width+x]
			want := seen{char: cell.Rune}
			if look.isFilled {
				want.behind = hex(look.behind)
			}
			if cell.Rune == ' ' || cell.Rune == 0 || isShape(cell.Rune) {
				want.char = 0
				if got.char == ' ' {
					got = seen{behind: got.behind}
				}
			} else {
				want.front, want.bold = hex(look.ink.colour), look.ink.bold
			}
			if got != want {
				t.Fatalf("%d,%d shows %+v, want %+v in\n%s", x, y, got, want, picture)
			}
		}
	}
}

// TestSVGIsSmall keeps a full screen at a size that a page can have several
// of.
func TestSVGIsSmall(t *testing.T) {
	g := cells.NewGrid(200, 60)
	for y := range g.Height {
		for x := range 10 {
			g.All().Text(x*20, y, cells.In(cells.Role(x)), "word 98.1/s  ▁▂▃▄▅▆")
		}
	}
	if size := len(SVG(g, samplePalette(), SVGOptions{})); size > 200_000 {
		t.Errorf("a full screen of 200x60 takes %d bytes", size)
	}
}

// TestBoxesAreUnicodes checks the arms by the characters' names.
func TestBoxesAreUnicodes(t *testing.T) {
	for r, got := range boxes {
		name := runenames.Name(r)
		if want := armsNamed(name); got != want {
			t.Errorf("%c (%s) has the arms %v, want %v", r, name, got, want)
		}
	}
}

// armsNamed reads names like BOX DRAWINGS DOWN LIGHT AND RIGHT HEAVY or
// HEAVY DOWN AND RIGHT: a weight behind an arm is that arm's, and one before
// all is that of all.
func armsNamed(name string) arms {
	weights := map[string]weight{"LIGHT": lightArm, "SINGLE": lightArm, "HEAVY": heavyArm}
	places := map[string][]int{
		"UP": {upward}, "RIGHT": {rightward}, "DOWN": {downward}, "LEFT": {leftward},
		"VERTICAL": {upward, downward}, "HORIZONTAL": {leftward, rightward},
	}
	name = strings.ReplaceAll(name, "DOUBLE DASH", "DASH")
	var a arms
	for group := range strings.SplitSeq(strings.TrimPrefix(name, "BOX DRAWINGS "), " AND ") {
		of := noArm
		var named []int
		for word := range strings.FieldsSeq(group) {
			if w, ok := weights[word]; ok {
				of = w
			}
			named = append(named, places[word]...)
		}
		for _, arm := range named {
			a[arm] = of
		}
	}
	first := max(a[0], a[1], a[2], a[3]) // said once, of all
	for word := range strings.FieldsSeq(name) {
		for _, arm := range places[word] {
			if a[arm] == noArm {
				a[arm] = first
			}
		}
	}
	return a
}

func TestXtermColours(t *testing.T) {
	for i, want := range map[uint8]string{
		16: "#000000", 21: "#0000ff", 46: "#00ff00", 196: "#ff0000", 231: "#ffffff", 67: "#5f87af", 232: "#080808", 255: "#eeeeee",
	} {
		if got := hex(darkTerminal.colour(ansi.IndexedColor(i), color.RGBA{})); got != want {
			t.Errorf("colour %d is %s, want %s", i, got, want)
		}
	}
	for i := range uint8(16) {
		if darkTerminal.colour(ansi.BasicColor(i), color.RGBA{}) == darkTerminal.background || lightTerminal.colour(ansi.BasicColor(i), color.RGBA{}) == lightTerminal.background {
			t.Errorf("colour %d can't be seen on the background", i)
		}
	}
}

func TestShapesStayInTheirCell(t *testing.T) {
	numbers := regexp.MustCompile(`-?\d*\.?\d+`)
	for r := rune(0x2500); r < 0x25a0; r++ {
		if !isShape(r) {
			continue
		}
		g := cells.NewGrid(1, 1)
		g.All().Rune(0, 0, r, 0)
		all, err := elements(SVG(g, cells.Palette{}, SVGOptions{}))
		if err != nil {
			t.Fatal(err)
		}
		drawn := 0
		for _, e := range all {
			if d := e.attributes["d"]; d != "" {
				drawn++
				for _, n := range numbers.FindAllString(d, -1) {
					if f, err := strconv.ParseFloat(n, 64); err != nil || f > cellHeight || f < -cellHeight {
						t.Errorf("%c is drawn by %s", r, d)
					}
				}
			}
			if e.name == "text" {
				t.Errorf("%c is left to the font", r)
			}
		}
		if drawn != 1 {
			t.Errorf("%c is drawn by %d paths", r, drawn)
		}
	}
}

func BenchmarkSVG(b *testing.B) {
	g := cells.NewGrid(200, 60)
	for y := range g.Height {
		for x := range 10 {
			g.All().Text(x*20, y, cells.In(cells.Role(x)), "word 98.1/s  ▁▂▃▄▅▆")
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		SVG(g, samplePalette(), SVGOptions{})
	}
}

// TestSVGMayBePrinted holds that a printed picture gives no command to a CI
// system, and shows its text unchanged.
func TestSVGMayBePrinted(t *testing.T) {
	const shown = "##vso[task.x] ###[error] # 1 \u202egpj.exe"
	g := cells.NewGrid(60, 1)
	g.All().Fit(0, 0, 60, 0, shown)
	picture := SVG(g, samplePalette(), SVGOptions{Title: shown})
	if bytes.Contains(picture, []byte("##[")) || bytes.Contains(picture, []byte("##vso[")) || bytes.Contains(picture, []byte("\u202e")) {
		t.Errorf("the picture shows the text as it came:\n%s", picture)
	}
	all, err := elements(picture)
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, e := range all {
		found = found || strings.Contains(e.text, "##vso[task.x] ###[error] # 1")
	}
	if !found {
		t.Errorf("no text of the picture is what was drawn:\n%s", picture)
	}
}
