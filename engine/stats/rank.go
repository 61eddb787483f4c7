package stats

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// exactRanks is the number of samples up to which rank distributions are
// enumerated exactly; beyond it the normal approximation is closer than the
// confidence is printed.
const exactRanks = 60

// Location is the Hodges-Lehmann estimate of the centre of a symmetric
// distribution: the median of all pairwise (Walsh) averages. Its interval is
// the exact inversion of Wilcoxon's signed-rank test (Hollander, Wolfe &
// Chicken, Nonparametric Statistical Methods, 3rd ed., 3.3); 95 % needs six
// samples, and with fewer there is none. It is false for no samples.
func Location(samples []float64, confidence float64) (Estimate, bool) {
	n := len(samples)
	if n == 0 {
		return Estimate{}, false
	}
	averages := make([]float64, 0, n*(n+1)/2)
	for i, a := range samples {
		for _, b := range samples[i:] {
			averages = append(averages, (a+b)/2)
		}
	}
	slices.Sort(averages)
	e := Estimate{Value: middle(averages), N: n}
	tail := signedRankTail(n)
	e.Interval = invert(averages, tail, confidence, "Hodges-Lehmann, Wilcoxon signed rank")
	return e, true
}

// Shift is the Hodges-Lehmann estimate of how far the samples a lie above the
// samples b: the median of all differences. Its interval is the exact
// inversion of the Mann-Whitney test (same source, 4.3).
func Shift(a, b []float64, confidence float64) (Estimate, bool) {
	if len(a) == 0 || len(b) == 0 {
		return Estimate{}, false
	}
	differences := make([]float64, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			differences = append(differences, x-y)
		}
	}
	slices.Sort(differences)
	e := Estimate{Value: middle(differences), N: min(len(a), len(b))}
	e.Interval = invert(differences, rankSumTail(len(a), len(b)), confidence, "Hodges-Lehmann, Mann-Whitney")
	return e, true
}

// invert turns a rank test into an interval: with the k smallest and the k
// largest of the ordered averages outside, the error is tail(k-1) on either
// side. It is nil where even the widest interval is not confident enough.
func invert(ordered []float64, tail func(int) float64, confidence float64, method string) *Interval {
	allowed := (1 - confidence) / 2
	if tail(0) > allowed {
		return nil
	}
	k := 1
	for 2*(k+1) <= len(ordered) && tail(k) <= allowed {
		k++
	}
	return &Interval{
		Low: ordered[k-1], High: ordered[len(ordered)-k],
		Confidence: 1 - 2*tail(k-1), Method: method,
	}
}

// signedRankTail gives P(T <= t) of the signed-rank statistic for n samples.
func signedRankTail(n int) func(int) float64 {
	if n > exactRanks {
		mean := float64(n*(n+1)) / 4
		sd := math.Sqrt(float64(n*(n+1)*(2*n+1)) / 24)
		return normalTail(mean, sd)
	}
	// The chance of each sum of a random subset of 1..n.
	chances := []float64{1}
	for rank := 1; rank <= n; rank++ {
		next := make([]float64, len(chances)+rank)
		for sum, chance := range chances {
			next[sum] += chance / 2
			next[sum+rank] += chance / 2
		}
		chances = next
	}
	return cumulative(chances)
}

// rankSumTail gives P(U <= u) of the Mann-Whitney statistic.
func rankSumTail(m, n int) func(int) float64 {
	if m > exactRanks || n > exactRanks {
		mean := float64(m*n) / 2
		sd := math.Sqrt(float64(m*n*(m+n+1)) / 12)
		return normalTail(mean, sd)
	}
	// chances[i][j][u]: i of a and j of b drawn, u pairs in order; the last
	// drawn is of a with chance i/(i+j), and then exceeds all j of b.
	previous := make([][]float64, n+1)
	for j := range previous {
		previous[j] = []float64{1}
	}
	for i := 1; i <= m; i++ {
		current := make([][]float64, n+1)
		current[0] = []float64{1}
		for j := 1; j <= n; j++ {
			row := make([]float64, i*j+1)
			fromA := float64(i) / float64(i+j)
			for u, chance := range previous[j] {
				row[u+j] += chance * fromA
			}
			for u, chance := range current[j-1] {
				row[u] += chance * (1 - fromA)
			}
			current[j] = row
		}
		previous = current
	}
	return cumulative(previous[n])
}

// cumulative gives P(X <= x) of a distribution over 0, 1, 2 …
func cumulative(chances []float64) func(int) float64 {
	sums := make([]float64, len(chances))
	total := 0.0
	for i, c := range chances {
		total += c
		sums[i] = total
	}
	return func(x int) float64 {
		if x < 0 {
			return 0
		}
		return sums[min(x, len(sums)-1)]
	}
}

// normalTail approximates P(X <= x) of an integer statistic, with the
// correction for continuity.
func normalTail(mean, sd float64) func(int) float64 {
	normal := distuv.Normal{Mu: mean, Sigma: sd}
	return func(x int) float64 {
		if x < 0 {
			return 0
		}
		return normal.CDF(float64(x) + 0.5)
	}
}

// middle is the median of ordered figures.
func middle(ordered []float64) float64 {
	n := len(ordered)
	return (ordered[(n-1)/2] + ordered[n/2]) / 2
}

// Median is the middle of the samples, or the mean of the two in the middle.
// It is 0 for none.
func Median(samples []float64) float64 {
	if len(samples) == 0 {
		return 0
	}
	return middle(slices.Sorted(slices.Values(samples)))
}
