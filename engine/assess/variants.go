package assess

import (
	"math"
	"slices"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// variants fills in the figures of a plan with variants. Gated legs are left out,
// and a ratio drops the rounds in which either of its legs was gated. Where too few
// legs would be left, all count, and the result says so.
func variants(r *engine.Result, in Input) {
	r.Gated, r.UsesGated = gatedOf(in.Samples), false
	if counting := withoutGates(in.Samples); r.Gated > 0 && tooGated(&in) {
		in.Samples, r.UsesGated = counting, true
	}
	rates := ratesOf(in)
	for i, v := range in.Variants {
		f := variantFigures(in.Samples, v, column(rates, i))
		f.Spec = in.Specs[v.Name]
		if in.Merged != nil {
			f.Latency = in.Merged[engine.LegKind(v.Name)]
		}
		r.Variants, r.Rounds = append(r.Variants, f), max(r.Rounds, f.Throughput.N)
	}
	for _, e := range in.Effects {
		r.Effects = append(r.Effects, engine.EffectFigures{
			Effect: e, Ratio: relative(rates, in.at(e.Variant), in.at(e.Reference), in.confidence()), RestsOnGated: r.UsesGated,
		})
	}
	r.OpenLoop = openLoop(r, &in)
	databases(r, &in, rates)
	if differInWorkersAlone(in.Variants) {
		r.Scaling = scaling(r, &in, rates)
	}
	if engine.InSizePairs(in.Variants) {
		r.BreakEven = breakEven(r, &in, rates)
	}
	failing(r, in.MaxFailures)
}

// tooGated tells whether gates leave a variant fewer legs than an interval needs,
// though it has as many with them. The figures then use gated legs of all variants,
// since to leave them out of some alone would compare what was disturbed with what
// was not.
func tooGated(in *Input) bool {
	for _, v := range in.Variants {
		legs, believed := timed(in.Samples, engine.LegKind(v.Name)), 0
		for _, s := range legs {
			if s.Gate == "" {
				believed++
			}
		}
		if believed < Fewest(in.confidence()) && believed < len(legs) {
			return true
		}
	}
	return false
}

// gatedOf counts gated legs.
func gatedOf(samples []engine.Sample) int {
	n := 0
	for i := range samples {
		if samples[i].Gate != "" {
			n++
		}
	}
	return n
}

// withoutGates are the samples as if none was gated.
func withoutGates(samples []engine.Sample) []engine.Sample {
	all := slices.Clone(samples)
	for i := range all {
		all[i].Gate = ""
	}
	return all
}

// at is the index of a variant; 0 for one that is not there.
func (in *Input) at(name string) int {
	return max(0, slices.IndexFunc(in.Variants, func(v engine.Variant) bool { return v.Name == name }))
}

// differInWorkersAlone tells whether the variants are those of a sweep.
func differInWorkersAlone(variants []engine.Variant) bool {
	return !slices.ContainsFunc(variants, func(v engine.Variant) bool {
		return len(v.Settings) > 0 || v.Side != "" || v.Workers == 0
	})
}

// variantFigures summarises the legs of one variant, whose throughputs are given.
func variantFigures(samples []engine.Sample, v engine.Variant, throughputs []float64) engine.VariantFigures {
	f := engine.VariantFigures{Variant: v}
	var legs []*engine.Sample
	for _, s := range timed(samples, engine.LegKind(v.Name)) {
		if s.Gate == "" {
			legs = append(legs, s)
		} else {
			f.Gated++
		}
	}
	f.Legs, f.Arrivals = len(legs), arrivals(legs)
	f.SchedulingP99, f.BytesPerItem = costs(legs)
	f.Cache = cached(legs)
	if slices.ContainsFunc(legs, func(s *engine.Sample) bool { return s.Latency.Count > 0 }) {
		f.Latency = latency(legs) // its histograms take most of the time
	}
	if throughput, ok := stats.OnLogs(throughputs, Confidence); ok {
		f.Throughput = throughput
	}
	return f
}

// costs are the medians of how long goroutines stood ready, at the 99th percentile,
// and of the bytes allocated for each item.
func costs(legs []*engine.Sample) (ready time.Duration, bytes float64) {
	var waits, allocated []float64
	for _, s := range legs {
		waits = append(waits, float64(s.Evidence.Process.SchedulingP99))
		if s.Items > 0 {
			allocated = append(allocated, float64(s.Evidence.Process.AllocatedBytes)/float64(s.Items))
		}
	}
	return time.Duration(stats.Median(waits)), stats.Median(allocated)
}

// ratesOf are the throughputs by round and variant; NaN where a leg is no timing,
// or was gated.
func ratesOf(in Input) [][]float64 {
	at, byRound := map[engine.LegKind]int{}, map[int][]float64{}
	for i, v := range in.Variants {
		at[engine.LegKind(v.Name)] = i
	}
	last := 0
	for i := range in.Samples {
		s := &in.Samples[i]
		column, known := at[s.Kind]
		if !known {
			continue
		}
		if byRound[s.Round] == nil {
			byRound[s.Round] = unknowns(len(in.Variants))
			last = max(last, s.Round)
		}
		if s.Timed() && s.Gate == "" && s.Throughput() > 0 {
			byRound[s.Round][column] = s.Throughput()
		}
	}
	var rounds [][]float64
	for round := 1; round <= last; round++ {
		if byRound[round] != nil {
			rounds = append(rounds, byRound[round])
		}
	}
	return rounds
}

func unknowns(n int) []float64 {
	all := make([]float64, n)
	for i := range all {
		all[i] = math.NaN()
	}
	return all
}

// column are the known throughputs of one variant.
func column(rates [][]float64, i int) []float64 {
	var values []float64
	for _, round := range rates {
		if round[i] > 0 {
			values = append(values, round[i])
		}
	}
	return values
}

// relative is a variant's throughput over another's, with an interval of the given
// confidence; nil without a common round.
func relative(rates [][]float64, i, to int, confidence float64) *stats.Estimate {
	var ratios []float64
	for _, round := range rates {
		if round[i] > 0 && round[to] > 0 {
			ratios = append(ratios, round[i]/round[to])
		}
	}
	e, ok := stats.OnLogs(ratios, confidence)
	if !ok {
		return nil
	}
	return &e
}
