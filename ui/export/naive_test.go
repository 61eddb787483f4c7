package export_test

import (
	"math"
	"math/big"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// The statistics of this file are written anew, in the plainest way, and
// without those of the program. So a figure on which both agree was computed
// twice.

// naiveInterval is a value with its interval; with none, low is NaN.
type naiveInterval struct{ value, low, high, confidence float64 }

func (n naiveInterval) exists() bool { return !math.IsNaN(n.low) }

// to applies an increasing function to the value and its interval.
func (n naiveInterval) to(f func(float64) float64) naiveInterval {
	return naiveInterval{f(n.value), f(n.low), f(n.high), n.confidence}
}

func naiveLogs(values []float64) []float64 {
	logs := make([]float64, len(values))
	for i, v := range values {
		logs[i] = math.Log(v)
	}
	return logs
}

func naiveMean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

// naiveSquares is the sum of squared distances from the mean.
func naiveSquares(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += math.Pow(v-naiveMean(values), 2)
	}
	return sum
}

func naiveDeviation(values []float64) float64 {
	return math.Sqrt(naiveSquares(values) / float64(len(values)-1))
}

func naiveMedian(values []float64) float64 {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	if n := len(sorted); n%2 == 0 {
		return (sorted[n/2-1] + sorted[n/2]) / 2
	}
	return sorted[len(sorted)/2]
}

// subsetCounts counts the subsets of the ranks 1 to n by their sum: those with
// the given number of members, or all where that is below 0.
func subsetCounts(n, members int) map[int]*big.Int {
	key := [2]int{n, members}
	if subsets[key] == nil {
		subsets[key] = countSubsets(n, members)
	}
	return subsets[key]
}

// subsets remembers what was counted.
var subsets = map[[2]int]map[int]*big.Int{}

func countSubsets(n, members int) map[int]*big.Int {
	type state struct{ sum, size int }
	counts := map[state]*big.Int{{0, 0}: big.NewInt(1)}
	for rank := 1; rank <= n; rank++ {
		next := map[state]*big.Int{}
		add := func(s state, count *big.Int) {
			if next[s] == nil {
				next[s] = new(big.Int)
			}
			next[s].Add(next[s], count)
		}
		for s, count := range counts {
			add(s, count)
			with := state{s.sum + rank, s.size}
			if members >= 0 {
				with.size++
			}
			if members < 0 || with.size <= members {
				add(with, count)
			}
		}
		counts = next
	}
	bySum := map[int]*big.Int{}
	for s, count := range counts {
		if members < 0 || s.size == members {
			bySum[s.sum] = count
		}
	}
	return bySum
}

// chanceUpTo is the share of the subsets whose sum is at most the given one.
func chanceUpTo(counts map[int]*big.Int, most int) float64 {
	within, all := new(big.Int), new(big.Int)
	for sum, count := range counts {
		all.Add(all, count)
		if sum <= most {
			within.Add(within, count)
		}
	}
	share, _ := new(big.Rat).SetFrac(within, all).Float64()
	return share
}

// byRanks is the median of sorted pairs, with the interval from the k-th least
// to the k-th greatest, k as large as the chance allows.
func byRanks(pairs []float64, chance func(int) float64, confidence float64) naiveInterval {
	slices.Sort(pairs)
	n := naiveInterval{naiveMedian(pairs), math.NaN(), math.NaN(), 0}
	for k := 1; 2*k <= len(pairs); k++ {
		if chance(k-1) > (1-confidence)/2 {
			break
		}
		n.low, n.high, n.confidence = pairs[k-1], pairs[len(pairs)-k], 1-2*chance(k-1)
	}
	return n
}

// hodgesLehmann is the median of the means of all pairs, each with itself too,
// and Wilcoxon's interval.
func hodgesLehmann(values []float64, confidence float64) naiveInterval {
	var pairs []float64
	for i := range values {
		for j := i; j < len(values); j++ {
			pairs = append(pairs, (values[i]+values[j])/2)
		}
	}
	counts := subsetCounts(len(values), -1)
	return byRanks(pairs, func(t int) float64 { return chanceUpTo(counts, t) }, confidence)
}

// shifted is the median of all differences, and Mann and Whitney's interval.
func shifted(a, b []float64, confidence float64) naiveInterval {
	var pairs []float64
	for _, x := range a {
		for _, y := range b {
			pairs = append(pairs, x-y)
		}
	}
	m := len(a)
	counts := subsetCounts(m+len(b), m)
	return byRanks(pairs, func(u int) float64 { return chanceUpTo(counts, u+m*(m+1)/2) }, confidence)
}

// signedRanks are Wilcoxon's one-sided p-values of samples without ties.
func signedRanks(values []float64) (above, below float64) {
	order := slices.Clone(values)
	slices.SortFunc(order, func(a, b float64) int {
		if math.Abs(a) < math.Abs(b) {
			return -1
		}
		return 1
	})
	positive, negative := 0, 0
	for i, v := range order {
		if v > 0 {
			positive += i + 1
		} else {
			negative += i + 1
		}
	}
	counts := subsetCounts(len(values), -1)
	return chanceUpTo(counts, negative), chanceUpTo(counts, positive)
}

func student(degrees float64) distuv.StudentsT { return distuv.StudentsT{Sigma: 1, Nu: degrees} }

// byStudent is the mean with Student's interval.
func byStudent(values []float64, confidence float64) naiveInterval {
	n := float64(len(values))
	mean := naiveMean(values)
	if n < 2 {
		return naiveInterval{mean, math.NaN(), math.NaN(), 0}
	}
	half := student(n-1).Quantile((1+confidence)/2) * naiveDeviation(values) / math.Sqrt(n)
	return naiveInterval{mean, mean - half, mean + half, confidence}
}

// holm adjusts p-values: in their order, each times how many are left, and none
// less than the one before.
func holm(p []float64) []float64 {
	adjusted := make([]float64, len(p))
	done := make([]bool, len(p))
	last := 0.0
	for left := len(p); left > 0; left-- {
		least := -1
		for i := range p {
			if !done[i] && (least < 0 || p[i] < p[least]) {
				least = i
			}
		}
		last = math.Max(last, math.Min(1, p[least]*float64(left)))
		adjusted[least], done[least] = last, true
	}
	return adjusted
}

// outside are the indices beyond Tukey's fences.
func outside(values []float64) []int {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	quartile := func(p float64) float64 {
		at := p * float64(len(sorted)-1)
		low := int(at)
		if low == len(sorted)-1 {
			return sorted[low]
		}
		return sorted[low]*(1-(at-float64(low))) + sorted[low+1]*(at-float64(low))
	}
	var found []int
	for i, v := range values {
		reach := 1.5 * (quartile(0.75) - quartile(0.25))
		if len(values) >= 5 && (v < quartile(0.25)-reach || v > quartile(0.75)+reach) {
			found = append(found, i)
		}
	}
	return found
}
