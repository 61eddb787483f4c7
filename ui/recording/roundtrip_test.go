package recording_test

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/ui/internal/golden"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/recording"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// asText compares texts as JSON keeps them: a byte that is no text becomes the
// replacement character.
var asText = cmp.Comparer(func(a, b string) bool { return string([]rune(a)) == string([]rune(b)) })

var unexported = cmp.Exporter(func(reflect.Type) bool { return true })

// record writes events to a file and returns its path.
func record(t rapid.TB, path string, events []engine.Event) {
	t.Helper()
	w, err := recording.Create(path, "0.1.0")
	if err != nil {
		t.Fatal(err)
	}
	for _, event := range events {
		w.Observe(event)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func reopen(t rapid.TB, path string) recording.Log {
	t.Helper()
	log, err := recording.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return log
}

// TestAnyRunReturns is the property: what is written is read.
func TestAnyRunReturns(t *testing.T) {
	racebuild.SkipSequential(t)
	folder := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		events := runs.Draw(t, "run")
		path := filepath.Join(folder, rapid.SampledFrom([]string{"run.events", "run.events.gz"}).Draw(t, "name"))
		record(t, path, events)
		log := reopen(t, path)
		if diff := cmp.Diff(events, log.Events, emptyIsNone); diff != "" {
			t.Fatalf("another run returns:\n%s", diff)
		}
		_, whole := events[len(events)-1].(engine.RunFinished)
		if whole != (log.CutShort == "") || log.Version != "0.1.0" {
			t.Fatalf("version %q, cut short %q", log.Version, log.CutShort)
		}
	})
}

// TestRecordedRunsReturn holds the same for the recorded runs, and that a
// screen shows the same of a log as of the run. A short run is compared at
// every event. The others, whose folds grow long, are compared at some and at
// the end.
func TestRecordedRunsReturn(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, run := range recorded.Runs() {
		t.Run(run.Name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "run.events")
			record(t, path, run.Events)
			log := reopen(t, path)
			if diff := cmp.Diff(run.Events, log.Events, asText); diff != "" {
				t.Fatalf("another run returns:\n%s", diff)
			}
			if log.CutShort != "" {
				t.Errorf("the log is cut short: %s", log.CutShort)
			}
			every := 25
			if run.Name == recorded.Quick().Name {
				every = 1
			}
			compareFolds(t, run.Events, log, every)
		})
	}
}

func compareFolds(t *testing.T, events []engine.Event, log recording.Log, every int) {
	t.Helper()
	var original, replayed live.Run
	shown := 0
	player := recording.NewPlayer(log)
	for !player.Done() {
		for _, event := range player.Advance(10 * time.Millisecond) {
			original.Apply(events[shown])
			replayed.Apply(event)
			shown++
			if (shown%every == 0 || shown == len(events)) && !sameFold(&original, &replayed) {
				t.Fatalf("after event %d a screen shows something else", shown)
			}
		}
	}
	if shown != len(events) {
		t.Errorf("%d events of %d were played", shown, len(events))
	}
}

// sameFold ignores invalid text as asText does, which is slow, only where a
// plain comparison fails.
func sameFold(a, b *live.Run) bool {
	return reflect.DeepEqual(a, b) || cmp.Equal(a, b, asText, unexported)
}

// oneOfEach is a log that a person can read.
var oneOfEach = []engine.Event{
	engine.RunStarted{
		StartedAt: time.Date(2026, 3, 14, 9, 26, 53, 0, time.UTC), Plan: engine.Plan{Workloads: []string{"parsing"}, Schedule: engine.Isolated, Rounds: 1, Seed: 7},
		Host:  engine.Host{LogicalCPUs: 2, OS: "linux", Arch: "amd64", GoVersion: "go1.26.0", GOMAXPROCS: 2},
		Specs: []engine.Spec{{Name: "parsing", Title: "Parsing", Bound: engine.CPUBound}}, Workers: []int{2},
	},
	engine.ScheduleStarted{At: 1000, Schedule: engine.Isolated},
	engine.LegStarted{At: 2000, Workload: "parsing", Kind: engine.Parallel, Purpose: engine.Measured, Round: 1, Workers: 2, Passes: 3},
	engine.Progressed{At: 100_000_000, Lanes: []engine.LaneProgress{{
		Workload: "parsing", Kind: engine.Parallel, Purpose: engine.Measured, Round: 1, Operations: 5, Planned: 33, Items: 50, Failed: 1,
	}}},
	engine.HostSampled{At: 100_000_100, Sample: engine.HostSample{At: 100_000_000, Cores: []float64{0.5, 1}, OwnCPU: 1.25}},
	engine.LegFinished{At: 200_000_000, Purpose: engine.Measured, Sample: engine.Sample{Workload: "parsing", Kind: engine.Parallel, Round: 1, Makespan: 199_000_000}},
	engine.Warned{At: 200_000_001, Text: "12 bad lines left out"},
	engine.WorkloadFinished{At: 200_000_002, Result: engine.Result{Spec: engine.Spec{Name: "parsing"}, Schedule: engine.Isolated, Rounds: 1}},
	engine.RunFinished{At: 200_000_003, Report: engine.Report{Schema: 1, Version: "0.1.0", Duration: 200_000_003}},
}

// TestForm holds the form of a log: one that was recorded stays readable.
func TestForm(t *testing.T) {
	path := filepath.Join(t.TempDir(), "run.events")
	record(t, path, oneOfEach)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	golden.Check(t, "one-of-each.events", string(text))
	if diff := cmp.Diff(oneOfEach, reopen(t, filepath.Join("testdata", "one-of-each.events.golden")).Events); diff != "" {
		t.Errorf("the kept log is read as something else:\n%s", diff)
	}
}
