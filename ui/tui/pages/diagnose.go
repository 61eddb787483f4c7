package pages

import (
	"fmt"
	"strconv"

	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/engine"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/parts"
)

// Diagnose is the view of what held the run back, with the evidence.
type Diagnose struct{ scroll int }

// Title is the page's name.
func (*Diagnose) Title() string { return "Diagnose" }

// Act scrolls.
func (p *Diagnose) Act(action config.Action, _ *View) bool { return scrolled(&p.scroll, action, 5) }

// Findings are those of the finished run, or of what is finished of it.
func (v *View) Findings() []engine.Finding {
	report := v.soFar()
	if report == nil {
		return nil
	}
	return diagnose.Explain(report)
}

// Draw draws the findings.
func (p *Diagnose) Draw(a cells.Area, v *View) { p.findings(a.Columns(0, min(a.Width, readable)), v) }

// readable is how wide lines of text are at most.
const readable = 100

// findings writes each finding with the figures that it rests on.
func (p *Diagnose) findings(a cells.Area, v *View) {
	findings := v.Findings()
	if len(findings) == 0 {
		parts.Wrapped(a.Part(1, 0, a.Width-2, a.Height), 0, cells.In(cells.Muted),
			"Nothing is found before a first workload has finished its rounds: a finding rests on measured legs.")
		return
	}
	var lines []line
	last := ""
	for _, f := range findings {
		about := f.Workload
		if about == "" {
			about = "the machine"
		}
		if about != last {
			lines = append(lines, line{text: titleOf(v, about), style: cells.Style(0).Bold(), indent: 1})
			last = about
		}
		for i, text := range parts.Lines(f.Statement, a.Width-6) {
			mark := ' '
			if i == 0 {
				mark = v.Theme.Glyphs.Dot
			}
			lines = append(lines, line{text: text, style: cells.Style(0), indent: 4, mark: mark})
		}
		if f.Try != "" {
			for _, text := range parts.Lines("try: "+f.Try, a.Width-8) {
				lines = append(lines, line{text: text, style: cells.In(cells.Muted), indent: 6})
			}
		}
		for _, e := range f.Evidence {
			lines = append(lines, line{text: evidence(e), style: cells.In(cells.Faint), indent: 6})
		}
	}
	p.scroll = min(p.scroll, max(len(lines)-a.Height, 0))
	for y, l := range lines[p.scroll:] {
		if y >= a.Height {
			break
		}
		if l.mark != 0 && l.mark != ' ' {
			a.Rune(l.indent-2, y, l.mark, cells.In(cells.Accent))
		}
		a.Fit(l.indent, y, a.Width-l.indent-1, l.style, l.text)
	}
	moreBelow(a, v, p.scroll+a.Height < len(lines))
}

// A line is one of the findings' text.
type line struct {
	text   string
	style  cells.Style
	indent int
	mark   rune
}

// evidence renders a figure with its source.
func evidence(f engine.Figure) string {
	unit := f.Unit
	if unit != "" {
		unit = " " + unit
	}
	return fmt.Sprintf("%s = %s%s (%s)", f.Name, strconv.FormatFloat(f.Value, 'g', 4, 64), unit, f.Source)
}
