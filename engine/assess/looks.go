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
// what the looks show. Where several effects gate, each look at each effect
// counts.
func ConfidenceFor(looks int) float64 {
	return 1 - (1-Confidence)/float64(max(looks, 1))
}

// Fewest is how many rounds an interval of the confidence needs. The widest
// interval that Wilcoxon's test gives reaches from the least to the greatest of
// n samples. It misses the truth on either side with a chance of 1 in 2^n.
func Fewest(confidence float64) int {
	return int(math.Ceil(math.Log2(2 / (1 - confidence))))
}

// LooksFor are the looks of an adaptive plan with that many gating effects. The
// first comes when an interval of their confidence exists: after 8, 9, 10 and 12
// rounds for 1, 2, 3 and 11 effects.
func LooksFor(effects int) []int {
	looks := engine.DeclaredLooks()
	looks[0] = max(looks[0], Fewest(ConfidenceFor(len(looks)*max(effects, 1))))
	return looks
}

// Decided tells whether further rounds are useless: every gating target is met,
// missed, not attainable or failing, by an interval, and every gating effect is
// known to be one or to be small. A workload without gating targets and effects is
// decided.
func Decided(r *engine.Result) bool {
	for _, e := range r.Effects {
		if e.Gates && EffectOf(&e) == EffectUnclear {
			return false
		}
	}
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

// EffectOutcome is what an effect's interval shows.
type EffectOutcome int

// What an effect's interval shows.
const (
	EffectUnclear EffectOutcome = iota // it allows for both an effect and none
	EffectFaster                       // all of it is above 1
	EffectSlower                       // all of it is below 1
	EffectNone                         // all of it is within 1 of [SmallEffect]
)

// SmallEffect is the relative difference of throughputs up to which two variants
// are called alike. Taking turns cancels what drifts, and not what the order of
// allocations does, for instance.
const SmallEffect = 0.02

// EffectOf tells what an effect's interval shows. A difference that is certain and
// small is none. One that rests on gated legs is unclear.
func EffectOf(e *engine.EffectFigures) EffectOutcome {
	if e.Ratio == nil || e.Ratio.Interval == nil || e.RestsOnGated {
		return EffectUnclear
	}
	low, high := e.Ratio.Interval.Low, e.Ratio.Interval.High
	switch {
	case low >= 1/(1+SmallEffect) && high <= 1+SmallEffect:
		return EffectNone
	case low > 1:
		return EffectFaster
	case high < 1:
		return EffectSlower
	}
	return EffectUnclear
}
