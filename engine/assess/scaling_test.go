package assess

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

var sweepSizes = []int{1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64}

// truths are laws that simulated sweeps follow.
var truths = map[string]stats.USL{
	"a peak":   {Rate: 20, Contention: 0.02, Coherence: 0.0003},
	"flat":     {Rate: 20, Contention: 0.10, Coherence: 0.00001},
	"a cliff":  {Rate: 20, Contention: 0.01, Coherence: 0.004},
	"straight": {Rate: 20},
}

// sweepOf simulates legs whose throughput is known, with noise on logs.
func sweepOf(sizes []int, truth func(n int) float64, rounds int, noise float64, random *rand.Rand) Input {
	in := Input{
		Spec: engine.Spec{Name: "calls", Operations: 100, PassItems: 100, Bound: engine.IOBound},
		CPUs: 16, Variants: engine.Sizes(sizes),
	}
	for round := 1; round <= rounds; round++ {
		for _, v := range in.Variants {
			in.Samples = append(in.Samples, engine.Sample{
				Kind: engine.LegKind(v.Name), Workers: v.Workers, Round: round, Passes: 1, Makespan: time.Second,
				Rate: truth(v.Workers) * math.Exp(noise*random.NormFloat64()),
			})
		}
	}
	return in
}

// At 3 % of noise and 12 rounds the recommended number of workers truly has 92 %
// of the best measured one's throughput, in 95 % of the runs.
func TestRecommendedWorkers(t *testing.T) {
	for name, truth := range truths {
		at := func(n int) float64 { return truth.Throughput(float64(n)) }
		best := 0.0
		for _, n := range sweepSizes {
			best = max(best, at(n))
		}
		good, runs := 0, simulated(100)
		for run := range runs {
			if at(recommendedBy(sweepOf(sweepSizes, at, 12, 0.03, rand.New(rand.NewPCG(uint64(run), 3))))) >= 0.92*best {
				good++
			}
		}
		if 100*good < 95*runs {
			t.Errorf("%s: good in %d of %d runs", name, good, runs)
		}
	}
}

// recommendedBy is the recommendation without the fit, which takes most of the
// time and has no part in it.
func recommendedBy(in Input) int {
	all := comparedWithBest(&in)
	return recommended(all, slices.IndexFunc(all, func(v engine.VariantFigures) bool { return v.Relative == nil }))
}

// comparedWithBest are the figures of the variants, with the ratios to the best.
func comparedWithBest(in *Input) []engine.VariantFigures {
	rates := ratesOf(*in)
	var all []engine.VariantFigures
	for i, v := range in.Variants {
		all = append(all, variantFigures(in.Samples, v, column(rates, i)))
	}
	compareWithBest(all, rates)
	return all
}

// The tail limits the recommendation.
func TestRecommendedWorkersHaveAShortTail(t *testing.T) {
	all := []engine.VariantFigures{}
	for _, v := range []struct {
		workers  int
		relative float64
		p99      time.Duration
	}{{1, 0.3, 10}, {2, 0.6, 11}, {4, 0.96, 15}, {8, 0, 30}, {16, 0.97, 90}} {
		f := engine.VariantFigures{Variant: engine.Variant{Workers: v.workers}, Latency: engine.Latency{Count: 1, P99: v.p99}}
		if v.relative > 0 {
			f.Relative = &stats.Estimate{Value: v.relative}
		}
		all = append(all, f)
	}
	if got := recommended(all, 3); got != 4 {
		t.Errorf("%d workers", got)
	}
	all[2].Latency.P99 = 21
	if got := recommended(all, 3); got != 0 {
		t.Errorf("%d workers, though no tail is short enough", got)
	}
	all[3].Latency.P99 = 20
	if got := recommended(all, 3); got != 8 {
		t.Errorf("%d workers: the best has a short tail", got)
	}
}

// A server that works in waves is no contention: legs of a fixed length do not
// see the staircase, and where they do, no law is fitted.
func TestStaircaseIsNoContention(t *testing.T) {
	waves := func(n int) float64 { return 100 / (math.Ceil(100/float64(n)) * 0.2) }
	r := Workload(sweepOf([]int{1, 10, 12, 13, 15, 17, 20, 25, 32, 34, 49, 50, 99, 100}, waves, 6, 0.01, rand.New(rand.NewPCG(1, 3))))
	if fit := r.Scaling.Fit; fit != nil && fit.Coherence > 0.001 {
		t.Errorf("fitted %+v", fit)
	}
	in := sweepOf(sweepSizes, waves, 1, 0, rand.New(rand.NewPCG(1, 3)))
	in.Spec.Uniform = true
	var steps []int
	for _, s := range Workload(in).Scaling.Steps {
		steps = append(steps, s.Workers)
	}
	if want := []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 15, 17, 20, 25, 34, 50}; !equal(steps, want) {
		t.Errorf("steps %v", steps)
	}
}

func equal(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// With 12 performance and 4 efficiency cores the kink at 12 is no contention.
func TestKinkOfSlowCoresIsNotFitted(t *testing.T) {
	speed := func(n int) float64 { return 100 * (float64(min(n, 12)) + 0.4*float64(min(max(n-12, 0), 4))) }
	in := sweepOf([]int{1, 2, 3, 4, 6, 8, 10, 12, 14, 16, 24}, speed, 8, 0.01, rand.New(rand.NewPCG(1, 3)))
	in.Spec.Bound, in.CPUs, in.FastCPUs = engine.CPUBound, 16, 12
	fit := Workload(in).Scaling.Fit
	if fit == nil || fit.Contention > 0.01 || fit.Coherence > 0.0005 {
		t.Fatalf("%+v", fit)
	}
	in.FastCPUs = 0
	if whole := Workload(in).Scaling.Fit; whole != nil && whole.Contention+whole.Coherence*100 <= fit.Contention+fit.Coherence*100 {
		t.Errorf("without clusters the kink is not seen at all: %+v", whole)
	}
}

// Gated legs are left out, and a ratio drops the rounds of either.
func TestGatedLegsOfVariants(t *testing.T) {
	in := sweepOf([]int{1, 2}, func(n int) float64 { return float64(n) }, 8, 0, rand.New(rand.NewPCG(1, 3)))
	for i := range in.Samples {
		if s := &in.Samples[i]; s.Round == 3 && s.Workers == 2 {
			s.Gate, s.Rate = engine.Contended, 0.1
		}
	}
	r := Workload(in)
	if v := r.Variants[1]; v.Legs != 7 || v.Gated != 1 || v.Throughput.Value != 2 || r.Variants[0].Relative.N != 7 || r.Variants[0].Legs != 8 {
		t.Errorf("%+v, %+v", r.Variants[0], v)
	}
}

// Where too few undisturbed legs are left all count, and the result says so. A
// variant without a timing has no figures, and is not recommended.
func TestMostlyGatedVariants(t *testing.T) {
	in := sweepOf([]int{1, 2}, func(n int) float64 { return 5 * float64(n) }, 8, 0, rand.New(rand.NewPCG(1, 3)))
	for i := range in.Samples {
		if s := &in.Samples[i]; s.Round > 4 && s.Workers == 2 {
			s.Gate = engine.Contended
		}
	}
	r := Workload(in)
	if v := r.Variants[1]; !r.UsesGated || r.Gated != 4 || v.Legs != 8 || v.Gated != 0 || math.Abs(v.Throughput.Value-10) > 1e-9 || r.Samples[9].Gate+r.Samples[8].Gate != engine.Contended {
		t.Errorf("%+v of %d gated", v, r.Gated)
	}
	plan := engine.Plan{Variants: in.Variants}
	if d, _ := doubtAbout(&r, &plan); d.Kind != engine.RestsOnGated || d.Detail != "its figures rest on gated legs: contended: 4 of 16 legs not believed" {
		t.Errorf("%+v", d)
	}
	for i := range in.Samples {
		in.Samples[i].Untimed = "suspended"
	}
	if r := Workload(in); r.Scaling != nil || r.Variants[0].Throughput.Value != 0 {
		t.Errorf("%+v of no timing", r.Variants[0])
	}
}

func TestSuperlinearIsNamed(t *testing.T) {
	r := Workload(sweepOf(sweepSizes, func(n int) float64 { return float64(n) * min(float64(n), 1.5) }, 2, 0, rand.New(rand.NewPCG(1, 3))))
	if r.Scaling.Fit != nil || !strings.Contains(r.Scaling.NoFit, "the efficiency of 2 workers is 150 %") {
		t.Errorf("%+v", r.Scaling)
	}
}
