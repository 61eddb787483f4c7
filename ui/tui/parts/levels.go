package parts

import (
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/tui/theme"
)

// A Level is a throughput that a chart is compared with, items per second.
type Level struct {
	Throughput float64
	Role       cells.Role
}

// farthest is how many times above the most a level may be and still widen the
// scale. One that is farther off would flatten the chart to a line.
const farthest = 4

// withLevels is the upper end of a scale, raised for levels that are near.
func withLevels(levels []Level, top float64) float64 {
	raised := top
	for _, l := range levels {
		if l.Throughput <= top*farthest {
			raised = max(raised, l.Throughput)
		}
	}
	return raised
}

// drawLevels draws levels across a chart, and their values on its axis where that is
// free. They lie at the height of a bar of the same value.
func drawLevels(chart, axis cells.Area, th *theme.Theme, levels []Level, top float64) {
	for _, l := range levels {
		if l.Throughput <= 0 || l.Throughput > top {
			continue
		}
		y := rowOfBar(chart.Height, l.Throughput/top)
		chart.Line(y, th.Glyphs.Dash, cells.In(l.Role))
		if y > 0 && y < axis.Height-1 {
			axis.Right(axis.Width-2, y, cells.In(l.Role), units.Rate(l.Throughput))
			axis.Rune(axis.Width-1, y, th.Glyphs.Tick, cells.In(cells.Border))
		}
	}
}

// rowOfBar is the row in which a bar of a share of the height ends.
func rowOfBar(height int, share float64) int {
	return height - 1 - min(int(clamp(share)*float64(height)), height-1)
}
