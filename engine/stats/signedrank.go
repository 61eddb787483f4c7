package stats

import (
	"cmp"
	"math"
	"slices"
)

// SignedRank is Wilcoxon's signed-rank test of samples against zero: the
// one-sided p-values of their centre lying above it and below it, exact up to
// sixty samples. Samples of zero say nothing and are left out; ties share
// their mean rank, and the statistic is rounded against the alternative.
// Both are 1 for no samples.
func SignedRank(samples []float64) (above, below float64) {
	samples = slices.DeleteFunc(slices.Clone(samples), func(s float64) bool { return s == 0 })
	n := len(samples)
	if n == 0 {
		return 1, 1
	}
	slices.SortFunc(samples, func(a, b float64) int { return cmp.Compare(math.Abs(a), math.Abs(b)) })
	positive, negative := 0.0, 0.0
	for i := 0; i < n; {
		j := i
		for j < n && math.Abs(samples[j]) == math.Abs(samples[i]) {
			j++
		}
		rank := float64(i+1+j) / 2
		for _, s := range samples[i:j] {
			if s > 0 {
				positive += rank
			} else {
				negative += rank
			}
		}
		i = j
	}
	tail := signedRankTail(n)
	return tail(int(math.Ceil(negative))), tail(int(math.Ceil(positive)))
}
