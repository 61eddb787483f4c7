package assess

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"ep-benchmark/engine"
)

var decades = []int{1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000}

// sizesOf simulates pairs of legs whose speedup is known, with noise on logs that the
// two legs of a pair share a part of.
func sizesOf(sizes []int, speedup func(n float64) float64, rounds int, noise float64, random *rand.Rand) Input {
	in := Input{
		Spec: engine.Spec{Name: "sums", SizeNoun: "records", Size: sizes[len(sizes)-1], PassItems: sizes[len(sizes)-1], Operations: 16, Bound: engine.CPUBound},
		CPUs: 16, Workers: 16, Variants: engine.SizePairs("records", sizes, 16),
	}
	for round := 1; round <= rounds; round++ {
		shared := 0.0
		for _, v := range in.Variants {
			pass := float64(v.Size) * 1e-7
			if v.Half == engine.Sequential {
				shared = 0.1 * random.NormFloat64()
			} else {
				pass /= speedup(float64(v.Size))
			}
			pass *= math.Exp(shared + noise*random.NormFloat64())
			in.Samples = append(in.Samples, engine.Sample{
				Kind: engine.LegKind(v.Name), Workers: v.Workers, Round: round, Passes: 1_000,
				Makespan: time.Duration(1_000 * pass * float64(time.Second)), Items: int64(1_000 * v.Size),
			})
		}
	}
	return in
}

// overhead is the speedup of work with a fixed cost, which is 1 at a size.
func overhead(at, most float64) func(n float64) float64 {
	fixed := at * (1 - 1/most)
	return func(n float64) float64 { return n / (fixed + n/most) }
}

// The interval of a break-even holds the true one in 95 % of the sweeps, whether the
// curve crosses steeply or flatly, near a measured size or between two.
func TestBreakEvenCoverage(t *testing.T) {
	for name, c := range map[string]struct {
		truth        float64
		most, noise  float64
		rounds, runs int
	}{
		"steep":        {14_000, 8, 0.03, 12, 150},
		"flat":         {14_000, 1.3, 0.03, 12, 150},
		"noisy":        {30_000, 4, 0.15, 12, 150},
		"eight rounds": {70_000, 3, 0.05, 8, 150},
		"at a size":    {20_000, 2, 0.05, 12, 150},
		"many rounds":  {14_000, 2, 0.05, 25, 60},
	} {
		held, runs := 0, simulated(c.runs)
		for run := range runs {
			r := Workload(sizesOf(decades, overhead(c.truth, c.most), c.rounds, c.noise, rand.New(rand.NewPCG(uint64(run), 11))))
			b := r.BreakEven
			if b == nil {
				t.Fatalf("%s: nothing is found", name)
			}
			if b.Size == nil || b.Size.Interval == nil { // it was not found at all: a miss
				continue
			}
			// The curve is straight between neighbours as it is measured, and bent in
			// truth: the break-even that the interval is of is that of the straight one.
			truth := straightened(decades, overhead(c.truth, c.most))
			if (b.Size.Interval.Low <= truth || b.OpenLow) && (b.Size.Interval.High >= truth || b.OpenHigh) {
				held++
			}
		}
		if share := float64(held) / float64(runs); share < 0.90 {
			t.Errorf("%s: held in %.1f %% of %d sweeps", name, 100*share, runs)
		} else {
			t.Logf("%s: held in %.1f %% of %d sweeps", name, 100*share, runs)
		}
	}
}

// straightened is the break-even of a curve that is straight between the sizes.
func straightened(sizes []int, speedup func(n float64) float64) float64 {
	for i := 1; i < len(sizes); i++ {
		a, b := math.Log(speedup(float64(sizes[i-1]))), math.Log(speedup(float64(sizes[i])))
		if a < 0 && b >= 0 {
			return math.Exp(math.Log(float64(sizes[i-1])) + a/(a-b)*math.Log(float64(sizes[i])/float64(sizes[i-1])))
		}
	}
	return 0
}

func TestBreakEvenCases(t *testing.T) {
	for name, c := range map[string]struct {
		speedup   func(n float64) float64
		pays      bool
		crossings int
		size      float64
	}{
		"at all":  {func(float64) float64 { return 3 }, true, 0, 0},
		"at none": {func(float64) float64 { return 0.9 }, false, 0, 0},
		"from one on": {func(n float64) float64 {
			return math.Pow(n/70_000, 0.3) // straight on logarithms
		}, true, 1, 70_000},
		"up to one": {func(n float64) float64 { return math.Pow(n/70_000, -0.3) }, false, 1, 70_000},
		"in between again": {func(n float64) float64 {
			if n == 5_000 {
				return 1.1
			}
			return math.Pow(n/70_000, 0.3)
		}, true, 3, 70_000},
	} {
		r := Workload(sizesOf(decades, c.speedup, 8, 0.0001, rand.New(rand.NewPCG(1, 1))))
		b := r.BreakEven
		if b.Pays != c.pays || b.Crossings != c.crossings || (b.Size != nil) != (c.size > 0) || len(b.Sizes) != len(decades) {
			t.Errorf("%s: %+v", name, b)
			continue
		}
		if c.size == 0 {
			continue
		}
		if i := b.Size.Interval; math.Abs(b.Size.Value/c.size-1) > 0.01 || i == nil || i.Low > b.Size.Value || i.High < b.Size.Value || b.OpenLow || b.OpenHigh {
			t.Errorf("%s: %+v %+v", name, b.Size, i)
		}
		if r.Scaling != nil || r.Speedup != nil || len(r.Assessments) > 0 {
			t.Errorf("%s: figures of another kind of run", name)
		}
	}
}

// A gated leg takes its round from the speedup of its size alone, and a look at a run
// that is on has no interval.
func TestBreakEvenOfGatedLegs(t *testing.T) {
	in := sizesOf(decades, overhead(14_000, 8), 10, 0.01, rand.New(rand.NewPCG(2, 1)))
	for i := range in.Samples {
		if s := &in.Samples[i]; s.Round == 3 && s.Kind == "records=5000 parallel" {
			s.Gate, s.Makespan = engine.Contended, 100*s.Makespan
		}
	}
	b := Workload(in).BreakEven
	for _, s := range b.Sizes {
		rounds, gated := 10, 0
		if s.Size == 5_000 {
			rounds, gated = 9, 1
		}
		if s.Speedup.N != rounds || s.Gated != gated || math.Abs(s.Sequential/(float64(s.Size)*1e-7)-1) > 0.2 {
			t.Errorf("%+v of %+v", s.Speedup, s)
		}
	}
	in.Merged = map[engine.LegKind]engine.Latency{}
	if now := Workload(in).BreakEven; now.Size == nil || now.Size.Interval != nil || now.Size.Value != b.Size.Value {
		t.Errorf("%+v while the run is on", now.Size)
	}
	in.Samples = nil
	if r := Workload(in); r.BreakEven != nil {
		t.Errorf("%+v of nothing", r.BreakEven)
	}
}
