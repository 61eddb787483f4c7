package live

import (
	"cmp"
	"slices"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/stats"
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

// addRefined gives the lane a number of workers that the sweep has chosen itself, when
// its first leg starts.
func (r *Run) addRefined(lane *Lane, e *engine.LegStarted) {
	known := func(v engine.Variant) bool { return v.Name == string(e.Kind) }
	if r.Plan.Refinements == 0 || slices.ContainsFunc(lane.Variants, known) {
		return
	}
	at, has := slices.BinarySearchFunc(lane.Variants, e.Workers, func(v engine.Variant, n int) int { return v.Workers - n })
	if v := engine.Refined(e.Workers); !has && v.Name == string(e.Kind) && len(lane.Variants) < engine.MostVariants {
		lane.Variants = slices.Insert(slices.Clone(lane.Variants), at, v)
	}
}

// plannedLegs is the number of measured legs of a lane of a sweep that is refined, at
// the most.
func (r *Run) plannedLegs(lane *Lane) int {
	named := 0
	for i := range lane.Variants {
		if !lane.Variants[i].Refined {
			named++
		}
	}
	return r.Plan.Rounds * (named + r.Plan.Refinements*engine.RefinedLegs)
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
		result := assess.Workload(r.soFar(lane, false))
		if result.UsesGated {
			result = assess.Workload(r.soFar(lane, true))
		}
		lane.sweep = &result
	}
	return lane.sweep
}

// gatedKind is the kind under which a lane keeps the latencies of gated legs of a
// kind.
func gatedKind(kind engine.LegKind) engine.LegKind { return kind + ", gated" }

// soFar is what is known of a lane with variants. The lane has merged its
// latencies, so the samples go without. withGated adds those of gated legs.
func (r *Run) soFar(lane *Lane, withGated bool) assess.Input {
	samples, merged := slices.Clone(lane.Samples), map[engine.LegKind]engine.Latency{}
	for i := range samples {
		samples[i].Latency.Histogram = "" // of a leg alone, its summary is enough
	}
	for _, kind := range lane.kinds() {
		d, ok := lane.Latency(kind)
		if withGated {
			d, ok = lane.together(kind, gatedKind(kind))
		}
		if ok {
			l := engine.Latency{Count: d.Count, Min: d.Min, P50: d.P50, P90: d.P90, P99: d.P99, Max: d.Max}
			if n := skipped(samples, kind, withGated); n > 0 {
				l.Skip(lane.histogram(kind, withGated), n)
			}
			merged[kind] = l
		}
	}
	return assess.Input{
		Spec: lane.Spec, Schedule: r.Schedule, Workers: lane.Workers, CPUs: r.Host.CPUs(), FastCPUs: r.Host.FastCPUs(),
		Variants: lane.Variants, Effects: r.Plan.Effects, Looks: len(r.Plan.Looks), MaxFailures: r.Plan.MaxFailures, Samples: samples, Merged: merged,
	}
}

// together is the distribution of two kinds of leg.
func (l *Lane) together(a, b engine.LegKind) (Distribution, bool) {
	one, hasOne := l.Latency(a)
	other, hasOther := l.Latency(b)
	switch {
	case !hasOther:
		return one, hasOne
	case !hasOne:
		return other, true
	}
	h := l.latency[a].merged.Clone()
	h.Merge(l.latency[b].merged)
	return distribution(h), true
}

// histogram has the latencies of a kind of leg, those of gated legs with or without.
func (l *Lane) histogram(kind engine.LegKind, withGated bool) *stats.Histogram {
	h := stats.NewHistogram()
	for _, k := range []engine.LegKind{kind, gatedKind(kind)} {
		if all := l.latency[k]; all != nil && all.merged != nil && (k == kind || withGated) {
			h.Merge(all.merged)
		}
	}
	return h
}

// skipped is how many arrivals of a kind of leg were skipped, those of gated legs with
// or without.
func skipped(samples []engine.Sample, kind engine.LegKind, withGated bool) int64 {
	n := int64(0)
	for i := range samples {
		if a := samples[i].Arrivals; a != nil && samples[i].Kind == kind && samples[i].Timed() && (withGated || samples[i].Gate == "") {
			n += a.Skipped
		}
	}
	return n
}
