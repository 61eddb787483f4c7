package baselines_test

import (
	"math"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ep-benchmark/baselines"
	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/stats"
)

// began is the time of the first invented run.
var began = time.Date(2026, 3, 14, 9, 26, 53, 589793238, time.FixedZone("", 3600))

// noise is how equal legs differ on a machine.
var noise = []float64{1.004, 0.991, 1.012, 0.997, 1.001, 1.031, 0.988, 1.006, 0.999, 0.994, 1.017, 1.002, 0.985}

// host is the machine of the invented runs.
func host() engine.Host {
	return engine.Host{
		CPUModel: "Intel(R) Xeon(R) CPU @ 2.50GHz", LogicalCPUs: 2, PhysicalCPUs: 1, MemoryBytes: 8 << 30,
		OS: "linux", OSVersion: "Debian GNU/Linux 12 (bookworm)", Kernel: "6.1.0-18", Arch: "amd64",
		Virtualisation: "kvm", Governor: "performance", Power: "AC", GoVersion: "go1.26.0", GOMAXPROCS: 2,
	}
}

// reportOf invents the report of the n-th run: one an hour, all of the same
// plan on the same machine, no two alike. Rounds decide whether it is clean
// (from 6 on) and how large it is.
func reportOf(n, rounds int) engine.Report {
	names := []string{"creation", "tracking", "analytics", "parsing"}
	report := engine.Report{
		Schema: engine.ReportSchema, StartedAt: began.Add(time.Duration(n) * time.Hour), Duration: 21 * time.Second,
		Version: "0.4.0", Host: host(),
		Plan: engine.Plan{
			Workloads: names, Schedule: engine.Concurrent, Rounds: rounds, Warmups: 1, Seed: uint64(n),
			MinimumLeg: 100 * time.Millisecond, OperationTimeout: 30 * time.Second,
		},
		Findings: []engine.Finding{{Statement: "nothing moved", Evidence: []engine.Figure{{Name: "steal", Value: 0.25, Unit: "%", Source: "host"}}}},
		Warnings: []string{"the \"governor\" of <cpu0> & others is unknown\n"},
	}
	for i, name := range names {
		report.Results = append(report.Results, resultOf(name, n+i, rounds))
	}
	return report
}

func resultOf(name string, n, rounds int) engine.Result {
	spec := engine.Spec{
		Name: name, Title: name, Key: name, Item: "shipment", Items: "shipments", SizeKey: "shipments", SizeNoun: "shipments",
		Size: 50, PassItems: 50, Operations: 50, Bound: engine.IOBound, Uniform: true,
		Targets:  []engine.Target{{Metric: engine.MetricSpeedup, Bound: 5, Gates: true}},
		Settings: map[string]string{"endpoint": "simulator", "latency": "fixed"},
	}
	in := assess.Input{Spec: spec, Schedule: engine.Concurrent, Workers: 16, CPUs: 2}
	for round := 1; round <= rounds; round++ {
		in.Samples = append(in.Samples, sampleOf(spec, engine.Sequential, n, round), sampleOf(spec, engine.Parallel, n, round))
	}
	return assess.Workload(in)
}

func sampleOf(spec engine.Spec, kind engine.LegKind, n, round int) engine.Sample {
	factor := noise[(3*n+5*round+len(kind))%len(noise)] * (1 + float64(n%89)/1e4)
	s := engine.Sample{
		Workload: spec.Name, Schedule: engine.Concurrent, Kind: kind, Round: round, Position: 1, Workers: 1, Passes: 1,
		StartedAt: time.Duration(round) * time.Second, Makespan: time.Duration(factor * 5.13e9), ActiveWorkers: 1, Items: 50, Bytes: 32_000,
		Operations: engine.OperationCounts{Planned: 50, Finished: 50}, Busy: time.Second,
		Evidence: engine.Evidence{
			Process: engine.ProcessEvidence{Shared: true, UserCPU: 210 * time.Millisecond, AllocatedBytes: math.MaxUint64},
			Wire:    &engine.WireEvidence{Requests: 50, Reused: 50, InFlightMean: 14.37, Statuses: map[string]int64{"201": 49, "429": 1}},
			Cores:   []float64{0.1 + factor/10, 1.0 / 3},
		},
	}
	if kind == engine.Parallel {
		s.Position, s.Workers, s.ActiveWorkers, s.Makespan = 2, 16, 16, s.Makespan/12
	}
	if spec.Name == "creation" { // a histogram is large, and one workload's show that they are kept
		s.Latency = latency()
	}
	return s
}

// latency is made once, since a histogram is slow to make.
var latency = sync.OnceValue(func() engine.Latency {
	h := stats.NewHistogram()
	for i := range 50 {
		h.Record(time.Duration(noise[i%len(noise)] * 1.02e8))
	}
	l, _ := engine.LatencyOf(h) // of figures that fit
	return l
})

// elsewhere makes a report one of another machine.
func elsewhere(report engine.Report) engine.Report {
	report.Host.CPUModel = "Apple M3 Max"
	return report
}

// opened is a store in a folder of the test's own.
func opened(t testing.TB) *baselines.Store {
	t.Helper()
	return openedAt(t, filepath.Join(t.TempDir(), "runs.db"))
}

func openedAt(t testing.TB, path string) *baselines.Store {
	t.Helper()
	s, err := baselines.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// saved saves reports and returns their numbers.
func saved(t testing.TB, s *baselines.Store, reports ...engine.Report) []int64 {
	t.Helper()
	var numbers []int64
	for i := range reports {
		e, err := s.Save(&reports[i])
		if err != nil {
			t.Fatal(err)
		}
		numbers = append(numbers, e.Number)
	}
	return numbers
}

// clean are the reports of n clean runs.
func clean(n int) []engine.Report {
	var all []engine.Report
	for i := range n {
		all = append(all, reportOf(i, 6))
	}
	return all
}

// must returns a value that comes without an error.
func must[T any](t testing.TB) func(T, error) T {
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func same[T any](t *testing.T, what string, want, got T) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: %s", what, diff)
	}
}
