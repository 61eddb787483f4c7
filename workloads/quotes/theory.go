package quotes

import (
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// What the expected hit ratios come from: of keys that are drawn, and of a file.
const (
	Theory     = "a TTL that hits do not renew, under the independent reference model with Poisson arrivals (Jung, Berger and Balakrishnan, Modeling TTL-based Internet Caches, INFOCOM 2003)"
	FileTheory = "the file's requests in their order, replayed one after another with exponential gaps (mean of 5 replays)"
)

// Steady is the share of lookups that a cache answers which has been in use for long.
// The weights are the shares of the keys, and lookups is how many a TTL holds on
// average. After a miss a key answers the lookups of a TTL, px of them, until the next
// one misses: px of 1 + px hit.
func Steady(weights []float64, lookups float64) float64 {
	sum := 0.0
	for _, p := range weights {
		x := p * lookups
		sum += p * x / (1 + x)
	}
	return sum
}

// negligible is the chance of a further miss at which the sum of FromEmpty ends.
const negligible = 1e-9

// FromEmpty is the share of n lookups that a cache answers which is empty before the
// first. The j-th miss of a key comes j-1 times a TTL and j exponential gaps after the
// beginning. So it comes within the n lookups if j or more lookups of the key are among
// those that (j-1) TTLs leave of them, which is a binomial tail. The n lookups are taken to
// last as long as they do on average.
func FromEmpty(weights []float64, lookups float64, n int) float64 {
	misses := 0.0
	sorted := slices.Sorted(slices.Values(weights)) // equal shares have equal sums
	same, before := 0.0, -1.0
	for _, p := range sorted {
		if p != before {
			same, before = missesOf(p, lookups, float64(n)), p
		}
		misses += same
	}
	return max(0, 1-misses/float64(n))
}

// missesOf is how often a key with a share is expected to miss.
func missesOf(p, lookups, n float64) float64 {
	misses := 0.0
	for j := 1; ; j++ {
		left := n - float64(j-1)*lookups
		if left <= 0 || p <= 0 {
			return misses
		}
		tail := 1.0
		if p >= 1 { // every request is for this key
			if left < float64(j) {
				return misses
			}
		} else {
			tail = distuv.Binomial{N: max(left, float64(j)), P: p}.Survival(float64(j - 1))
		}
		if misses += tail; tail < negligible {
			return misses
		}
	}
}

// reach is how many lookups a TTL has to hold for a share to be saved by a function
// that grows with them; false where not even as many as most save it.
func reach(share, most float64, saved func(lookups float64) float64) (float64, bool) {
	if saved(most) < share {
		return 0, false
	}
	low, high := 0.0, most
	for range 60 {
		if middle := (low + high) / 2; saved(middle) < share {
			low = middle
		} else {
			high = middle
		}
	}
	return high, true
}
