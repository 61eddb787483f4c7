// Package scale places figures on an axis. A scale has zero in it and marks at round
// values, so that a picture does not make a difference look larger than it is.
package scale

import "math"

// An Axis is a linear scale from Low to High, with marks at round values.
type Axis struct {
	Low, High float64
	Marks     []float64
}

// mostMarks is about how many marks an axis has at the most.
const mostMarks = 6

// Of is an axis that has zero and all the values in it. Its marks are round in a unit,
// of which per are one of the values' own: 1000 for seconds that are shown in
// milliseconds.
func Of(per float64, values ...float64) Axis {
	low, high := 0.0, 0.0
	for _, v := range values {
		low, high = min(low, v), max(high, v)
	}
	if high == low {
		high = low + 1/per
	}
	step := round((high-low)*per/(mostMarks-1)) / per
	first, last := math.Floor(low/step+1e-9), math.Ceil(high/step-1e-9)
	a := Axis{Low: first * step, High: last * step}
	for i := first; i <= last; i++ {
		a.Marks = append(a.Marks, i*step)
	}
	return a
}

// round is the least of 1, 2, 2.5, 5 times a power of ten that is not below a value.
func round(value float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(value)))
	for _, step := range []float64{1, 2, 2.5, 5} {
		if value <= step*power*(1+1e-9) {
			return step * power
		}
	}
	return 10 * power
}

// Share is where on the axis a value lies, from 0 to 1. A value outside lies at an end.
func (a *Axis) Share(value float64) float64 {
	return min(max((value-a.Low)/(a.High-a.Low), 0), 1)
}
