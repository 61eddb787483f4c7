package pages

import (
	"slices"
	"strconv"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
	"ep-benchmark/ui/words"
)

// sweep is the result so far of a lane; nil where the run has no variants.
func (s *Subject) sweep(i int) *engine.Result {
	if i < 0 || i >= len(s.Sweeps) {
		return nil
	}
	return s.Sweeps[i]
}

// sizeOf is how much a lane's work is: in a sweep over sizes, from the smallest on.
func (s *Subject) sizeOf(i int) string {
	if r := s.sweep(i); r != nil {
		return words.SizesOf(r)
	}
	spec := &s.Run.Lanes[i].Spec
	return units.Count(int64(spec.Size)) + " " + spec.SizedNoun()
}

// sweepFigures is the line of a card of a sweep: the leg under way, the most, and
// what is recommended.
func sweepFigures(a cells.Area, lane *live.Lane, r *engine.Result) {
	x := 2
	say := func(style cells.Style, label, text string) {
		if width := cells.Width(label) + cells.Width(text); text != "" && x+width < a.Width {
			x = a.Text(x, 0, cells.In(cells.Muted), label)
			x = a.Text(x, 0, style, text) + 2
		}
	}
	if lane.Result == nil {
		say(cells.In(cells.Parallel), "now ", string(lane.Progress.Kind))
	}
	if words.Loops(r) {
		say(cells.Style(0).Bold(), "", words.Hidden(r))
	}
	if words.InSizes(r) {
		say(cells.Style(0).Bold(), "", words.PaysInShort(r))
	}
	if r.Scaling == nil {
		return
	}
	say(cells.Style(0).Bold(), "recommended ", recommendedNumber(r))
	say(cells.Style(0), "most ", units.Rate(words.VariantOf(r, r.Scaling.Best).Throughput.Value)+" at "+strconv.Itoa(r.Scaling.Best))
	if given := words.GivenUp(r); given != "" {
		say(cells.Style(0), "gives up ", given)
	}
}

// recommendedNumber is the recommended number of workers; "none" without one.
func recommendedNumber(r *engine.Result) string {
	if r.Scaling == nil {
		return "-"
	}
	if r.Scaling.Recommended == 0 {
		return "none"
	}
	return strconv.Itoa(r.Scaling.Recommended)
}

// sweepChart is the chart of a card of a sweep: the throughput against workers, or
// where there is little room a bar for each number.
func sweepChart(a cells.Area, th *theme.Theme, r *engine.Result) {
	if words.Loops(r) {
		drawLoops(a, loopRates(r))
		return
	}
	c := throughputCurve(r)
	if words.InSizes(r) {
		c = speedupCurve(r)
	}
	if c.Axis = true; a.Height >= 7 && a.Width >= 40 {
		c.Draw(a, th)
		return
	}
	if words.InSizes(r) {
		speedupBars(a, th, r)
		return
	}
	sizeBars(a, th, r)
}

// sizeBars draws a bar for each number of workers, from zero to the most: the
// recommended one in the colour of what is good.
func sizeBars(a cells.Area, th *theme.Theme, r *engine.Result) {
	var values []float64
	for i := range r.Variants {
		values = append(values, r.Variants[i].Throughput.Value)
	}
	bars(a, th, values, func(i int) cells.Style {
		if r.Scaling != nil && r.Variants[i].Workers == r.Scaling.Recommended {
			return cells.In(cells.Good)
		}
		return cells.In(cells.Parallel)
	})
}

// widestRun is how many columns a bar has at most.
const widestRun = 3

// bars draws a bar for each value, from zero to the most.
func bars(a cells.Area, th *theme.Theme, values []float64, style func(i int) cells.Style) {
	if len(values) == 0 || slices.Max(values) <= 0 {
		return
	}
	most, tallest := slices.Max(values), 1.0
	wide := min(max(a.Width/len(values), 1), widestRun)
	if a.Height == 1 {
		tallest = 7.0 / 8 // so that the bars of neighbouring rows stay apart
	}
	for i, value := range values {
		for x := range max(wide-1, 1) {
			parts.Columns(a.Part(i*wide+x, 0, 1, a.Height), th.Glyphs.Full, []float64{tallest * value / most}, func(int) cells.Style { return style(i) })
		}
	}
}

// sweepColumns are the columns of the table of lanes of a sweep.
func sweepColumns(width int) []parts.Column {
	all := []parts.Column{{Title: "WORKLOAD", Width: 14}}
	add := func(least int, c parts.Column) {
		if width >= least {
			all = append(all, c)
		}
	}
	add(56, parts.Column{Title: "NOW", Width: 10})
	add(0, parts.Column{Title: "RECOMMENDED", Width: 11, Right: true})
	add(44, parts.Column{Title: "MOST", Width: 8, Right: true})
	add(44, parts.Column{Title: "AT", Width: 4, Right: true})
	used := 0
	for _, c := range all {
		used += c.Width + laneGap
	}
	if width-used >= 8 {
		all = append(all, parts.Column{Title: byWorkers, Width: width - used})
	}
	return all
}

// byWorkers is the title of the column with a chart.
const byWorkers = "BY WORKERS"

// sweepCell is a cell of a lane of a sweep.
func sweepCell(a cells.Area, th *theme.Theme, run *live.Run, lane *live.Lane, r *engine.Result, c parts.Column) {
	var best engine.VariantFigures
	if r.Scaling != nil {
		best = words.VariantOf(r, r.Scaling.Best)
	}
	switch c.Title {
	case "WORKLOAD":
		a.Fit(0, 0, a.Width, cells.Style(0), lane.Spec.Title)
	case "NOW":
		text := string(lane.Progress.Kind)
		switch {
		case lane.Result != nil && lane.Result.Failure == "":
			text = "done"
		case lane.Result != nil || text == "":
			text = state(run, lane)
		}
		a.Fit(0, 0, a.Width, cells.In(cells.Muted), text)
	case paysColumn:
		a.Fit(0, 0, a.Width, cells.In(cells.Good).Bold(), words.PaysAt(r))
	case bySize:
		speedupBars(a, th, r)
	case hiddenColumn:
		a.Fit(0, 0, a.Width, cells.Style(0).Bold(), words.Hidden(r))
	case "RECOMMENDED":
		style := cells.In(cells.Good).Bold()
		if r.Scaling == nil || r.Scaling.Recommended == 0 {
			style = cells.In(cells.Muted)
		}
		a.Right(a.Width, 0, style, recommendedNumber(r))
	case "MOST":
		if best.Workers > 0 {
			a.Right(a.Width, 0, cells.Style(0), units.Rate(best.Throughput.Value))
		}
	case "AT":
		if best.Workers > 0 {
			a.Right(a.Width, 0, cells.Style(0), strconv.Itoa(best.Workers))
		}
	default:
		sizeBars(a, th, r)
	}
}
