package stats

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

var uslSizes = []int{1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64}

// simulateUSL draws rounds of a known law with noise on logs.
func simulateUSL(truth USL, rounds int, noise float64, random *rand.Rand) [][]float64 {
	all := make([][]float64, rounds)
	for r := range all {
		for _, n := range uslSizes {
			all[r] = append(all[r], truth.Throughput(float64(n))*math.Exp(noise*random.NormFloat64()))
		}
	}
	return all
}

func TestUSLWithoutNoise(t *testing.T) {
	for _, truth := range []USL{{Rate: 100, Contention: 0.03, Coherence: 0.0004}, {Rate: 5, Contention: 0.2}, {Rate: 1e6}, {Rate: 3, Coherence: 0.002}} {
		fit, err := FitUSL(uslSizes, simulateUSL(truth, 2, 0, rand.New(rand.NewPCG(1, 1))), 0.95, 1)
		if err != nil || math.Abs(fit.Rate/truth.Rate-1) > 0.005 || math.Abs(fit.Contention-truth.Contention) > 0.002 || math.Abs(fit.Coherence-truth.Coherence) > 2e-5 {
			t.Errorf("%+v: %+v, %v", truth, fit, err)
		}
		if peak, ok := fit.Peak(); ok != (truth.Coherence > 0) {
			t.Errorf("%+v: peak %v, %v", truth, peak, ok)
		}
	}
}

// The intervals hold the truth about as often as they say. Rounds are few and a
// parameter may lie at its boundary, so the percentiles are somewhat short.
func TestUSLIntervals(t *testing.T) {
	truth := USL{Rate: 100, Contention: 0.03, Coherence: 0.0004}
	const runs = 60
	contention, coherence := 0, 0
	for run := range runs {
		random := rand.New(rand.NewPCG(uint64(run), 7))
		fit, err := FitUSL(uslSizes, simulateUSL(truth, 12, 0.03, random), 0.95, 1)
		if err != nil {
			t.Fatal(err)
		}
		if i := fit.ContentionInterval; i.Low <= truth.Contention && truth.Contention <= i.High {
			contention++
		}
		if i := fit.CoherenceInterval; i.Low <= truth.Coherence && truth.Coherence <= i.High {
			coherence++
		}
	}
	if contention < runs*8/10 || coherence < runs*8/10 {
		t.Errorf("of %d intervals %d hold the contention and %d the coherence", runs, contention, coherence)
	}
}

// Where workers need no agreement the fitted peak lies outside of what was
// measured.
func TestUSLWithoutCoherenceHasNoPeakWithinTheRange(t *testing.T) {
	within := 0
	for run := range 100 {
		random := rand.New(rand.NewPCG(uint64(run), 9))
		rounds := simulateUSL(USL{Rate: 50, Contention: 0.02}, 12, 0.03, random)
		fit := fitLogs(uslSizes, meansOnLogs(rounds, len(uslSizes)), uslStarts())
		if peak, ok := fit.Peak(); ok && peak <= 64 {
			within++
		}
	}
	if within > 2 {
		t.Errorf("a peak within the range in %d of 100 runs", within)
	}
}

func TestUSLRefuses(t *testing.T) {
	if _, err := FitUSL(uslSizes[:5], [][]float64{{1, 2, 3, 4, 5}}, 0.95, 1); err == nil || !strings.Contains(err.Error(), "5 sizes are too few") {
		t.Errorf("%v", err)
	}
	steps := make([]float64, len(uslSizes))
	for i := range steps {
		steps[i] = []float64{1, 4}[i%2]
	}
	if _, err := FitUSL(uslSizes, [][]float64{steps}, 0.95, 1); err == nil || !strings.Contains(err.Error(), "does not describe") {
		t.Errorf("%v", err)
	}
	steps[3] = math.NaN()
	if _, err := FitUSL(uslSizes, [][]float64{steps}, 0.95, 1); err == nil || !strings.Contains(err.Error(), "no measured round") {
		t.Errorf("%v", err)
	}
}
