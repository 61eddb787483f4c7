package pages

import (
	shown "ep-benchmark/engine/text" // text is a value here
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
)

// Diagnose is the view of why the run came out as it did: a note on the workload that
// has the focus, with what happened, the evidence and what to try; the run; and the
// other workloads in short.
type Diagnose struct {
	without
	in     Subject
	scroll int
	of     int // the lane that is scrolled through
}

// Title is the page's name.
func (*Diagnose) Title() string { return "Diagnose" }

// Act scrolls by pages. What moves by one moves the focus, as on the run's
// page: there is one workload at a time to read about.
func (p *Diagnose) Act(action config.Action) bool {
	switch action {
	case config.ActionPageUp:
		p.move(-8)
	case config.ActionPageDown:
		p.move(8)
	case config.ActionFirst:
		p.scroll = 0
	case config.ActionLast:
		p.scroll = 1 << 30
	default:
		return false
	}
	return true
}

// Wheel scrolls.
func (p *Diagnose) Wheel(rows int) config.Action {
	p.move(rows)
	return ""
}

// move scrolls by some rows. Draw keeps it from running past the end.
func (p *Diagnose) move(rows int) { p.scroll = max(p.scroll+rows, 0) }

// Explains is true: it is what the page is for.
func (*Diagnose) Explains(*live.Run, int) bool { return true }

// Show says what is drawn.
func (p *Diagnose) Show(in Subject) { p.in = in }

// twoTexts is the width from which two columns of text can be read.
const twoTexts = 116

// Draw draws how far the run can be trusted, and the findings.
func (p *Diagnose) Draw(a cells.Area, s *Screen) {
	if p.of != p.in.Focus {
		p.of, p.scroll = p.in.Focus, 0
	}
	used := drawQuality(a, s.Theme, p.in.Run)
	a = a.Rows(used, a.Height-used)
	picked := drawPicked(a, s, &p.in)
	a = a.Rows(picked, a.Height-picked)
	used += picked
	lane := p.in.Lane()
	if lane == nil {
		parts.Wrapped(a.Part(1, 0, a.Width-2, a.Height), 0, cells.In(cells.Muted), nothingYet)
		return
	}
	boxed := Framed(a.Width, a.Height+used+frameRows)
	if a.Width < twoTexts {
		boxIn(a, s, boxed, func(a cells.Area) {
			text := noteOf(s.Theme, &p.in, lane, a.Width)
			text = append(text, runTitle(&p.in))
			text = append(text, besideLines(s.Theme, &p.in, a.Width, false)...)
			p.column(a, s, laneTitle(s.Theme, lane, boxed), text)
		})
		return
	}
	width := a.Width * 11 / 20
	boxIn(a.Columns(0, width), s, boxed, func(a cells.Area) {
		p.column(a, s, laneTitle(s.Theme, lane, boxed), noteOf(s.Theme, &p.in, lane, min(a.Width, readable)))
	})
	boxIn(a.Columns(width, a.Width-width), s, boxed, func(a cells.Area) {
		text := besideLines(s.Theme, &p.in, min(a.Width, readable), true)
		if len(text) >= a.Height {
			text = besideLines(s.Theme, &p.in, min(a.Width, readable), false)
		}
		scrolledLines(a.Rows(1, a.Height-1), s, text, p.scroll)
		drawLines(a.Rows(0, 1), s, []line{runTitle(&p.in)})
	})
}

// column is the note under its title, which stays in its place.
func (p *Diagnose) column(a cells.Area, s *Screen, title line, text []line) {
	drawLines(a.Rows(0, 1), s, []line{title})
	p.scroll = min(p.scroll, max(len(text)-a.Height+1, 0))
	scrolledLines(a.Rows(1, a.Height-1), s, text, p.scroll)
}

// laneTitle is a workload with what has come of it, in a rule that becomes the top of a
// frame, or as a line.
func laneTitle(th *theme.Theme, lane *live.Lane, ruled bool) line {
	beside, role := standing(th, lane)
	return line{
		text: lane.Spec.Title, style: cells.Style(0).Bold(), indent: 1, ruled: ruled,
		beside: beside, besideStyle: cells.In(role).Bold(),
	}
}

// runTitle is the title of what is found of the run.
func runTitle(sub *Subject) line {
	title := "the run"
	if len(sub.Run.Lanes) > 1 {
		title += ", and its other workloads"
	}
	return line{text: title, style: cells.In(cells.Muted), ruled: true}
}

// drawQuality draws how far a finished run can be trusted, where it is not clean,
// and returns the rows that it took.
func drawQuality(a cells.Area, th *theme.Theme, run *live.Run) int {
	sign, text, role := trust(th, run)
	if text == "" {
		return 0
	}
	rows := min(a.Height/4, 3)
	lines := shown.Wrap(text, min(a.Width, 2*readable)-5)
	if rows == 0 || len(lines) == 0 {
		return 0
	}
	if len(lines) > rows {
		lines = lines[:rows]
		lines[rows-1] += string(th.Glyphs.Ellipsis)
	}
	a.Rune(1, 0, sign, cells.In(role).Bold())
	for y, one := range lines {
		a.Fit(3, y, a.Width-4, cells.Style(0), one)
	}
	return len(lines) + 1
}
