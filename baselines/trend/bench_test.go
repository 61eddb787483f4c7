package trend

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"ep-benchmark/baselines/compare"
)

func BenchmarkOf(b *testing.B) {
	for _, runs := range []int{200, 10_000} {
		for name, course := range map[string]func(int) float64{"flat": flat, "creeping": creep(0, 0.01)} {
			values := runsOf(rand.New(rand.NewPCG(1, 2)), runs, normal, 0.01, course)
			b.Run(fmt.Sprintf("%d runs, %s", runs, name), func(b *testing.B) {
				for b.Loop() {
					Of(compare.ParallelTime, values, 0.01)
				}
			})
		}
	}
}
