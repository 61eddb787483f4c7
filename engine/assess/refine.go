package assess

import (
	"cmp"
	"slices"

	"ep-benchmark/engine"
)

// Refine chooses what the next refinement of a sweep measures. fresh are the numbers of
// workers halfway between the recommended one and the nearest measured ones on either
// side of it; held are the numbers that are measured again beside them: the best, which
// all others are compared with, and the recommended one. There are none where nothing
// lies between. Where no tail is short enough, fewer workers than the fewest with enough
// throughput may have both.
func Refine(r *engine.Result) (fresh, held []int) {
	if r.Scaling == nil {
		return nil, nil
	}
	at := cmp.Or(r.Scaling.Recommended, fewestEnough(r))
	below, above := 0, 0
	for i := range r.Variants {
		switch n := r.Variants[i].Workers; {
		case n < at:
			below = max(below, n)
		case n > at && (above == 0 || n < above):
			above = n
		}
	}
	if middle := (below + at) / 2; below > 0 && middle > below {
		fresh = append(fresh, middle)
	}
	if middle := (at + above + 1) / 2; r.Scaling.Recommended > 0 && middle < above {
		fresh = append(fresh, middle)
	}
	if len(fresh) == 0 {
		return nil, nil
	}
	held = []int{at, r.Scaling.Best}
	slices.Sort(held)
	return fresh, slices.Compact(held)
}

// fewestEnough is the smallest number of workers with enough of the best throughput.
func fewestEnough(r *engine.Result) int {
	fewest := r.Scaling.Best
	for i := range r.Variants {
		if v := &r.Variants[i]; v.Workers < fewest && asGood(v, false) {
			fewest = v.Workers
		}
	}
	return fewest
}
