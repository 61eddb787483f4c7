package runner

import (
	"hash/fnv"
	"math/rand/v2"

	"ep-benchmark/engine"
)

// order decides for each round the order of its legs. With a single variant there
// is only one.
func order(rounds int, variants []engine.Variant, random *rand.Rand) [][]engine.LegKind {
	if len(variants) == 2 {
		return pairOrder(rounds, engine.LegKind(variants[0].Name), engine.LegKind(variants[1].Name), random)
	}
	if engine.InSizePairs(variants) {
		return sizesOrder(rounds, variants, random)
	}
	return balancedOrder(rounds, variants, random)
}

// sizesOrder keeps the two legs of a size next to each other, so that what drifts
// meets both: the sizes in balanced order, and of each the legs in random blocks of
// two rounds.
func sizesOrder(rounds int, variants []engine.Variant, random *rand.Rand) [][]engine.LegKind {
	var sizes []engine.Variant
	pairs := map[engine.LegKind][][]engine.LegKind{}
	for i := 0; i < len(variants); i += 2 {
		sizes = append(sizes, variants[i])
		one, other := engine.LegKind(variants[i].Name), engine.LegKind(variants[i+1].Name)
		pairs[one] = pairOrder(rounds, one, other, random)
	}
	orders := balancedOrder(rounds, sizes, random)
	for round, kinds := range orders {
		var legs []engine.LegKind
		for _, kind := range kinds {
			legs = append(legs, pairs[kind][round]...)
		}
		orders[round] = legs
	}
	return orders
}

// pairOrder decides which of two legs comes first: in random blocks of two rounds,
// one of each order. So wherever the run ends, neither kind of leg was first more
// than one round more often. And the order can't be predicted.
func pairOrder(rounds int, one, other engine.LegKind, random *rand.Rand) [][]engine.LegKind {
	orders := make([][]engine.LegKind, rounds)
	first := false
	for i := range orders {
		if i%2 == 0 {
			first = random.IntN(2) == 0
		} else {
			first = !first
		}
		orders[i] = []engine.LegKind{other, one}
		if first {
			orders[i] = []engine.LegKind{one, other}
		}
	}
	return orders
}

// balancedOrder gives each variant every position equally often over as many
// rounds as there are variants: the rows of a Latin square, in random order, with
// the variants at random in its columns.
func balancedOrder(rounds int, variants []engine.Variant, random *rand.Rand) [][]engine.LegKind {
	n := len(variants)
	orders := make([][]engine.LegKind, 0, rounds)
	for len(orders) < rounds {
		names := random.Perm(n)
		for _, shift := range random.Perm(n) {
			row := make([]engine.LegKind, n)
			for position := range row {
				row[position] = engine.LegKind(variants[names[(position+shift)%n]].Name)
			}
			orders = append(orders, row)
		}
	}
	return orders[:rounds]
}

// randomFor is a source that depends only on the plan's seed, the workload and
// the schedule, so that a repeated plan has the same order.
func randomFor(seed uint64, workload string, schedule engine.Schedule) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(workload + "/" + string(schedule)))
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}
