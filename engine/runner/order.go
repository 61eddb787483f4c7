package runner

import (
	"hash/fnv"
	"math/rand/v2"

	"ep-benchmark/engine"
)

// order decides for each round which leg comes first: in random blocks of two
// rounds, one of each order. So wherever the run ends, neither kind of leg was
// first more than one round more often. And the order can't be predicted.
func order(rounds int, random *rand.Rand) [][2]engine.LegKind {
	orders := make([][2]engine.LegKind, rounds)
	first := false
	for i := range orders {
		if i%2 == 0 {
			first = random.IntN(2) == 0
		} else {
			first = !first
		}
		orders[i] = [2]engine.LegKind{engine.Parallel, engine.Sequential}
		if first {
			orders[i] = [2]engine.LegKind{engine.Sequential, engine.Parallel}
		}
	}
	return orders
}

// randomFor is a source that depends only on the plan's seed, the workload and
// the schedule, so that a repeated plan has the same order.
func randomFor(seed uint64, workload string, schedule engine.Schedule) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(workload + "/" + string(schedule)))
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}
