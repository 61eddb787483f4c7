package pages

import (
	shown "ep-benchmark/engine/text" // text is a value here
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
)

// Diagnose is the view of why the run came out as it did: of the workload that
// has the focus with all its evidence, of the run, and of the other workloads
// in short.
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
	used = drawPicked(a, s, &p.in)
	a = a.Rows(used, a.Height-used)
	lane := p.in.Lane()
	if lane == nil {
		parts.Wrapped(a.Part(1, 0, a.Width-2, a.Height), 0, cells.In(cells.Muted), nothingYet)
		return
	}
	if a.Width < twoTexts {
		width := min(a.Width, readable)
		text := append(append(laneLines(s.Theme, &p.in, lane, width), line{}), besideLines(s.Theme, &p.in, width, false)...)
		p.scroll = min(p.scroll, max(len(text)-a.Height, 0))
		scrolledLines(a.Columns(0, width), s, text, p.scroll)
		return
	}
	width := min(a.Width*11/20, readable)
	left, right := a.Columns(0, width), a.Columns(width+2, min(a.Width-width-2, readable))
	about, beside := laneLines(s.Theme, &p.in, lane, left.Width), besideLines(s.Theme, &p.in, right.Width, true)
	if len(beside) > a.Height {
		beside = besideLines(s.Theme, &p.in, right.Width, false)
	}
	p.scroll = min(p.scroll, max(len(about), len(beside), a.Height)-a.Height)
	scrolledLines(left, s, about, p.scroll)
	scrolledLines(right, s, beside, p.scroll)
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
