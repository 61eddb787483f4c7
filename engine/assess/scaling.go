package assess

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
	"ep-benchmark/engine/units"
)

const (
	// enoughOfBest is the share of the best throughput from which on fewer workers
	// are recommended.
	enoughOfBest = 0.95
	// mostOfTail is how many times the p99 of one worker the recommended number of
	// workers may have.
	mostOfTail = 2
	// scalingSeed draws the rounds for the intervals of a fit. It is fixed, so that
	// the same samples give the same report.
	scalingSeed = 1
	// mostEfficiency is the efficiency above which a throughput grows faster than
	// the workers by more than noise.
	mostEfficiency = 1.10
)

// scaling compares the variants with the best one, and fits the law; nil where
// nothing was measured.
func scaling(r *engine.Result, in *Input, rates [][]float64) *engine.Scaling {
	best := compareWithBest(r.Variants, rates)
	if best < 0 {
		return nil
	}
	s := &engine.Scaling{
		Best: r.Variants[best].Workers, Recommended: recommended(r.Variants, best),
		Steps: steps(&r.Spec, r.Variants), TailDoubles: tailDoubles(r.Variants),
	}
	if len(fittable(r, in)) >= stats.FewestSizes { // where there are fewer, that is why
		s.NoFit = superlinear(r.Variants)
	}
	if s.NoFit != "" {
		return s
	}
	fit, largest, err := fitScaling(r, in, rates)
	if err != nil {
		s.NoFit = err.Error()
		return s
	}
	s.Fit, s.FittedTo = &fit, largest
	return s
}

// compareWithBest finds the variant with the most throughput, holds the others against
// it, and returns its index; -1 where nothing was measured. It is one of the plan's own,
// since these alone were measured in the same rounds as all others.
func compareWithBest(all []engine.VariantFigures, rates [][]float64) int {
	best := -1
	for i := range all {
		if x := all[i].Throughput.Value; x > 0 && !all[i].Refined && (best < 0 || x > all[best].Throughput.Value) {
			best = i
		}
	}
	for i := range all {
		if i != best && best >= 0 {
			all[i].Relative = relative(rates, i, best, Confidence)
		}
	}
	return best
}

// recommended is the smallest number of workers that is as good as the best and
// has a short tail: see [engine.Scaling]. It is 0 where no tail is short enough.
func recommended(all []engine.VariantFigures, best int) int {
	workers := func(v *engine.VariantFigures) int { return v.Workers }
	least := slices.MinFunc(all, func(a, b engine.VariantFigures) int { return cmp.Compare(a.Workers, b.Workers) })
	if at := smallest(all, best, workers, least.Latency.P99); at >= 0 {
		return all[at].Workers
	}
	return 0
}

// smallest is the variant of the least size that is as good as the best, and whose
// p99 is at most twice the given one; -1 where there is none. A size of 0 is none.
func smallest(all []engine.VariantFigures, best int, size func(*engine.VariantFigures) int, p99 time.Duration) int {
	chosen := -1
	for i := range all {
		v := &all[i]
		if asGood(v, i == best) && size(v) > 0 && v.Latency.P99 <= mostOfTail*p99 && (chosen < 0 || size(v) < size(&all[chosen])) {
			chosen = i
		}
	}
	return chosen
}

// asGood tells whether a variant has enough of the best one's throughput. One that the
// sweep chose itself needs an interval: without, its rounds are not over.
func asGood(v *engine.VariantFigures, best bool) bool {
	if v.Relative == nil || v.Refined && v.Relative.Interval == nil {
		return best
	}
	return v.Relative.Value >= enoughOfBest
}

// tailDoubles is the smallest number of workers from which on the p99 is more than
// twice that of the fewest; 0 where it is not for the most workers, or nothing is
// known.
func tailDoubles(all []engine.VariantFigures) int {
	var known []*engine.VariantFigures
	for i := range all {
		if all[i].Latency.Count > 0 {
			known = append(known, &all[i])
		}
	}
	slices.SortFunc(known, func(a, b *engine.VariantFigures) int { return cmp.Compare(a.Workers, b.Workers) })
	from := 0
	for _, v := range slices.Backward(known) {
		if v.Latency.P99 <= mostOfTail*known[0].Latency.P99 {
			break
		}
		from = v.Workers
	}
	return from
}

// steps is the staircase of equal operations: of the numbers of workers from 1
// up, those that need fewer waves than all smaller ones. It ends with the largest
// measured number.
func steps(spec *engine.Spec, all []engine.VariantFigures) []engine.Step {
	if !spec.Uniform || spec.Operations < 2 {
		return nil
	}
	most := 0
	for i := range all {
		most = max(most, all[i].Workers)
	}
	var found []engine.Step
	for n, last := 1, spec.Operations+1; n <= most; n++ {
		if waves := (spec.Operations + n - 1) / n; waves < last {
			found, last = append(found, engine.Step{Workers: n, Waves: waves}), waves
		}
	}
	return found
}

// superlinear says that a variant is more efficient than one worker alone; ""
// where none is, or one worker was not measured.
func superlinear(all []engine.VariantFigures) string {
	alone := 0.0
	for i := range all {
		if all[i].Workers == 1 {
			alone = all[i].Throughput.Value
		}
	}
	for i := range all {
		v := &all[i]
		if efficiency := v.Throughput.Value / alone / float64(v.Workers); alone > 0 && !v.Refined && efficiency > mostEfficiency {
			return fmt.Sprintf("the efficiency of %s is %s: something else holds one worker alone up, which no law of scaling describes",
				units.Counted(v.Workers, "worker"), units.PercentTo(efficiency, 0))
		}
	}
	return ""
}

// fittable are the indices of the variants that a law can be fitted to. What was
// measured in rounds of its own is not among them: whatever drifted between the rounds
// would be taken for scaling.
func fittable(r *engine.Result, in *Input) []int {
	var all []int
	for i := range r.Variants {
		v := &r.Variants[i]
		beyond := r.Spec.Bound == engine.CPUBound && v.Workers > cmp.Or(in.FastCPUs, in.CPUs)
		if !beyond && !v.Refined && v.Throughput.Value > 0 {
			all = append(all, i)
		}
	}
	return all
}

// fitScaling fits the Universal Scalability Law to the numbers of workers that it
// is for. Where the work computes these are those up to the CPUs of the fastest
// kind: slower CPUs and queues for a CPU are no contention. It returns the largest
// of them.
func fitScaling(r *engine.Result, in *Input, rates [][]float64) (fit stats.USL, largest int, err error) {
	columns := fittable(r, in)
	var sizes []int
	for _, i := range columns {
		sizes = append(sizes, r.Variants[i].Workers)
	}
	chosen := make([][]float64, len(rates))
	for i, round := range rates {
		for _, column := range columns {
			chosen[i] = append(chosen[i], round[column])
		}
	}
	if len(sizes) > 0 {
		largest = slices.Max(sizes)
	}
	if in.Merged != nil {
		fit, err = stats.CurveUSL(sizes, chosen)
	} else {
		fit, err = stats.FitUSL(sizes, chosen, Confidence, scalingSeed)
	}
	return fit, largest, err
}
