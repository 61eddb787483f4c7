package runner

import (
	"cmp"
	"context"
	"slices"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
)

// refine goes on with the rounds of a sweep around the number of workers that those so
// far recommend, as often as the plan says. It ends sooner where no number is left
// between the measured ones.
func (l *lane) refine(ctx context.Context) ending {
	plan := &l.run.plan
	for range plan.Refinements {
		result := l.assess(l.samples)
		fresh, held := assess.Refine(&result)
		if len(fresh) == 0 {
			break
		}
		l.warmUpVariants(ctx, l.add(fresh))
		l.rounds.order = append(l.rounds.order, balancedOrder(plan.Rounds, engine.Sizes(slices.Concat(fresh, held)), l.random)...)
		if end, over := l.roundsUpTo(ctx, len(l.rounds.order)); over {
			return end
		}
	}
	return ending{}
}

// add gives the lane further numbers of workers, and returns their variants. The
// lane's variants ascend.
func (l *lane) add(workers []int) []engine.Variant {
	var added []engine.Variant
	for _, n := range workers {
		v := engine.Refined(n)
		kind := engine.LegKind(v.Name)
		l.bound[kind] = &instance{l.own.workload, l.own.spec}
		l.amounts[kind] = &amount{passes: 1}
		added = append(added, v)
	}
	l.variants = append(l.variants, added...)
	slices.SortFunc(l.variants, func(a, b engine.Variant) int { return cmp.Compare(a.Workers, b.Workers) })
	return added
}
