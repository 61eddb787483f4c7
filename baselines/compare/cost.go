package compare

import (
	"fmt"
	"slices"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/stats"
	"ep-benchmark/engine/units"
)

const (
	// mostSteal is the share of the CPUs that a hypervisor may withhold in a leg
	// whose CPU time is believed. Some systems count withheld time as CPU time of
	// the thread that was running.
	mostSteal = engine.MostTaken
	// costConfidence is that of a cost's interval over its legs.
	costConfidence = 0.95
	// nominalStep is the CPU time of a step of the canary, in nanoseconds, at
	// which a cost is given: 4 cycles at 4 GHz.
	nominalStep = 1.0
)

// OfWork tells whether the metric is what the work costs. Other programs on the
// CPUs don't distort such a metric, as they distort times.
func (m Metric) OfWork() bool { return m == CPUPerItem || m == InstructionsPerItem }

// costOf is what a leg says of a metric of work, per item; false where it says
// nothing. CPU time is given as if every step of the canary took nominalStep, so
// that the clock of the CPU, which changes by some percent from minute to
// minute, cancels.
func costOf(metric Metric, s *engine.Sample, size int) (float64, bool) {
	c, items := s.Evidence.Compute, float64(max(size, 1))
	switch {
	case c == nil || !s.Timed() || stolen(s):
		return 0, false
	case metric == InstructionsPerItem:
		return float64(c.Instructions) / items, c.Instructions > 0
	case c.CPU <= 0 || !(c.Step > 0):
		return 0, false
	}
	return c.CPU.Seconds() * nominalStep / c.Step / items, true
}

// stolen tells whether the hypervisor withheld too much of the CPUs in a leg.
func stolen(s *engine.Sample) bool {
	m := s.Evidence.Machine
	return m != nil && m.Steal != nil && *m.Steal > mostSteal
}

// costs are a metric's values by round. Rounds gated because other programs
// took the CPUs count, since the metric does not depend on that. Rounds in
// which the clock was throttled don't count.
func costs(metric Metric, r *engine.Result) map[int]float64 {
	found := map[int]float64{}
	for i := range r.Samples {
		s := &r.Samples[i]
		if value, ok := costOf(metric, s, r.Spec.Size); ok && s.Kind == engine.Sequential && s.Gate != engine.Throttled {
			found[s.Round] = value
		}
	}
	return found
}

// costFigures are a result's figures of work; none where fewer than half of the
// sequential legs have them, or too few for an interval.
func costFigures(r *engine.Result) []Figure {
	var figures []Figure
	for _, metric := range []Metric{CPUPerItem, InstructionsPerItem} {
		values := valuesByRound(costs(metric, r))
		if 4*len(values) < len(r.Samples) { // a round has two legs, one of them sequential
			continue
		}
		if e, ok := stats.OnLogs(values, costConfidence); ok && e.Interval != nil {
			figures = append(figures, newFigure(Key{r.Spec.Name, metric}, e))
		}
	}
	return figures
}

// valuesByRound are values in the order of their rounds.
func valuesByRound(byRound map[int]float64) []float64 {
	var rounds []int
	for round := range byRound {
		rounds = append(rounds, round)
	}
	slices.Sort(rounds)
	values := make([]float64, len(rounds))
	for i, round := range rounds {
		values[i] = byRound[round]
	}
	return values
}

// limitedBySteal says that a result has no figure of work because a hypervisor
// withheld the CPUs in too many of its legs; empty where that is not so.
func limitedBySteal(r *engine.Result) string {
	with, withheld := 0, 0
	for i := range r.Samples {
		if s := &r.Samples[i]; s.Evidence.Compute != nil {
			with++
			if stolen(s) {
				withheld++
			}
		}
	}
	if withheld == 0 || len(costFigures(r)) > 0 {
		return ""
	}
	return fmt.Sprintf("%s: the CPU time per item is limited by steal: a hypervisor withheld more than %s of the CPUs in %d of %d legs",
		r.Spec.Name, units.PercentTo(mostSteal, 0), withheld, with)
}

// onlyContended tells whether the only doubt about a result's figures is that
// other programs had the CPUs, and the result has figures of work, which stay
// valid then.
func onlyContended(r *engine.Result) bool {
	for _, gate := range assess.Gates(r.Samples) {
		if gate.Gate != engine.Contended {
			return false
		}
	}
	return r.UsesGated && len(costFigures(r)) > 0
}
