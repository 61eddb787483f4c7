package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/combin"
	"gonum.org/v1/gonum/stat/distuv"
)

// Proportion is the share of n trials of which hits came out one way, with the
// exact interval of Clopper and Pearson (The use of confidence or fiducial
// limits illustrated in the case of the binomial, Biometrika 26, 1934). The
// interval covers the true share with at least the confidence. It is false for
// no trials.
//
// Note: the normal approximation is not used. At 0 hits it has the width 0,
// and 0 hits is the usual case here.
func Proportion(hits, n int64, confidence float64) (Estimate, bool) {
	if n <= 0 || hits < 0 || hits > n {
		return Estimate{}, false
	}
	tail := (1 - confidence) / 2
	k, all := float64(hits), float64(n)
	i := Interval{Low: 0, High: 1, Confidence: confidence, Method: "Clopper-Pearson"}
	if hits > 0 {
		i.Low = distuv.Beta{Alpha: k, Beta: all - k + 1}.Quantile(tail)
	}
	if hits < n {
		i.High = distuv.Beta{Alpha: k + 1, Beta: all - k}.Quantile(1 - tail)
	}
	return Estimate{Value: k / all, Interval: &i, N: int(n)}, true
}

// HigherProportion is the one-sided p-value of Fisher's exact test: the chance
// that, with one true share for both, the first sample has hits or more of its
// n trials, given how many hits both have together (R. A. Fisher, The Design of
// Experiments, 1935). It is 1 where a sample is empty.
func HigherProportion(hits, n, otherHits, otherN int64) float64 {
	if n <= 0 || otherN <= 0 || hits <= 0 {
		return 1
	}
	together, all := hits+otherHits, n+otherN
	chance := 0.0
	for k := hits; k <= min(n, together); k++ {
		if together-k > otherN {
			continue
		}
		chance += math.Exp(logChoose(n, k) + logChoose(otherN, together-k) - logChoose(all, together))
	}
	return min(chance, 1)
}

func logChoose(n, k int64) float64 { return combin.LogGeneralizedBinomial(float64(n), float64(k)) }
