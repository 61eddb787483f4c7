package assess

import (
	"fmt"

	"ep-benchmark/engine"
)

// MostMadeAgain is how many rounds of so many may be made again because they
// were gated: 30 %, rounded down, so that a machine that is never fit ends a
// run all the same.
func MostMadeAgain(rounds int) int { return 3 * rounds / 10 }

// gatedRounds are the rounds of which a leg was gated, with that leg.
func gatedRounds(samples []engine.Sample) map[int]*engine.Sample {
	gated := map[int]*engine.Sample{}
	for i := range samples {
		if s := &samples[i]; s.Gate != "" && gated[s.Round] == nil {
			gated[s.Round] = s
		}
	}
	return gated
}

// Believed returns the samples of one workload's rounds that were not gated: no
// leg of theirs is. Where none was it is the same list.
func Believed(samples []engine.Sample) []engine.Sample {
	gated := gatedRounds(samples)
	if len(gated) == 0 {
		return samples
	}
	believed := make([]engine.Sample, 0, len(samples))
	for i := range samples {
		if gated[samples[i].Round] == nil {
			believed = append(believed, samples[i])
		}
	}
	return believed
}

// enough returns the samples that figures are made of: those that are
// believed, if they give an interval of the confidence, else all. It tells
// whether gated ones are among them.
func enough(samples []engine.Sample, confidence float64) (counting []engine.Sample, usesGated bool) {
	believed := Believed(samples)
	if len(believed) == len(samples) {
		return samples, false
	}
	if speedups, _ := pairsOf(believed); len(speedups) >= fewest(confidence) {
		return believed, false
	}
	return samples, true
}

// counting are the samples that a result's figures are made of.
func counting(r *engine.Result) []engine.Sample {
	if r.UsesGated {
		return r.Samples
	}
	return Believed(r.Samples)
}

// disbelieve takes an outcome back that rests on gated rounds. An upper bound on
// a time that is met stays met: whatever gates a round makes its times longer.
// That the same rounds miss it says nothing, and a speedup has no such side,
// since either leg may have been hit.
func disbelieve(a *engine.Assessment, r *engine.Result) {
	switch {
	case !r.UsesGated:
	case a.Target.Metric == engine.MetricTime && a.Outcome == engine.Met:
		a.Reason = "met, even on a busy machine: " + gatedWords(r)
	default:
		a.Outcome, a.Reason = engine.Unclear, gatedWords(r)
		a.PointOnly, a.MoreRounds = false, 0
	}
}

// gatedWords says why most of a result's gated rounds were, and how many.
func gatedWords(r *engine.Result) string {
	gate, example := worst(r.Samples)
	all := map[int]bool{}
	for i := range r.Samples {
		all[r.Samples[i].Round] = true
	}
	text := fmt.Sprintf("%s: %d of %s not believed", gate, r.Gated, rounds(len(all)))
	if example != "" {
		text += ", as " + example
	}
	return text
}

// worst is the gate of most gated rounds, contended where there are as many of
// both, and the reason of the first of them.
func worst(samples []engine.Sample) (gate engine.Gate, example string) {
	count, first := map[engine.Gate]int{}, map[engine.Gate]*engine.Sample{}
	for round, leg := range gatedRounds(samples) {
		count[leg.Gate]++
		if first[leg.Gate] == nil || round < first[leg.Gate].Round {
			first[leg.Gate] = leg
		}
	}
	gate = engine.Contended
	if count[engine.Throttled] > count[engine.Contended] {
		gate = engine.Throttled
	}
	if first[gate] != nil {
		example = first[gate].GateReason
	}
	return gate, example
}
