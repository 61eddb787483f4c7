package report

import (
	"fmt"
	"strings"

	shown "ep-benchmark/engine/text" // text is a value here
)

const (
	labelColumn = 2  // where labels begin
	valueColumn = 17 // where values do
	between     = 3  // columns between two values
)

// A value is a piece of a row. It stays on one line where it fits on one, and
// breaks at its spaces where it does not.
type value struct {
	spans []span
	least int // columns to take where another value follows on the line
	hang  int // further indent of its lines after the first
}

func text(format string, args ...any) value {
	return value{spans: []span{plain(fmt.Sprintf(format, args...))}}
}

func coloured(c colour, text string) value { return value{spans: []span{{c, text}}} }

// item is a text of a list, with its lines hanging behind the dash.
func item(format string, args ...any) value {
	v := text("- "+format, args...)
	v.hang = 2
	return v
}

// padded is the value in a column of the given width.
func (v value) padded(least int) value {
	v.least = least
	return v
}

func (v value) columns() int {
	n := 0
	for _, s := range v.spans {
		n += columns(printable(s.text))
	}
	return n
}

// page is a text in the making.
type page struct {
	text  strings.Builder
	style Style
	used  int // columns of the line under way
}

// heading writes a line in bold, and what stands beside it.
func (p *page) heading(title string, beside ...value) {
	if p.text.Len() > 0 {
		p.text.WriteByte('\n')
	}
	p.flow(0, append([]value{coloured(bold, title)}, beside...))
}

// row writes a label and its values, on as many lines as they need.
func (p *page) row(label string, values ...value) {
	p.labelled(span{noColour, label}, values...)
}

func (p *page) labelled(label span, values ...value) {
	p.pad(labelColumn)
	if columns(printable(label.text)) >= valueColumn-labelColumn {
		// A label that is at least as wide as its column has a line of its own.
		p.flow(labelColumn, []value{{spans: []span{label}}})
	} else {
		p.write(p.style.render(label))
		p.used += columns(printable(label.text))
	}
	p.pad(valueColumn)
	p.flow(valueColumn, values)
}

// flow writes values from the column reached, and ends the line.
func (p *page) flow(indent int, values []value) {
	owed := 0 // columns that the value before has yet to fill
	for i, v := range values {
		if i > 0 {
			gap := owed + between
			if p.fits(gap + v.columns()) {
				p.pad(p.used + gap)
			} else {
				p.newline(indent)
			}
		}
		start := p.used
		p.place(indent, v)
		owed = max(0, v.least-(p.used-start))
	}
	p.write("\n")
	p.used = 0
}

// place writes one value at the column reached.
func (p *page) place(indent int, v value) {
	if p.fits(v.columns()) {
		p.write(p.style.render(v.spans...))
		p.used += v.columns()
		return
	}
	first := true
	for _, s := range v.spans {
		for _, word := range unbroken(printable(s.text)) {
			p.word(indent+v.hang, span{s.colour, word}, first)
			first = false
		}
	}
}

// word writes a word of a value that breaks, and breaks the word itself where
// no line can hold it.
func (p *page) word(indent int, w span, first bool) {
	length := columns(w.text)
	switch {
	case first:
	case p.fits(1 + length):
		p.pad(p.used + 1)
	default:
		p.newline(indent)
	}
	for !p.fits(columns(w.text)) {
		if room := p.style.columns() - p.used; room > 0 {
			head, tail := shown.Split(w.text, room)
			p.write(p.style.render(span{w.colour, head}))
			w.text = tail
		}
		p.newline(indent)
	}
	p.write(p.style.render(w))
	p.used += columns(w.text)
}

func (p *page) fits(length int) bool {
	width := p.style.columns()
	return width == 0 || p.used+length <= width
}

func (p *page) newline(indent int) {
	p.write("\n")
	p.used = 0
	p.pad(indent)
}

// pad writes spaces up to a column.
func (p *page) pad(column int) {
	if column > p.used {
		p.write(strings.Repeat(" ", column-p.used))
		p.used = column
	}
}

func (p *page) write(text string) { p.text.WriteString(text) }
