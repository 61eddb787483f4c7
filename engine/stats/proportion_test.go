package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestProportionAgainstPublished holds the interval against closed forms and
// against the table of Newcombe (Two-sided confidence intervals for the single
// proportion, Statistics in Medicine 17, 1998, Table I, method 5).
func TestProportionAgainstPublished(t *testing.T) {
	for _, c := range []struct {
		hits, n   int64
		low, high float64
	}{
		{81, 263, 0.2527, 0.3676},
		{15, 148, 0.0578, 0.1617},
		{0, 20, 0, 0.1684},
		{1, 29, 0.0009, 0.1776},
		{10, 10, math.Pow(0.025, 0.1), 1},
		{0, 10, 0, 1 - math.Pow(0.025, 0.1)},
	} {
		e, ok := Proportion(c.hits, c.n, 0.95)
		if !ok || math.Abs(e.Interval.Low-c.low) > 5e-5 || math.Abs(e.Interval.High-c.high) > 5e-5 {
			t.Errorf("%d of %d: %+v: expected [%v, %v]", c.hits, c.n, e.Interval, c.low, c.high)
		}
	}
	for _, wrong := range [][2]int64{{0, 0}, {1, 0}, {-1, 5}, {6, 5}} {
		if _, ok := Proportion(wrong[0], wrong[1], 0.95); ok {
			t.Errorf("%d of %d has an estimate", wrong[0], wrong[1])
		}
	}
}

// TestProportionCovers draws failures with known shares.
func TestProportionCovers(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	const runs, trials = 2000, 200
	for _, share := range []float64{0.005, 0.05, 0.3} {
		covered := 0
		for range runs {
			hits := int64(0)
			for range trials {
				if random.Float64() < share {
					hits++
				}
			}
			if e, _ := Proportion(hits, trials, 0.95); e.Interval.Low <= share && share <= e.Interval.High {
				covered++
			}
		}
		// 95 % of 2,000 less three standard errors.
		if rate := float64(covered) / runs; rate < 0.935 {
			t.Errorf("at %v the interval covers %.3f: expected 0.95 or more", share, rate)
		}
	}
}

// TestHigherProportionIsExact holds the test against Fisher's own example, the
// lady who tells 3 of 4 cups, and against enumeration.
func TestHigherProportionIsExact(t *testing.T) {
	if p := HigherProportion(3, 4, 1, 4); math.Abs(p-17.0/70) > 1e-12 {
		t.Errorf("3 of 4 against 1 of 4: %v, expected 17/70", p)
	}
	if p := HigherProportion(4, 4, 0, 4); math.Abs(p-1.0/70) > 1e-12 {
		t.Errorf("4 of 4 against 0 of 4: %v, expected 1/70", p)
	}
	for _, c := range [][4]int64{{0, 10, 3, 10}, {2, 0, 0, 5}, {2, 5, 0, 0}} {
		if p := HigherProportion(c[0], c[1], c[2], c[3]); p != 1 {
			t.Errorf("%v: %v, expected 1", c, p)
		}
	}
	if p := HigherProportion(12, 240, 0, 1200); !(p > 0 && p < 1e-8) {
		t.Errorf("12 of 240 after 0 of 1200: %v, expected about 1e-9", p)
	}
}

// TestHigherProportionKeepsItsLevel draws both samples with one share: at most
// 1 % of the p-values may lie at or below 0.01.
func TestHigherProportionKeepsItsLevel(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 9))
	draw := func(n int64, share float64) (hits int64) {
		for range n {
			if random.Float64() < share {
				hits++
			}
		}
		return hits
	}
	const runs = 3000
	for _, share := range []float64{0, 0.01, 0.1} {
		alarms := 0
		for range runs {
			if HigherProportion(draw(120, share), 120, draw(600, share), 600) <= 0.01 {
				alarms++
			}
		}
		if rate := float64(alarms) / runs; rate > 0.01+3*math.Sqrt(0.01*0.99/runs) {
			t.Errorf("at a share of %v for both, %.4f of the tests alarm: expected 0.01 at the most", share, rate)
		}
	}
}
