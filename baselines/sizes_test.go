package baselines_test

import (
	"math"
	"testing"
	"time"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
)

// sizesOf invents the report of a sweep over sizes, of work that computes, in which
// workers pay from a size on.
func sizesOf(n int, from float64) engine.Report {
	report := reportOf(n, 6)
	spec := report.Results[2].Spec
	spec.Bound, spec.Size, spec.PassItems = engine.CPUBound, 1_000, 1_000
	report.Schema, report.Plan.Variants = engine.VariantsSchema, engine.SizePairs("shipments", []int{10, 100, 1_000}, 0)
	report.Plan.Schedule, report.Plan.Workloads, report.Plan.Workers = engine.Isolated, []string{spec.Name}, 16
	in := assess.Input{Spec: spec, Schedule: engine.Isolated, Workers: 16, CPUs: 2, Variants: engine.SizePairs("shipments", []int{10, 100, 1_000}, 16)}
	for round := range 8 {
		for i, v := range in.Variants {
			s := sampleOf(spec, engine.LegKind(v.Name), n, round+1)
			pass := float64(v.Size)
			if v.Half == engine.Parallel {
				pass *= math.Pow(from/pass, 0.5)
			}
			s.Schedule, s.Workers, s.Position, s.Items = engine.Isolated, v.Workers, i+1, int64(v.Size)
			s.Makespan = time.Duration(pass * 1e6 * noise[(round+i)%len(noise)])
			in.Samples = append(in.Samples, s)
		}
	}
	report.Results = []engine.Result{assess.Workload(in)}
	report.Quality = assess.Quality(&report)
	return report
}

// analyticsRun is an ordinary run of the same work.
func analyticsRun(workers int) engine.Report {
	run := reportOf(9, 8)
	run.Results = run.Results[2:3]
	run.Results[0].Spec.Bound, run.Results[0].Workers = engine.CPUBound, workers
	run.Plan.Workloads = []string{run.Results[0].Spec.Name}
	return run
}

// A sweep over sizes has conditions of its own, which are known before it begins, and
// a subject for each size, with its speedup.
func TestSizesAreApart(t *testing.T) {
	sweep, run, other := sizesOf(1, 70), analyticsRun(16), sweepOf(2, 8)
	sized := compare.RunOf("sizes", &sweep)
	for _, report := range []*engine.Report{&run, &other} {
		if r := compare.RunOf("run", report); r.Fingerprint() == sized.Fingerprint() {
			t.Errorf("the fingerprint of %v", r.Subjects)
		}
	}
	isolated := run
	isolated.Plan.Schedule, isolated.Results[0].Schedule = engine.Isolated, engine.Isolated
	if r := compare.RunOf("run", &isolated); r.Fingerprint() == sized.Fingerprint() {
		t.Error("the fingerprint of an isolated run")
	}
	begun := compare.Begun("begun", &engine.RunStarted{Plan: sweep.Plan, Host: sweep.Host, Specs: []engine.Spec{sweep.Results[0].Spec}, Workers: []int{16}})
	if begun.Fingerprint() != sized.Fingerprint() || len(sized.Subjects) != 3 || !sized.Clean() {
		t.Errorf("%v\n%v\n%v", begun.Conditions, sized.Conditions, sized.Doubts)
	}
	speedup := sweep.Results[0].BreakEven.Sizes[1].Speedup
	if f, ok := sized.Figure(compare.Key{Workload: "analytics shipments=100", Metric: compare.Speedup}); !ok || math.Abs(f.Value/speedup.Value-1) > 1e-9 {
		t.Errorf("%+v, and the sweep has %+v", f, speedup)
	}
	f, ok := sized.Figure(compare.Key{Workload: "analytics shipments=100", Metric: compare.SequentialTime})
	if ok && math.Abs(f.Value/1e-3-1) > 0.1 || !ok { // a millisecond an item
		t.Errorf("%+v", f)
	}
}

// The newest sweep over sizes of the same machine, settings and number of workers that
// can be trusted says from where on workers pay. A sweep over workers says nothing of
// it, and the other way round.
func TestPaysFrom(t *testing.T) {
	store := opened(t)
	run, eight := analyticsRun(16), analyticsRun(8)
	like, unlike := compare.RunOf("run", &run), compare.RunOf("run", &eight)
	older, newer, poor, elsewhere := sizesOf(1, 50), sizesOf(2, 70), sizesOf(3, 20), sizesOf(4, 20)
	poor.Results[0].Failure = "given up"
	elsewhere.Host.LogicalCPUs = 64
	swept := sweepOf(5, 8)
	for _, report := range []*engine.Report{&older, &newer, &poor, &elsewhere, &swept, &run} {
		report.Quality = assess.Quality(report)
		if _, err := store.Save(report); err != nil {
			t.Fatal(err)
		}
	}
	p, found, err := store.PaysFrom(&like, "analytics")
	if err != nil || !found || p.Run != 2 || math.Abs(p.Result.BreakEven.Size.Value/70-1) > 0.1 || len(p.Result.Samples) > 0 {
		t.Errorf("%+v, %v, %v", p, found, err)
	}
	if _, found, _ := store.PaysFrom(&unlike, "analytics"); found {
		t.Error("a sweep with 16 workers is told of 8")
	}
	if _, found, _ := store.PaysFrom(&like, "tracking"); found {
		t.Error("a sweep over workers says from which size on they pay")
	}
	if _, found, _ := store.Recommended(&like, "analytics"); found {
		t.Error("a sweep over sizes recommends a number of workers")
	}
}
