package export

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	"ep-benchmark/ui/cells"
)

// hold is how long the last frame of an animation stays before it begins again.
const hold = 2 * time.Second

// An Animation is a picture of several screens, one after another, over and over.
// It keeps the first screen, and of each later one the cells that changed, drawn on
// top of what there was. Where a reader wants no motion the last screen stands
// still; a viewer without CSS shows the first.
type Animation struct {
	palette cells.Palette
	options SVGOptions
	every   time.Duration // between two screens

	width, height int
	before        []cells.Cell
	frames        [][]byte // the first whole, the others what changed
}

// NewAnimation returns an animation without screens.
func NewAnimation(palette cells.Palette, every time.Duration, o SVGOptions) *Animation {
	return &Animation{palette: palette, options: o, every: every}
}

// Add adds a screen. All have the size of the first.
func (a *Animation) Add(g *cells.Grid) {
	d := newDrawing(a.palette, a.options.Light)
	if len(a.frames) == 0 {
		a.width, a.height = g.Width, g.Height
		for y := range g.Height {
			d.row(y, g.Row(y))
			a.before = append(a.before, g.Row(y)...)
		}
	} else {
		for y := range a.height {
			before := a.before[y*a.width : (y+1)*a.width]
			d.changed(y, before, g.Row(y))
			copy(before, g.Row(y))
		}
	}
	var b bytes.Buffer
	d.write(&b)
	a.frames = append(a.frames, b.Bytes())
}

// changed draws the cells of a row that are not as they were, each with what is
// behind it, since it covers what was there.
func (d *drawing) changed(y int, before, row []cells.Cell) {
	if slices.Equal(before, row) {
		return
	}
	top := float64(y * cellHeight)
	only := make([]cells.Cell, len(row))
	for x := range row {
		only[x] = cells.Cell{Rune: ' '}
		isNew := row[x] != before[x] || x+1 < len(row) && (row[x+1].Rune == 0 || before[x+1].Rune == 0) && row[x+1] != before[x+1]
		if !isNew && !(row[x].Rune == 0 && x > 0 && row[x-1] != before[x-1]) {
			continue
		}
		only[x] = row[x]
		d.grounds.of(ink{colour: d.look(row[x].Style).behind}).shapes.rect(float64(x*cellWidth), top, cellWidth, cellHeight)
	}
	for x := 0; x < len(only); {
		x += d.piece(y, x, only)
	}
}

// SVG is the picture. The same screens give the same bytes.
func (a *Animation) SVG() []byte {
	d := newDrawing(a.palette, a.options.Light)
	width, height := a.width*cellWidth+2*padding, a.height*cellHeight+2*padding
	var b bytes.Buffer
	openSVG(&b, d, width, height, a.options, fmt.Sprintf("A terminal screen of %d columns and %d rows, in motion.", a.width, a.height))
	a.style(&b)
	for i, frame := range a.frames {
		switch {
		case i == 0:
			b.Write(frame)
		case len(frame) > 0:
			fmt.Fprintf(&b, `<g class="f" style="animation-name:f%d">`+"\n", i)
			b.Write(frame)
			b.WriteString("</g>\n")
		}
	}
	closeSVG(&b)
	return b.Bytes()
}

// style says when each frame appears.
func (a *Animation) style(b *bytes.Buffer) {
	whole := time.Duration(len(a.frames))*a.every + hold
	fmt.Fprintf(b, "<style>.f{visibility:hidden;animation:%ss step-end infinite}", number(whole.Seconds()))
	for i := range a.frames {
		if i > 0 && len(a.frames[i]) > 0 {
			at := 100 * float64(time.Duration(i)*a.every) / float64(whole)
			fmt.Fprintf(b, "@keyframes f%d{0%%{visibility:hidden}%s%%,to{visibility:visible}}", i, number(at))
		}
	}
	b.WriteString("@media(prefers-reduced-motion:reduce){.f{animation:none;visibility:visible}}</style>\n")
}
