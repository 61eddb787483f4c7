package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/engine"
	"ep-benchmark/ui/demo"
	"ep-benchmark/ui/export"
)

// TestDemo makes pictures of the demonstration, still and in motion, and of each the
// words that it was not measured.
func TestDemo(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		{"--at", "17s"}, {"--at", "9s", "--for", "10s"}, {"--view", "cores", "--theme", "light", "--size", "80x24"}, {"--for", "10s", "--view", "cores"},
	} {
		p := launch(t, nil, append([]string{"demo", "--picture", "demo.svg"}, args...)...)
		if code := p.end(); code != cli.ExitOK {
			t.Fatalf("%v: exit code %d: %s", args, code, p.told.String())
		}
		picture, err := os.ReadFile(filepath.Join(p.command.Dir, "demo.svg"))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(picture, []byte("GENERATED, NOT MEASURED")) {
			t.Errorf("%v: the picture does not say that the run was not measured", args)
		}
		if len(picture) > 300_000 {
			t.Errorf("%v: the picture has %d bytes", args, len(picture))
		}
	}
}

// TestDemoIsNoMeasurement holds that nothing made of the demonstration is taken for a
// measurement: neither its recording nor an export of it can be compared.
func TestDemoIsNoMeasurement(t *testing.T) {
	t.Parallel()
	log, err := demo.Recording()
	if err != nil {
		t.Fatal(err)
	}
	report := log.Events[len(log.Events)-1].(engine.RunFinished).Report
	if !report.Plan.Generated {
		t.Skip("the recording was measured")
	}
	document, err := export.Encode(report, nil)
	if err != nil {
		t.Fatal(err)
	}
	recording, err := os.ReadFile(filepath.Join("..", "..", "ui", "demo", "run.events.gz"))
	if err != nil {
		t.Fatal(err)
	}
	files := func(command *exec.Cmd) {
		for name, content := range map[string][]byte{"demo.json": document, "demo.events.gz": recording} {
			if err := os.WriteFile(filepath.Join(command.Dir, name), content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, args := range [][]string{
		{"compare", "m3-max", "demo.json"},
		{"compare", "demo.json", "demo.json"},
		{"--quick", "--compare=demo.json", "parsing", "--no-save"},
		{"replay", "demo.events.gz", "--compare=m3-max", "--picture", "x.svg"},
	} {
		p := launch(t, files, args...)
		if code := p.end(); code == cli.ExitOK || !strings.Contains(p.told.String(), engine.NeverMeasured) {
			t.Errorf("%v: exit code %d: %s", args, code, p.told.String())
		}
	}
}
