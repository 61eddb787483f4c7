package quotes

import (
	"math"
	"testing"
	"time"

	"ep-benchmark/engine/racebuild"
	"ep-benchmark/workloads/shipping"
)

// sampled are drawn requests over orders that differ in their weight alone.
func sampled(t *testing.T, distinct int, skew float64) *Requests {
	t.Helper()
	lines := make([]shipping.Shipment, 1)
	lines[0].Recipient = shipping.Party{City: "Redondo Beach", State: "CA", PostalCode: "90277", Country: "US"}
	lines[0].Dimensions, lines[0].Weight = shipping.Dimensions{Length: 10, Width: 8, Height: 4}, 10
	r, err := Drawn(lines, distinct, skew)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Keys are drawn as often as Zipf's law says.
func TestKeysAreDrawnByZipfsLaw(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, skew := range []float64{0, 0.8, 1.2} {
		r := sampled(t, 50, skew)
		const n = 200_000
		counts := make([]float64, r.Keys())
		for _, a := range r.arrivals(n, 100, 5) {
			counts[a.key]++
		}
		harmonic := 0.0
		for i := range counts {
			harmonic += math.Pow(float64(i+1), -skew)
		}
		squares := 0.0 // chi square with 49 degrees of freedom: 93 is passed once in 10,000
		for i, count := range counts {
			want := n * math.Pow(float64(i+1), -skew) / harmonic
			squares += (count - want) * (count - want) / want
		}
		if squares > 93 {
			t.Errorf("skew %v: chi square is %.1f", skew, squares)
		}
	}
}

// The gaps are exponential with the mean of the rate, and the same seed draws the same.
func TestArrivalsArePoisson(t *testing.T) {
	r := sampled(t, 5, 1)
	const n = 100_000
	all := r.arrivals(n, 3600, 9)
	if mean := all[n-1].at.Seconds() / n; math.Abs(mean-1) > 0.015 { // its standard error is 0.003
		t.Errorf("at 3600 an hour the mean gap is %.3f s", mean)
	}
	below, last := 0, time.Duration(0)
	for _, a := range all {
		if a.at-last < time.Second {
			below++
		}
		last = a.at
	}
	if share := float64(below) / n; math.Abs(share-(1-1/math.E)) > 0.008 {
		t.Errorf("%.4f of the gaps are below their mean, not 1 - 1/e", share)
	}
	if again := r.arrivals(n, 3600, 9); again[n-1] != all[n-1] {
		t.Error("the same seed draws other arrivals")
	}
}

// In steady state the theory is what a replay of many requests gives.
func TestSteadyStateOfTheory(t *testing.T) {
	racebuild.SkipSequential(t)
	const n, perHour = 300_000, 100
	for _, skew := range []float64{0, 0.8, 1.2} {
		r := sampled(t, 200, skew)
		requests := r.arrivals(n, perHour, 3)
		for _, ttl := range Swept {
			measured := 1 - float64(replay(requests, r.Keys(), ttl, nil))/n
			if theory := Steady(r.weights, perHour*ttl.Hours()); math.Abs(theory-measured) > 0.004 {
				t.Errorf("skew %v, TTL %v: %.4f by theory, and %.4f", skew, ttl, theory, measured)
			}
		}
	}
}

// From an empty cache the theory is the mean of many short replays.
func TestTheoryFromAnEmptyCache(t *testing.T) {
	racebuild.SkipSequential(t)
	const perHour, simulations = 100, 3000
	for _, skew := range []float64{0, 1} {
		r := sampled(t, 100, skew)
		for _, size := range []int{30, 100, 400} {
			for _, ttl := range []time.Duration{5 * time.Minute, time.Hour, 24 * time.Hour} {
				calls := 0
				for seed := range uint64(simulations) {
					calls += replay(r.arrivals(size, perHour, seed), r.Keys(), ttl, nil)
				}
				measured := 1 - float64(calls)/float64(simulations*size)
				if theory := FromEmpty(r.weights, perHour*ttl.Hours(), size); math.Abs(theory-measured) > 0.008 { // of which 0.003 are chance: theory takes the leg to last as long as it does on average
					t.Errorf("skew %v, %d requests, TTL %v: %.4f by theory, and %.4f", skew, size, ttl, theory, measured)
				}
			}
		}
	}
}

// The two theories meet where a cache has been in use for long.
func TestTheoriesMeet(t *testing.T) {
	racebuild.SkipSequential(t)
	weights := zipf(100, 1)
	steady, long := Steady(weights, 40), FromEmpty(weights, 40, 200_000)
	if math.Abs(steady-long) > 0.001 {
		t.Errorf("%.4f in steady state, %.4f from an empty cache after long", steady, long)
	}
	if one := FromEmpty(weights, 40, 1); one > 1e-12 {
		t.Errorf("the first request hits with %.4f", one)
	}
	if tiny, all := FromEmpty([]float64{1}, 1e-6, 1000), FromEmpty([]float64{1}, 1e9, 1000); tiny > 0.0011 || math.Abs(all-0.999) > 1e-12 {
		t.Errorf("of one key, next to no TTL saves %v, and a long one %v", tiny, all)
	}
	if uniform := Steady(zipf(100, 0), 100); math.Abs(uniform-0.5) > 1e-12 {
		t.Errorf("a hundred equal keys and a hundred lookups in a TTL save %v: a half is known", uniform)
	}
}

func TestReach(t *testing.T) {
	weights := zipf(100, 1)
	saved := func(lookups float64) float64 { return Steady(weights, lookups) }
	for _, share := range shares {
		lookups, ok := reach(share, mostLookups, saved)
		if !ok || math.Abs(saved(lookups)-share) > 1e-6 {
			t.Errorf("%v of the calls is saved from %v lookups on, where %v is", share, lookups, saved(lookups))
		}
	}
	if _, ok := reach(0.5, 10, saved); ok {
		t.Error("ten lookups in a TTL save half of the calls")
	}
}
