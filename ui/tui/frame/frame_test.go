package frame

import (
	"strings"
	"testing"

	"ep-benchmark/ui/config"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/recording"
)

// finished is a run that has ended.
func finished() *live.Run {
	run := &live.Run{}
	for _, event := range recorded.Finished().Events {
		run.Apply(event)
	}
	return run
}

// TestState says in a word what the dashboard is doing; what the reader has done
// comes before what the run does.
func TestState(t *testing.T) {
	partial := finished()
	partial.Report.Partial = true
	player := recording.NewPlayer(recording.Log{Events: recorded.Quick().Events})
	begun := &live.Run{Started: true}
	for _, of := range []struct {
		moment Moment
		want   string
	}{
		{Moment{Run: &live.Run{}}, "NO RUN"},
		{Moment{Run: &live.Run{}, Running: true}, "STARTING"},
		{Moment{Run: begun, Running: true}, "RUNNING"},
		{Moment{Run: begun, Running: true, Stopping: true}, "STOPPING"},
		{Moment{Run: begun, Running: true, Confirming: true}, "CONFIRMING"},
		{Moment{Run: begun, Running: true, Stopping: true, Frozen: true}, "FROZEN"},
		{Moment{Run: finished()}, "FINISHED"},
		{Moment{Run: partial}, "PARTIAL"},
		{Moment{Run: finished(), Player: player}, "RECORDING 1x"},
		{Moment{Run: finished(), Player: player, Still: true}, "FINISHED"},
		{Moment{Run: begun, Player: player, Still: true}, "RUNNING"},
	} {
		if got, _ := of.moment.state(); got != of.want {
			t.Errorf("%+v is %q, want %q", of.moment, got, of.want)
		}
	}
}

// TestHintsSuitTheMoment names what can be done, and nothing that can't.
func TestHintsSuitTheMoment(t *testing.T) {
	player := recording.NewPlayer(recording.Log{Events: recorded.Quick().Events})
	for _, of := range []struct {
		name   string
		moment Moment
		want   string
	}{
		{"a run", Moment{Run: &live.Run{}, Running: true}, "help, freeze, stop, zoom, export, compare with, quit"},
		{"a frozen run", Moment{Run: &live.Run{}, Running: true, Frozen: true}, "help, go on, stop, zoom, export, quit"},
		{"a frozen screen", Moment{Run: finished(), Frozen: true}, "help, go on, zoom, export, quit"},
		{"a recording", Moment{Run: &live.Run{}, Player: player}, "help, pause, back, forward, next leg, faster, slower, export, quit"},
		{"a picture", Moment{Run: &live.Run{}, Player: player, Still: true}, "help, freeze, stop, zoom, export, compare with, quit"},
		{"after a run", Moment{Run: finished()}, "help, run again, run this one, export, copy summary, compare with, quit"},
		{"after a run that is kept", Moment{Run: finished(), Keeps: true, Saves: true}, "help, run again, run this one, save baseline, export, copy summary, compare with, quit"},
		{"after the only run", Moment{Run: finished(), Once: true}, "help, export, copy summary, compare with, quit"},
		{"a list", Moment{Run: finished(), Lists: true}, "help, open, compare with, quit"},
		{"a list of a store", Moment{Run: finished(), Lists: true, Keeps: true}, "help, open, compare with, filter, mark, save baseline, pin, delete, quit"},
	} {
		var names []string
		for _, hint := range of.moment.Hints(config.Default().Keys) {
			names = append(names, hint.Help().Desc)
		}
		if got := strings.Join(names, ", "); got != of.want {
			t.Errorf("%s: the hints are %s, want %s", of.name, got, of.want)
		}
	}
	if hints := (&Moment{Run: &live.Run{}}).Hints(config.Keymap{}); len(hints) > 0 {
		t.Errorf("without keys there are hints: %+v", hints)
	}
}
