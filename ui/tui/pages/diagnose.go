package pages

import (
	shown "ep-benchmark/engine/text" // text is a value here
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
)

// Diagnose is the view of why the run came out as it did: of the workload that
// has the focus with all its evidence, of the run, and of the other workloads
// in short.
type Diagnose struct {
	scroll int
	of     int // the lane that is scrolled through
}

// Title is the page's name.
func (*Diagnose) Title() string { return "Diagnose" }

// Act scrolls by pages. What moves by one moves the focus, as on the run's
// page: there is one workload at a time to read about.
func (p *Diagnose) Act(action config.Action, _ *View) bool {
	switch action {
	case config.ActionPageUp:
		p.Scroll(-8)
	case config.ActionPageDown:
		p.Scroll(8)
	case config.ActionFirst:
		p.scroll = 0
	case config.ActionLast:
		p.scroll = 1 << 30
	default:
		return false
	}
	return true
}

// Scroll moves by the given number of rows. Draw keeps it from running past the
// end.
func (p *Diagnose) Scroll(rows int) { p.scroll = max(p.scroll+rows, 0) }

// readable is how wide lines of text are at most.
const readable = 100

// twoTexts is the width from which two columns of text can be read.
const twoTexts = 116

// Draw draws how far the run can be trusted, and the findings.
func (p *Diagnose) Draw(a cells.Area, v *View) {
	if p.of != v.Focus {
		p.of, p.scroll = v.Focus, 0
	}
	used := quality(a, v)
	a = a.Rows(used, a.Height-used)
	lane := v.Lane()
	if lane == nil {
		parts.Wrapped(a.Part(1, 0, a.Width-2, a.Height), 0, cells.In(cells.Muted), nothingYet)
		return
	}
	if a.Width < twoTexts {
		width := min(a.Width, readable)
		text := append(append(laneLines(v, lane, width), line{}), besideLines(v, width, false)...)
		p.scroll = min(p.scroll, max(len(text)-a.Height, 0))
		scrolledLines(a.Columns(0, width), v, text, p.scroll)
		return
	}
	width := min(a.Width*11/20, readable)
	left, right := a.Columns(0, width), a.Columns(width+2, min(a.Width-width-2, readable))
	about, beside := laneLines(v, lane, left.Width), besideLines(v, right.Width, true)
	if len(beside) > a.Height {
		beside = besideLines(v, right.Width, false)
	}
	p.scroll = min(p.scroll, max(len(about), len(beside), a.Height)-a.Height)
	scrolledLines(left, v, about, p.scroll)
	scrolledLines(right, v, beside, p.scroll)
}

const nothingYet = "Nothing is found before a first workload has finished its rounds: a finding rests on measured legs."

// scrolledLines draws lines from one of them on, or from where the rest fits.
func scrolledLines(a cells.Area, v *View, lines []line, from int) {
	most := max(len(lines)-a.Height, 0)
	from = min(from, most)
	drawLines(a, v, lines[from:])
	moreBelow(a, v, from < most)
}

// quality draws how far a finished run can be trusted, where it is not clean,
// and returns the rows that it took.
func quality(a cells.Area, v *View) int {
	sign, text, role := trust(v)
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
		lines[rows-1] += string(v.Theme.Glyphs.Ellipsis)
	}
	a.Rune(1, 0, sign, cells.In(role).Bold())
	for y, one := range lines {
		a.Fit(3, y, a.Width-4, cells.Style(0), one)
	}
	return len(lines) + 1
}

// standing renders how a lane stands to its target, for the end of a heading.
func standing(v *View, lane *live.Lane) (string, cells.Role) {
	words, role := outcome(v.Theme, lane)
	if goal := target(lane); goal != "" {
		words += "  " + goal
	}
	return words, role
}
