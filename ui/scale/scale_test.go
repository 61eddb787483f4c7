package scale

import (
	"math"
	"slices"
	"testing"
)

func TestMarksAreRound(t *testing.T) {
	for _, c := range []struct {
		per    float64
		values []float64
		want   []float64
	}{
		{1, []float64{9.66, 5, 10.1}, []float64{0, 2.5, 5, 7.5, 10, 12.5}},
		{1, []float64{-1.5, 3}, []float64{-2, -1, 0, 1, 2, 3}},
		{1, []float64{-4}, []float64{-4, -3, -2, -1, 0}},
		{1000, []float64{0.00104}, []float64{0, 0.00025, 0.0005, 0.00075, 0.001, 0.00125}},
		{100, []float64{0.5}, []float64{0, 0.1, 0.2, 0.3, 0.4, 0.5}},
		{1, nil, []float64{0, 0.2, 0.4, 0.6, 0.8, 1}},
		{1, []float64{0}, []float64{0, 0.2, 0.4, 0.6, 0.8, 1}},
	} {
		got := Of(c.per, c.values...)
		if !slices.EqualFunc(got.Marks, c.want, func(a, b float64) bool { return math.Abs(a-b) < 1e-12 }) {
			t.Errorf("%v: marks %v, want %v", c.values, got.Marks, c.want)
		}
	}
}

// TestAnAxisHoldsItsValues tries values of all sizes on both sides of zero.
func TestAnAxisHoldsItsValues(t *testing.T) {
	for exponent := -9.0; exponent <= 12; exponent += 0.37 {
		for _, sign := range []float64{-1, 1} {
			value := sign * math.Pow(10, exponent)
			a := Of(1, value, -value/3)
			if a.Low > min(value, -value/3) || a.High < max(value, -value/3) || a.Low > 0 || a.High < 0 {
				t.Errorf("the axis from %v to %v has not %v, %v and zero in it", a.Low, a.High, value, -value/3)
			}
			if n := len(a.Marks); n < 3 || n > 8 || !slices.Contains(a.Marks, 0) {
				t.Errorf("%v: marks %v, expected zero among three to eight", value, a.Marks)
			}
			if s := a.Share(value); s < 0 || s > 1 || a.Share(2*a.High+1) != 1 || a.Share(2*a.Low-1) != 0 {
				t.Errorf("%v lies at %v of its axis", value, s)
			}
		}
	}
}
