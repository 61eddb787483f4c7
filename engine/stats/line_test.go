package stats

import (
	"math"
	"testing"
)

func TestLine(t *testing.T) {
	at0, each, residual, ok := Line([]float64{10, 20, 40, 80}, []float64{9, 10, 12, 16})
	if !ok || math.Abs(at0-8) > 1e-9 || math.Abs(each-0.1) > 1e-9 || residual > 1e-9 {
		t.Errorf("%v + %v n, off by %v, %v", at0, each, residual, ok)
	}
	if _, _, residual, _ = Line([]float64{1, 2, 3}, []float64{1, 10, 1}); residual < 0.5 {
		t.Errorf("off by %v: no line goes through these", residual)
	}
	for _, x := range [][]float64{{1, 2}, nil, {5, 5, 5}} {
		if _, _, _, ok := Line(x, make([]float64, len(x))); ok {
			t.Errorf("a line through %v", x)
		}
	}
}
