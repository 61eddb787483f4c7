package export

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"time"

	"ep-benchmark/ui/cells"
)

// hold is how long the last screen of an animation stays before it begins again.
const hold = 2 * time.Second

// An Animation is a picture of several screens, one after another, over and over.
// What a cell shows is in the picture once for as long as it stays the same, so the
// picture is little larger than one of what changes. Where a reader wants no motion,
// and in viewers without CSS, the last screen stands still.
type Animation struct {
	palette cells.Palette
	options SVGOptions
	every   time.Duration // between two screens
	drawing *drawing      // by which it is known what is seen of a style

	width, height int
	screens       int
	now           []cells.Cell
	since         []int // the screen from which each cell is as it is now
	stays         map[stay]*cells.Grid
}

// A stay is from which screen on, and until before which one, cells are as they are.
type stay struct{ from, to int }

// NewAnimation returns an animation without screens.
func NewAnimation(palette cells.Palette, every time.Duration, o SVGOptions) *Animation {
	return &Animation{palette: palette, options: o, every: every, drawing: newDrawing(palette, o.Light), stays: map[stay]*cells.Grid{}}
}

// Add adds a screen. All have the size of the first.
func (a *Animation) Add(g *cells.Grid) {
	if a.screens == 0 {
		a.width, a.height = g.Width, g.Height
		a.since = make([]int, a.width*a.height)
		for y := range a.height {
			a.now = append(a.now, g.Row(y)...)
		}
	}
	for y := range a.height {
		a.change(y, g.Row(y))
	}
	a.screens++
}

// change takes a row of the next screen over. The two halves of a wide character
// change together.
func (a *Animation) change(y int, row []cells.Cell) {
	now, since := a.now[y*a.width:(y+1)*a.width], a.since[y*a.width:(y+1)*a.width]
	isWide := func(x int) bool { return x < a.width && (row[x].Rune == 0 || now[x].Rune == 0) }
	for x := 0; x < a.width; {
		end := x + 1
		for isWide(end) {
			end++
		}
		if !slices.Equal(now[x:end], row[x:end]) {
			a.end(y, x, end)
			copy(now[x:end], row[x:end])
			for i := x; i < end; i++ {
				since[i] = a.screens
			}
		}
		x = end
	}
}

// end notes what some cells of a row have shown up to now.
func (a *Animation) end(y, from, to int) {
	for x := from; x < to; x++ {
		i := y*a.width + x
		if look := a.drawing.look(a.now[i].Style); a.now[i].Rune == ' ' && !look.isFilled && !look.underline {
			continue
		}
		key := stay{a.since[i], a.screens}
		if a.stays[key] == nil {
			a.stays[key] = cells.NewGrid(a.width, a.height)
		}
		a.stays[key].Row(y)[x] = a.now[i]
	}
}

// SVG is the picture. The same screens give the same bytes.
func (a *Animation) SVG() []byte {
	for y := range a.height {
		a.end(y, 0, a.width)
		for x := range a.width {
			a.now[y*a.width+x] = cells.Cell{Rune: ' '}
		}
	}
	var all []stay
	for key := range a.stays {
		all = append(all, key)
	}
	slices.SortFunc(all, func(one, other stay) int {
		return cmp.Or(cmp.Compare(one.from, other.from), cmp.Compare(one.to, other.to))
	})

	d := newDrawing(a.palette, a.options.Light)
	width, height := a.width*cellWidth+2*padding, a.height*cellHeight+2*padding
	var b bytes.Buffer
	openSVG(&b, d, width, height, a.options, fmt.Sprintf("A terminal screen of %d columns and %d rows, in motion.", a.width, a.height))
	a.style(&b, all)
	for i, key := range all {
		a.draw(&b, key, i)
	}
	closeSVG(&b)
	return b.Bytes()
}

// isStill tells whether cells stay the same throughout.
func (a *Animation) isStill(s stay) bool { return s.from == 0 && s.to == a.screens }

// draw draws the cells of a stay.
func (a *Animation) draw(b *bytes.Buffer, key stay, number int) {
	d := newDrawing(a.palette, a.options.Light)
	for y := range a.height {
		d.row(y, a.stays[key].Row(y))
	}
	class := "f"
	if key.to == a.screens {
		class = "f l"
	}
	if !a.isStill(key) {
		fmt.Fprintf(b, `<g class="%s" style="animation-name:f%d">`+"\n", class, number)
		defer b.WriteString("</g>\n")
	}
	d.write(b)
}

// style says when the cells of each stay are to be seen.
func (a *Animation) style(b *bytes.Buffer, all []stay) {
	whole := time.Duration(a.screens-1)*a.every + hold
	at := func(screen int) string { return number(100 * float64(time.Duration(screen)*a.every) / float64(whole)) }
	fmt.Fprintf(b, "<style>.f{visibility:hidden;animation:%ss step-end infinite}.l{visibility:visible}", number(whole.Seconds()))
	for i, s := range all {
		switch {
		case a.isStill(s):
		case s.from == 0:
			fmt.Fprintf(b, "@keyframes f%d{0%%{visibility:visible}%s%%,to{visibility:hidden}}", i, at(s.to))
		case s.to == a.screens:
			fmt.Fprintf(b, "@keyframes f%d{0%%{visibility:hidden}%s%%,to{visibility:visible}}", i, at(s.from))
		default:
			fmt.Fprintf(b, "@keyframes f%d{0%%,%s%%,to{visibility:hidden}%s%%{visibility:visible}}", i, at(s.to), at(s.from))
		}
	}
	b.WriteString("@media(prefers-reduced-motion:reduce){.f{animation:none}}</style>\n")
}
