package compare

import (
	"math"

	"ep-benchmark/engine/stats"
)

const (
	// FamilyError is the most that the chance of any false regression in a
	// comparison may be, before the confirming rerun; the same for
	// improvements.
	FamilyError = 0.01
	// equivalenceError is that of each one-sided test of "unchanged" (D.
	// Schuirmann, A comparison of the two one-sided tests procedure, Journal of
	// Pharmacokinetics and Biopharmaceutics 15, 1987).
	equivalenceError = 0.025
	// power is the chance with which a detectable effect is found.
	power = 0.95
)

// spread is the run-to-run standard deviation that a test rests on.
type spread struct {
	deviation, degrees float64
	calibrated         bool
}

// spreadOf pools both sides' deviations. A candidate of one run has no
// deviation, so the baseline's counts alone. Where neither side has two runs,
// spreadOf returns the calibration's deviation, or false without a calibration.
func spreadOf(now, then []float64, floor Floor) (spread, bool) {
	degrees := float64(len(now) - 1 + len(then) - 1)
	if degrees > 0 {
		pooled := (squares(now) + squares(then)) / degrees
		return spread{deviation: math.Sqrt(pooled), degrees: degrees}, true
	}
	if floor.Calibrated && floor.Deviation > 0 && floor.Runs > 1 {
		return spread{deviation: floor.Deviation, degrees: float64(floor.Runs - 1), calibrated: true}, true
	}
	return spread{}, false
}

// test compares two sets of logarithms that were turned so that more is worse;
// within is the standard error of the candidate's mean within its runs. The
// p-values are not adjusted yet.
func test(now, then []float64, within float64, s spread) (change float64, t Test) {
	change = mean(now) - mean(then)
	t = Test{Deviation: s.deviation, Degrees: s.degrees, Calibrated: s.calibrated}
	t.SE = max(s.deviation*math.Sqrt(1/float64(len(now))+1/float64(len(then))), within)
	t.PWorse, t.PBetter = oneSided(change, t.SE, t.Degrees), oneSided(-change, t.SE, t.Degrees)
	half := stats.StudentQuantile(1-equivalenceError, t.Degrees) * t.SE
	t.Interval = stats.Interval{Low: change - half, High: change + half, Confidence: 1 - 2*equivalenceError, Method: "runs, Student's t"}
	return change, t
}

// oneSided is the p-value of a change being above zero.
func oneSided(change, se, degrees float64) float64 {
	switch {
	case se > 0:
		return stats.StudentTail(change/se, degrees)
	case change > 0:
		return 0
	}
	return 1
}

// detectable is the smallest relative change that would be found with the
// power: beyond the floor, and significant in the strictest of the given number
// of tests. The deviation is an estimate, and one that is too low would promise
// too much. So a calibration's deviation counts where it is larger, and the
// result is never less than the far end of the change's own interval.
func (t *Test) detectable(floor Floor, tests int) float64 {
	se := t.SE
	if floor.Deviation > t.Deviation && t.Deviation > 0 {
		se *= floor.Deviation / t.Deviation
	}
	asked := stats.StudentQuantile(1-FamilyError/float64(max(tests, 1)), t.Degrees) * se
	found := max(floor.logs(), asked) + stats.StudentQuantile(power, t.Degrees)*se
	possible := max(t.Interval.High, -t.Interval.Low)
	return math.Expm1(min(max(found, possible), mostDetectable))
}

// mostDetectable bounds a detectable effect on logs: a change beyond a
// thousandfold is useless as a promise, and with two runs the effect can
// overflow.
var mostDetectable = math.Log(1000)

// unchanged is the test of equivalence.
func (t *Test) unchanged(floor Floor) bool {
	return t.Interval.Low > -floor.same() && t.Interval.High < floor.same()
}

func mean(samples []float64) float64 {
	sum := 0.0
	for _, s := range samples {
		sum += s
	}
	return sum / float64(len(samples))
}

// squares is the sum of the squared distances from the mean.
func squares(samples []float64) float64 {
	center, sum := mean(samples), 0.0
	for _, s := range samples {
		sum += (s - center) * (s - center)
	}
	return sum
}

func deviation(samples []float64) float64 {
	return math.Sqrt(squares(samples) / float64(len(samples)-1))
}
