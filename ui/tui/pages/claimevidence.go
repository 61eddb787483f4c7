package pages

import (
	"strconv"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/words"
)

// evidence draws what the verdict on the claim under the cursor rests on: the picture
// and the chart of its curve where there is room, and the rest in words.
func (p *Claims) evidence(a cells.Area, s *Screen) {
	p.beside = true
	e := &p.entries()[p.cursor]
	width := min(a.Width, readable)
	head := p.evidenceHead(e, width)
	lines := p.evidenceWords(s, e, width)
	a = a.Columns(0, width)
	scrolledLines(a.Rows(0, len(head)), s, head, 0)
	a = a.Rows(len(head), a.Height-len(head))
	if e.Measured != nil && a.Height >= intervalRows+4 {
		drawAxis(a.Rows(0, intervalRows), s.Theme, e)
		a = a.Rows(intervalRows+1, a.Height-intervalRows-1)
	}
	if rows := curveRows(a, e); rows > 0 {
		drawCurve(a.Rows(0, rows), s.Theme, e)
		a = a.Rows(rows+1, a.Height-rows-1)
	} else {
		lines = append(curveLines(e, width), lines...)
	}
	p.scroll = min(p.scroll, max(len(lines)-a.Height, 0))
	scrolledLines(a, s, lines, p.scroll)
	if left := a.Height - len(lines) - 2; e.Claim.ID == p.in.Tested.Running && left >= fewestEvents {
		a.Text(1, a.Height-left-1, cells.Style(0).Bold(), "events")
		drawLog(a.Rows(a.Height-left, min(left, mostEvents)), s.Theme, p.in.Run, nil)
	}
}

// Rows of the events of an experiment that is on: the last ones.
const fewestEvents, mostEvents = 2, 14

// curveRows is how many rows the chart of a claim's curve gets; 0 where there is none,
// or too little room for it.
func curveRows(a cells.Area, e *claims.Entry) int {
	if e.Curve == nil || len(e.Curve.Points) == 0 || a.Width < leastCurveColumns || a.Height < leastCurveRows+4 {
		return 0
	}
	return min(max(a.Height/2, leastCurveRows), mostCurveRows)
}

// evidenceHead is the verdict, the sentence, and what is true in its place.
func (p *Claims) evidenceHead(e *claims.Entry, width int) []line {
	w := &writer{width: width}
	verdict, style := words.VerdictInShort(e.Verdict), toneStyle(e.Verdict).Bold()
	isOn := e.Claim.ID == p.in.Tested.Running
	switch {
	case isOn:
		verdict, style = "running", cells.In(cells.Accent).Bold()
	case p.toCome(e):
		verdict, style = "to come", cells.In(cells.Muted)
	}
	w.add(line{text: e.Claim.ID, style: cells.Style(0).Bold(), indent: 1, beside: verdict, besideStyle: style})
	w.text(1, cells.In(cells.Muted), quoted(&e.Claim))
	if isOn {
		w.text(1, cells.Style(0), underWay(p.in.Run))
	} else if !p.toCome(e) {
		w.text(1, cells.Style(0), words.ClaimTruth(e))
	}
	w.blank()
	return w.lines
}

// quoted is a claim's sentence, and where it stands.
func quoted(c *claims.Claim) string {
	text := "claimed " + words.Claimed(c)
	if c.Says != "" {
		text = "\"" + c.Says + "\""
	}
	if c.Source != "" {
		text += " (" + c.Source + ")"
	}
	return text
}

// underWay says how far the experiment is.
func underWay(run *live.Run) string {
	if run == nil || len(run.Lanes) == 0 || run.Finished {
		return "its experiment is being prepared"
	}
	text := "its experiment is on: "
	for i := range run.Lanes {
		if i > 0 {
			text += "; "
		}
		text += run.Lanes[i].Spec.Title + ", " + state(run, &run.Lanes[i])
	}
	return text
}

// evidenceWords are the arithmetic, the conditions, the figures, the command, and the
// past.
func (p *Claims) evidenceWords(s *Screen, e *claims.Entry, width int) []line {
	w := &writer{width: width}
	dot := string(s.Theme.Glyphs.Dot)
	list := func(title string, items []string) {
		if len(items) > 0 {
			w.head(title)
		}
		for _, item := range items {
			w.marked(dot, 3, cells.Style(0), item)
		}
	}
	if len(e.Sum) > 0 {
		w.head("arithmetic")
		for i, step := range e.Sum {
			w.marked(strconv.Itoa(i+1), 3, cells.Style(0), step)
		}
	}
	list("conditions", words.ClaimConditions(e))
	list("evidence", e.Evidence)
	if e.Measured != nil {
		w.head("measured")
		w.text(1, cells.Style(0), words.ClaimMeasured(e)+", "+words.ClaimConfidence(e))
		if when := whenMeasured(e); when != "" {
			w.text(1, cells.In(cells.Muted), when)
		}
	}
	if e.Repeat != "" {
		w.head("repeat it with")
		w.text(1, cells.In(cells.Accent), e.Repeat)
	}
	p.pastWords(w, s, e)
	return w.lines
}

func whenMeasured(e *claims.Entry) string {
	text := ""
	if !e.At.IsZero() {
		text = stamp(e.At.UTC())
	}
	if e.Run != "" {
		text += ", run " + e.Run
	}
	return text
}

// pastWords lists earlier findings on a claim, the newest first.
func (p *Claims) pastWords(w *writer, s *Screen, e *claims.Entry) {
	past := p.in.Tested.Past[e.Claim.ID]
	if len(past) == 0 {
		return
	}
	w.head("history")
	w.text(1, cells.In(cells.Muted), words.ClaimTrend(past))
	for i := len(past) - 1; i >= 0; i-- {
		w.marked(string(s.Theme.Glyphs.Dot), 3, toneStyle(past[i].Entry.Verdict), words.ClaimFinding(&past[i]))
	}
}

// curveLines are the points of a curve as rows, where there is no room for its chart.
func curveLines(e *claims.Entry, width int) []line {
	if e.Curve == nil {
		return nil
	}
	w := &writer{width: width}
	w.head("by " + e.Curve.Condition + ": " + words.CurveAnswer(e.Curve))
	unit := words.ClaimUnit(e.Claim.Metric)
	for i := range e.Curve.Points {
		p := &e.Curve.Points[i]
		w.text(3, cells.Style(0), words.CurvePlace(e.Curve, p)+": "+words.Bare(&p.Measured, unit))
	}
	return w.lines
}
