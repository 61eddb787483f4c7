package stats

import (
	"math"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// Mean is the arithmetic mean with Student's t interval. It cross-checks
// [Location], since the two differ where samples are skewed. It is false for no
// samples; with one there is no interval.
func Mean(samples []float64, confidence float64) (Estimate, bool) {
	n := len(samples)
	if n == 0 {
		return Estimate{}, false
	}
	mean, sd := stat.MeanStdDev(samples, nil)
	e := Estimate{Value: mean, N: n}
	if n > 1 {
		t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(n - 1)}.Quantile(1 - (1-confidence)/2)
		half := t * sd / math.Sqrt(float64(n))
		e.Interval = &Interval{Low: mean - half, High: mean + half, Confidence: confidence, Method: "mean, Student's t"}
	}
	return e, true
}

// Disagree tells whether two estimates of the same figure lie further apart
// than half of a's interval: a sign of skewed samples.
func Disagree(a, b Estimate) bool {
	return a.Interval != nil && math.Abs(a.Value-b.Value) > a.Interval.Width()/2
}

// StudentQuantile is the value that Student's t, with the given degrees of
// freedom, stays below with the probability p.
func StudentQuantile(p, degrees float64) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: degrees}.Quantile(p)
}

// StudentTail is the probability that Student's t, with the given degrees of
// freedom, exceeds a value.
func StudentTail(value, degrees float64) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: degrees}.Survival(value)
}
