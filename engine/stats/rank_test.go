package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Hollander, Wolfe & Chicken, Nonparametric Statistical Methods, example 3.1:
// the Hamilton depression scale of nine patients before and after therapy.
// Published are the estimate -0.46 and the 96.1 % interval (-0.786, -0.010).
func TestLocationAgainstPublishedExample(t *testing.T) {
	before := []float64{1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30}
	after := []float64{0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29}
	differences := make([]float64, len(before))
	for i := range before {
		differences[i] = after[i] - before[i]
	}
	e, ok := Location(differences, 0.95)
	if !ok || e.Interval == nil {
		t.Fatal("no estimate")
	}
	near(t, "estimate", e.Value, -0.46)
	near(t, "low", e.Interval.Low, -0.786)
	near(t, "high", e.Interval.High, -0.010)
	if want := 1 - 2*10.0/512; math.Abs(e.Interval.Confidence-want) > 1e-12 {
		t.Errorf("confidence %v: expected %v", e.Interval.Confidence, want)
	}
}

// The critical values of the signed-rank test at 5 %, two-sided, as every
// textbook prints them.
func TestSignedRankCriticalValues(t *testing.T) {
	for n, critical := range map[int]int{6: 0, 7: 2, 8: 3, 9: 5, 10: 8, 15: 25, 20: 52, 25: 89} {
		tail := signedRankTail(n)
		if tail(critical) > 0.025 || tail(critical+1) <= 0.025 {
			t.Errorf("n = %d: P(T <= %d) = %v, P(T <= %d) = %v: expected 0.025 between them",
				n, critical, tail(critical), critical+1, tail(critical+1))
		}
	}
}

// The critical values of the Mann-Whitney test at 5 %, two-sided.
func TestRankSumCriticalValues(t *testing.T) {
	for _, c := range []struct{ m, n, critical int }{
		{5, 5, 2}, {4, 6, 2}, {6, 8, 8}, {8, 8, 13}, {10, 10, 23}, {20, 20, 127}, {3, 20, 8},
	} {
		tail := rankSumTail(c.m, c.n)
		if tail(c.critical) > 0.025 || tail(c.critical+1) <= 0.025 {
			t.Errorf("%d, %d: P(U <= %d) = %v, next %v", c.m, c.n, c.critical, tail(c.critical), tail(c.critical+1))
		}
	}
}

func TestNoIntervalBelowSix(t *testing.T) {
	for n := 1; n <= 6; n++ {
		e, ok := Location([]float64{1, 2, 3, 4, 5, 6}[:n], 0.95)
		if !ok {
			t.Fatalf("n = %d: no estimate", n)
		}
		if (e.Interval != nil) != (n == 6) {
			t.Errorf("n = %d: interval %v", n, e.Interval)
		}
	}
	if _, ok := Location(nil, 0.95); ok {
		t.Error("an estimate of nothing")
	}
	if _, ok := Shift(nil, []float64{1}, 0.95); ok {
		t.Error("a shift of nothing")
	}
}

// At the boundary between them, the exact distribution and its normal
// approximation must agree in the tails that decide.
func TestApproximationMeetsExact(t *testing.T) {
	n := exactRanks
	exact := signedRankTail(n)
	approximate := normalTail(float64(n*(n+1))/4, math.Sqrt(float64(n*(n+1)*(2*n+1))/24))
	for _, p := range []float64{0.01, 0.025, 0.05} {
		at := 0
		for exact(at) < p {
			at++
		}
		if difference := math.Abs(exact(at) - approximate(at)); difference > 0.05*exact(at) {
			t.Errorf("at %d the tails %v and %v differ", at, exact(at), approximate(at))
		}
	}
}

// Coverage by simulation against known truth: of the sets from a lognormal
// distribution around a known ratio, the interval must hold it in 93 to 97 %
// (its exact confidence lies between 95 and 96.1 %).
func TestCoverage(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 11))
	for _, n := range []int{8, 15, 25} {
		const truth, sets = 9.5, 2 * simulated
		held := 0
		for range sets {
			ratios := make([]float64, n)
			for i := range ratios {
				ratios[i] = truth * math.Exp(0.05*random.NormFloat64())
			}
			e, _ := OnLogs(ratios, 0.95)
			if e.Interval.Low <= truth && truth <= e.Interval.High {
				held++
			}
		}
		coverage := float64(held) / sets
		t.Logf("n = %d: coverage %.1f %%", n, 100*coverage)
		if coverage < 0.93 || coverage > 0.97 {
			t.Errorf("n = %d: coverage %.3f: expected 0.93 to 0.97", n, coverage)
		}
	}
}

// The same for the shift between two sets.
func TestShiftCoverage(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	const truth, sets = 0.3, 2 * simulated
	held := 0
	for range sets {
		a, b := make([]float64, 8), make([]float64, 8)
		for i := range a {
			a[i], b[i] = truth+random.NormFloat64(), random.NormFloat64()
		}
		e, _ := Shift(a, b, 0.95)
		if e.Interval.Low <= truth && truth <= e.Interval.High {
			held++
		}
	}
	if coverage := float64(held) / sets; coverage < 0.93 || coverage > 0.97 {
		t.Errorf("coverage %.3f: expected 0.93 to 0.97", coverage)
	}
}

func samplesOf(least int) *rapid.Generator[[]float64] {
	return rapid.SliceOfN(rapid.Float64Range(-1e6, 1e6), least, 30)
}

// Shifting and scaling the samples shifts and scales the estimate, order does
// not matter, and the samples are left as they were.
func TestLocationProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		samples := samplesOf(1).Draw(t, "samples")
		before := slices.Clone(samples)
		e, _ := Location(samples, 0.95)
		if !slices.Equal(samples, before) {
			t.Fatal("the samples were changed")
		}
		if e.Value < slices.Min(samples) || e.Value > slices.Max(samples) {
			t.Fatalf("the estimate %v lies outside the samples", e.Value)
		}
		if i := e.Interval; i != nil && (i.Low > e.Value || i.High < e.Value || i.Confidence < 0.95) {
			t.Fatalf("interval %+v of %v", *i, e.Value)
		}
		moved := make([]float64, len(samples))
		for i, s := range samples {
			moved[len(samples)-1-i] = 2*s + 10
		}
		m, _ := Location(moved, 0.95)
		if math.Abs(m.Value-(2*e.Value+10)) > 1e-6*(1+math.Abs(m.Value)) {
			t.Fatalf("moved estimate %v: expected %v", m.Value, 2*e.Value+10)
		}
	})
}

// The shift of b over a is the negative of the shift of a over b.
func TestShiftIsAntisymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := samplesOf(1).Draw(t, "a"), samplesOf(1).Draw(t, "b")
		ab, _ := Shift(a, b, 0.95)
		ba, _ := Shift(b, a, 0.95)
		if math.Abs(ab.Value+ba.Value) > 1e-6 {
			t.Fatalf("%v and %v", ab.Value, ba.Value)
		}
		if (ab.Interval == nil) != (ba.Interval == nil) {
			t.Fatal("an interval one way only")
		}
		if i, j := ab.Interval, ba.Interval; i != nil && (math.Abs(i.Low+j.High) > 1e-6 || math.Abs(i.High+j.Low) > 1e-6) {
			t.Fatalf("%+v and %+v", *i, *j)
		}
	})
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 0.0005 {
		t.Errorf("%s %v: expected %v", what, got, want)
	}
}
