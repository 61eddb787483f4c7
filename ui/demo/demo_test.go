package demo

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"

	"ep-benchmark/engine"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/recording"
)

// TestRecordingIsWhole holds that the recording can be read to its end, and is small.
func TestRecordingIsWhole(t *testing.T) {
	log, err := Recording()
	if err != nil {
		t.Fatal(err)
	}
	if log.CutShort != "" {
		t.Errorf("the recording is cut short: %s", log.CutShort)
	}
	if size := len(compressed); size > 300_000 {
		t.Errorf("the recording takes %d bytes", size)
	}
}

// TestGeneratedRecordingIsTheGenerators holds that the recording in the tree is what
// the generator writes, and says that it was generated. A measured one in its place
// is no concern of the generator's.
func TestGeneratedRecordingIsTheGenerators(t *testing.T) {
	log, err := Recording()
	if err != nil {
		t.Fatal(err)
	}
	if begun := log.Events[0].(engine.RunStarted); !begun.Plan.Generated {
		t.Skip("the recording was measured")
	}
	run := recorded.Demo()
	path := filepath.Join(t.TempDir(), "run.events")
	again, err := recording.Create(path, run.Report.Version)
	if err != nil {
		t.Fatal(err)
	}
	for _, event := range run.Events {
		again.Observe(event)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	zip, err := gzip.NewReader(bytes.NewReader(compressed))
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(zip)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("the recording is not the generator's: run go generate ./ui/demo")
	}
}
