package judge

import (
	"slices"

	"ep-benchmark/baselines/compare"
)

// A Baseline is what was found to compare a candidate with.
type Baseline struct {
	Side   compare.Side   // without the candidate's own runs
	Floors compare.Floors // calibrated under the candidate's conditions

	reference Reference
	store     Store
}

// Find looks up what a candidate is compared with. The candidate's last run
// decides, and the candidate's own runs are left out: a run that is compared with
// itself looks better than it is. store is nil where nothing is kept.
func (r Reference) Find(store Store, candidate *compare.Side) (Baseline, error) {
	b := Baseline{reference: r, store: store}
	last := &candidate.Runs[len(candidate.Runs)-1]
	side, err := r.find(last)
	if err != nil {
		return b, err
	}
	b.Side = side
	b.Side.Runs = slices.DeleteFunc(slices.Clone(side.Runs), func(r compare.Run) bool { return has(candidate.Runs, r.Number) })
	if store != nil && len(last.Conditions) > 0 {
		b.Floors, err = store.Floors(last.Fingerprint())
	}
	return b, err
}

// has tells whether a run of a store is among the runs.
func has(runs []compare.Run, number int64) bool {
	return number != 0 && slices.ContainsFunc(runs, func(r compare.Run) bool { return r.Number == number })
}

// Compare compares the candidate. The options' floors are the baseline's.
func (b *Baseline) Compare(candidate compare.Side, o compare.Options) compare.Comparison {
	o.Floors = b.Floors
	return compare.Against(candidate, b.Side, o)
}
