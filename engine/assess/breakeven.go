package assess

import (
	"cmp"
	"math"
	"slices"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// breakEvenSeed draws the rounds for the interval of a break-even. It is fixed, so
// that the same samples give the same report.
const breakEvenSeed = 1

// breakEven finds from which size on the workers of the parallel legs pay; nil where
// no size has a speedup. A look at a run that is still on gets no interval.
func breakEven(r *engine.Result, in *Input, rates [][]float64) *engine.BreakEven {
	b := &engine.BreakEven{}
	pairs := ascendingPairs(in.Variants)
	places, values := make([]float64, len(pairs)), make([]float64, len(pairs))
	for i, at := range pairs {
		one := sizeFigures(r, at)
		one.Speedup = relative(rates, at+1, at, Confidence)
		places[i], values[i] = float64(one.Size), math.NaN()
		if one.Speedup != nil {
			values[i] = math.Log(one.Speedup.Value)
		}
		b.Sizes = append(b.Sizes, one)
	}
	if !slices.ContainsFunc(values, func(v float64) bool { return !math.IsNaN(v) }) {
		return nil
	}
	crossing := stats.LastCrossing(places, values)
	b.Pays, b.Crossings = crossing.Above, crossing.Count
	if b.Crossings == 0 {
		return b
	}
	b.Size = &stats.Estimate{Value: crossing.At, N: len(rates)}
	if in.Merged != nil {
		return b
	}
	if i, ok := stats.CrossingOver(places, speedupsOf(rates, pairs), b.Pays, Confidence, breakEvenSeed); ok {
		b.Size.Interval, b.OpenLow, b.OpenHigh = &i.Interval, i.OpenLow, i.OpenHigh
	}
	return b
}

// sizeFigures are the figures of a size without its speedup: of the variants at an
// index and after it.
func sizeFigures(r *engine.Result, at int) engine.SizeFigures {
	sequential, parallel := &r.Variants[at], &r.Variants[at+1]
	return engine.SizeFigures{
		Size: sequential.Size, Sequential: passTime(r, sequential), Parallel: passTime(r, parallel),
		Gated: sequential.Gated + parallel.Gated,
	}
}

// passTime is how many seconds a pass of a variant with a size of its own takes.
// Where its spec is not known, as while the run is on, its items are in proportion to
// its size.
func passTime(r *engine.Result, v *engine.VariantFigures) float64 {
	items := float64(r.Spec.PassItems) * float64(v.Size) / float64(max(r.Spec.Size, 1))
	if r.Spec.SelfParallel { // a run of a command is one item, however much it does
		items = float64(r.Spec.PassItems)
	}
	if v.Spec != nil {
		items = float64(v.Spec.PassItems)
	}
	if v.Throughput.Value <= 0 {
		return 0
	}
	return items / v.Throughput.Value
}

// ascendingPairs are the indices of the sequential variants, by size.
func ascendingPairs(variants []engine.Variant) []int {
	var pairs []int
	for i := 0; i < len(variants); i += 2 {
		pairs = append(pairs, i)
	}
	slices.SortFunc(pairs, func(a, b int) int { return cmp.Compare(variants[a].Size, variants[b].Size) })
	return pairs
}

// speedupsOf are the logarithms of the speedups by round and pair; NaN where a leg is
// no timing, or was gated.
func speedupsOf(rates [][]float64, pairs []int) [][]float64 {
	var rounds [][]float64
	for _, round := range rates {
		row := make([]float64, len(pairs))
		for i, at := range pairs {
			row[i] = math.Log(round[at+1] / round[at])
		}
		rounds = append(rounds, row)
	}
	return rounds
}
