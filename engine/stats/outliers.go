package stats

import (
	"math"
	"slices"
)

// Outliers returns the indices of the samples outside Tukey's fences: further
// than 1.5 interquartile ranges from the quartiles (Exploratory Data Analysis,
// 1977). Quartiles interpolate linearly. Four samples or fewer have none.
func Outliers(samples []float64) []int {
	if len(samples) < 5 {
		return nil
	}
	ordered := slices.Sorted(slices.Values(samples))
	q1, q3 := quantile(ordered, 0.25), quantile(ordered, 0.75)
	low, high := q1-1.5*(q3-q1), q3+1.5*(q3-q1)
	var found []int
	for i, s := range samples {
		if s < low || s > high {
			found = append(found, i)
		}
	}
	return found
}

// quantile interpolates between the two nearest of ordered figures (Hyndman
// and Fan's type 7).
func quantile(ordered []float64, p float64) float64 {
	at := p * float64(len(ordered)-1)
	i := int(math.Floor(at))
	if i+1 >= len(ordered) {
		return ordered[len(ordered)-1]
	}
	return ordered[i] + (at-float64(i))*(ordered[i+1]-ordered[i])
}
