package recorded_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/ui/internal/recorded"
)

// TestCopyIsTheSame holds that a copy is equal and shares nothing with the
// recording.
func TestCopyIsTheSame(t *testing.T) {
	original := recorded.Quick()
	copied := original.Copy()
	if diff := cmp.Diff(original.Report, copied.Report); diff != "" {
		t.Errorf("the copy differs:\n%s", diff)
	}
	copied.Report.Results[0].Spec.Title = "changed"
	if recorded.Quick().Report.Results[0].Spec.Title == "changed" {
		t.Error("to change the copy changes the recording")
	}
}

// TestLogsAreInOrder holds what the engine promises of its events.
func TestLogsAreInOrder(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, run := range recorded.Runs() {
		last := time.Duration(0)
		for i, event := range run.Events {
			if event.When() < last {
				t.Errorf("%s: event %d goes back in time", run.Name, i)
			}
			last = event.When()
		}
		if _, started := run.Events[0].(engine.RunStarted); !started {
			t.Errorf("%s begins with %T", run.Name, run.Events[0])
		}
		if _, finished := run.Events[len(run.Events)-1].(engine.RunFinished); !finished {
			t.Errorf("%s ends with %T", run.Name, run.Events[len(run.Events)-1])
		}
	}
}

// TestRecordingsShowEveryOutcome holds that every outcome is in some recording.
func TestRecordingsShowEveryOutcome(t *testing.T) {
	racebuild.SkipSequential(t)
	seen := map[engine.Outcome]bool{}
	for _, run := range recorded.Runs() {
		for _, a := range run.Report.Assessed() {
			seen[a.Outcome] = true
		}
		for _, result := range run.Report.Results {
			for _, a := range result.Assessments {
				seen[a.Outcome] = true
			}
		}
	}
	for _, outcome := range []engine.Outcome{engine.Met, engine.Missed, engine.Unclear, engine.NotAttainable, engine.NotMeasured} {
		if !seen[outcome] {
			t.Errorf("no recording has the outcome %q", outcome)
		}
	}
}
