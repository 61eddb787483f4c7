package export

import (
	"bytes"
	"cmp"
	"fmt"

	"ep-benchmark/ui/cells"
)

// SVGOptions say how a picture is made. The zero value is a dark
// terminal.
type SVGOptions struct {
	// Light draws a light terminal: its own two colours and its sixteen.
	Light bool
	// Title names the picture for readers who can't see it; empty is
	// "ep-benchmark".
	Title string
	// Description says what is to be seen; empty tells the size only.
	Description string
}

// A cell has whole pixels, so that lines are sharp, and the two to one of
// most terminals, so that curves of braille are true.
const (
	cellWidth  = 9
	cellHeight = 18
	fontSize   = 15 // has an advance of 9 in most monospaced fonts
	baseline   = 14
	padding    = 14
)

const fonts = `ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace`

// SVG draws the grid as a picture, every cell in its place and colour
// whatever font there is. The same grid gives the same bytes.
//
// Note: shapes and texts of one colour are one group, and shapes one path.
// That is a fifth of the size of an element for each cell, and neighbours in
// one path have no seam where the picture is scaled.
func SVG(g *cells.Grid, palette cells.Palette, o SVGOptions) []byte {
	d := newDrawing(palette, o.Light)
	for y := range g.Height {
		d.row(y, g.Row(y))
	}
	width, height := g.Width*cellWidth+2*padding, g.Height*cellHeight+2*padding

	var b bytes.Buffer
	openSVG(&b, d, width, height, o, fmt.Sprintf("A terminal screen of %d columns and %d rows.", g.Width, g.Height))
	d.write(&b)
	closeSVG(&b)
	return b.Bytes()
}

// openSVG begins a picture: what it is called, and the terminal's frame.
func openSVG(b *bytes.Buffer, d *drawing, width, height int, o SVGOptions, usual string) {
	fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d" role="img">`+"\n", width, height)
	fmt.Fprintf(b, "<title>%s</title>\n<desc>%s</desc>\n", escaped(titleOf(o)), escaped(cmp.Or(o.Description, usual)))
	fmt.Fprintf(b, `<rect x=".5" y=".5" width="%d" height="%d" rx="8" fill="%s" stroke="%s"/>`+"\n", width-1, height-1, hex(d.terminal.background), hex(d.terminal.frame))
	fmt.Fprintf(b, `<g font-family="%s" font-size="%d" style="font-variant-ligatures:none">`+"\n", fonts, fontSize)
	fmt.Fprintf(b, `<g transform="translate(%d %d)">`+"\n", padding, padding)
}

// closeSVG ends a picture.
func closeSVG(b *bytes.Buffer) { b.WriteString("</g>\n</g>\n</svg>\n") }

func titleOf(o SVGOptions) string {
	if o.Title == "" {
		return "ep-benchmark"
	}
	return o.Title
}
