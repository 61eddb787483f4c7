package pages

import (
	"strings"

	"ep-benchmark/engine"
	shown "ep-benchmark/engine/text" // text is a value here
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/words"
)

// A line is one of a page's text.
type line struct {
	text   string
	style  cells.Style
	indent int
	mark   string // before the text
	// beside stands at the right end of the row.
	beside      string
	besideStyle cells.Style
	figure      *engine.Figure // drawn in columns, in place of the text
	lane        int            // that a click gives the focus, from 1; 0 for none
}

// drawLines draws lines of text, one a row.
func drawLines(a cells.Area, s *Screen, lines []line) {
	for y := 0; y < len(lines) && y < a.Height; y++ {
		l := &lines[y]
		if l.lane > 0 {
			s.Hits.AddLane(a.Rows(y, 1), l.lane-1)
		}
		if l.figure != nil {
			drawFigure(a.Part(l.indent, y, a.Width-l.indent-1, 1), l.figure)
			continue
		}
		if l.mark != "" {
			a.Text(l.indent-1-cells.Width(l.mark), y, cells.In(cells.Accent), l.mark)
		}
		room := a.Width - l.indent - 1
		if l.beside != "" {
			room -= cells.Width(l.beside) + 2
			a.Right(a.Width-1, y, l.besideStyle, l.beside)
		}
		a.Fit(l.indent, y, room, l.style, l.text)
	}
}

// figureValue is the room for how much a figure is.
const figureValue = 9

// drawFigure draws a piece of evidence: how much, of what, and from where. The
// names of a finding's figures often differ at their ends alone, so it is the
// source that is cut.
func drawFigure(a cells.Area, f *engine.Figure) {
	value := words.Figure(f)
	x := figureValue
	if width := cells.Width(value); width <= figureValue {
		a.Right(figureValue, 0, cells.Style(0), value)
	} else {
		x = a.Fit(0, 0, min(width, a.Width), cells.Style(0), value)
	}
	x += 2
	x = fitEnds(a, x, cells.In(cells.Muted), f.Name) + 1
	if f.Source != "" && a.Width-x > 5 {
		a.Fit(x, 0, a.Width-x, cells.In(cells.Faint), "("+f.Source+")")
	}
}

// fitEnds writes a name. It cuts a long one before its last comma and keeps
// what stands behind that, which distinguishes it from the next name.
func fitEnds(a cells.Area, x int, style cells.Style, name string) int {
	room := a.Width - x
	if cells.Width(name) <= room {
		return a.Text(x, 0, style, name)
	}
	at := strings.LastIndex(name, ", ")
	if at < 0 || cells.Width(name[at:]) > room/2 {
		return a.Fit(x, 0, room, style, name)
	}
	tail := name[at:]
	a.Fit(x, 0, room-cells.Width(tail), style, name[:at])
	return a.Text(x+room-cells.Width(tail), 0, style, tail)
}

// A writer makes lines.
type writer struct {
	width int
	lines []line
}

func (w *writer) add(l line) { w.lines = append(w.lines, l) }

func (w *writer) blank() {
	if len(w.lines) > 0 {
		w.add(line{})
	}
}

func (w *writer) head(text string) {
	w.blank()
	w.add(line{text: text, style: cells.Style(0).Bold(), indent: 1})
}

// text adds a text over as many lines as it takes.
func (w *writer) text(indent int, style cells.Style, text string) { w.marked("", indent, style, text) }

// marked is text with a mark before its first line.
func (w *writer) marked(mark string, indent int, style cells.Style, text string) {
	for i, part := range shown.Wrap(text, w.width-indent-2) {
		if i > 0 {
			mark = ""
		}
		w.add(line{text: part, style: style, indent: indent, mark: mark})
	}
}

// figures says what is to be explained.
func (w *writer) figures(r *engine.Result) {
	if r.Speedup == nil {
		return
	}
	text := "speedup " + units.Factor(r.Speedup.Value) + " of a ceiling of " + units.Factor(r.Ceiling.Speedup)
	if r.Efficiency != nil {
		text += ", efficiency " + units.Percent(*r.Efficiency)
	}
	if f := words.SerialFraction(r); f != nil {
		text += ", serial fraction " + units.Percent(*f)
	}
	w.text(1, cells.In(cells.Muted), text)
	if above := words.AboveCeiling(r); above != "" {
		w.text(1, cells.In(cells.Muted), above)
	}
	if gated := words.Gated(r); gated != "" {
		w.text(1, cells.In(cells.Warn), "gated: "+gated)
	}
}

// readable is how wide lines of text are at most.
const readable = 100

// scrolledLines draws lines from one of them on, or from where the rest fits.
func scrolledLines(a cells.Area, s *Screen, lines []line, from int) {
	most := max(len(lines)-a.Height, 0)
	from = min(from, most)
	drawLines(a, s, lines[from:])
	moreBelow(a, s.Theme, from < most)
}
