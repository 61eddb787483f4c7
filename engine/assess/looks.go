package assess

import (
	"math"

	"ep-benchmark/engine"
)

// Confidence is that of every interval of a plan that is looked at once, and
// what the intervals of all looks of an adaptive plan hold together.
const Confidence = 0.95

// ConfidenceFor is the confidence of each interval of a plan with so many
// looks, 0 to 1. The looks share the error alike (Bonferroni): with five of
// them each interval is one of 99 %, so that the chance that any of the five
// lets the truth out stays under 5 %, whatever the looks have in common. Which
// of them a workload ends at may then depend on what they show.
func ConfidenceFor(looks int) float64 {
	return 1 - (1-Confidence)/float64(max(looks, 1))
}

// fewest is how many rounds an interval of the confidence needs. The widest
// that Wilcoxon's test gives, from the least to the greatest of n samples,
// misses the truth on either side with a chance of 1 in 2^n.
func fewest(confidence float64) int {
	return int(math.Ceil(math.Log2(2 / (1 - confidence))))
}

// Decided tells whether no further round could be worth its time: every gating
// target is met, missed or not attainable, by an interval. That holds for a
// workload without gating targets.
func Decided(r *engine.Result) bool {
	for i := range r.Assessments {
		if a := &r.Assessments[i]; a.Target.Gates && !settled(a) {
			return false
		}
	}
	return true
}

func settled(a *engine.Assessment) bool {
	switch a.Outcome {
	case engine.Met, engine.Missed, engine.NotAttainable, engine.Failing:
		return !a.PointOnly
	}
	return false
}
