package recording_test

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/text"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/recording"

	"github.com/google/go-cmp/cmp"
)

// TestReadableWhileOpen holds that a killed program leaves what it had shown
// until a second before: the file is read while its writer is open.
func TestReadableWhileOpen(t *testing.T) {
	events := recorded.Quick().Events
	for _, name := range []string{"run.events", "run.events.gz"} {
		path := filepath.Join(t.TempDir(), name)
		w, err := recording.Create(path, "0.1.0")
		if err != nil {
			t.Fatal(err)
		}
		if w.Path() != path {
			t.Errorf("the writer's path is %q", w.Path())
		}
		for i, event := range events {
			w.Observe(event)
			if i%5 != 0 {
				continue
			}
			log := reopen(t, path)
			lost := events[len(log.Events) : i+1]
			if len(lost) > 0 && event.When()-lost[0].When() > time.Second {
				t.Fatalf("%s: at %v, what happened since %v is not in the file", name, event.When(), lost[0].When())
			}
		}
		if log := reopen(t, path); log.CutShort != "" || len(log.Events) != len(events) {
			t.Errorf("%s: before Close %d events of %d are in the file; cut short: %q", name, len(log.Events), len(events), log.CutShort)
		}
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestCreateSaysWhatIsWrong(t *testing.T) {
	path := filepath.Join(t.TempDir(), "nowhere", "run.events")
	_, err := recording.Create(path, "0.1.0")
	if err == nil || !strings.Contains(err.Error(), "record to "+path) {
		t.Errorf("got the error %v", err)
	}
}

// TestRecordingsHaveOneWriter holds that a second run does not write into the
// recording of one that is on.
func TestRecordingsHaveOneWriter(t *testing.T) {
	for _, name := range []string{"run.events", "run.events.gz"} {
		path := filepath.Join(t.TempDir(), name)
		w, err := recording.Create(path, "0.1.0")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := recording.Create(path, "0.1.0"); err == nil || !strings.HasPrefix(err.Error(), "record to "+path+": another program is writing it") {
			t.Errorf("the second gets %v", err)
		}
		events := recorded.Quick().Events
		for _, event := range events {
			w.Observe(event)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if log := reopen(t, path); len(log.Events) != len(events) || log.CutShort != "" {
			t.Errorf("the first has %d events of %d, cut short %q", len(log.Events), len(events), log.CutShort)
		}
	}
}

// TestWriterKeepsTheFirstError holds that a run goes on without its recording.
func TestWriterKeepsTheFirstError(t *testing.T) {
	start := engine.RunStarted{}
	late := engine.Warned{At: engine.At(time.Second), Text: "late"}
	for want, events := range map[string][]engine.Event{
		"begins with RunStarted":         {late},
		"a second run begins":            {start, late, start, late},
		"after RunFinished":              {start, engine.RunFinished{}, late},
		"<nil> is not an event":          {start, nil, late},
		"*engine.Warned is not an event": {start, (*engine.Warned)(nil), late},
		"HostSampled at 1s: json: un":    {start, engine.HostSampled{At: late.At, Sample: engine.HostSample{OwnCPU: math.NaN()}}, late},
	} {
		w, err := recording.Create(filepath.Join(t.TempDir(), "run.events"), "0.1.0")
		if err != nil {
			t.Fatal(err)
		}
		for _, event := range events {
			w.Observe(event)
		}
		for range 2 { // Close says it again
			if err := w.Close(); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("got the error %v, want %q", err, want)
			}
		}
		w.Observe(late) // does nothing
	}
}

func TestFullDisk(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux has a disk that is always full")
	}
	if _, err := recording.Create("/dev/full", "0.1.0"); err == nil || !strings.Contains(err.Error(), "record to /dev/full: the disk is full") {
		t.Errorf("a full disk is %v", err)
	}
}

// TestStream holds that a stream has what a file has.
func TestStream(t *testing.T) {
	path := filepath.Join(t.TempDir(), "run.events")
	events := recorded.Quick().Events
	record(t, path, events)
	var b bytes.Buffer
	w, err := recording.Stream(&b, "0.1.0")
	if err != nil || w.Path() != "" {
		t.Fatal(w.Path(), err)
	}
	for _, event := range events {
		w.Observe(event)
	}
	if err := w.Close(); err != nil || w.Err() != nil {
		t.Error(err)
	}
	log, err := recording.Read(&b)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(reopen(t, path).Events, log.Events); diff != "" {
		t.Error(diff)
	}
}

// TestFileIsTheUsersAlone holds that a recording is its owner's, and that a
// link is not followed to another file.
func TestFileIsTheUsersAlone(t *testing.T) {
	folder := t.TempDir()
	path, link := filepath.Join(folder, "run.events"), filepath.Join(folder, "link")
	record(t, path, recorded.Quick().Events)
	if about, err := os.Stat(path); err != nil || about.Mode() != 0o600 {
		t.Errorf("%v, %v", about.Mode(), err)
	}
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err)
	}
	if _, err := recording.Create(link, "0.1.0"); err == nil || !strings.Contains(err.Error(), "record to "+link+": it is a symbolic link") {
		t.Errorf("%v", err)
	}
	if log := reopen(t, path); log.CutShort != "" {
		t.Error("the file behind the link was overwritten")
	}
}

// TestDisorderIsLevelled holds that an event which comes a little late, as its
// lane read the clock before another's, keeps its place and not its moment.
func TestDisorderIsLevelled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "run.events")
	record(t, path, []engine.Event{
		engine.RunStarted{At: -5}, engine.Warned{At: 900, Text: "first"}, engine.Progressed{At: 700}, engine.RunFinished{At: 1000},
	})
	want := []engine.Event{engine.RunStarted{}, engine.Warned{At: 900, Text: "first"}, engine.Progressed{At: 900}, engine.RunFinished{At: 1000}}
	if diff := cmp.Diff(want, reopen(t, path).Events); diff != "" {
		t.Error(diff)
	}
}

// BenchmarkObserve is what a run's observer spends on its commonest event.
func BenchmarkObserve(b *testing.B) {
	w, err := recording.Create(os.DevNull, "0.1.0")
	if err != nil {
		b.Fatal(err)
	}
	w.Observe(engine.RunStarted{})
	event := engine.Progressed{Lanes: make([]engine.LaneProgress, 4)}
	b.ReportAllocs()
	for b.Loop() {
		event.At += engine.At(100 * time.Millisecond)
		w.Observe(event)
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
}

// TestRecordingMayBePrinted holds that a printed log gives no command to a CI
// system and does not reverse the text, and is read as it was.
func TestRecordingMayBePrinted(t *testing.T) {
	const hostile = "##vso[task.setvariable]x ##[error] \u202egpj.exe\u2066 \u0085\u2028::error::forged\n\x1b[31m"
	started := recorded.Quick().Events[0]
	var b bytes.Buffer
	w, err := recording.Stream(&b, hostile)
	if err != nil {
		t.Fatal(err)
	}
	w.Observe(started)
	w.Observe(engine.Warned{At: engine.At(started.When()), Text: hostile})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		if !strings.HasPrefix(line, "{") || strings.Contains(line, "##") || text.Line(line) != strings.Replace(line, "\n", " ", 1) {
			t.Errorf("a line is more than text: %q", line)
		}
	}
	log, err := recording.Read(&b)
	if err != nil {
		t.Fatal(err)
	}
	if got := log.Events[1].(engine.Warned).Text; got != hostile || log.Version != hostile {
		t.Errorf("read are %q and %q, expected %q", log.Version, got, hostile)
	}
}
