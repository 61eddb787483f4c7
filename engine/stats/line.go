package stats

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// Line is the line of least squares through points: its value at 0, and what each unit
// adds. Residual is the root mean square of what the points differ from it, over their
// mean. It is false for fewer than three points, since a line fits any two.
func Line(x, y []float64) (at0, each, residual float64, ok bool) {
	if len(x) < 3 || len(x) != len(y) {
		return 0, 0, 0, false
	}
	at0, each = stat.LinearRegression(x, y, nil, false)
	squares := 0.0
	for i := range x {
		off := y[i] - at0 - each*x[i]
		squares += off * off
	}
	residual = math.Sqrt(squares/float64(len(x))) / stat.Mean(y, nil)
	return at0, each, residual, !math.IsNaN(at0+each+residual) && !math.IsInf(at0+each+residual, 0)
}
