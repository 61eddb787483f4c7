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
	// Redraw draws one line over and over, for a terminal.
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
)

// Observe takes an event in and writes what it is time for.
func (p *Progress) Observe(event engine.Event) {
	p.run.Apply(event)
	switch e := event.(type) {
	case engine.Warned:
		p.say(p.style.colour(yellow, "warning:") + " " + e.Text)
	case engine.WorkloadFinished:
		p.say(units.Clock(p.run.At) + "  " + finished(&e.Result))
	case engine.Progressed:
		every := lineEvery
		if p.redraw {
			every = redrawEvery
		}
		if p.run.At-p.last >= every {
			p.last = p.run.At
			p.draw()
		}
	case engine.RunFinished:
		p.erase()
	}
}

// finished says in one line what a workload came to.
func finished(r *engine.Result) string {
	text := r.Spec.Name + " done"
	if r.Speedup != nil {
		text += ", " + units.Factor(r.Speedup.Value)
	}
	for _, a := range r.Assessments {
		if a.Target.Gates {
			text += fmt.Sprintf(", target %s %s", a.Target, a.Outcome)
		}
	}
	return text
}

// say writes a line of its own, above the one that is redrawn.
func (p *Progress) say(text string) {
	p.erase()
	fmt.Fprintln(p.out, text)
}

func (p *Progress) erase() {
	if p.drawn {
		fmt.Fprint(p.out, "\r\x1b[K")
		p.drawn = false
	}
}

func (p *Progress) draw() {
	if p.redraw {
		fmt.Fprint(p.out, "\r\x1b[K"+p.line(true))
		p.drawn = true
		return
	}
	fmt.Fprintln(p.out, p.line(false))
}

// line is the state of all lanes, cut to the width.
func (p *Progress) line(bar bool) string {
	text := units.Clock(p.run.At) + "  "
	if bar {
		text += p.bar(20) + "  "
	} else {
		text += fmt.Sprintf("%3.0f %%  ", 100*p.run.Progress())
	}
	if left, known := p.run.Left(); known && left > 0 {
		text += units.Clock(left) + " left  "
	}
	var lanes []string
	for i := range p.run.Lanes {
		lanes = append(lanes, p.lane(&p.run.Lanes[i]))
	}
	return cut(text+strings.Join(lanes, " | "), p.style.Width)
}

func (p *Progress) bar(width int) string {
	full := int(p.run.Progress() * float64(width))
	return "[" + strings.Repeat("=", full) + strings.Repeat(" ", width-full) + "]"
}

func (p *Progress) lane(lane *live.Lane) string {
	state := fmt.Sprintf("%d/%d", lane.Progress.Round, p.run.Plan.Rounds)
	switch {
	case lane.Result != nil && lane.Result.Failure != "":
		return lane.Spec.Name + " given up"
	case lane.Result != nil:
		return lane.Spec.Name + " done"
	case lane.Progress.Purpose == engine.Warmup:
		state = "warm-up"
	case lane.Progress.Purpose == "":
		return lane.Spec.Name + " waiting"
	}
	text := lane.Spec.Name + " " + state
	if lane.Parallel.Passes > 0 && lane.Sequential.Passes > 0 {
		text += " " + units.Factor(lane.Sequential.TimePerPass()/lane.Parallel.TimePerPass())
	}
	if lane.Progress.Failed > 0 {
		text += fmt.Sprintf(", %d failed", lane.Progress.Failed)
	}
	return text
}
