package pages

import (
	"time"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
)

// Cores is the view of the machine over time: the load of each core, by cluster,
// whose load it was, and under it the legs of each workload on the same axis.
type Cores struct {
	without
	in    OverviewInput
	axis  parts.Axis // of the last frame
	plan  coresPlan
	loads live.Raster

	cursor   time.Duration // the moment that is read
	isPlaced bool          // the reader has placed the cursor
	hover    time.Duration // the moment under the mouse
	isOver   bool          // the mouse is over the axis
}

// Title is the page's name.
func (*Cores) Title() string { return "Cores" }

// Show says of which run the machine is drawn.
func (p *Cores) Show(in *OverviewInput) { p.in = *in }

// Wheel changes the window of time.
func (*Cores) Wheel(rows int) config.Action { return windowed(rows) }

// Act moves the cursor, or takes it away.
func (p *Cores) Act(action config.Action) bool {
	switch action {
	case config.ActionLeft:
		p.move(-1)
	case config.ActionRight:
		p.move(1)
	case config.ActionPageUp:
		p.move(-10)
	case config.ActionPageDown:
		p.move(10)
	case config.ActionFirst:
		p.place(p.axis.Middle(0))
	case config.ActionLast:
		p.place(p.last())
	case config.ActionClose:
		placed := p.isPlaced
		p.isPlaced = false
		return placed
	default:
		return false
	}
	return true
}

// move moves the cursor by some columns; it starts at the last moment there is.
func (p *Cores) move(columns int) {
	if p.axis.Columns == 0 {
		return
	}
	if !p.isPlaced {
		p.place(p.last())
		return
	}
	p.place(p.axis.Middle(p.axis.Column(p.cursor) + columns))
}

// place puts the cursor at a moment that the axis shows.
func (p *Cores) place(at time.Duration) {
	p.cursor, p.isPlaced = min(max(at, p.axis.Middle(0)), p.last()), true
}

// last is the middle of the last column that has passed.
func (p *Cores) last() time.Duration {
	return p.axis.Middle(min(max(p.axis.Column(p.in.Run.At), 0), max(p.axis.Columns-1, 0)))
}

// Point handles the mouse on the axis. A press places the cursor; a second one on
// the same leg shows Diagnose.
func (p *Cores) Point(to Pointer) config.Action {
	switch to.Kind {
	case Leave:
		p.isOver = false
	case Hover:
		p.hover, p.isOver = to.At, true
	case Drag:
		p.place(to.At)
	case Press:
		before := Pick{to.Lane, p.cursor}
		_, was, had := before.leg(p.in.Run)
		_, is, has := (&Pick{to.Lane, to.At}).leg(p.in.Run)
		again := p.isPlaced && had && has && was.From == is.From
		p.place(to.At)
		if again {
			return config.ActionViewDiagnose
		}
	}
	return ""
}

// reads is the moment that the last line reads: that under the mouse, else the
// cursor's, else now, which is the last sample's time.
func (p *Cores) reads() moment {
	switch {
	case p.isOver:
		return momentOf(p.axis, p.hover)
	case p.isPlaced:
		return momentOf(p.axis, p.cursor)
	}
	if until := p.in.Run.Loads.Until(); until > 0 {
		return moment{min(p.in.Run.At, until), until - slotSlice, until}
	}
	return moment{at: p.in.Run.At}
}

// Draw draws the map with its frame, and the machine below it where there is room.
func (p *Cores) Draw(a cells.Area, s *Screen) {
	if len(p.in.Run.Lanes) == 0 && len(p.in.Run.Machine.Cores) == 0 {
		a.Fit(1, 0, a.Width-1, cells.In(cells.Muted), "The cores are sampled while a run is on, twice a second.")
		return
	}
	p.plan.lay(p.in.Run, a, parts.Halves(s.Theme))
	used := p.plan.height()
	p.drawMap(a.Rows(0, used), s)
	p.below(a.Rows(used, a.Height-used), s)
}
