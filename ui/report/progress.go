package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/units"
)

// Progress writes how a run is getting on: a line a second, or, on a
// terminal, one line that is drawn anew. It is told by Observe, as an
// engine.Observer.
type Progress struct {
	out   io.Writer
	style Style
	// redraw draws one line over and over, for a terminal.
	redraw bool
	run    live.Run
	last   time.Duration // of the line before
	drawn  bool
}

// NewProgress returns a progress that writes to out; width 0 does not cut.
func NewProgress(out io.Writer, style Style, redraw bool) *Progress {
	return &Progress{out: out, style: style, redraw: redraw}
}

const (
	lineEvery   = time.Second
	redrawEvery = 100 * time.Millisecond
	barWidth    = 20
	// eraseLine goes to the line's start and clears it (EL).
	eraseLine = "\r\x1b[K"
)

// Observe takes an event in and writes what it is time for.
func (p *Progress) Observe(event engine.Event) {
	p.run.Apply(event)
	switch e := event.(type) {
	case engine.Warned:
		p.say(span{yellow, "warning:"}, plain(" "+e.Text))
	case engine.WorkloadFinished:
		p.say(append([]span{plain(units.Clock(p.run.At) + "  ")}, finished(&e.Result)...)...)
	case engine.Progressed:
		p.tick()
	case engine.RunFinished:
		p.erase()
	}
}

// tick draws where a line is due. Lines keep to whole seconds, however late
// one of them was.
func (p *Progress) tick() {
	every := lineEvery
	if p.redraw {
		every = redrawEvery
	}
	if p.run.At-p.last < every {
		return
	}
	p.last = p.run.At - p.run.At%every
	if p.redraw {
		fmt.Fprint(p.out, eraseLine+p.bar())
		p.drawn = true
		return
	}
	fmt.Fprintln(p.out, p.line())
}

// finished says in one line what a workload came to.
func finished(r *engine.Result) []span {
	state := " done"
	if r.Failure != "" {
		state = " given up"
	}
	spans := []span{plain(r.Spec.Name + state)}
	if r.Speedup != nil {
		spans = append(spans, plain(", "+units.Factor(r.Speedup.Value)))
	}
	for i := range r.Assessments {
		if a := &r.Assessments[i]; a.Target.Gates {
			spans = append(spans, plain(", target "+bound(a.Target)+" "))
			spans = append(spans, outcome(a).spans...)
		}
	}
	return spans
}

// say writes a line of its own, above the one that is redrawn.
func (p *Progress) say(spans ...span) {
	p.erase()
	fmt.Fprintln(p.out, p.style.render(spans...))
}

func (p *Progress) erase() {
	if p.drawn {
		fmt.Fprint(p.out, eraseLine)
		p.drawn = false
	}
}

// line is the state of all lanes for a log.
func (p *Progress) line() string {
	text := units.Clock(p.run.At) + "  " + p.share() + p.left() + p.lanes(true, " | ")
	return cut(printable(text), p.style.Width)
}

// bar is the line for a terminal: as much as fits in its width, and one
// column less, since a full line makes some terminals break it.
func (p *Progress) bar() string {
	full := int(p.run.Progress() * barWidth)
	bar := "[" + strings.Repeat("=", full) + strings.Repeat(" ", barWidth-full) + "]  "
	limit := p.style.Width - 1
	text := ""
	for _, text = range []string{
		units.Clock(p.run.At) + "  " + bar + p.left() + p.lanes(true, " | "),
		p.share() + p.left() + p.lanes(true, "  "),
		p.share() + p.left() + p.lanes(false, "  "),
		p.share() + p.lanes(false, "  "),
	} {
		if text = printable(text); p.style.Width <= 0 || columns(text) <= limit {
			return text
		}
	}
	return cut(text, max(limit, 1))
}

func (p *Progress) share() string { return fmt.Sprintf("%3.0f %%  ", 100*p.run.Progress()) }

// left is about how long it will yet take, where that can be said.
func (p *Progress) left() string {
	left, known := p.run.Left()
	if !known || left <= 0 {
		return ""
	}
	return units.Clock(left) + " left  "
}

func (p *Progress) lanes(detailed bool, separator string) string {
	var lanes []string
	for i := range p.run.Lanes {
		lanes = append(lanes, p.lane(&p.run.Lanes[i], detailed))
	}
	return strings.Join(lanes, separator)
}

func (p *Progress) lane(lane *live.Lane, detailed bool) string {
	name := lane.Spec.Name
	switch {
	case lane.Result != nil && lane.Result.Failure != "":
		return name + " given up"
	case lane.Result != nil:
		return name + " done"
	case lane.Progress.Purpose == "":
		return name + " waiting"
	case lane.Progress.Purpose == engine.Warmup:
		return name + " warm-up"
	}
	text := fmt.Sprintf("%s %d/%d", name, lane.Progress.Round, p.run.Plan.Rounds)
	if !detailed {
		return text
	}
	if speedup, known := lane.LastSpeedup(); known {
		text += " " + units.Factor(speedup)
	}
	if lane.Progress.Failed > 0 {
		text += ", " + units.Count(lane.Progress.Failed) + " failed"
	}
	return text
}
