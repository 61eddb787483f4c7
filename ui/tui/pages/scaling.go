package pages

import (
	"math"
	"strconv"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
	"ep-benchmark/ui/words"
)

// Scaling is the view of a sweep: throughput against workers, the longest
// operations below it, and which number of workers is recommended. Of a sweep over
// sizes it shows the speedup against the size, and from which size on workers pay.
type Scaling struct {
	without
	in Subject
}

// Title is the page's name: of the two loops of a rate there is nothing that scales.
func (p *Scaling) Title() string {
	if p.in.Run != nil && p.in.Run.Plan.Loops() {
		return "Loops"
	}
	return "Scaling"
}

// Act has nothing of its own to do.
func (*Scaling) Act(config.Action) bool { return false }

// Wheel moves the focus among the workloads.
func (*Scaling) Wheel(rows int) config.Action { return step(rows) }

// Show says what is drawn.
func (p *Scaling) Show(in Subject) { p.in = in }

// Rows from which the page has room for the law and the staircase in words, and
// for two workloads.
const (
	scalingWords = 21
	scalingTwice = 46
)

// Draw draws the workload that has the focus, and where there is room the next
// one as well.
func (p *Scaling) Draw(a cells.Area, s *Screen) {
	if len(p.in.Sweeps) == 0 || p.in.turns() {
		p.nothing(a)
		return
	}
	lanes := 1
	if len(p.in.Run.Lanes) > 1 && a.Height >= scalingTwice {
		lanes = 2
	}
	first := min(max(p.in.Focus, 0), len(p.in.Run.Lanes)-lanes)
	boxed, height := Framed(a.Width, a.Height+frameRows), 0
	boxIn(a, s, boxed, func(a cells.Area) {
		height = a.Height / lanes
		for i := range lanes {
			p.lane(a.Rows(i*height, height), s, first+i, boxed)
		}
	})
	if boxed && lanes > 1 {
		parts.Selected(a.Rows((p.in.Focus-first)*height, height+1), s.Theme)
	}
}

// nothing says what a sweep is for, in a run that is none.
func (p *Scaling) nothing(a cells.Area) {
	name := ""
	if lane := p.in.Lane(); lane != nil {
		name = " " + lane.Spec.Name
	}
	text := a.Part(1, 0, min(a.Width-2, readable), a.Height)
	y := parts.Wrapped(text, 0, cells.Style(0), "This run measures one number of workers. A sweep measures many, and shows here how the throughput grows with the workers, "+
		"which number is enough, what it gives up, and from where on more workers make it slower.")
	y += 1 + parts.Wrapped(text, y+1, cells.In(cells.Accent), "ep-benchmark sweep"+name)
	for _, stored := range p.in.Stored {
		y += parts.Wrapped(text, y+1, cells.In(cells.Muted), stored)
	}
}

// lane draws one workload.
func (p *Scaling) lane(a cells.Area, s *Screen, i int, boxed bool) {
	lane, r := &p.in.Run.Lanes[i], p.in.Sweeps[i]
	s.Hits.AddLane(a, i)
	p.head(a.Rows(0, 1), s, i, boxed)
	if words.Loops(r) {
		drawLoops(a.Part(1, 1, a.Width-2, a.Height-1), append(loopRates(r), loopLatencies(r)...))
		return
	}
	y := 1
	for j, text := range sweepWords(lane, r) {
		style := cells.In(cells.Muted)
		if j == 0 {
			style = cells.Style(0).Bold()
		}
		switch {
		case boxed:
			y += parts.Wrapped(a.Part(1, 0, a.Width-2, a.Height), y, style, text)
		case j == 0 || a.Height >= scalingWords:
			a.Fit(1, y, a.Width-2, style, text)
			y++
		}
	}
	p.figures(a.Rows(y, a.Height-y), s, lane, r)
}

// figures are the charts, and where there is room the table beside them.
func (p *Scaling) figures(a cells.Area, s *Screen, lane *live.Lane, r *engine.Result) {
	columns, table := sizeColumns(r, a.Width >= costsWidth), sizeTable
	if words.InSizes(r) {
		columns, table = pairColumns(r), pairTable
	}
	if a.Width >= wideWidth {
		width := 2
		for _, c := range columns {
			width += c.Width + 2
		}
		table(a.Columns(a.Width-width+1, width-1), s.Theme, lane, r, columns)
		a = a.Columns(0, a.Width-width-1)
	}
	charts(a, s.Theme, r)
}

// head is the first row: the workload with what it is doing, and the others. In a frame
// it begins with the frame's line.
func (p *Scaling) head(a cells.Area, s *Screen, i int, boxed bool) {
	lane := &p.in.Run.Lanes[i]
	a.Line(0, s.Theme.Glyphs.Horizontal, cells.In(cells.Border))
	if boxed {
		a = a.Columns(1, a.Width-1)
	}
	mark, style := ' ', cells.Style(0).Bold()
	if i == p.in.Focus {
		mark, style = s.Theme.Glyphs.Focus, cells.In(cells.Accent).Bold()
	}
	a.Rune(0, 0, mark, style)
	x := a.Text(1, 0, style, " "+lane.Spec.Title+" ")
	text := " " + p.in.sizeOf(i) + ", " + state(p.in.Run, lane) + " "
	if lane.Progress.Kind != "" && lane.Result == nil {
		text = text[:len(text)-1] + ", " + string(lane.Progress.Kind) + " "
	}
	x = a.Text(x, 0, cells.In(cells.Muted), text)
	if lane.Result == nil {
		parts.Bar(a.Part(x+1, 0, 12, 1), s.Theme, progressOf(p.in.Run, lane), cells.In(cells.Accent))
		a.Rune(x, 0, ' ', 0)
		a.Rune(x+13, 0, ' ', 0)
	}
	place := " " + strconv.Itoa(i+1) + " of " + units.Counted(len(p.in.Run.Lanes), "workload") + " "
	if len(p.in.Run.Lanes) > 1 && x+16+cells.Width(place) < a.Width {
		a.Right(a.Width-1, 0, cells.In(cells.Faint), place)
	}
}

// sweepWords are what is said of a sweep: the recommendation first.
func sweepWords(lane *live.Lane, r *engine.Result) []string {
	if words.InSizes(r) {
		return payWords(lane, r)
	}
	if r.Scaling == nil {
		return []string{"no leg is measured yet"}
	}
	first := "recommended " + words.RecommendedInShort(r)
	if lane.Result == nil {
		first = "so far " + words.RecommendedInShort(r)
	}
	said := []string{first}
	if r.Scaling.Fit == nil {
		said = append(said, "no law is fitted: "+r.Scaling.NoFit)
	} else {
		said = append(said, words.LawLine(r))
	}
	if doubling := words.Doubling(r); doubling != "" {
		said = append(said, doubling)
	}
	if steps := words.Staircase(r); len(steps) > 1 {
		said = append(said, steps[1])
	}
	return said
}

// Rows of the two charts: the lower one has its title and the numbers of workers.
const (
	leastTail, mostTail = 6, 10
	leastThroughput     = 8
)

// charts draws the throughput, and below it the p99, on the same scale of workers.
func charts(a cells.Area, th *theme.Theme, r *engine.Result) {
	if words.InSizes(r) {
		speedups := speedupCurve(r)
		speedups.Draw(a, th)
		return
	}
	throughput := throughputCurve(r)
	tail := min(max(a.Height/4, leastTail), mostTail)
	if a.Height-tail < leastThroughput {
		tail = 0
	}
	throughput.Axis = tail == 0
	throughput.Draw(a.Rows(0, a.Height-tail), th)
	if tail > 0 {
		p99 := tailCurve(r)
		p99.Axis = true
		p99.Draw(a.Rows(a.Height-tail, tail), th)
	}
}

func throughputCurve(r *engine.Result) parts.Curve {
	c := parts.Curve{Title: r.Spec.Items + " a second, by workers", Unit: units.Rate, Most: 1}
	for i := range r.Variants {
		v := &r.Variants[i]
		c.Most = max(c.Most, v.Workers)
		p := parts.CurvePoint{Workers: v.Workers, Value: v.Throughput.Value, Low: v.Throughput.Value, High: v.Throughput.Value}
		if interval := v.Throughput.Interval; interval != nil {
			p.Low, p.High = interval.Low, interval.High
		}
		c.Points = append(c.Points, p)
	}
	if r.Scaling == nil {
		return c
	}
	if r.Scaling.Fit != nil {
		c.Title += ", with intervals and the fitted law"
	} else {
		c.Title += ", with intervals"
	}
	if n := r.Scaling.Recommended; n > 0 {
		c.Marks = append(c.Marks, parts.CurveMark{At: float64(n), Label: strconv.Itoa(n) + " recommended", Style: cells.In(cells.Good).Bold()})
	}
	if fit := r.Scaling.Fit; fit != nil {
		c.Fit, c.FitTo = fit.Throughput, float64(words.FittedTo(r))
		if peak, has := words.PeakOf(r); has {
			c.Marks = append(c.Marks, parts.CurveMark{At: peak, Label: "knee at " + strconv.Itoa(int(math.Round(peak))), Style: cells.In(cells.Warn)})
		}
	}
	return c
}

func tailCurve(r *engine.Result) parts.Curve {
	c := parts.Curve{Title: "p99 of an operation", Bars: true, Most: 1, Unit: units.Seconds}
	for i := range r.Variants {
		v := &r.Variants[i]
		c.Most = max(c.Most, v.Workers)
		c.Points = append(c.Points, parts.CurvePoint{Workers: v.Workers, Value: v.Latency.P99.Seconds()})
	}
	return c
}

// costsWidth is the width from which the table has what each number of workers costs
// this process.
const costsWidth = 130

// sizeColumns are those of the table beside the charts, with costs or without.
func sizeColumns(r *engine.Result, costs bool) []parts.Column {
	columns := []parts.Column{
		{Title: "WORKERS", Width: 7, Right: true}, {Title: "RATE", Width: 8, Right: true}, {Title: "OF MOST", Width: 7, Right: true},
	}
	if r.Spec.Bound == engine.CPUBound {
		columns = append(columns, parts.Column{Title: "EFFICIENCY", Width: 10, Right: true})
	}
	columns = append(columns, parts.Column{Title: "P99", Width: 8, Right: true}, parts.Column{Title: "LEGS", Width: 5, Right: true})
	if costs && words.HasCosts(r) {
		columns = append(columns, parts.Column{Title: "READY P99", Width: 9, Right: true}, parts.Column{Title: "BYTES EACH", Width: 10, Right: true})
	}
	return columns
}

// sizeTable lists the numbers of workers. The one under way has the mark of the
// focus, and the recommended one the sign of what is good.
func sizeTable(a cells.Area, th *theme.Theme, lane *live.Lane, r *engine.Result, columns []parts.Column) {
	parts.Head(a.Part(2, 0, a.Width-2, a.Height), 0, columns)
	for i := range r.Variants {
		v := &r.Variants[i]
		row := a.Part(0, i+1, a.Width, 1)
		style := cells.Style(0)
		switch {
		case r.Scaling != nil && v.Workers == r.Scaling.Recommended:
			style = cells.In(cells.Good).Bold()
			row.Rune(0, 0, th.Glyphs.Good, style)
		case lane.Result == nil && lane.Progress.Kind == engine.LegKind(v.Name):
			row.Rune(0, 0, th.Glyphs.Focus, cells.In(cells.Accent))
		}
		parts.Row(row.Part(2, 0, row.Width-2, 1), 0, columns, sizeFields(r, v, style))
	}
}

// tailOf is the p99 of a variant; "-" where it is not known.
func tailOf(v *engine.VariantFigures) string {
	if v.Latency.Count == 0 {
		return "-"
	}
	return units.Duration(v.Latency.P99)
}

func sizeFields(r *engine.Result, v *engine.VariantFigures, style cells.Style) []parts.Field {
	muted := cells.In(cells.Muted)
	fields := []parts.Field{{Text: strconv.Itoa(v.Workers), Style: style}}
	if v.Legs == 0 {
		return append(fields, parts.Field{Text: "-", Style: muted})
	}
	of := "100 %"
	if v.Relative != nil {
		of = units.Percent(v.Relative.Value)
	}
	fields = append(fields, parts.Field{Text: units.Rate(v.Throughput.Value), Style: style}, parts.Field{Text: of, Style: style})
	if r.Spec.Bound == engine.CPUBound {
		text := "-"
		if e, ok := words.Efficiency(r, v); ok {
			text = units.Percent(e)
		}
		fields = append(fields, parts.Field{Text: text, Style: style})
	}
	ready, bytes := words.Costs(v)
	return append(fields, parts.Field{Text: tailOf(v), Style: muted}, parts.Field{Text: strconv.Itoa(v.Legs), Style: muted},
		parts.Field{Text: ready, Style: muted}, parts.Field{Text: bytes, Style: muted})
}
