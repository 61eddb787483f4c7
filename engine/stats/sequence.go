package stats

import "math"

// priorPrecision is how wide the mixture of [Sequence] is spread: effects of
// about three standard deviations, which suits ratios that are far from the
// bound or on it. It decides how soon the band is finite (at three samples),
// not whether it holds.
const priorPrecision = 0.1

// Sequence is an interval for the mean of normal samples that holds the truth
// with the confidence at all sample sizes at once: one may look after every
// sample and stop when one likes. It is the confidence sequence of Lai's t
// mixture (T. L. Lai, On confidence sequences, Annals of Statistics 4, 1976;
// Wang & Ramdas, Anytime-valid t-tests, 2023): all means m for which
//
//	sqrt(c/(n+c)) * ((n+c) V / ((n+c) V - S^2))^(n/2) < 1/(1-confidence)
//
// with S and V the sum and the sum of squares of the samples less m. It is
// wider than [Location]'s interval, which may be looked at once. There is none
// for two samples or fewer.
func Sequence(samples []float64, confidence float64) (Estimate, bool) {
	n := float64(len(samples))
	if n == 0 {
		return Estimate{}, false
	}
	mean := 0.0
	for _, s := range samples {
		mean += s / n
	}
	e := Estimate{Value: mean, N: len(samples)}
	squares := 0.0
	for _, s := range samples {
		squares += (s - mean) * (s - mean)
	}
	const c = priorPrecision
	bound := math.Pow(math.Sqrt((n+c)/c)/(1-confidence), 2/n)
	room := (n + c) - bound*c
	if room <= 0 || n < 3 {
		return e, true
	}
	half := math.Sqrt((n + c) * squares * (bound - 1) / (n * room))
	e.Interval = &Interval{Low: mean - half, High: mean + half, Confidence: confidence, Method: "confidence sequence, t mixture"}
	return e, true
}
