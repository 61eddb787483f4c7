package baselines_test

import (
	"math"
	"testing"
	"time"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
)

// sweepOf invents the report of a sweep, in which throughput ends to grow at the
// given number of workers.
func sweepOf(n, most int) engine.Report {
	report := reportOf(n, 6)
	spec := report.Results[1].Spec
	report.Schema, report.Plan.Variants = engine.VariantsSchema, engine.Sizes([]int{1, 2, 4, 8, 16})
	report.Plan.Schedule, report.Plan.Workloads = engine.Isolated, []string{spec.Name}
	in := assess.Input{Spec: spec, Schedule: engine.Isolated, Workers: 16, CPUs: 2, Variants: report.Plan.Variants}
	for round := range 8 {
		for i, v := range in.Variants {
			s := sampleOf(spec, engine.LegKind(v.Name), n, round+1)
			s.Schedule, s.Workers, s.Position = engine.Isolated, v.Workers, i+1
			s.Rate = 20 * math.Min(float64(v.Workers), float64(most)) * noise[(round+i)%len(noise)]
			in.Samples = append(in.Samples, s)
		}
	}
	report.Results = []engine.Result{assess.Workload(in)}
	report.Quality = assess.Quality(&report)
	return report
}

// A sweep has conditions of its own, and its fingerprint is known before it begins.
func TestSweepsAreApart(t *testing.T) {
	sweep, run := sweepOf(1, 8), reportOf(2, 8)
	swept, ran := compare.RunOf("sweep", &sweep), compare.RunOf("run", &run)
	if swept.Fingerprint() == ran.Fingerprint() || len(swept.Subjects) != 5 || !swept.Clean() {
		t.Errorf("%d subjects, %v", len(swept.Subjects), swept.Doubts)
	}
	begun := compare.Begun("begun", &engine.RunStarted{Plan: sweep.Plan, Host: sweep.Host, Specs: []engine.Spec{sweep.Results[0].Spec}, Workers: []int{16}})
	if begun.Fingerprint() != swept.Fingerprint() {
		t.Errorf("%v\n%v", begun.Conditions, swept.Conditions)
	}
	f, ok := swept.Figure(compare.Key{Workload: "tracking workers=4", Metric: compare.ParallelTime})
	if rate := sweep.Results[0].Variants[2].Throughput; !ok || math.Abs(f.Value*rate.Value-1) > 1e-9 || math.Abs(f.Interval.Low*rate.Interval.High-1) > 1e-9 {
		t.Errorf("%+v of %+v", f, rate)
	}
}

// The newest sweep of the same machine and settings that can be trusted recommends a
// number, whatever the schedule and the workers of the run.
func TestRecommended(t *testing.T) {
	store := opened(t)
	run := reportOf(9, 8)
	like := compare.RunOf("run", &run)
	if _, found, err := store.Recommended(&like, "tracking"); err != nil || found {
		t.Fatalf("%v, %v in an empty store", found, err)
	}
	holds := func(want bool) {
		t.Helper()
		if has, err := store.HasSweeps(); err != nil || has != want {
			t.Errorf("has sweeps: %v, %v, expected %v", has, err, want)
		}
	}
	if _, err := store.Save(&run); err != nil {
		t.Fatal(err)
	}
	holds(false)
	older, newer, poor, elsewhere, later := sweepOf(1, 4), sweepOf(2, 8), sweepOf(3, 2), sweepOf(4, 2), sweepOf(5, 2)
	poor.Results[0].Failure = "given up"
	elsewhere.Host.LogicalCPUs = 64
	later.Results[0].Spec.Settings = map[string]string{"endpoint": "simulator", "latency": "none"}
	for _, report := range []*engine.Report{&older, &newer, &poor, &elsewhere, &later} {
		report.Quality = assess.Quality(report)
		if _, err := store.Save(report); err != nil {
			t.Fatal(err)
		}
	}
	holds(true)
	r, found, err := store.Recommended(&like, "tracking")
	if err != nil || !found || r.Workers != 8 || r.Run != 3 || !r.At.Equal(began.Add(2*time.Hour)) {
		t.Errorf("%+v, %v, %v", r, found, err)
	}
	if _, found, _ := store.Recommended(&like, "creation"); found {
		t.Error("a sweep of another workload recommends a number")
	}
}
