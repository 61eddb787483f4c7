package pages

import (
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
	"ep-benchmark/ui/words"
)

// Overview is the view of a run under way: how each workload stands to its target,
// what the machine does, and what happened.
type Overview struct {
	without
	in   OverviewInput
	heat heatSlot
	read string // what there was at the moment under the mouse; "" while it is elsewhere
}

// Title is the page's name.
func (*Overview) Title() string { return "Run" }

// Act has nothing of its own to do.
func (*Overview) Act(config.Action) bool { return false }

// Wheel changes the window of time.
func (*Overview) Wheel(rows int) config.Action { return windowed(rows) }

// Explains tells whether there is room for all findings, or a lane is short of
// its target, which has a line that says why.
func (*Overview) Explains(run *live.Run, width int) bool {
	if width >= fullWidth {
		return true
	}
	for i := range run.Lanes {
		if short(&run.Lanes[i]) {
			return true
		}
	}
	return false
}

// Show says what is drawn.
func (p *Overview) Show(in OverviewInput) { p.in = in }

// Point handles the mouse on an axis of time.
func (p *Overview) Point(to Pointer) config.Action {
	p.read = ""
	if to.Kind != Leave && to.At >= 0 {
		focus := p.in.Focus
		if to.Lane >= 0 {
			focus = to.Lane
		}
		p.read = readingAt(p.in.Run, focus, momentOf(to.Axis, to.At), to.Lane >= 0).String()
	}
	return ""
}

// Reading is what there was at the moment under the mouse.
func (p *Overview) Reading() string { return p.read }

// Sizes from which the page has room for more.
const (
	wideWidth, wideHeight = 106, 26
	fullWidth, fullHeight = 170, 45
)

// frameRows are those around a page: the first and the last of the screen.
const frameRows = 2

// Framed tells whether pages stand in frames on a screen of a size. Smaller ones have
// no room to spare for that.
func Framed(width, height int) bool { return width >= wideWidth && height >= wideHeight+frameRows }

// Draw draws as much as there is room for.
func (p *Overview) Draw(a cells.Area, s *Screen) {
	switch {
	case len(p.in.Run.Lanes) == 0 && p.in.Idle:
		parts.Wrapped(a.Part(1, 0, a.Width-2, a.Height), 0, cells.In(cells.Muted), "No run is on. Press "+s.Key(config.ActionStart)+" to start one.")
	case len(p.in.Run.Lanes) == 0:
		a.Fit(1, 0, a.Width-1, cells.In(cells.Muted), "starting: the server and the workloads are being prepared")
	case p.in.Zoom && p.in.Lane() != nil:
		p.zoomed(a, s)
	case p.in.finished(a):
		used := resultCard(a, s, &p.in)
		p.lanes(a.Rows(used, a.Height-used), s)
	case p.in.introduces(a):
		used := intro(a, s)
		p.lanes(a.Rows(used, a.Height-used), s)
	default:
		p.lanes(a, s)
	}
}

// lanes is the table or the charts of the lanes, with what there is room for.
func (p *Overview) lanes(a cells.Area, s *Screen) {
	switch {
	case a.Width >= wideWidth && a.Height >= wideHeight-resultRows-mostReason:
		p.wide(a, s)
	default:
		p.compact(a, s)
	}
}

// Rows of the tallest card: of a sweep, and of any other run.
const tallestCard, tallestSweep = 11, 22

// compact is a table of the lanes, and below it what there is room for.
func (p *Overview) compact(a cells.Area, s *Screen) {
	columns := laneColumns(a.Width-1, p.in.Run.Lanes[0].Spec.Single)
	switch {
	case p.in.turns():
		columns = turnsColumns(a.Width - 1)
	case len(p.in.Sweeps) > 0:
		columns = sweepColumns(a.Width - 1)
		switch {
		case words.Loops(p.in.Sweeps[0]):
			columns = loopColumns(a.Width - 1)
		case words.InSizes(p.in.Sweeps[0]):
			columns = payColumns(a.Width - 1)
		}
	}
	y := 0
	if a.Height > len(p.in.Run.Lanes)+2 {
		tableHead(a.Rows(0, 1), columns, p.in.Window)
		y = 1
	}
	for i := range p.in.Run.Lanes {
		laneRow(a.Rows(y, 1), s, &p.in, i, columns)
		y++
	}
	rest := a.Rows(y, a.Height-y)
	if rest.Height >= 8 && !p.in.Run.Finished {
		used := whyLine(rest, &p.in.Subject)
		rest = rest.Rows(used, rest.Height-used)
	}
	if rest.Height >= 2 {
		parts.Rule(rest, s.Theme, 0, "")
		machineLine(rest.Rows(1, 1), s.Theme, p.in.Run)
		rest = rest.Rows(2, rest.Height-2)
	}
	p.below(rest, s)
}

// below shares the rest between the histogram and the log; the log is kept
// longer.
func (p *Overview) below(a cells.Area, s *Screen) {
	histogram := min(a.Height/2, 9)
	if histogram >= 5 {
		p.operations(a.Rows(0, histogram), s)
		a = a.Rows(histogram, a.Height-histogram)
	}
	if a.Height >= 2 {
		parts.Rule(a, s.Theme, 0, "events")
		drawLog(a.Rows(1, a.Height-1), s.Theme, p.in.Run, p.in.Pick)
	}
}

// wide has a section for each lane, the machine beside them, and the latencies
// and events below; with still more room, a third column.
func (p *Overview) wide(a cells.Area, s *Screen) {
	side := 36
	if a.Width >= fullWidth && a.Height >= fullHeight {
		third := 62
		framed(a.Columns(a.Width-third, third), s.Theme, func(a cells.Area) { p.third(a, s) })
		a = a.Columns(0, a.Width-third)
		side = 40
	}
	framed(a.Columns(a.Width-side, side), s.Theme, func(a cells.Area) { machine(a, s, &p.in, &p.heat) })
	left := a.Columns(0, a.Width-side)
	var selected cells.Area
	framed(left, s.Theme, func(a cells.Area) {
		height := p.cards(a, s)
		selected = left.Rows(p.in.Focus*height, height+1)
	})
	parts.Selected(selected, s.Theme)
}

// framed draws a column of sections in a frame.
func framed(a cells.Area, th *theme.Theme, draw func(a cells.Area)) {
	draw(a.Part(1, 0, a.Width-2, a.Height-1))
	parts.Frame(a, th)
}

// cards draws the lanes with their charts over one axis of time, and the rest below. It
// returns the height of a lane.
func (p *Overview) cards(a cells.Area, s *Screen) int {
	lanes, tallest := len(p.in.Run.Lanes), tallestCard
	if len(p.in.Sweeps) > 0 { // a curve against workers needs height
		tallest = tallestSweep
	}
	height := min(max((a.Height*2/3)/lanes, 4), tallest)
	for i := range lanes {
		card(a.Rows(i*height, height), s, &p.in, i)
	}
	y := lanes * height
	if len(p.in.Sweeps) == 0 && y < a.Height {
		from, to := p.in.span()
		parts.Clock(a.Part(2+parts.AxisWidth, y, a.Width-3-parts.AxisWidth, 1), from, to)
		y++
	}
	p.below(a.Rows(y, a.Height-y), s)
	return height
}

// third is the column of large terminals: comparison and findings.
func (p *Overview) third(a cells.Area, s *Screen) {
	half := a.Height / 2
	parts.Rule(a, s.Theme, 0, "compared with "+p.in.Versus.label())
	if p.in.Versus.shown() != nil {
		overall(a.Rows(1, 1), &p.in.Versus)
	}
	beside(a.Rows(2, half-2), s, &CompareInput{p.in.Run, p.in.Versus})
	parts.Rule(a, s.Theme, half, "findings")
	below := a.Rows(half+1, a.Height-half-1)
	scrolledLines(below, s, overviewLines(s.Theme, &p.in.Subject, below.Width), 0)
}

// zoomed gives one lane the whole page.
func (p *Overview) zoomed(a cells.Area, s *Screen) {
	lane := p.in.Lane()
	if Framed(a.Width, a.Height+frameRows) {
		framed(a, s.Theme, func(a cells.Area) { p.enlarged(a, s, lane) })
		parts.Selected(a.Rows(0, enlargedCard(a.Height-1)+2), s.Theme)
		return
	}
	p.enlarged(a, s, lane)
}

// enlargedCard is the height of the card of a lane that has the page.
func enlargedCard(height int) int { return max(height/2, 4) }

// enlarged is a lane's card with its axis of time, and its latencies below.
func (p *Overview) enlarged(a cells.Area, s *Screen, lane *live.Lane) {
	chart := enlargedCard(a.Height)
	card(a.Rows(0, chart), s, &p.in, p.in.Focus)
	if len(p.in.Sweeps) == 0 {
		from, to := p.in.span()
		parts.Clock(a.Part(2+parts.AxisWidth, chart, a.Width-3-parts.AxisWidth, 1), from, to)
		chart++
	}
	rest := a.Rows(chart, a.Height-chart)
	if rest.Height < 4 {
		return
	}
	histogram := rest.Height
	failed := lane.Result != nil && lane.Result.Failure != "" // the card says why
	if text := reason(s, lane); text != "" && !failed {
		used := parts.Wrapped(rest.Part(2, 0, rest.Width-4, rest.Height), 0, cells.In(cells.Muted), text)
		rest = rest.Rows(used, rest.Height-used)
		histogram = rest.Height
	}
	p.operations(rest.Rows(0, histogram), s)
}

// operations shows how long those of the lane that has the focus take: all of them,
// or in a sweep the longest by workers.
func (p *Overview) operations(a cells.Area, s *Screen) {
	sweep := p.in.sweep(p.in.Focus)
	if sweep == nil {
		latency(a, s.Theme, p.in.Lane())
		return
	}
	if words.Loops(sweep) {
		parts.Rule(a, s.Theme, 0, sweep.Spec.Title+": latency of an operation")
		drawLoops(a.Part(2, 1, a.Width-4, a.Height-1), loopLatencies(sweep))
		return
	}
	if p.in.turns() {
		turnsOperations(a, s.Theme, p.in.Lane(), sweep)
		return
	}
	if words.InSizes(sweep) {
		parts.Rule(a, s.Theme, 0, sweep.Spec.Title+": times of a pass, and speedup")
		pairTable(a.Part(0, 1, a.Width, a.Height-1), s.Theme, p.in.Lane(), sweep, pairColumns(sweep))
		return
	}
	title := sweep.Spec.Title + ": p99 of an operation, by workers"
	parts.Rule(a, s.Theme, 0, title)
	failures(a.Rows(0, 1), p.in.Lane(), cells.Width(title)+6)
	tails := tailCurve(sweep)
	tails.Axis, tails.Title = true, ""
	tails.Draw(a.Rows(0, a.Height), s.Theme)
}

// whyLine says why one lane is short of its target or slower than it was: the
// lane that has the focus, else the first such lane. It returns how many rows
// that took.
func whyLine(a cells.Area, sub *Subject) int {
	lane := sub.Lane()
	if lane == nil || why(sub, lane) == "" {
		lane = nil
		for i := range sub.Run.Lanes {
			if why(sub, &sub.Run.Lanes[i]) != "" {
				lane = &sub.Run.Lanes[i]
				break
			}
		}
	}
	if lane == nil {
		return 0
	}
	x := a.Text(1, 0, cells.In(cells.Muted), "why, "+lane.Spec.Title+": ")
	a.Fit(x, 0, a.Width-x-1, cells.Style(0), why(sub, lane))
	return 1
}
