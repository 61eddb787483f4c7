package export

import (
	"math"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/ui/words"
)

// An axis is a linear scale that has zero in it, with marks at round values.
type axis struct {
	low, high float64
	marks     []float64
	figure    func(float64) string
}

// mostMarks is how many marks an axis has at the most.
const mostMarks = 6

// axisOf is an axis of a metric that has zero and all the values in it.
func axisOf(m claims.Metric, values ...float64) axis {
	low, high := 0.0, 0.0
	for _, v := range values {
		low, high = min(low, v), max(high, v)
	}
	per, figure := words.ClaimAxis(m, max(high, -low))
	return axisIn(low, high, per, figure)
}

// axisIn is an axis from low to high with marks that are round in a unit, of which per
// are one of the values' own.
func axisIn(low, high, per float64, figure func(float64) string) axis {
	if high == low {
		high = low + 1/per
	}
	step := roundStep((high-low)*per/(mostMarks-1)) / per
	first, last := math.Floor(low/step+1e-9), math.Ceil(high/step-1e-9)
	a := axis{low: first * step, high: last * step, figure: figure}
	for i := first; i <= last; i++ {
		a.marks = append(a.marks, i*step)
	}
	return a
}

// roundStep is the least of 1, 2, 2.5, 5 times a power of ten that is not below a
// value.
func roundStep(value float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(value)))
	for _, step := range []float64{1, 2, 2.5, 5} {
		if value <= step*power*(1+1e-9) {
			return step * power
		}
	}
	return 10 * power
}

// share is where on the axis a value lies, from 0 to 1.
func (a *axis) share(value float64) float64 {
	return min(max((value-a.low)/(a.high-a.low), 0), 1)
}
