package report_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/trend"
	"ep-benchmark/engine"
	"ep-benchmark/ui/internal/golden"
	"ep-benchmark/ui/report"
)

// history makes up the given number of runs of two workloads. One becomes
// slower at run 41, and in the last quarter some runs lack a figure.
func history(runs int) *report.History {
	random := rand.New(rand.NewPCG(4, 1))
	h := &report.History{Pinned: "main"}
	for n := range runs {
		run := report.HistoryRun{Number: int64(n + 1), StartedAt: time.Date(2026, 10, 1, 9, 12, 0, 0, time.UTC).AddDate(0, 0, n), Version: "0.1.0", Badge: engine.Clean}
		switch {
		case n == runs-2:
			run.Badge = engine.Poor
			run.Doubts = []string{"partial: interrupted", "tracking has 3 of the 6 rounds that an interval needs"}
		case n >= runs-5:
			run.Baselines = []string{"main"}
		}
		h.Runs = append(h.Runs, run)
	}
	for _, s := range []struct {
		workload, title, item string
		time, speedup, step   float64
	}{{"bulk-creation", "Bulk creation", "shipment", 0.00831, 12.4, 0.082}, {"tracking", "Batch tracking", "package", 0.00433, 12, 0}} {
		slowed := func(n int) float64 {
			if n < 40 {
				return 0
			}
			return s.step
		}
		for _, metric := range new(compare.Subject).Metrics() {
			if metric.OfWork() { // these workloads wait
				continue
			}
			one := trend.Figure{Key: compare.Key{Workload: s.workload, Metric: metric}, Title: s.title, Item: s.item}
			for n := range runs {
				value := s.time * math.Exp(slowed(n)+0.008*random.NormFloat64())
				switch metric {
				case compare.Speedup:
					value = s.speedup * math.Exp(0.008*random.NormFloat64()-slowed(n))
				case compare.SequentialTime:
					value = 12.4 * s.time * math.Exp(0.008*random.NormFloat64())
				}
				if s.workload == "tracking" && n > 3*runs/4 && n%4 == 1 {
					value = 0
				}
				one.Values = append(one.Values, value)
			}
			one.Series = trend.Of(metric, one.Values, 0.03)
			if metric.Gates() {
				one.Pinned = rowBeside(7, s.step+0.01)
			}
			one.Rolling = rowBeside(20, -0.002)
			h.Figures = append(h.Figures, one)
		}
	}
	return h
}

// rowBeside is a figure compared with a number of runs.
func rowBeside(runs int, worse float64) *compare.Row {
	row := &compare.Row{Verdict: compare.Unclear, Change: worse}
	row.Then.Values = make([]float64, runs)
	return row
}

func writtenHistory(t *testing.T, h *report.History, style report.Style) string {
	t.Helper()
	var b strings.Builder
	if err := report.WriteHistory(&b, h, style); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestHistory(t *testing.T) {
	for _, width := range []int{0, 40, 60, 80, 120} {
		golden.Check(t, fmt.Sprintf("history-%d", width), writtenHistory(t, history(60), report.Style{Width: width}))
	}
	golden.Check(t, "history-80-colour", writtenHistory(t, history(60), report.Style{Width: 80, Colour: true}))
	golden.Check(t, "history-80-ascii", writtenHistory(t, history(60), report.Style{Width: 80, ASCII: true}))
	single := history(8)
	single.Figures = single.Figures[:3]
	golden.Check(t, "history-one-workload-80", writtenHistory(t, single, report.Style{Width: 80}))
}

// TestHistoryOfNothing holds that a history without runs, or without values,
// can be written.
func TestHistoryOfNothing(t *testing.T) {
	if text := writtenHistory(t, &report.History{}, report.Style{Width: 80}); text != "History   0 runs\n" {
		t.Errorf("a history of nothing reads %q", text)
	}
	h := history(3)
	for i := range h.Figures {
		h.Figures[i].Values = []float64{0, math.NaN(), math.Inf(1)}
		h.Figures[i].Series.Changes = []trend.Change{{Index: 7, Worse: 1}, {Index: -1, Worse: 1}}
	}
	text := writtenHistory(t, h, report.Style{Width: 80})
	if strings.Contains(text, "NaN") || strings.Contains(text, "Inf") || !strings.Contains(text, "···   -") {
		t.Errorf("a history without values reads:\n%s", text)
	}
}
