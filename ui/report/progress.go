package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/words"
)

// Progress writes how a run is getting on: a line a second, or, on a terminal,
// one line that is drawn anew. It gets the run's events by Observe, as an
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
	shortestBar = 8
	longestBar  = 24
	// eraseLine goes to the line's start and clears it (EL).
	eraseLine = "\r\x1b[K"
)

// Observe applies an event and writes what is due.
func (p *Progress) Observe(event engine.Event) {
	told := p.run.Told
	p.run.Apply(event)
	p.cautions(told)
	switch e := event.(type) {
	case engine.Warned:
		p.say(span{yellow, "warning:"}, plain(" "+e.Text))
	case engine.WorkloadFinished:
		spans := finished(&e.Result)
		if p.run.Plan.Once {
			spans = []span{plain(e.Result.Spec.Name + ": " + words.Done(&e.Result))}
		}
		p.say(append([]span{plain(units.Clock(p.run.At) + "  ")}, spans...)...)
	case engine.Progressed:
		p.tick()
	case engine.RunFinished:
		p.erase()
	}
}

// cautions writes the log's new lines about rounds that are not believed.
func (p *Progress) cautions(told int) {
	sign := "⚠"
	if p.style.ASCII {
		sign = "!"
	}
	for _, line := range p.run.LogSince(told) {
		if line.Level == live.Caution && line.Workload != "" {
			p.say(plain(units.Clock(line.At)+"  "), span{yellow, sign + " " + line.Workload}, plain(" "+line.Text))
		}
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

// finished renders a workload's result in one line.
func finished(r *engine.Result) []span {
	state := " done"
	if r.Failure != "" {
		state = " given up"
	}
	spans := []span{plain(r.Spec.Name + state)}
	if figure := words.Headline(r); figure != "" {
		spans = append(spans, plain(", "+figure))
	}
	for i := range r.Effects {
		spans = append(spans, plain(", "+words.Effect(r, &r.Effects[i])))
	}
	if outcome := words.Outcome(r); outcome != "" {
		spans = append(spans, plain(", "+outcome))
	}
	for i := range r.Assessments {
		if a := &r.Assessments[i]; a.Target.Gates {
			spans = append(spans, plain(", target "+a.Target.String()+" "))
			spans = append(spans, outcome(a).spans...)
		}
	}
	if r.Stopped != "" && r.Failure == "" {
		spans = append(spans, plain(": "+r.Stopped))
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
	limit := p.style.Width - 1
	if p.style.Width <= 0 {
		limit = 1 << 16
	}
	clock, rest := units.Clock(p.run.At)+"  ", p.left()+p.lanes(true, " | ")
	room := limit - columns(printable(clock+"[]  "+rest))
	if room >= shortestBar {
		return printable(clock + bar(p.run.Progress(), min(room, longestBar)) + "  " + rest)
	}
	text := ""
	for _, rest := range []string{p.lanes(true, "  "), p.lanes(false, "  "), p.busyLanes(), p.lanesDone()} {
		if text = printable(p.share() + p.left() + rest); columns(text) <= limit {
			return text
		}
	}
	return cut(text, max(limit, 1))
}

func bar(share float64, width int) string {
	full := int(share * float64(width))
	return "[" + strings.Repeat("=", full) + strings.Repeat(" ", width-full) + "]"
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

// busyLanes renders the lanes that are not done, and how many are.
func (p *Progress) busyLanes() string {
	var lanes []string
	done := 0
	for i := range p.run.Lanes {
		if lane := &p.run.Lanes[i]; lane.Result == nil {
			lanes = append(lanes, p.lane(lane, false))
		} else {
			done++
		}
	}
	if done > 0 {
		lanes = append(lanes, fmt.Sprintf("%d done", done))
	}
	return strings.Join(lanes, "  ")
}

// lanesDone renders how many lanes are done: the shortest form.
func (p *Progress) lanesDone() string {
	done := 0
	for i := range p.run.Lanes {
		if p.run.Lanes[i].Result != nil {
			done++
		}
	}
	return fmt.Sprintf("%d of %d done", done, len(p.run.Lanes))
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
	text := fmt.Sprintf("%s %d/%d", name, lane.Progress.Round, p.run.RoundsAhead(lane))
	if p.run.Plan.Once {
		over := lane.Progress.Operations
		if lane.Progress.Kind == "" { // the leg is over
			over = lane.Progress.Items + lane.Progress.Failed
		}
		text = fmt.Sprintf("%s %s/%s", name, units.Count(over), units.Count(int64(lane.Spec.Operations)))
	}
	if !detailed {
		return text
	}
	if len(lane.Variants) > 0 && lane.Progress.Kind != "" {
		text += " " + string(lane.Progress.Kind)
	}
	if speedup, known := lane.LastSpeedup(); known {
		text += " " + units.Factor(speedup)
	} else if lane.Spec.Single && lane.Sequential.Passes > 0 {
		text += " " + units.Seconds(lane.Sequential.TimePerPass())
	}
	if gated := len(lane.Gates); gated > 0 {
		text += fmt.Sprintf(", %d gated", gated)
	}
	if lane.Progress.Failed > 0 {
		text += ", " + units.Count(lane.Progress.Failed) + " failed"
	}
	return text
}
