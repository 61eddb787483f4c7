package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Hollander, Wolfe & Chicken, example 3.1: depression factors of nine
// patients; T+ = 5, and the one-sided p-value is 0.020.
func TestSignedRankAgainstTheBook(t *testing.T) {
	before := []float64{1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30}
	after := []float64{0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29}
	var differences []float64
	for i := range before {
		differences = append(differences, after[i]-before[i])
	}
	above, below := SignedRank(differences)
	if math.Abs(below-0.0195) > 0.0005 || above < 0.98 {
		t.Errorf("above %v, below %v: expected 0.0195 below", above, below)
	}
}

func TestSignedRankOfLittle(t *testing.T) {
	if above, below := SignedRank(nil); above != 1 || below != 1 {
		t.Errorf("of nothing: %v, %v", above, below)
	}
	if above, below := SignedRank([]float64{0, 0}); above != 1 || below != 1 {
		t.Errorf("of zeros: %v, %v", above, below)
	}
	if above, _ := SignedRank([]float64{1, 2, 3, 4, 5, 6}); math.Abs(above-1.0/64) > 1e-12 {
		t.Errorf("six above zero: %v, expected 1/64", above)
	}
	if above, below := SignedRank([]float64{1, -1}); above < 0.5 || below < 0.5 {
		t.Errorf("a tie of opposite signs: %v, %v, expected no evidence", above, below)
	}
}

// With nothing to find, p is below 5 % in at most 5 %.
func TestSignedRankHoldsItsError(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	const sets = 20 * simulated
	found := 0
	for range sets {
		samples := make([]float64, 15)
		for i := range samples {
			samples[i] = random.NormFloat64()
		}
		if above, _ := SignedRank(samples); above <= 0.05 {
			found++
		}
	}
	if rate := float64(found) / sets; rate > 0.053 || rate < 0.04 {
		t.Errorf("found in %.2f %% of sets without anything: expected a little under 5 %%", 100*rate)
	}
}
