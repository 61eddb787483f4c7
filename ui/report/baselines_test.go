package report_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/ui/internal/golden"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/report"
)

var widths = []int{0, 40, 60, 80, 120}

func TestBaselines(t *testing.T) {
	first := time.Date(2026, 11, 19, 9, 2, 0, 0, time.UTC)
	all := []report.Baseline{
		{Name: "main", Pinned: true, Runs: 7, First: first, Last: first.Add(25 * time.Hour), Machine: "Apple M3 Max", Schedule: engine.Concurrent, Workloads: []string{"bulk-creation", "tracking", "analytics", "parsing"}},
		{Name: "before-the-pool", Runs: 1, First: first, Last: first, Machine: "Intel(R) Xeon(R) CPU @ 2.50GHz", Schedule: engine.Isolated, Workloads: []string{"tracking"}},
		{Name: "evil\x1b[2J\nname", Runs: 20, Machine: "\x9b31m", Schedule: engine.Both},
	}
	for _, width := range widths {
		var b strings.Builder
		if err := report.WriteBaselines(&b, all, report.Style{Width: width}); err != nil {
			t.Fatal(err)
		}
		checkPrintable(t, b.String(), width)
		golden.Check(t, fmt.Sprintf("baselines-%d", width), b.String())
	}
}

func TestBaseline(t *testing.T) {
	for _, width := range widths {
		var b strings.Builder
		side := recorded.Baseline("main", 7)
		if err := report.WriteBaseline(&b, &side, true, report.Style{Width: width}); err != nil {
			t.Fatal(err)
		}
		golden.Check(t, fmt.Sprintf("baseline-%d", width), b.String())
	}
	var b strings.Builder
	single := recorded.Baseline("one", 1)
	if err := report.WriteBaseline(&b, &single, false, report.Style{Width: 80, Colour: true}); err != nil {
		t.Fatal(err)
	}
	golden.Check(t, "baseline-one-80-colour", b.String())
}

func TestCalibration(t *testing.T) {
	racebuild.SkipSequential(t)
	side := recorded.Calibration()
	for _, width := range widths {
		var b strings.Builder
		if err := report.WriteCalibration(&b, &side, compare.Calibrate(side.Runs), report.Style{Width: width}); err != nil {
			t.Fatal(err)
		}
		golden.Check(t, fmt.Sprintf("calibration-%d", width), b.String())
	}
	var b strings.Builder
	few := recorded.Baseline("few", 3)
	if err := report.WriteCalibration(&b, &few, compare.Calibrate(few.Runs), report.Style{Width: 80}); err != nil {
		t.Fatal(err)
	}
	golden.Check(t, "calibration-few-80", b.String())
}
