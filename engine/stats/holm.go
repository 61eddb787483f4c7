package stats

import (
	"cmp"
	"slices"
)

// Holm adjusts the p-values of tests that are made together, so that
// comparing each with a level keeps the chance of any false rejection below
// that level, however the tests depend on each other (S. Holm, A simple
// sequentially rejective multiple test procedure, Scandinavian Journal of
// Statistics 6, 1979). The result is in the order given.
func Holm(pValues []float64) []float64 {
	order := make([]int, len(pValues))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(pValues[a], pValues[b]) })
	adjusted := make([]float64, len(pValues))
	least := 0.0
	for rank, i := range order {
		least = max(least, min(pValues[i]*float64(len(pValues)-rank), 1))
		adjusted[i] = least
	}
	return adjusted
}
