package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestOnLogsIsMultiplicative(t *testing.T) {
	e, ok := OnLogs([]float64{2, 8, 4, 4, 4, 4, 4, 0, -1, math.Inf(1)}, 0.95)
	if !ok || math.Abs(e.Value-4) > 1e-12 || e.N != 7 {
		t.Errorf("estimate %+v: expected 4 of the 7 that have a logarithm", e)
	}
}

func TestMoreRounds(t *testing.T) {
	interval := func(value, low, high float64, n int) Estimate {
		return Estimate{Value: value, N: n, Interval: &Interval{Low: low, High: high}}
	}
	for _, c := range []struct {
		name  string
		e     Estimate
		bound float64
		want  int
	}{
		// On logs the reach towards the bound is twice the distance, so four
		// times the rounds are needed.
		{"above", interval(math.Exp(0.1), math.Exp(-0.1), math.Exp(0.3), 8), 1, 24},
		{"below", interval(math.Exp(-0.1), math.Exp(-0.3), math.Exp(0.1), 8), 1, 24},
		{"on the bound", interval(1, 0.9, 1.1, 8), 1, 0},
		{"far too many", interval(1.00001, 0.9, 1.1, 8), 1, 0},
		{"no interval", Estimate{Value: 2, N: 3}, 1, 0},
		{"nothing", Estimate{}, 1, 0},
	} {
		if got := MoreRounds(c.e, c.bound); got != c.want {
			t.Errorf("%s: %d more rounds, expected %d", c.name, got, c.want)
		}
	}
}

// The predicted rounds do decide: simulated, with a truth 2 % above the bound.
func TestMoreRoundsDecides(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	draw := func(n int) []float64 {
		ratios := make([]float64, n)
		for i := range ratios {
			ratios[i] = 5.1 * math.Exp(0.03*random.NormFloat64())
		}
		return ratios
	}
	decided, asked := 0, 0
	for range 300 {
		ratios := draw(8)
		e, _ := OnLogs(ratios, 0.95)
		more := MoreRounds(e, 5)
		if more == 0 || e.Interval.Low > 5 || e.Value < 5 {
			continue
		}
		asked++
		if e, _ = OnLogs(append(ratios, draw(more)...), 0.95); e.Interval.Low > 5 {
			decided++
		}
	}
	t.Logf("%d of %d decided", decided, asked)
	if asked < 50 || float64(decided) < 0.4*float64(asked) {
		t.Errorf("%d of %d decided: expected at least four in ten", decided, asked)
	}
}

// Student's t for n = 10 at 95 % is 2.262.
func TestMean(t *testing.T) {
	samples := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	e, _ := Mean(samples, 0.95)
	sd := math.Sqrt(82.5 / 9)
	if e.Value != 5.5 {
		t.Errorf("mean %v", e.Value)
	}
	near(t, "low", e.Interval.Low, 5.5-2.2622*sd/math.Sqrt(10))
	near(t, "high", e.Interval.High, 5.5+2.2622*sd/math.Sqrt(10))
	if one, ok := Mean(samples[:1], 0.95); !ok || one.Interval != nil {
		t.Errorf("one sample: %+v", one)
	}
	if _, ok := Mean(nil, 0.95); ok {
		t.Error("a mean of nothing")
	}
}

func TestDisagree(t *testing.T) {
	a := Estimate{Value: 10, Interval: &Interval{Low: 9, High: 11}}
	if Disagree(a, Estimate{Value: 10.9}) || !Disagree(a, Estimate{Value: 11.1}) || Disagree(Estimate{Value: 1}, a) {
		t.Error("half of the interval's width decides, and without an interval nothing does")
	}
}

func TestSerialFraction(t *testing.T) {
	// A program of which a tenth is serial has, by Amdahl, on 16 workers the
	// speedup 1 / (0.1 + 0.9/16); Karp and Flatt give the tenth back.
	f, ok := SerialFraction(1/(0.1+0.9/16), 16)
	if !ok || math.Abs(f-0.1) > 1e-12 {
		t.Errorf("serial fraction %v", f)
	}
	if f, _ := SerialFraction(16, 16); math.Abs(f) > 1e-12 {
		t.Errorf("linear speedup: %v", f)
	}
	if _, ok := SerialFraction(3, 1); ok {
		t.Error("a serial fraction of one worker")
	}
	if _, ok := SerialFraction(0, 4); ok {
		t.Error("a serial fraction of no speedup")
	}
}

func TestWaveCeiling(t *testing.T) {
	for _, c := range []struct {
		operations, workers int
		want                float64
	}{{10, 16, 10}, {50, 16, 12.5}, {16, 16, 16}, {17, 16, 8.5}, {5, 1, 1}, {0, 4, 0}, {4, 0, 0}} {
		if got := WaveCeiling(c.operations, c.workers); got != c.want {
			t.Errorf("%d on %d: %v, expected %v", c.operations, c.workers, got, c.want)
		}
	}
}

func TestOutliers(t *testing.T) {
	// Quartiles 2.75 and 6.25, fences -2.5 and 11.5.
	if got := Outliers([]float64{1, 2, 3, 4, 5, 6, 7, 40}); len(got) != 1 || got[0] != 7 {
		t.Errorf("outliers %v: expected the last", got)
	}
	if got := Outliers([]float64{1, 2, 3, 1000}); got != nil {
		t.Errorf("outliers of four: %v", got)
	}
}

func TestMedian(t *testing.T) {
	samples := []float64{3, 1, 2}
	if Median(samples) != 2 || samples[0] != 3 || Median(nil) != 0 || Median([]float64{4, 1}) != 2.5 {
		t.Error("median")
	}
}
