package pages

import (
	"strings"

	"ep-benchmark/engine"
	shown "ep-benchmark/engine/text" // text is a value here
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
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
func drawLines(a cells.Area, v *View, lines []line) {
	for y := 0; y < len(lines) && y < a.Height; y++ {
		l := &lines[y]
		if l.lane > 0 {
			v.Hits.AddLane(a.Rows(y, 1), l.lane-1)
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

// laneLines are all that is found of one workload: why it regressed, if it did,
// and then what held it back from its ceiling, the weightiest first.
func laneLines(v *View, lane *live.Lane, width int) []line {
	w := writer{width: width}
	beside, role := standing(v, lane)
	w.add(line{
		text: lane.Spec.Title, style: cells.Style(0).Bold(), indent: 1,
		beside: beside, besideStyle: cells.In(role).Bold(),
	})
	if lane.Result == nil {
		w.text(1, cells.In(cells.Muted), "It has not finished its rounds: a finding rests on measured legs.")
		return w.lines
	}
	w.figures(lane.Result)
	if n, regressed := v.notice(lane.Spec.Name); regressed {
		w.regression(v, &n)
	}
	w.blank()
	found := v.about(lane.Spec.Name)
	if len(found) == 0 {
		w.text(1, cells.In(cells.Muted), "Nothing held it back beyond its ceiling.")
		return w.lines
	}
	w.text(1, cells.In(cells.Muted), "Against its ceiling, the weightiest first:")
	w.findings(v, found, true)
	return w.lines
}

// besideLines are what is found of the run, and of the other workloads: all
// that is, or the first of each.
func besideLines(v *View, width int, all bool) []line {
	w := writer{width: width}
	w.head("The run")
	u := v.Run.Report.Utilisation
	if v.Run.Finished && u != nil {
		w.text(1, cells.Style(0), "cores: "+u.Verdict)
	}
	found := v.about("")
	w.findings(v, found, true)
	if len(found) == 0 && (u == nil || !v.Run.Finished) {
		w.text(1, cells.In(cells.Muted), "Nothing is found of the machine.")
	}
	for i := range v.Run.Lanes {
		if i != v.Focus {
			w.blank()
			w.short(v, i, all)
		}
	}
	return w.lines
}

// overviewLines are all workloads in short, and the run.
func overviewLines(v *View, width int) []line {
	w := writer{width: width}
	if len(v.Findings()) == 0 {
		w.text(1, cells.In(cells.Muted), nothingYet)
		return w.lines
	}
	for i := range v.Run.Lanes {
		w.short(v, i, false)
	}
	if found := v.about(""); len(found) > 0 {
		w.head("The run")
		w.findings(v, found, false)
	}
	return w.lines
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
	if r.SerialFraction != nil {
		text += ", serial fraction " + units.Percent(max(*r.SerialFraction, 0))
	}
	w.text(1, cells.In(cells.Muted), text)
	if gated := words.Gated(r); gated != "" {
		w.text(1, cells.In(cells.Warn), "gated: "+gated)
	}
}

// regression adds what was expected, what came, the causes and where to look.
func (w *writer) regression(v *View, n *words.Notice) {
	w.blank()
	w.add(line{text: "Regressed, by " + n.By + ":", style: cells.In(cells.Bad).Bold(), indent: 1})
	for i := range n.Figures {
		f := &n.Figures[i]
		w.text(3, cells.Style(0), f.Name+" "+f.Actual+"; expected "+f.Expected)
	}
	switch c := v.Versus.Comparison; {
	case len(n.Causes) > 0:
		w.findings(v, n.Causes, true)
	case v.Versus.Confirming:
		w.text(3, cells.In(cells.Muted), "A fresh run is on; causes are looked for when it has ended.")
	case c.Causes == nil:
		w.text(3, cells.In(cells.Muted), "The baseline's evidence is being read.")
	default:
		w.text(3, cells.Style(0), "cause "+words.NoCause+": nothing that was recorded moved as the time did")
	}
	if n.Further != "" {
		w.marked("", 3, cells.In(cells.Accent), "look further: "+n.Further)
	}
}

// findings adds findings in their order, which is that of their weight, with
// their evidence or without.
func (w *writer) findings(v *View, all []engine.Finding, evidence bool) {
	for i := range all {
		f := &all[i]
		w.marked(string(v.Theme.Glyphs.Dot), 4, cells.Style(0), f.Statement)
		if f.Try != "" {
			w.text(6, cells.In(cells.Accent), "try: "+f.Try)
		}
		for j := range f.Evidence {
			if evidence {
				w.add(line{figure: &f.Evidence[j], indent: 6})
			}
		}
	}
}

// short adds a workload with what is found of it, without the evidence: all, or
// the first.
func (w *writer) short(v *View, i int, all bool) {
	lane := &v.Run.Lanes[i]
	beside, role := standing(v, lane)
	w.add(line{
		text: lane.Spec.Title, style: cells.Style(0).Bold(), indent: 1, lane: i + 1,
		beside: beside, besideStyle: cells.In(role),
	})
	found := v.about(lane.Spec.Name)
	if n, regressed := v.notice(lane.Spec.Name); regressed {
		w.text(3, cells.In(cells.Bad), "regressed: "+n.Figures[0].Name+" "+n.Figures[0].Actual)
		found = append(n.Causes[:len(n.Causes):len(n.Causes)], found...)
	}
	switch {
	case lane.Result == nil:
		w.text(3, cells.In(cells.Muted), "has not finished its rounds")
	case len(found) == 0:
		w.text(3, cells.In(cells.Muted), "nothing held it back beyond its ceiling")
	case all:
		w.findings(v, found, false)
	default:
		w.text(3, cells.In(cells.Muted), telling(found).Statement)
		if more := len(found) - 1; more > 0 {
			w.add(line{text: "and " + units.Counted(more, "finding") + " more", style: cells.In(cells.Faint), indent: 3, lane: i + 1})
		}
	}
}
