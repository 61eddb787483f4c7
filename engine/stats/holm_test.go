package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// The example of R's p.adjust documentation style: ordered by hand.
func TestHolmByHand(t *testing.T) {
	got := Holm([]float64{0.01, 0.04, 0.03, 0.005})
	for i, want := range []float64{0.03, 0.06, 0.06, 0.02} {
		if math.Abs(got[i]-want) > 1e-12 {
			t.Errorf("adjusted %v: expected 0.03, 0.06, 0.06, 0.02", got)
			break
		}
	}
	if len(Holm(nil)) != 0 {
		t.Error("values out of nothing")
	}
}

func TestHolmKeepsOrderAndOnlyRaises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(0, 1), 1, 12).Draw(t, "p")
		before := slices.Clone(values)
		adjusted := Holm(values)
		if !slices.Equal(values, before) {
			t.Fatal("the values given were changed")
		}
		for i := range values {
			if adjusted[i] < values[i] || adjusted[i] > 1 || adjusted[i] > values[i]*float64(len(values)) {
				t.Fatalf("%v became %v", values, adjusted)
			}
			for j := range values {
				if values[i] < values[j] && adjusted[i] > adjusted[j] {
					t.Fatalf("%v became %v: the order changed", values, adjusted)
				}
			}
		}
	})
}

// With nothing to find, any of eight tests is rejected at 2 % in at most 2 %.
func TestHolmHoldsTheFamilyError(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const families = 20000
	alarms := 0
	for range families {
		values := make([]float64, 8)
		for i := range values {
			values[i] = random.Float64()
		}
		if slices.Min(Holm(values)) <= 0.02 {
			alarms++
		}
	}
	if rate := float64(alarms) / families; rate > 0.0225 || rate < 0.015 {
		t.Errorf("a false rejection in %.2f %% of families: expected just under 2 %%", 100*rate)
	}
}
