package report_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/ui/internal/golden"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/report"
)

// written is a report as text.
func written(t testing.TB, r *engine.Report, style report.Style) string {
	t.Helper()
	var b strings.Builder
	if err := report.Write(&b, r, style); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestEveryRecording(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, run := range recorded.Runs() {
		golden.Check(t, run.Name+"-80", written(t, &run.Report, report.Style{Width: 80}))
	}
}

func TestWidthsAndColours(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, run := range []recorded.Run{recorded.Finished(), recorded.Flaky(), recorded.BothSchedules()} {
		for _, width := range []int{0, 40, 60, 120} {
			golden.Check(t, fmt.Sprintf("%s-%d", run.Name, width), written(t, &run.Report, report.Style{Width: width}))
		}
		golden.Check(t, run.Name+"-80-colour", written(t, &run.Report, report.Style{Width: 80, Colour: true}))
	}
}

// TestColourChangesNothingElse holds that colours only colour.
func TestColourChangesNothingElse(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, run := range recorded.Runs() {
		coloured := written(t, &run.Report, report.Style{Width: 80, Colour: true})
		if withoutColours(coloured) != written(t, &run.Report, report.Style{Width: 80}) {
			t.Errorf("%s: the coloured report differs by more than its colours", run.Name)
		}
	}
}

// TestVerdictComesFirst holds that the first line has the verdict.
func TestVerdictComesFirst(t *testing.T) {
	racebuild.SkipSequential(t)
	for name, want := range map[string]string{
		"finished": "4 of 4 targets met", "two-cpus": "1 missed, 1 unclear", "refused": "1 not measured",
		"quick": "by point estimate", "unwatched": "3 not attainable here",
	} {
		runs := recorded.Runs()
		run := runs[slices.IndexFunc(runs, func(r recorded.Run) bool { return r.Name == name })]
		first, _, _ := strings.Cut(written(t, &run.Report, report.Style{}), "\n")
		if !strings.Contains(first, want) {
			t.Errorf("%s begins with %q, without %q", name, first, want)
		}
	}
}

// TestEmptyReport holds that an empty report can be written, and claims
// nothing.
func TestEmptyReport(t *testing.T) {
	text := written(t, &engine.Report{}, report.Style{Width: 80})
	if !strings.Contains(text, "no targets") || strings.Contains(text, "met") {
		t.Errorf("an empty report reads:\n%s", text)
	}
}

// TestMissingPieces holds that a report can be written without any one of its
// figures.
func TestMissingPieces(t *testing.T) {
	finished := recorded.Finished().Report
	for name, spoil := range map[string]func(*engine.Result){
		"no figures":          func(r *engine.Result) { r.Sequential, r.Parallel, r.Speedup = nil, nil, nil },
		"no cross-check":      func(r *engine.Result) { r.Skewed, r.SpeedupByT = true, nil },
		"no derived shares":   func(r *engine.Result) { r.Efficiency, r.Utilisation, r.SerialFraction = nil, nil, nil },
		"no limits":           func(r *engine.Result) { r.Ceiling = engine.Ceiling{} },
		"no spec":             func(r *engine.Result) { r.Spec = engine.Spec{} },
		"no samples":          func(r *engine.Result) { r.Samples = nil },
		"no parallel figures": func(r *engine.Result) { r.Parallel = nil },
	} {
		r := finished
		r.Results = slices.Clone(finished.Results)
		for i := range r.Results {
			spoil(&r.Results[i])
		}
		if text := written(t, &r, report.Style{Width: 80}); strings.Contains(text, "NaN") {
			t.Errorf("%s: NaN is printed", name)
		}
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func TestWriteErrorIsReturned(t *testing.T) {
	if err := report.Write(fullDisk{}, &engine.Report{}, report.Style{}); err == nil {
		t.Error("a failed write is not reported")
	}
}
