package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/joshdk/go-junit"
	"golang.org/x/perf/benchfmt"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/internal/recorded"
)

// rendered is a report in a format.
func rendered(t *testing.T, name string, report *engine.Report, comparison *compare.Comparison) []byte {
	t.Helper()
	format, known := export.FormatNamed(name)
	if !known {
		t.Fatalf("no format %q", name)
	}
	document, err := format.Render(report, comparison)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return document
}

// eachRun calls check with every recorded run.
func eachRun(t *testing.T, check func(t *testing.T, report *engine.Report)) {
	for _, run := range recorded.Runs() {
		t.Run(run.Name, func(t *testing.T) { check(t, &run.Report) })
	}
}

// A format that is not there is refused with the names of those that are.
func TestUnknownFormat(t *testing.T) {
	_, err := export.Open("cvs:x", nil)
	if err == nil || !strings.Contains(err.Error(), "expected one of json, html, md, csv") {
		t.Errorf("error %v", err)
	}
}

// Every format writes whole documents to a stream, also of a run without any result.
func TestEveryFormatToAStream(t *testing.T) {
	for _, name := range export.FormatNames() {
		for _, report := range []engine.Report{recorded.Quick().Report, {}} {
			var stream bytes.Buffer
			d, err := export.Open(name, &stream)
			if err != nil {
				t.Fatal(err)
			}
			if err := d.Write(report, nil); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if want := rendered(t, name, &report, nil); !bytes.Equal(stream.Bytes(), want) {
				t.Errorf("%s: the stream differs from the document", name)
			}
		}
	}
}

// The table has a row for each leg, with the figures of its sample.
func TestCSV(t *testing.T) {
	eachRun(t, func(t *testing.T, report *engine.Report) {
		rows, err := csv.NewReader(bytes.NewReader(rendered(t, "csv", report, nil))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		column := func(name string) int { return slices.Index(rows[0], name) }
		var samples []*engine.Sample
		for i := range report.Results {
			for j := range report.Results[i].Samples {
				samples = append(samples, &report.Results[i].Samples[j])
			}
		}
		if len(rows) != 1+len(samples) {
			t.Fatalf("%d rows for %d legs", len(rows)-1, len(samples))
		}
		for i, s := range samples {
			row := rows[i+1]
			if row[column("workload")] != s.Workload || row[column("legs")] != string(s.Kind) || row[column("round")] != strconv.Itoa(s.Round) {
				t.Errorf("row %d is of another leg: %q", i+1, row)
			}
			if got, want := row[column("makespan_s")], s.Makespan.Seconds(); want != 0 && got != strconv.FormatFloat(want, 'g', -1, 64) {
				t.Errorf("row %d: makespan %q, expected %v", i+1, got, want)
			}
		}
	})
}

// The columns of docs/exports.md are those that are written.
func TestCSVColumnsAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../../docs/exports.md")
	if err != nil {
		t.Fatal(err)
	}
	header, _, _ := strings.Cut(string(rendered(t, "csv", &engine.Report{}, nil)), "\n")
	for name := range strings.SplitSeq(header, ",") {
		if !strings.Contains(string(page), "`"+name+"`") {
			t.Errorf("docs/exports.md does not name the column %s", name)
		}
	}
}

// A reader of JUnit finds a test case for each target that counts, with the status of
// its outcome.
func TestJUnit(t *testing.T) {
	eachRun(t, func(t *testing.T, report *engine.Report) {
		suites, err := junit.Ingest(rendered(t, "junit", report, nil))
		if err != nil {
			t.Fatal(err)
		}
		var got, want []string
		for _, suite := range suites {
			for _, test := range suite.Tests {
				if test.Name != "measured" {
					got = append(got, string(test.Status)+" "+test.Name)
				}
			}
		}
		statuses := map[engine.Outcome]junit.Status{engine.Met: junit.StatusPassed, engine.Missed: junit.StatusFailed, engine.Failing: junit.StatusFailed}
		for _, a := range report.Assessed() {
			status, decided := statuses[a.Outcome]
			if !decided {
				status = junit.StatusSkipped
			}
			want = append(want, string(status)+" target "+a.Target.String())
		}
		if !slices.Equal(got, want) {
			t.Errorf("test cases %q, expected %q", got, want)
		}
	})
}

// A comparison is a suite of its own, in which a regression fails.
func TestJUnitOfAComparison(t *testing.T) {
	seen, report := map[compare.Verdict]bool{}, recorded.Quick().Report
	for _, recordedOne := range recorded.Comparisons() {
		compared := recordedOne.Comparison
		if !slices.ContainsFunc(compared.Rows, func(r compare.Row) bool { return r.Gates }) {
			continue
		}
		suites, err := junit.Ingest(rendered(t, "junit", &report, &compared))
		if err != nil {
			t.Fatal(err)
		}
		tests := suites[len(suites)-1].Tests
		at := 0
		for i := range compared.Rows {
			row := &compared.Rows[i]
			if !row.Gates {
				continue
			}
			seen[row.Verdict] = true
			want := junit.StatusSkipped
			switch row.Verdict {
			case compare.Regressed:
				want = junit.StatusFailed
			case compare.Improved, compare.Unchanged:
				want = junit.StatusPassed
			}
			if tests[at].Status != want {
				t.Errorf("%s: %s is %s, expected %s", row.Title, row.Verdict, tests[at].Status, want)
			}
			at++
		}
	}
	if !seen[compare.Regressed] {
		t.Error("no recorded comparison has a regression")
	}
}

// A reader of Go's benchmark format finds the rounds that the figures rest on.
func TestGoBench(t *testing.T) {
	eachRun(t, func(t *testing.T, report *engine.Report) {
		got := map[string][]float64{}
		reader := benchfmt.NewReader(bytes.NewReader(rendered(t, "gobench", report, nil)), "run")
		for reader.Scan() {
			result, isResult := reader.Result().(*benchfmt.Result)
			if !isResult {
				t.Fatalf("%v", reader.Result())
			}
			value, has := result.Value("sec/op")
			if !has {
				t.Fatalf("%s has no sec/op", result.Name)
			}
			key := result.GetConfig("schedule") + " " + result.Name.String()
			got[key] = append(got[key], value)
		}
		if err := reader.Err(); err != nil {
			t.Fatal(err)
		}
		want := 0
		for i := range report.Results {
			r := &report.Results[i]
			for j := range r.Samples {
				if s := &r.Samples[j]; s.Timed() && (s.Gate == "" || r.UsesGated) {
					want++
				}
			}
		}
		lines := 0
		for _, values := range got {
			lines += len(values)
		}
		if lines != want {
			t.Errorf("%d lines for %d legs", lines, want)
		}
	})
}

// benchstat's medians are those of the legs. It is built from the module's own tool
// directive.
func TestBenchstat(t *testing.T) {
	finished := recorded.Finished()
	report := &finished.Report
	path := filepath.Join(t.TempDir(), "run.txt")
	if err := os.WriteFile(path, rendered(t, "gobench", report, nil), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command("go", "tool", "benchstat", "-format", "csv", "-filter", ".unit:sec/op", path)
	var problems bytes.Buffer
	command.Stderr = &problems
	output, err := command.Output()
	if err != nil {
		t.Fatalf("benchstat: %v: %s", err, problems.String())
	}
	for i := range report.Results {
		r := &report.Results[i]
		for _, kind := range []engine.LegKind{engine.Sequential, engine.Parallel} {
			var times []float64
			for j := range r.Samples {
				if s := &r.Samples[j]; s.Kind == kind && s.Timed() && (s.Gate == "" || r.UsesGated) {
					times = append(times, s.TimePerPass())
				}
			}
			if len(times) == 0 {
				continue
			}
			median, found := medianOf(string(output), "legs="+string(kind), r.Spec.Name)
			if want := stats.Median(times); !found || math.Abs(median/want-1) > 1e-4 {
				t.Errorf("%s %s: benchstat's median is %v, expected %v", r.Spec.Name, kind, median, want)
			}
		}
	}
}

// medianOf finds the median of a benchmark in benchstat's CSV.
func medianOf(output, legs, workload string) (float64, bool) {
	name := strings.ReplaceAll(workload, "-", "") + "/" + legs
	for line := range strings.SplitSeq(output, "\n") {
		cells := strings.Split(line, ",")
		if len(cells) > 1 && strings.EqualFold(cells[0], name) {
			median, err := strconv.ParseFloat(cells[1], 64)
			return median, err == nil
		}
	}
	return 0, false
}

// The flat formats have the figures of the report, in their own units.
func TestTrackedFigures(t *testing.T) {
	eachRun(t, func(t *testing.T, report *engine.Report) {
		var entries []struct {
			Name, Unit string
			Value      float64
		}
		if err := json.Unmarshal(rendered(t, "gha", report, nil), &entries); err != nil {
			t.Fatal(err)
		}
		var measures map[string]map[string]struct {
			Value        float64
			Lower, Upper *float64
		}
		if err := json.Unmarshal(rendered(t, "bmf", report, nil), &measures); err != nil {
			t.Fatal(err)
		}
		if len(entries) != len(measures) {
			t.Errorf("%d entries, and %d benchmarks", len(entries), len(measures))
		}
		for _, e := range entries {
			m := measures[e.Name]
			if e.Value <= 0 || m["throughput"].Value <= 0 {
				t.Errorf("%s: %v %s, throughput %v", e.Name, e.Value, e.Unit, m["throughput"].Value)
			}
			if pass, has := m["time-per-pass"]; has && math.Abs(pass.Value/1e9/e.Value-1) > 1e-9 {
				t.Errorf("%s: %v ns a pass, and %v %s", e.Name, pass.Value, e.Value, e.Unit)
			}
		}
	})
}

// Each failed and each undecided test case is an annotation of one line.
func TestAnnotations(t *testing.T) {
	eachRun(t, func(t *testing.T, report *engine.Report) {
		errors, warnings := 0, 0
		for _, a := range report.Assessed() {
			switch a.Outcome {
			case engine.Met:
			case engine.Missed, engine.Failing:
				errors++
			default:
				warnings++
			}
		}
		lines := strings.Split(strings.TrimSuffix(string(rendered(t, "github", report, nil)), "\n"), "\n")
		for _, line := range lines {
			switch {
			case strings.HasPrefix(line, "::error title="):
				errors--
			case strings.HasPrefix(line, "::warning title="):
				warnings--
			case line != "":
				t.Errorf("line %q", line)
			}
		}
		if errors != 0 || warnings > 0 { // a workload that failed without a target has an error of its own
			t.Errorf("%d errors and %d warnings are missing", errors, warnings)
		}
	})
}
