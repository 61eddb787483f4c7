package export

import (
	"bytes"
	"fmt"
	"image/color"
	"strings"

	"ep-benchmark/engine/text"
	"ep-benchmark/ui/cells"
)

// A drawing collects a screen's shapes and texts by what they are drawn with.
type drawing struct {
	terminal *terminal
	palette  cells.Palette
	looks    map[cells.Style]look
	grounds  layers
	inks     layers
}

// ink is what characters are drawn with.
type ink struct {
	colour color.RGBA
	bold   bool
}

// layers keep the order in which their inks came, so that a picture's bytes
// do not depend on a map's.
type layers struct {
	order []ink
	by    map[ink]*layer
}

type layer struct {
	shapes path
	dots   bytes.Buffer // braille, drawn as points with a round pen
	text   bytes.Buffer
}

func newDrawing(p cells.Palette, light bool) *drawing {
	d := &drawing{terminal: &darkTerminal, palette: p, looks: map[cells.Style]look{}}
	if light {
		d.terminal = &lightTerminal
	}
	d.grounds.by, d.inks.by = map[ink]*layer{}, map[ink]*layer{}
	return d
}

func (l *layers) of(i ink) *layer {
	if l.by[i] == nil {
		l.by[i] = &layer{}
		l.order = append(l.order, i)
	}
	return l.by[i]
}

func (d *drawing) look(s cells.Style) look {
	known, ok := d.looks[s]
	if !ok {
		known = d.terminal.look(s, &d.palette)
		d.looks[s] = known
	}
	return known
}

// row draws a row: what is behind its cells, under them, and in them.
func (d *drawing) row(y int, row []cells.Cell) {
	top := float64(y * cellHeight)
	for x := 0; x < len(row); {
		look, left := d.look(row[x].Style), float64(x*cellWidth)
		if look.isFilled {
			d.grounds.of(ink{colour: look.behind}).shapes.rect(left, top, cellWidth, cellHeight)
		}
		if look.underline {
			d.inks.of(look.ink).shapes.rect(left, top+baseline+2, cellWidth, 1)
		}
		x++
	}
	for x := 0; x < len(row); {
		x += d.piece(y, x, row)
	}
}

// piece draws what begins at a cell and returns how many cells that takes.
func (d *drawing) piece(y, x int, row []cells.Cell) int {
	cell, look := row[x], d.look(row[x].Style)
	left, top := float64(x*cellWidth), float64(y*cellHeight)
	switch {
	case cell.Rune == 0 || cell.Rune == ' ' || cell.Style.IsSolid():
		return 1
	case isShade(cell.Rune):
		shaded := ink{colour: over(look.ink.colour, look.behind, shade(cell.Rune))}
		d.inks.of(shaded).shapes.rect(left, top, cellWidth, cellHeight)
		return 1
	case isShape(cell.Rune):
		d.inks.of(look.ink).shape(cell.Rune, left, top)
		return 1
	case isWordRune(cell.Rune):
		n := d.stretch(row[x:])
		d.inks.of(look.ink).words(row[x:x+n], left, top+baseline)
		return n
	}
	columns := 1
	if x+1 < len(row) && row[x+1].Rune == 0 {
		columns = 2
	}
	d.inks.of(look.ink).glyph(cell.Rune, left+float64(columns*cellWidth)/2, top+baseline)
	return columns
}

// isWordRune tells the characters that every monospaced font has in one width.
// Others may come from another font, and are placed one by one.
func isWordRune(r rune) bool { return r > ' ' && r < 0x250 }

// stretch is how many cells are words of one ink, with single spaces between.
// It ends at two spaces, of which a reader of XML may make one.
func (d *drawing) stretch(row []cells.Cell) int {
	first, end := d.look(row[0].Style).ink, 1
	for i := 1; i < len(row) && i <= end+1; i++ {
		switch {
		case isWordRune(row[i].Rune) && d.look(row[i].Style).ink == first:
			end = i + 1
		case row[i].Rune != ' ':
			return end
		}
	}
	return end
}

// words writes a stretch of words. Its length is given, so that a font of
// another width does not push it out of its columns.
func (l *layer) words(row []cells.Cell, x, y float64) {
	fmt.Fprintf(&l.text, `<text x="%s" y="%s"`, number(x), number(y))
	if len(row) > 1 {
		fmt.Fprintf(&l.text, ` textLength="%d"`, len(row)*cellWidth)
	}
	l.text.WriteByte('>')
	for i, cell := range row {
		if cell.Rune == '#' && i > 0 && row[i-1].Rune == '#' { // the picture may be printed: "##" begins commands of CI systems
			l.text.WriteString("&#35;")
			continue
		}
		l.text.WriteString(escaped(string(cell.Rune)))
	}
	l.text.WriteString("</text>\n")
}

// glyph writes one character in the middle of its columns.
func (l *layer) glyph(r rune, middle, y float64) {
	fmt.Fprintf(&l.text, `<text x="%s" y="%s" text-anchor="middle">%s</text>`+"\n", number(middle), number(y), escaped(string(r)))
}

// write writes the layers, what is behind first.
func (d *drawing) write(b *bytes.Buffer) {
	for _, i := range d.grounds.order {
		fmt.Fprintf(b, `<path fill="%s" shape-rendering="crispEdges" d="%s"/>`+"\n", hex(i.colour), d.grounds.by[i].shapes.finished())
	}
	for _, i := range d.inks.order {
		l := d.inks.by[i]
		fmt.Fprintf(b, `<g fill="%s"`, hex(i.colour))
		if i.bold && l.text.Len() > 0 {
			b.WriteString(` font-weight="700"`)
		}
		b.WriteString(">\n")
		if shapes := l.shapes.finished(); len(shapes) > 0 {
			fmt.Fprintf(b, `<path d="%s"/>`+"\n", shapes)
		}
		if l.dots.Len() > 0 {
			fmt.Fprintf(b, `<path fill="none" stroke="%s" stroke-width="2.6" stroke-linecap="round" d="%s"/>`+"\n", hex(i.colour), l.dots.Bytes())
		}
		b.Write(l.text.Bytes())
		b.WriteString("</g>\n")
	}
}

var xmlSpecial = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// escaped is a text as XML has it, on one printable line.
func escaped(words string) string { return xmlSpecial.Replace(text.Line(words)) }
