package export_test

import (
	"encoding/json"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/engine/stats"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/internal/golden"
	"ep-benchmark/ui/internal/recorded"
)

var decimal = regexp.MustCompile(`-?\d+\.\d+(e[-+]\d+)?`)

// TestWholeDocument shows a document whole. Histograms are left out, since
// their compression depends on the library, and decimals are cut to nine
// digits, since the last ones depend on the CPU.
func TestWholeDocument(t *testing.T) {
	for _, run := range []recorded.Run{recorded.Quick().Copy(), recorded.Refused().Copy()} {
		for i := range run.Report.Results {
			r := &run.Report.Results[i]
			r.Samples = r.Samples[:min(len(r.Samples), 2)]
			for s := range r.Samples {
				r.Samples[s].Latency.Histogram = ""
			}
		}
		golden.Check(t, run.Name, decimal.ReplaceAllStringFunc(encoded(t, run.Report), func(text string) string {
			f, err := strconv.ParseFloat(text, 64)
			if err != nil {
				t.Fatal(err)
			}
			return strconv.FormatFloat(f, 'g', 9, 64)
		}))
	}
}

// TestTopLevelShape holds the names and their order, which people know from
// the page that the project reproduces.
func TestTopLevelShape(t *testing.T) {
	want := []string{
		"timestamp", "schema",
		"hardware", "hardware.model", "hardware.cores", "hardware.ram",
		"benchmarks",
		"benchmarks.bulk_creation", "benchmarks.bulk_creation.shipments", "benchmarks.bulk_creation.sequential", "benchmarks.bulk_creation.parallel",
		"benchmarks.bulk_creation.speedup", "benchmarks.bulk_creation.target", "benchmarks.bulk_creation.pass",
		"benchmarks.batch_tracking", "benchmarks.batch_tracking.packages", "benchmarks.batch_tracking.sequential", "benchmarks.batch_tracking.parallel",
		"benchmarks.batch_tracking.speedup", "benchmarks.batch_tracking.target", "benchmarks.batch_tracking.pass",
		"benchmarks.analytics", "benchmarks.analytics.shipments", "benchmarks.analytics.sequential", "benchmarks.analytics.parallel",
		"benchmarks.analytics.speedup", "benchmarks.analytics.target", "benchmarks.analytics.pass",
		"benchmarks.parsing", "benchmarks.parsing.iterations", "benchmarks.parsing.parse_spreadsheet_line", "benchmarks.parsing.parse_dimensions",
		"benchmarks.parsing.parse_weight", "benchmarks.parsing.total", "benchmarks.parsing.target", "benchmarks.parsing.pass",
		"run",
	}
	decoder := json.NewDecoder(strings.NewReader(encoded(t, recorded.Finished().Report)))
	if got := keys(t, decoder, "", "run"); !slices.Equal(got, want) {
		t.Errorf("the keys differ:\n%s", cmp.Diff(want, got))
	}
}

// keys lists an object's keys as they come, with those of the objects in it
// but for one.
func keys(t *testing.T, decoder *json.Decoder, place, opaque string) []string {
	t.Helper()
	token := func() json.Token {
		next, err := decoder.Token()
		if err != nil {
			t.Fatal(err)
		}
		return next
	}
	var found []string
	if place == "" {
		token() // the outermost brace
	}
	for decoder.More() {
		name := token().(string)
		found = append(found, place+name)
		if name == opaque {
			var skipped json.RawMessage
			if err := decoder.Decode(&skipped); err != nil {
				t.Fatal(err)
			}
		} else if token() == json.Delim('{') {
			found = append(found, keys(t, decoder, place+name+".", opaque)...)
		}
	}
	token() // the closing brace
	return found
}

// shape is the top level as another program reads it.
type shape struct {
	Hardware   export.Hardware
	Benchmarks map[string]map[string]any
}

func shapeOf(t *testing.T, report engine.Report) shape {
	t.Helper()
	var s shape
	if err := json.Unmarshal([]byte(encoded(t, report)), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTopLevelFiguresAreTheRuns(t *testing.T) {
	report := recorded.Finished().Report
	s := shapeOf(t, report)
	if want := (export.Hardware{Model: "Apple M3 Max", Cores: 16, RAM: "128 GB"}); s.Hardware != want {
		t.Errorf("the hardware is %+v", s.Hardware)
	}
	creation := report.Results[0]
	want := map[string]any{
		"shipments": 50.0, "sequential": creation.Sequential.TimePerPass.Value, "parallel": creation.Parallel.TimePerPass.Value,
		"speedup": creation.Speedup.Value, "target": 5.0, "pass": true,
	}
	if diff := cmp.Diff(want, s.Benchmarks["bulk_creation"]); diff != "" {
		t.Errorf("bulk_creation differs:\n%s", diff)
	}
	parsing := report.Results[3]
	want = map[string]any{
		"iterations": 1000.0, "total": parsing.Sequential.TimePerPass.Value, "target": 1.0, "pass": true,
		"parse_spreadsheet_line": parsing.Parts[0].TimePerPass.Value, "parse_dimensions": parsing.Parts[1].TimePerPass.Value,
		"parse_weight": parsing.Parts[2].TimePerPass.Value,
	}
	if diff := cmp.Diff(want, s.Benchmarks["parsing"]); diff != "" {
		t.Errorf("parsing differs:\n%s", diff)
	}
}

// TestNotMeasuredIsNull holds that what was not measured is neither 0 nor
// left out.
func TestNotMeasuredIsNull(t *testing.T) {
	refused := shapeOf(t, recorded.Refused().Report).Benchmarks["bulk_creation"]
	for _, name := range []string{"sequential", "parallel", "speedup", "pass"} {
		if value, there := refused[name]; !there || value != nil {
			t.Errorf("%s is %v (there: %v), want null", name, value, there)
		}
	}
	cramped := shapeOf(t, recorded.TwoCPUs().Report).Benchmarks
	if cramped["bulk_creation"]["pass"] != false || cramped["batch_tracking"]["pass"] != nil {
		t.Errorf("missed passes %v, unclear passes %v: want false and null", cramped["bulk_creation"]["pass"], cramped["batch_tracking"]["pass"])
	}
}

// TestPartsAreFoundByName holds that a part without a figure does not get the
// figure of another part.
func TestPartsAreFoundByName(t *testing.T) {
	report := recorded.Quick().Copy().Report
	parsing := &report.Results[3]
	weight := parsing.Parts[2].TimePerPass.Value
	parsing.Parts = slices.Delete(parsing.Parts, 1, 2)
	got := shapeOf(t, report).Benchmarks["parsing"]
	if got["parse_dimensions"] != nil || got["parse_weight"] != weight {
		t.Errorf("dimensions took %v, weight %v: want null and %v", got["parse_dimensions"], got["parse_weight"], weight)
	}
}

func TestUnknownHardwareIsEmpty(t *testing.T) {
	report := recorded.Unwatched().Report
	if got, want := shapeOf(t, report).Hardware, (export.Hardware{Cores: 1}); got != want {
		t.Errorf("the hardware is %+v, want %+v", got, want)
	}
	report.Host.Model = "Mac15,9"
	if got := shapeOf(t, report).Hardware.Model; got != "Mac15,9" {
		t.Errorf("the model is %q", got)
	}
}

func TestBothSchedulesShowTheConcurrent(t *testing.T) {
	racebuild.SkipSequential(t)
	report := recorded.BothSchedules().Report
	s := shapeOf(t, report)
	if len(s.Benchmarks) != 4 || s.Benchmarks["analytics"]["sequential"] != report.Results[6].Sequential.TimePerPass.Value {
		t.Errorf("the top level shows %v", s.Benchmarks["analytics"])
	}
}

func TestRoundTrip(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, run := range recorded.Runs() {
		got, err := export.Decode(strings.NewReader(encoded(t, run.Report)))
		if err != nil {
			t.Errorf("%s: %v", run.Name, err)
			continue
		}
		want := run.Report
		if run.Name == "hostile" || run.Name == "flaky" { // JSON holds valid UTF-8 only
			want = run.Copy().Report
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s differs:\n%s", run.Name, diff)
		}
	}
}

// TestFiguresThatAreNone holds that NaN and Inf stop an export, with the
// place, in place of a broken or a lying file.
func TestFiguresThatAreNone(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for want, spoil := range map[string]func(*engine.Report){
		"run.results[1].speedup.value is NaN": func(r *engine.Report) { r.Results[1].Speedup = &stats.Estimate{Value: nan} },
		"run.results[0].sequential.time_per_pass_s.interval.high is +Inf": func(r *engine.Report) {
			r.Results[0].Sequential.TimePerPass.Interval = &stats.Interval{High: inf}
		},
		"run.results[0].efficiency is NaN": func(r *engine.Report) { r.Results[0].Efficiency = &nan },
		"run.results[2].samples[0].evidence.cores[3] is NaN": func(r *engine.Report) {
			r.Results[2].Samples[0].Evidence.Cores[3] = nan
		},
		"run.results[0].operations.failure_rate is -Inf": func(r *engine.Report) { r.Results[0].Operations.FailureRate = -inf },
		"run.findings[0].evidence[0].value is NaN":       func(r *engine.Report) { r.Findings[0].Evidence[0].Value = nan },
	} {
		report := recorded.Quick().Copy().Report
		spoil(&report)
		text, err := export.Encode(report, nil)
		if err == nil || !strings.Contains(err.Error(), want) || text != nil {
			t.Errorf("want %q, got %v and %d bytes", want, err, len(text))
		}
	}
}
