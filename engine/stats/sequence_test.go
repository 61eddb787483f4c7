package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Of the runs of 60 samples, looked at after every one, the band may lose
// the truth in 5 % at most; a running 95 % interval loses it in a third.
func TestSequenceIsSafeToStareAt(t *testing.T) {
	random := rand.New(rand.NewPCG(17, 4))
	const runs, longest, truth = simulated, 60, 2.3
	lost, naiveLost := 0, 0
	for range runs {
		var samples []float64
		bandLost, intervalLost := false, false
		for range longest {
			samples = append(samples, truth+0.4*random.NormFloat64())
			if e, _ := Sequence(samples, 0.95); e.Interval != nil && (truth < e.Interval.Low || truth > e.Interval.High) {
				bandLost = true
			}
			if e, _ := Mean(samples, 0.95); e.Interval != nil && (truth < e.Interval.Low || truth > e.Interval.High) {
				intervalLost = true
			}
		}
		if bandLost {
			lost++
		}
		if intervalLost {
			naiveLost++
		}
	}
	t.Logf("lost by the band %.1f %%, by a running interval %.1f %%", 100*float64(lost)/runs, 100*float64(naiveLost)/runs)
	if float64(lost)/runs > 0.05 {
		t.Errorf("the band lost the truth in %d of %d runs", lost, runs)
	}
	if naiveLost < 2*lost+runs/10 {
		t.Errorf("a running interval lost it in %d only: the simulation is too kind", naiveLost)
	}
}

func TestSequenceWidth(t *testing.T) {
	if e, ok := Sequence([]float64{1, 2}, 0.95); !ok || e.Interval != nil {
		t.Errorf("two samples: %+v: expected no band", e)
	}
	if _, ok := Sequence(nil, 0.95); ok {
		t.Error("a band of nothing")
	}
	random := rand.New(rand.NewPCG(1, 1))
	var samples []float64
	for range 60 {
		samples = append(samples, random.NormFloat64())
	}
	at := func(n int) float64 { e, _ := Sequence(samples[:n], 0.95); return e.Interval.Width() }
	if !(at(8) > at(20) && at(20) > at(60)) || at(60) > 1.2 {
		t.Errorf("widths %v, %v, %v: expected them to shrink, to about 0.9", at(8), at(20), at(60))
	}
	// The closed form against the definition: at the edges the mixture equals
	// the bound.
	e, _ := Sequence(samples[:15], 0.95)
	for _, edge := range []float64{e.Interval.Low, e.Interval.High} {
		n, s, v := 15.0, 0.0, 0.0
		for _, x := range samples[:15] {
			s += x - edge
			v += (x - edge) * (x - edge)
		}
		const c = priorPrecision
		mixture := math.Sqrt(c/(n+c)) * math.Pow((n+c)*v/((n+c)*v-s*s), n/2)
		if math.Abs(mixture-20) > 1e-6 {
			t.Errorf("the mixture is %v at the edge: expected 20", mixture)
		}
	}
}
