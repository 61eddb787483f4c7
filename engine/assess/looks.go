package assess

import (
	"math"

	"ep-benchmark/engine"
)

// Confidence is the confidence of every interval of a plan that is looked at
// once, and of all looks of an adaptive plan together.
const Confidence = 0.95

// ConfidenceFor is the confidence of each interval of a plan with the given
// number of looks; 0 counts as 1. The looks share the error equally
// (Bonferroni): with five of them each interval is one of 99 %. So the chance
// that any of the five misses the truth stays under 5 %, even if the looks
// depend on each other. The look at which a workload ends may then depend on
// what the looks show.
func ConfidenceFor(looks int) float64 {
	return 1 - (1-Confidence)/float64(max(looks, 1))
}

// fewest is how many rounds an interval of the confidence needs. The widest
// interval that Wilcoxon's test gives reaches from the least to the greatest of
// n samples. It misses the truth on either side with a chance of 1 in 2^n.
func fewest(confidence float64) int {
	return int(math.Ceil(math.Log2(2 / (1 - confidence))))
}

// Decided tells whether further rounds are useless: every gating target is met,
// missed, not attainable or failing, by an interval. A workload without gating
// targets is decided.
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
