package assess

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"ep-benchmark/engine"
)

// Each configuration of a run gets a report like that of a run of its own.
func TestSide(t *testing.T) {
	variants := slices.Concat(engine.Side("a", 4), engine.Side("b", 8))
	for i := range variants {
		variants[i].Workers = max(variants[i].Workers, 1)
	}
	rates := map[string]float64{"a sequential": 10, "a parallel": 40, "b sequential": 20, "b parallel": 60}
	in := sweepOf([]int{1, 2}, func(int) float64 { return 1 }, 1, 0, rand.New(rand.NewPCG(1, 1)))
	in.Samples, in.Variants = nil, variants
	for round := 1; round <= 8; round++ {
		for _, v := range variants {
			in.Samples = append(in.Samples, engine.Sample{
				Kind: engine.LegKind(v.Name), Workers: v.Workers, Round: round, Passes: 1,
				Makespan: time.Duration(100 / rates[v.Name] * float64(time.Second)), Items: 100,
			})
		}
	}
	own := in.Spec
	own.Size = 7
	in.Specs = map[string]*engine.Spec{"b sequential": &own, "b parallel": &own}
	result := Workload(in)
	report := engine.Report{
		Schema: 2, Plan: engine.Plan{Schedule: engine.Isolated, Rounds: 8, Variants: variants}, Host: engine.Host{LogicalCPUs: 16, GOMAXPROCS: 16},
		Results: []engine.Result{result}, Warnings: []string{"w"},
	}
	for name, want := range map[string]struct {
		speedup float64
		workers int
		size    int
	}{"a": {4, 4, 0}, "b": {3, 8, 7}} {
		side := Side(&report, name)
		r := &side.Results[0]
		if r.Speedup == nil || math.Abs(r.Speedup.Value-want.speedup) > 1e-6 || r.Workers != want.workers || r.Spec.Size != want.size || r.Rounds != 8 || len(r.Variants) > 0 {
			t.Errorf("%s: %+v", name, r)
		}
		if side.Schema != engine.ReportSchema || side.Plan.Workers != want.workers || len(side.Plan.Variants) > 0 || side.Quality.Badge != engine.Clean {
			t.Errorf("%s: %+v, %+v", name, side.Plan, side.Quality)
		}
	}
	if len(report.Results[0].Samples) != 32 || report.Results[0].Samples[0].Kind != "a sequential" {
		t.Error("the whole report was changed")
	}
}
