package baselines_test

import (
	"encoding/json"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
)

// thousands makes a store of ten thousand clean runs, each with four
// workloads, twelve figures with intervals and about thirty conditions. Their
// reports have lost their samples, which nothing here reads: a store of whole
// ones takes minutes to make.
func thousands(b *testing.B) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "runs.db")
	s := must[*baselines.Store](b)(baselines.Open(path))
	model := reportOf(0, 8)
	for i := range model.Results {
		model.Results[i].Samples = nil
	}
	random := rand.New(rand.NewPCG(1, 2))
	err := s.SaveAll(10_000, func(i int) engine.Report {
		report := model
		report.StartedAt = reportTime(i)
		report.Results = append([]engine.Result{}, model.Results...)
		for j := range report.Results {
			speedup := *report.Results[j].Speedup
			speedup.Value *= 1 + random.NormFloat64()/100
			report.Results[j].Speedup = &speedup
		}
		return report
	})
	if err != nil {
		b.Fatal(err)
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}

// BenchmarkTenThousandRuns measures what a command does before it compares: it
// opens the store, lists all runs, and reads those that it compares with.
func BenchmarkTenThousandRuns(b *testing.B) {
	path := thousands(b)
	b.ReportAllocs()
	for b.Loop() {
		s, err := baselines.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		all, err := s.List(baselines.Query{})
		if err != nil || len(all) != 10_000 {
			b.Fatal(len(all), err)
		}
		runs, err := s.Rolling(all[0].Fingerprint, all[0].Number)
		if err != nil || len(runs) != baselines.KeptRuns || len(runs[0].Figures) != 12 {
			b.Fatal(len(runs), err)
		}
		one, err := s.Runs(all[0].Number)
		if err != nil || len(one) != 1 || one[0].Fingerprint() != all[0].Fingerprint {
			b.Fatal(one, err)
		}
		c := compare.Against(compare.SideOf(one[0]), compare.Side{Name: compare.RollingName, Runs: runs}, compare.Options{})
		if c.Rows[0].Test == nil {
			b.Fatal(c.Rows[0].Reason)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkThousandSummaries is what a history reads.
func BenchmarkThousandSummaries(b *testing.B) {
	s := must[*baselines.Store](b)(baselines.Open(thousands(b)))
	defer func() { _ = s.Close() }()
	var numbers []int64
	for i := range int64(1000) {
		numbers = append(numbers, 9001+i)
	}
	b.ReportAllocs()
	for b.Loop() {
		if runs := must[[]compare.Run](b)(s.Runs(numbers...)); len(runs) != 1000 {
			b.Fatal(len(runs))
		}
	}
}

// BenchmarkSave keeps a report of about 200 kB, which is on the disk when Save
// returns.
func BenchmarkSave(b *testing.B) {
	s := opened(b)
	report := reportOf(0, 21)
	b.SetBytes(int64(sizeOf(b, &report)))
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		i++
		report.StartedAt = reportTime(i)
		if _, err := s.Save(&report); err != nil {
			b.Fatal(err)
		}
	}
}

func reportTime(i int) time.Time { return began.Add(time.Duration(i) * time.Hour) }

func sizeOf(b *testing.B, report *engine.Report) int {
	b.Helper()
	return len(must[[]byte](b)(json.Marshal(report)))
}
