package report

import "math"

// Levels of a sparkline, from the least value to the greatest. They are strokes and no
// bars: its scale does not begin at zero.
var (
	strokes     = []rune("⣀⠤⠒⠉")
	asciiLevels = []rune("_.-'")
)

// gapRune stands for a run without a value.
const gapRune = '·'

const (
	// longestSparkline is how many runs one shows at the most: the latest.
	longestSparkline = 40
	// leastSpread is the range of a sparkline, as a logarithm, that is shown
	// over its whole height: with less, noise would look like mountains.
	leastSpread = 0.10
)

// sparkline draws the latest values, one column each, on logs. A value that is
// not above zero is a gap.
func sparkline(values []float64, style Style, room int) string {
	levels, gap := strokes, gapRune
	if style.ASCII {
		levels, gap = asciiLevels, '?'
	}
	values = values[max(0, len(values)-min(room, longestSparkline)):]
	low, high := logRange(values)
	drawn := make([]rune, len(values))
	for i, v := range values {
		if drawn[i] = gap; positive(v) {
			share := (math.Log(v) - low) / (high - low)
			drawn[i] = levels[min(int(share*float64(len(levels))), len(levels)-1)]
		}
	}
	return string(drawn)
}

// logRange is the range of the values on logs, widened to the least spread.
func logRange(values []float64) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if positive(v) {
			low, high = min(low, math.Log(v)), max(high, math.Log(v))
		}
	}
	if short := leastSpread - (high - low); short > 0 {
		low, high = low-short/2, high+short/2
	}
	return low, high
}

func positive(v float64) bool { return v > 0 && !math.IsInf(v, 1) }
