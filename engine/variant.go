package engine

import "strconv"

// A Variant is one way to carry the same work out. A round has one leg of each
// variant, so that whatever drifts meets all of them alike. A leg's kind is its
// variant's name.
type Variant struct {
	Name    string `json:"name"`    // "sequential", "workers=16"
	Workers int    `json:"workers"` // of a leg
	// Bound says that only work of this kind has the variant; "" for all work.
	Bound Bound `json:"bound,omitempty"`
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

// VariantsFor are the variants that a workload of the kind has; none for a plan
// without variants.
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
