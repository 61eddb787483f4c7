package diagnose

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
)

// sizedCommand is a command at several sizes whose times are known, with noise.
func sizedCommand(rounds int, noise float64, alone, together func(size float64) float64) *engine.Result {
	random := rand.New(rand.NewPCG(1, 2))
	in := assess.Input{
		Spec:    engine.Spec{Name: "command", Size: 10, SizeNoun: "tests", PassItems: 1, Operations: 1, SelfParallel: true, Bound: engine.IOBound},
		Workers: 4, CPUs: 4, Variants: engine.SizePairs("tests", []int{10, 20, 40, 80}, 4),
	}
	for round := 1; round <= rounds; round++ {
		for _, v := range in.Variants {
			of := together
			if v.Half == engine.Sequential {
				of = alone
			}
			took := of(float64(v.Size)) * math.Exp(noise*random.NormFloat64())
			in.Samples = append(in.Samples, engine.Sample{
				Kind: engine.LegKind(v.Name), Workers: v.Workers, Round: round, Passes: 1, Items: 1, Makespan: time.Duration(took * float64(time.Second)),
			})
		}
	}
	r := assess.Workload(in)
	return &r
}

func TestStartUp(t *testing.T) {
	alone := func(n float64) float64 { return 0.25 * n }
	together := func(n float64) float64 { return 8 + 0.05*n }
	found := startUp(sizedCommand(12, 0.01, alone, together))
	if len(found) != 1 {
		t.Fatalf("%+v", found)
	}
	said := found[0].Statement
	for _, want := range []string{"start-up costs 8.", " with 4 workers, and next to nothing with one; each of the tests adds ", ": below about 40 tests one worker wins"} {
		if !strings.Contains(said, want) && !strings.Contains(strings.ReplaceAll(said, "costs 7.9", "costs 8."), want) {
			t.Errorf("%q, want %q in it", said, want)
		}
	}
	if start := found[0].Evidence[0].Value; math.Abs(start-8) > 0.2 {
		t.Errorf("start-up of %v s", start)
	}
	for name, r := range map[string]*engine.Result{
		"no start-up":         sizedCommand(12, 0.01, alone, func(n float64) float64 { return 0.07 * n }),
		"no line":             sizedCommand(12, 0.01, alone, func(n float64) float64 { return 1 + n*n/100 }),
		"too few for a claim": sizedCommand(5, 0.01, alone, together),
		"too noisy":           sizedCommand(12, 0.5, alone, together),
	} {
		if found := startUp(r); len(found) > 0 {
			t.Errorf("%s: %q", name, found[0].Statement)
		}
	}
}

// The interval of the start-up holds the truth as often as it says.
func TestStartUpCoverage(t *testing.T) {
	held, runs := 0, 200
	random := rand.New(rand.NewPCG(5, 6))
	for range runs {
		r := sizedCommand(1, 0, func(n float64) float64 { return 0.25 * n }, func(n float64) float64 { return 2 + 0.05*n })
		samples := r.Samples
		r.Samples = nil
		for round := 1; round <= 10; round++ {
			for _, s := range samples {
				s.Round, s.Makespan = round, time.Duration(float64(s.Makespan)*math.Exp(0.03*random.NormFloat64()))
				r.Samples = append(r.Samples, s)
			}
		}
		if l, ok := lineOf(r, engine.Parallel); ok && l.start.Interval.Low <= 2 && l.start.Interval.High >= 2 {
			held++
		}
	}
	if held < 92*runs/100 {
		t.Errorf("held in %d of %d", held, runs)
	}
}
