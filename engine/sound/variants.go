package sound

import (
	"fmt"
	"math"
	"slices"

	"ep-benchmark/engine"
)

// Variants checks that the variants and effects of a plan go together.
func Variants(p *engine.Plan, place string) error {
	for i, v := range p.Variants {
		at := fmt.Sprintf("%s.variants[%d]", place, i)
		if err := oneOf(at+".bound", v.Bound, "", engine.IOBound, engine.CPUBound); err != nil {
			return err
		}
		if err := oneOf(at+".half", v.Half, "", engine.Sequential, engine.Parallel); err != nil {
			return err
		}
	}
	if err := p.CheckVariants(); err != nil {
		return fmt.Errorf("%s: %w", place, err)
	}
	return nil
}

// OfPlan checks that a result has the variants that the plan gives its kind of
// work, and legs of no other kind.
func OfPlan(r *engine.Result, p *engine.Plan, place string) error {
	wanted := p.VariantsFor(r.Spec.Bound)
	kinds := []engine.LegKind{engine.Sequential, engine.Parallel}
	if len(p.Variants) > 0 {
		kinds = nil
	}
	wanted, err := withRefined(wanted, r, p, place)
	if err != nil {
		return err
	}
	if len(r.Variants) != len(wanted) {
		return fmt.Errorf("%s.variants has %d entries: expected %d, those of the plan", place, len(r.Variants), len(wanted))
	}
	for i := range wanted {
		v := &r.Variants[i]
		if v.Name != wanted[i].Name || v.Workers < 1 || wanted[i].Workers > 0 && v.Workers != wanted[i].Workers || v.Size != wanted[i].Size {
			return fmt.Errorf("%s.variants[%d] is %q with %d workers and the size %d: expected %q with %d and %d, as in the plan", place, i, v.Name, v.Workers, v.Size, wanted[i].Name, wanted[i].Workers, wanted[i].Size)
		}
		if !(v.Throughput.Value >= 0) || math.IsInf(v.Throughput.Value, 0) {
			return fmt.Errorf("%s.variants[%d].throughput.value is %v: expected 0 or more", place, i, v.Throughput.Value)
		}
		if !(v.BytesPerItem >= 0) || math.IsInf(v.BytesPerItem, 0) {
			return fmt.Errorf("%s.variants[%d].allocated_bytes_per_item is %v: expected 0 or more", place, i, v.BytesPerItem)
		}
		kinds = append(kinds, engine.LegKind(v.Name))
	}
	for i := range r.Samples {
		at := fmt.Sprintf("%s.samples[%d]", place, i)
		if err := oneOf(at+".kind", r.Samples[i].Kind, kinds...); err != nil {
			return err
		}
		if rate := r.Samples[i].Rate; !(rate >= 0) || math.IsInf(rate, 0) {
			return fmt.Errorf("%s.rate is %v: expected 0 or more", at, rate)
		}
	}
	if err := breakEven(r, p, place+".break_even"); err != nil {
		return err
	}
	if err := pooling(r, place+".pooling"); err != nil {
		return err
	}
	return scaling(r, place+".scaling")
}

// withRefined adds to the variants of the plan those that a sweep has chosen itself:
// between the plan's numbers of workers, each once, two of each refinement at the most.
func withRefined(wanted []engine.Variant, r *engine.Result, p *engine.Plan, place string) ([]engine.Variant, error) {
	most := 2 * p.Refinements
	for i := range r.Variants {
		v := &r.Variants[i].Variant
		if !v.Refined {
			continue
		}
		at, has := slices.BinarySearchFunc(wanted, v.Workers, func(v engine.Variant, n int) int { return v.Workers - n })
		if most--; most < 0 || has || at == 0 || at == len(wanted) {
			return nil, fmt.Errorf("%s.variants[%d] has %d workers and is refined: expected at most %d such, each a number between two others", place, i, v.Workers, 2*p.Refinements)
		}
		wanted = slices.Insert(wanted, at, engine.Refined(v.Workers))
	}
	return wanted, nil
}

// pooling checks that what is said of pools is about variants that there are.
func pooling(r *engine.Result, place string) error {
	p := r.Pooling
	if p == nil {
		return nil
	}
	has := func(name string) bool {
		return slices.ContainsFunc(r.Variants, func(v engine.VariantFigures) bool { return v.Name == name && v.Database != nil })
	}
	switch {
	case !has(p.Best):
		return fmt.Errorf("%s.best is %q: expected a variant whose queries asked a database", place, p.Best)
	case p.Recommended != "" && !has(p.Recommended):
		return fmt.Errorf("%s.recommended is %q: expected none or a variant whose queries asked a database", place, p.Recommended)
	case p.Recommended != "" && p.Recommended != p.Best && p.Kept == nil:
		return fmt.Errorf("%s.kept is missing: expected the share of the best pool's throughput", place)
	}
	return nil
}

// breakEven checks that what is said of a sweep over sizes is about sizes that it has,
// each once and ascending.
func breakEven(r *engine.Result, p *engine.Plan, place string) error {
	b := r.BreakEven
	if b == nil {
		return nil
	}
	if !p.SweepsSizes() || len(b.Sizes) != len(r.Variants)/2 {
		return fmt.Errorf("%s is of %d sizes: expected those of the plan's variants, in pairs", place, len(b.Sizes))
	}
	last := 0
	for i := range b.Sizes {
		s := &b.Sizes[i]
		has := slices.ContainsFunc(r.Variants, func(v engine.VariantFigures) bool { return v.Size == s.Size })
		if !has || s.Size <= last {
			return fmt.Errorf("%s.sizes[%d].size is %d: expected the size of a variant, above the one before", place, i, s.Size)
		}
		if e := s.Speedup; e != nil && !(e.Value > 0 && !math.IsInf(e.Value, 0)) {
			return fmt.Errorf("%s.sizes[%d].speedup.value is %v: expected more than 0", place, i, e.Value)
		}
		last = s.Size
	}
	if least := float64(b.Sizes[0].Size); (b.Size != nil) != (b.Crossings > 0) || b.Size != nil && !(b.Size.Value >= least && b.Size.Value <= float64(last)) {
		return fmt.Errorf("%s.size does not go with %d crossings and the sizes: expected one between the sizes where there are crossings", place, b.Crossings)
	}
	return nil
}

// scaling checks that what is said of a sweep is about sizes that it has.
func scaling(r *engine.Result, place string) error {
	s := r.Scaling
	if s == nil {
		return nil
	}
	has := func(n int) bool {
		return slices.ContainsFunc(r.Variants, func(v engine.VariantFigures) bool { return v.Workers == n && v.Legs > 0 })
	}
	switch {
	case !has(s.Best):
		return fmt.Errorf("%s.best is %d: expected the workers of a variant that was measured", place, s.Best)
	case s.Recommended != 0 && !has(s.Recommended):
		return fmt.Errorf("%s.recommended is %d: expected 0 or the workers of a variant that was measured", place, s.Recommended)
	case s.TailDoubles != 0 && !has(s.TailDoubles):
		return fmt.Errorf("%s.tail_doubles is %d: expected 0 or the workers of a variant that was measured", place, s.TailDoubles)
	case s.Fit == nil:
		return nil
	}
	for _, f := range []struct {
		name  string
		value float64
	}{{"rate", s.Fit.Rate}, {"contention", s.Fit.Contention}, {"coherence", s.Fit.Coherence}, {"residual", s.Fit.Residual}} {
		if !(f.value >= 0) || math.IsInf(f.value, 0) {
			return fmt.Errorf("%s.fit.%s is %v: expected 0 or more", place, f.name, f.value)
		}
	}
	return nil
}
