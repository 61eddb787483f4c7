package parts

import (
	"math"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/theme"
)

// Timeline draws a lane's throughput over a window of time that ends at now:
// parallel legs full, sequential legs thin, what is not measured faint. The
// scale is logarithmic, from a tenth of the least to the most in the window,
// so that both kinds can be seen whatever lies between them. Legs that are not
// believed have the sign of caution above them, or in place of their first
// column where there is one row. Levels to hold the legs against lie behind.
func Timeline(a cells.Area, th *theme.Theme, lane *live.Lane, now, window time.Duration, behind ...Level) {
	if a.Empty() || window <= 0 {
		return
	}
	stretches := visible(lane, now-window)
	low, high := scale(stretches)
	if high <= 0 {
		return
	}
	low, high = drawLevels(a, th, behind, low, high)
	perColumn := float64(window) / float64(a.Width)
	next, marked := 0, time.Duration(-1)
	for x := range a.Width {
		from := now - window + time.Duration(float64(x)*perColumn)
		to := now - window + time.Duration(float64(x+1)*perColumn)
		for next < len(stretches) && stretches[next].To <= from {
			next++
		}
		if s, ok := busiest(stretches[next:], from, to); ok {
			drawStretch(a, th, x, s, low, high)
			if s.Gate != "" && s.From != marked {
				marked = s.From
				a.Rune(x, 0, th.Glyphs.Caution, cells.In(cells.Warn).Bold())
			}
		}
	}
}

// visible lists the stretches that end after a moment, with the leg under way.
func visible(lane *live.Lane, after time.Duration) []live.Stretch {
	all := lane.Stretches
	first := len(all)
	for first > 0 && all[first-1].To > after {
		first--
	}
	shown := all[first:len(all):len(all)]
	if leg, ok := lane.Underway(); ok && leg.Throughput > 0 {
		shown = append(shown, leg)
	}
	return shown
}

func scale(stretches []live.Stretch) (low, high float64) {
	low = math.Inf(1)
	for _, s := range stretches {
		if s.Throughput > 0 {
			low, high = min(low, s.Throughput), max(high, s.Throughput)
		}
	}
	return low / 10, high
}

// busiest finds the stretch that fills most of a column. Where legs are
// shorter than columns the parallel one is shown if it is within: it is what
// people wait for.
func busiest(stretches []live.Stretch, from, to time.Duration) (live.Stretch, bool) {
	var best live.Stretch
	longest := time.Duration(0)
	for _, s := range stretches {
		if s.From >= to {
			break
		}
		if within := min(s.To, to) - max(s.From, from); within > longest || within > 0 && s.Kind == engine.Parallel && best.Kind != engine.Parallel && 4*within > longest {
			best, longest = s, max(within, longest)
		}
	}
	return best, longest > 0
}

func drawStretch(a cells.Area, th *theme.Theme, x int, s live.Stretch, low, high float64) {
	if s.Throughput <= 0 {
		return
	}
	glyphs, role := th.Glyphs.Thin, cells.Sequential
	if s.Kind == engine.Parallel {
		glyphs, role = th.Glyphs.Full, cells.Parallel
	}
	switch {
	case s.Purpose != engine.Measured:
		role = cells.Faint
	case s.Gate != "":
		role = cells.Warn
	}
	column(a, x, glyphs, math.Log(s.Throughput/low)/math.Log(high/low), cells.In(role))
}
