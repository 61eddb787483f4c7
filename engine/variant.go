package engine

import (
	"fmt"
	"slices"
	"strconv"
)

// A Variant is one way to carry the same work out. A round has one leg of each
// variant, so that whatever drifts meets all of them alike. A leg's kind is its
// variant's name.
type Variant struct {
	Name string `json:"name"` // "workers=16", "pooled", "a sequential"
	// Workers is of a leg; 0 is the number that the plan gives to the workload's
	// parallel legs.
	Workers int `json:"workers,omitempty"`
	// Bound says that only work of this kind has the variant; "" for all work.
	Bound Bound `json:"bound,omitempty"`
	// Settings are what the variant was given that others were not, by the names of
	// flags. A sweep's have none.
	Settings map[string]string `json:"settings,omitempty"`
	// Size is of the workload as this variant carries it out; 0 for the workload's
	// own.
	Size int `json:"size,omitempty"`
	// Side and Half place the variant in a pair: the configuration that it belongs
	// to, and which of that configuration's two kinds of leg it is. Both are empty
	// for a variant that is in no pair.
	Side string  `json:"side,omitempty"`
	Half LegKind `json:"half,omitempty"`
	// Refined says that the plan did not name the number of workers: a sweep measured
	// it around the number that its first rounds recommended, in rounds of its own.
	Refined bool `json:"refined,omitempty"`
}

// Sizes are the variants of a sweep: the same work with each of the numbers of
// workers.
func Sizes(workers []int) []Variant {
	variants := make([]Variant, len(workers))
	for i, n := range workers {
		variants[i] = Variant{Name: "workers=" + strconv.Itoa(n), Workers: n}
	}
	return variants
}

// Refined is the variant of a number of workers that a sweep has chosen itself.
func Refined(workers int) Variant {
	v := Sizes([]int{workers})[0]
	v.Refined = true
	return v
}

// RefinedLegs is the most legs that a round of a refinement has: the best number, the
// recommended one, and one on each side of it.
const RefinedLegs = 4

// MostRefinements is the most refinements that a plan may have.
const MostRefinements = 4

// Sweeps tells whether the plan has variants that differ in their number of workers
// alone.
func (p *Plan) Sweeps() bool {
	for i := range p.Variants {
		if v := &p.Variants[i]; len(v.Settings) > 0 || v.Side != "" || v.Workers == 0 {
			return false
		}
	}
	return len(p.Variants) > 0
}

// SizePairs are the variants of a sweep over sizes: for each size the same work with
// one worker and with several. The noun is what a size counts. The workers are of the
// parallel legs; 0 is as in [Variant].
func SizePairs(noun string, sizes []int, workers int) []Variant {
	var variants []Variant
	for _, n := range sizes {
		pair := Side(noun+"="+strconv.Itoa(n), workers)
		for i := range pair {
			pair[i].Size = n
		}
		variants = append(variants, pair...)
	}
	return variants
}

// SweepsSizes tells whether the plan has a sequential and a parallel variant for each
// of several sizes.
func (p *Plan) SweepsSizes() bool { return InSizePairs(p.Variants) }

// InSizePairs tells whether variants are those of a sweep over sizes, as
// [SizePairs] makes them.
func InSizePairs(variants []Variant) bool {
	for i := range variants {
		half := Sequential
		if i%2 == 1 {
			half = Parallel
		}
		v := &variants[i]
		if v.Size == 0 || v.Side == "" || v.Half != half || v.Side != variants[i&^1].Side || v.Size != variants[i&^1].Size {
			return false
		}
	}
	return len(variants) > 0 && len(variants)%2 == 0
}

// VariantsFor are the variants that a workload of the kind has; none for a plan
// without variants. The caller owns the result.
func (p *Plan) VariantsFor(bound Bound) []Variant {
	var all []Variant
	for _, v := range p.Variants {
		if v.Bound == "" || v.Bound == bound {
			all = append(all, v)
		}
	}
	return all
}

// Pair are the two variants of a plan that has none of its own.
func Pair(workers int) []Variant {
	return []Variant{{Name: string(Sequential), Workers: 1}, {Name: string(Parallel), Workers: workers}}
}

// Side are the two variants of a configuration that is compared with others in
// one run. The workers are of its parallel legs; 0 is as in [Variant].
func Side(name string, workers int) []Variant {
	return []Variant{
		{Name: name + " " + string(Sequential), Workers: 1, Side: name, Half: Sequential},
		{Name: name + " " + string(Parallel), Workers: workers, Side: name, Half: Parallel},
	}
}

// Sides are the names of the configurations that the plan compares, each with a
// sequential and a parallel variant; none for a plan that compares none. The sizes
// of a sweep are no configurations.
func (p *Plan) Sides() []string {
	if p.SweepsSizes() {
		return nil
	}
	var names []string
	for _, v := range p.Variants {
		if v.Side != "" && !slices.Contains(names, v.Side) {
			names = append(names, v.Side)
		}
	}
	return names
}

// An Effect is a ratio of throughputs that a plan declares: of a variant over its
// reference.
type Effect struct {
	Variant   string `json:"variant"`
	Reference string `json:"reference"`
	// Gates says that an adaptive plan goes on until the effect is decided. The
	// gating effects of a plan share the error.
	Gates bool `json:"gates,omitempty"`
}

// GatingEffects is the number of effects that share the error, at least 1.
func (p *Plan) GatingEffects() int {
	gating := 0
	for _, e := range p.Effects {
		if e.Gates {
			gating++
		}
	}
	return max(1, gating)
}

// CheckVariants checks that variants and effects go together.
func (p *Plan) CheckVariants() error {
	if len(p.Variants) == 0 {
		if len(p.Effects) > 0 || p.Sustained || p.Refinements != 0 {
			return fmt.Errorf("the plan has effects, legs of a fixed length or refinements, and no variants")
		}
		return nil
	}
	if p.Once || len(p.Variants) < 2 || len(p.Variants) > MostVariants {
		return fmt.Errorf("the plan has %d variants: expected 2 to %d, in a plan with rounds", len(p.Variants), MostVariants)
	}
	known := map[string]bool{}
	for _, v := range p.Variants {
		if v.Name == "" || known[v.Name] || v.Workers < 0 {
			return fmt.Errorf("the plan has a variant %q with %d workers: expected a name of its own, and 0 or more workers", v.Name, v.Workers)
		}
		known[v.Name] = true
	}
	if p.Refinements < 0 || p.Refinements > MostRefinements || p.Refinements > 0 && (!p.Sweeps() || len(p.Variants) < 3) {
		return fmt.Errorf("the plan has %d refinements: expected 0 to %d, of three numbers of workers or more", p.Refinements, MostRefinements)
	}
	for _, e := range p.Effects {
		if !known[e.Variant] || !known[e.Reference] || e.Variant == e.Reference {
			return fmt.Errorf("the plan has an effect of %q over %q: expected two of its variants", e.Variant, e.Reference)
		}
	}
	return nil
}

// LoopSetting is the setting of a variant that says whether its loop is closed, or
// how requests arrive in it.
const LoopSetting = "loop"

// Loops tells whether the plan's variants are a closed loop and an open one.
func (p *Plan) Loops() bool {
	return slices.ContainsFunc(p.Variants, func(v Variant) bool { return v.Settings[LoopSetting] != "" })
}

// MostVariants is the most variants that a plan may have.
const MostVariants = 64
