package live

import (
	"cmp"
	"slices"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
)

// kinds are the kinds of leg of a round.
func (l *Lane) kinds() []engine.LegKind {
	if len(l.Variants) == 0 {
		return []engine.LegKind{engine.Sequential, engine.Parallel}[:l.Spec.RoundLegs()]
	}
	kinds := make([]engine.LegKind, len(l.Variants))
	for i, v := range l.Variants {
		kinds[i] = engine.LegKind(v.Name)
	}
	return kinds
}

// legByLeg tells whether the lane's legs are gated one by one, and not by rounds.
func (l *Lane) legByLeg() bool { return len(l.Variants) > 2 }

// variantsOf are those of a lane, with their workers.
func variantsOf(plan *engine.Plan, bound engine.Bound, workers int) []engine.Variant {
	variants := plan.VariantsFor(bound)
	for i := range variants {
		variants[i].Workers = cmp.Or(variants[i].Workers, workers)
	}
	return variants
}

// Sweep is the result of a lane with variants: what it has come to, or what the
// legs so far show. It is nil for any other lane. While the run is on the law has
// no intervals, since drawing rounds again takes as long as a leg. A lane with new
// legs is assessed when Sweep is called.
func (r *Run) Sweep(lane *Lane) *engine.Result {
	switch {
	case len(lane.Variants) == 0:
		return nil
	case lane.Result != nil:
		return lane.Result
	case lane.sweep == nil || len(lane.sweep.Samples) != len(lane.Samples):
		result := assess.Workload(r.soFar(lane))
		lane.sweep = &result
	}
	return lane.sweep
}

// soFar is what is known of a lane with variants. The lane has merged its
// latencies, so the samples go without.
func (r *Run) soFar(lane *Lane) assess.Input {
	samples, merged := slices.Clone(lane.Samples), map[engine.LegKind]engine.Latency{}
	for i := range samples {
		samples[i].Latency = engine.Latency{}
	}
	for _, kind := range lane.kinds() {
		if d, ok := lane.Latency(kind); ok {
			merged[kind] = engine.Latency{Count: d.Count, Min: d.Min, P50: d.P50, P90: d.P90, P99: d.P99, Max: d.Max}
		}
	}
	return assess.Input{
		Spec: lane.Spec, Schedule: r.Schedule, Workers: lane.Workers, CPUs: r.Host.CPUs(), FastCPUs: r.Host.FastCPUs(),
		Variants: lane.Variants, Effects: r.Plan.Effects, Looks: len(r.Plan.Looks), MaxFailures: r.Plan.MaxFailures, Samples: samples, Merged: merged,
	}
}
