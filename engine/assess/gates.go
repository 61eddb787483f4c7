package assess

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// MostMadeAgain is how many of the given rounds may be made again because they
// were gated: 30 %, rounded down. The limit ends a run even on a machine that
// is never fit.
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

// Believed returns the samples of one workload's rounds in which no leg was
// gated. Where no round was gated it is the same list.
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

// enough returns the samples that figures are made of: the believed ones, if
// they give an interval of the confidence, else all. It tells whether gated
// ones are among them.
func enough(spec *engine.Spec, samples []engine.Sample, confidence float64) (counting []engine.Sample, usesGated bool) {
	believed := Believed(samples)
	if len(believed) == len(samples) {
		return samples, false
	}
	if wholeRounds(spec, believed) >= Fewest(confidence) {
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

// disbelieve downgrades an outcome that rests on gated rounds to Unclear. An
// upper bound on a time that is met stays met, since whatever gates a round
// makes its times longer. A bound that is missed may have been missed for that
// reason. A speedup is always downgraded, since either leg may have been
// slowed.
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

// gatedWords gives, for each gate, the number of a result's rounds with it, and
// what was seen in the worst of them.
func gatedWords(r *engine.Result) string {
	all := map[int]bool{}
	for i := range r.Samples {
		all[r.Samples[i].Round] = true
	}
	var texts []string
	for _, gate := range Gates(r.Samples) {
		text := fmt.Sprintf("%s: %d of %s not believed", gate.Gate, gate.Rounds, units.Counted(len(all), "round"))
		if worst := gate.WorstWords(); worst != "" {
			text += "; " + worst
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, "; ")
}

// GateCount is how many rounds have one gate, and a leg of the worst of them.
type GateCount struct {
	Gate   engine.Gate
	Rounds int
	Worst  *engine.Sample
}

// Gates counts the gated rounds of one workload's samples by gate: the gate of
// most rounds first, contended first where there are as many of both.
func Gates(samples []engine.Sample) []GateCount {
	byGate := map[engine.Gate]*GateCount{}
	gated := gatedRounds(samples)
	for _, round := range slices.Sorted(maps.Keys(gated)) {
		leg := gated[round]
		count := byGate[leg.Gate]
		if count == nil {
			count = &GateCount{Gate: leg.Gate, Worst: leg}
			byGate[leg.Gate] = count
		}
		count.Rounds++
		if leg.GateWeight > count.Worst.GateWeight {
			count.Worst = leg
		}
	}
	var counts []GateCount
	for _, count := range byGate {
		counts = append(counts, *count)
	}
	slices.SortFunc(counts, func(a, b GateCount) int {
		return cmp.Or(cmp.Compare(b.Rounds, a.Rounds), cmp.Compare(a.Gate, b.Gate))
	})
	return counts
}

// Words names the gate, with what was seen in the worst round: "contended, worst
// round 3: other programs took 41 % of the CPUs".
func (c GateCount) Words() string {
	if worst := c.WorstWords(); worst != "" {
		return string(c.Gate) + ", " + worst
	}
	return string(c.Gate)
}

// WorstWords says what was seen in the worst round: "worst round 3: other
// programs took 41 % of the CPUs". It is empty where no reason was recorded.
// Runs that were stored without the weights of their gates have no worst round:
// their first is named.
func (c GateCount) WorstWords() string {
	if c.Worst.GateReason == "" {
		return ""
	}
	text := fmt.Sprintf("round %d: %s", c.Worst.Round, c.Worst.GateReason)
	if c.Rounds > 1 && c.Worst.GateWeight > 0 {
		text = "worst " + text
	}
	return text
}
