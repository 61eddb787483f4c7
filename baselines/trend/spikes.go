package trend

import (
	"math"
	"slices"

	"ep-benchmark/engine/stats"
)

const (
	neighbours = 3 // on each side of a run
	spike      = 3 // times the noise: as far off its neighbourhood as a run may be
)

// drawnIn is what a run counts as in a history that ends with the last of the
// logs. A run far off its neighbourhood counts as the farthest value allowed,
// any other as itself. Where two levels meet in the neighbourhood it reaches
// from one to the other, so the runs beside a step stay as they are.
func drawnIn(logs []float64, run int, reach float64) float64 {
	var window [2*neighbours + 1]float64
	around := window[:copy(window[:], logs[max(0, run-neighbours):min(len(logs), run+neighbours+1)])]
	slices.Sort(around)
	low, high := around[(len(around)-1)/2], around[len(around)/2]
	return min(max(logs[run], low-reach), high+reach)
}

// noise is the standard deviation of normal noise around a level, from the
// differences of successive runs: their median is 0.6745 times the root of
// two standard deviations.
func noise(logs []float64) float64 {
	if len(logs) < 2 {
		return 0
	}
	steps := make([]float64, len(logs)-1)
	for i := range steps {
		steps[i] = math.Abs(logs[i+1] - logs[i])
	}
	return stats.Median(steps) / (0.6745 * math.Sqrt2)
}
