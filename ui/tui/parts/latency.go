package parts

import (
	"math"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/theme"
)

// Latency draws the distribution of a lane's operations: how many took how long, from
// zero on a linear scale with its top at the axis, over a log scale of time with its
// values below. Sequential legs are thin and above, parallel ones full and below them.
func Latency(a cells.Area, th *theme.Theme, lane *live.Lane) {
	parallel, hasParallel := lane.Latency(engine.Parallel)
	sequential, hasSequential := lane.Latency(engine.Sequential)
	if !hasParallel && !hasSequential {
		text := "no measured leg yet"
		if lane.Result != nil {
			text = "no leg counts: all were gated or lack a valid timing"
		}
		a.Fit(0, 0, a.Width, cells.In(cells.Muted), text)
		return
	}
	low, high := ends(parallel, hasParallel, sequential, hasSequential)
	scale := a.Columns(0, 0)
	if a.Width >= LeastAxis {
		scale, a = a.Columns(0, AxisWidth), a.Part(AxisWidth, 0, a.Width-AxisWidth, a.Height)
	}
	chart := a.Rows(0, a.Height-1)
	above, below := sequential.Buckets(low, high, a.Width), parallel.Buckets(low, high, a.Width)
	most := max(mostOf(above), mostOf(below))
	upper, lower := chart, chart
	if half := chart.Height / 2; half >= leastBars && hasParallel && hasSequential {
		upper, lower = chart.Rows(0, half), chart.Rows(half, half)
		counted(scale.Rows(half, half), th, most)
	}
	counted(scale.Rows(0, upper.Height), th, most)
	bars(upper, th.Glyphs.Thin, above, most, cells.In(cells.Sequential))
	bars(lower, th.Glyphs.Full, below, most, cells.In(cells.Parallel))
	axis(a.Rows(a.Height-1, 1), th, low, high)
}

// counted draws the upright axis of counts.
func counted(a cells.Area, th *theme.Theme, most int64) {
	if !a.Empty() && most > 0 {
		Upright(a, th, units.Count(most))
	}
}

// leastBars is the height from which each kind of leg has bars of its own;
// below it they share the rows, the parallel ones in front.
const leastBars = 3

// ends are the ends of the scale: those of the operations, and never so close
// that noise of a percent fills the width.
func ends(a live.Distribution, hasA bool, b live.Distribution, hasB bool) (low, high time.Duration) {
	switch {
	case !hasA:
		low, high = b.Min, b.Max
	case !hasB:
		low, high = a.Min, a.Max
	default:
		low, high = min(a.Min, b.Min), max(a.Max, b.Max)
	}
	low = max(low*98/100, 1)
	return low, max(high*102/100, low*120/100)
}

// mostOf is the largest of some counts.
func mostOf(counts []int64) int64 {
	most := int64(0)
	for _, count := range counts {
		most = max(most, count)
	}
	return most
}

// bars draws counts as upright bars, the most as high as the area.
func bars(a cells.Area, glyphs []rune, counts []int64, most int64, style cells.Style) {
	for x, count := range counts {
		if count > 0 {
			column(a, x, glyphs, float64(count)/float64(most), style)
		}
	}
}

// axis draws the scale of time: its ends, and between them the round values that there
// is room for, each in the column where its bar would be.
func axis(a cells.Area, th *theme.Theme, low, high time.Duration) {
	a.Line(0, th.Glyphs.Horizontal, cells.In(cells.Border))
	muted := cells.In(cells.Muted)
	first := a.Text(0, 0, muted, units.Duration(low)+" ") + 1
	last := units.Duration(high)
	a.Right(a.Width, 0, muted, " "+last)
	end := a.Width - cells.Width(last) - 2
	for _, tick := range decades(low, high) {
		share := math.Log(float64(tick)/float64(low)) / math.Log(float64(high)/float64(low))
		x, text := int(share*float64(a.Width)), units.Duration(tick)
		if x < first || x+cells.Width(text)+2 > end {
			continue
		}
		a.Rune(x, 0, th.Glyphs.Zero, muted)
		first = a.Text(x+1, 0, muted, text+" ") + 1
	}
}

// decades are the powers of ten between two times; with fewer than two of them, also
// their doubles and fives, and where that is not enough either, even steps.
func decades(low, high time.Duration) []time.Duration {
	var tens, all, steps []time.Duration
	for power := time.Duration(1); power <= high && power <= math.MaxInt64/10; power *= 10 {
		for _, one := range []time.Duration{power, 2 * power, 5 * power} {
			if one <= low || one >= high {
				continue
			}
			all = append(all, one)
			if one == power {
				tens = append(tens, one)
			}
		}
		if power <= high-low {
			steps = steps[:0]
			for one := (low/power + 1) * power; one < high && len(steps) < 20; one += power {
				steps = append(steps, one)
			}
		}
	}
	switch {
	case len(tens) >= 2:
		return tens
	case len(all) >= 2:
		return all
	}
	return steps
}
