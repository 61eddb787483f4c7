package pages

import (
	shown "ep-benchmark/engine/text" // text is a value here
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
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
	proof       *proof // drawn in columns, in place of the text
	ruled       bool   // the text is in a rule across the row
	chart       *parts.Waterfall
	row         int // of the chart, drawn in place of the text
	lane        int // that a click gives the focus, from 1; 0 for none
}

// drawLines draws lines of text, one a row.
func drawLines(a cells.Area, s *Screen, lines []line) {
	for y := 0; y < len(lines) && y < a.Height; y++ {
		l := &lines[y]
		if l.lane > 0 {
			s.Hits.AddLane(a.Rows(y, 1), l.lane-1)
		}
		switch {
		case l.proof != nil:
			l.proof.draw(a.Part(l.indent, y, a.Width-l.indent-1, 1), l.style)
			continue
		case l.chart != nil:
			l.chart.Draw(a.Part(l.indent, y, a.Width-l.indent-1, 1), s.Theme, l.row)
			continue
		case l.ruled:
			drawRuled(a.Rows(y, 1), s.Theme, l)
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

// drawRuled draws a title in a rule, with what stands at its right end.
func drawRuled(a cells.Area, th *theme.Theme, l *line) {
	a.Line(0, th.Glyphs.Horizontal, cells.In(cells.Border))
	room := a.Width - 4
	if l.beside != "" {
		a.Right(a.Width-1, 0, l.besideStyle, " "+l.beside+" ")
		room -= cells.Width(l.beside) + 3
	}
	if room = min(room, cells.Width(l.text)); room > 0 {
		a.Rune(1, 0, ' ', 0)
		a.Rune(a.Fit(2, 0, room, l.style, l.text), 0, ' ', 0)
	}
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

// section begins a part of a note under a rule.
func (w *writer) section(title string) {
	w.add(line{text: title, style: cells.In(cells.Muted), ruled: true})
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

// readable is how wide lines of text are at most.
const readable = 100

// scrolledLines draws lines from one of them on, or from where the rest fits.
func scrolledLines(a cells.Area, s *Screen, lines []line, from int) {
	most := max(len(lines)-a.Height, 0)
	from = min(from, most)
	drawLines(a, s, lines[from:])
	moreBelow(a, s.Theme, from < most)
}
