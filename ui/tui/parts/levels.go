package parts

import (
	"math"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/tui/theme"
)

// A Level is a throughput that a chart is compared with, items per second.
type Level struct {
	Throughput float64
	Role       cells.Role
}

// farthest is how many times above the most, or below the least, a level may be
// and still widen the scale. One that is farther off would flatten the chart to
// a line.
const farthest = 4

// drawLevels draws levels across a chart and returns its scale, widened for
// those that are near.
func drawLevels(a cells.Area, th *theme.Theme, levels []Level, low, high float64) (widerLow, widerHigh float64) {
	widerLow, widerHigh = low, high
	for _, l := range levels {
		if l.Throughput > high && l.Throughput <= high*farthest {
			widerHigh = max(widerHigh, l.Throughput)
		}
		if l.Throughput > 0 && l.Throughput < low && l.Throughput >= low/farthest {
			widerLow = min(widerLow, l.Throughput)
		}
	}
	for _, l := range levels {
		if l.Throughput < widerLow || l.Throughput > widerHigh {
			continue
		}
		share := math.Log(l.Throughput/widerLow) / math.Log(widerHigh/widerLow)
		y := a.Height - 1 - min(int(clamp(share)*float64(a.Height)), a.Height-1)
		a.Line(y, th.Glyphs.Dash, cells.In(l.Role))
	}
	return widerLow, widerHigh
}
