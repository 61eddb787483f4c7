package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestLastCrossing(t *testing.T) {
	places := []float64{10, 100, 1_000, 10_000}
	none := math.NaN()
	for name, c := range map[string]struct {
		values []float64
		want   Crossing
	}{
		"always below":                    {[]float64{-3, -2, -1, -0.5}, Crossing{}},
		"always above":                    {[]float64{1, 1, 2, 0}, Crossing{Above: true}},
		"half-way on logarithms":          {[]float64{-2, -1, 1, 2}, Crossing{At: math.Sqrt(100 * 1_000), Count: 1, Above: true}},
		"a quarter of the way":            {[]float64{-1, 3, 3, 3}, Crossing{At: math.Pow(10, 1.25), Count: 1, Above: true}},
		"on the level is above":           {[]float64{-1, 0, 1, 1}, Crossing{At: 100, Count: 1, Above: true}},
		"downwards":                       {[]float64{1, 1, 1, -1}, Crossing{At: math.Sqrt(1_000 * 10_000), Count: 1}},
		"the last of three":               {[]float64{-1, 1, -1, 1}, Crossing{At: math.Sqrt(1_000 * 10_000), Count: 3, Above: true}},
		"what is missing is stepped over": {[]float64{-1, none, 1, none}, Crossing{At: 100, Count: 1, Above: true}},
		"nothing":                         {[]float64{none, none, none, none}, Crossing{}},
	} {
		got := LastCrossing(places, c.values)
		if got.Count != c.want.Count || got.Above != c.want.Above || math.Abs(got.At-c.want.At) > 1e-9*c.want.At {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

// The median of rounds that were drawn again is the one of those rounds themselves.
func TestMedianOfDrawnRounds(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	for range 200 {
		n := 6 + random.IntN(9)
		rounds := make([][]float64, n)
		for i := range rounds {
			rounds[i] = []float64{random.NormFloat64()}
		}
		rounds[random.IntN(n)][0] = math.NaN()
		times := make([]int, n)
		var drawn []float64
		for range n {
			i := random.IntN(n)
			times[i]++
			if !math.IsNaN(rounds[i][0]) {
				drawn = append(drawn, rounds[i][0])
			}
		}
		got := walshOf(rounds, 0)
		want, ok := Location(drawn, 0.95)
		if value := got.median(times); ok && math.Abs(value-want.Value) > 1e-12 {
			t.Fatalf("%v, want %v of %v", value, want.Value, drawn)
		}
	}
	if !math.IsNaN(walsh(nil).median(nil)) {
		t.Error("nothing has a median")
	}
}

func TestCrossingOverNeedsRounds(t *testing.T) {
	rounds := [][]float64{{-1, 1}, {-1, 1}, {-1, 1}, {-1, 1}, {-1, 1}}
	if _, ok := CrossingOver([]float64{1, 2}, rounds, true, 0.95, 1); ok {
		t.Error("five rounds have an interval")
	}
	i, ok := CrossingOver([]float64{1, 4}, append(rounds, []float64{-1, 1}), true, 0.95, 1)
	if !ok || math.Abs(i.Low-2) > 1e-9 || math.Abs(i.High-2) > 1e-9 || i.OpenLow || i.OpenHigh {
		t.Errorf("%+v of rounds that are alike: expected 2", i)
	}
	// At half of the rounds the curve is above everywhere.
	for at := range 6 {
		rounds = append(rounds, []float64{0.1 - 0.4*float64(at%2), 1})
	}
	if i, _ := CrossingOver([]float64{1, 4}, rounds[5:], true, 0.95, 1); !i.OpenLow || i.Low != 1 {
		t.Errorf("%+v: expected an open end at 1", i)
	}
}
