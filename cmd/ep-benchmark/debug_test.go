package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ep-benchmark/cmd/internal/api"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/doctor"
)

// TestProfilesHoldNoSecret looks into every file that --debug writes, for keys
// of the environment and of the program.
func TestProfilesHoldNoSecret(t *testing.T) {
	const secret = "EZAKsecret"
	p := launch(t, func(command *exec.Cmd) { command.Env = append(command.Env, "EASYPOST_API_KEY="+secret) },
		"--debug=profiles", "--no-save", "--quick", "--fail-on", "none", "--latency", "none", "--minimum-leg", "1ms", "--shipments", "2", "bulk-creation")
	if code := p.end(); code != cli.ExitOK {
		t.Fatalf("exit code %d\n%s", code, p.told.String())
	}
	files, err := filepath.Glob(filepath.Join(p.command.Dir, "profiles", "*"))
	if err != nil || len(files) != 10 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{secret, api.SimulatorKey} {
			if bytes.Contains(unpacked(t, data), []byte(key)) {
				t.Errorf("%s holds %s", filepath.Base(file), key)
			}
		}
	}
}

// unpacked returns a profile without its compression.
func unpacked(t *testing.T, data []byte) []byte {
	t.Helper()
	packed, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return data
	}
	all, err := io.ReadAll(packed)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestDebuggingDocsRun carries out the commands of docs/debugging.md and of
// doctor's help, with small sizes for those that measure.
func TestDebuggingDocsRun(t *testing.T) {
	skipUnseenChildren(t)
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "debugging.md"))
	if err != nil {
		t.Fatal(err)
	}
	lines := exampleLines(doctor.New(silent(io.Discard, io.Discard)).Example)
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "ep-benchmark ") {
			command, _, _ := strings.Cut(line, "#")
			lines = append(lines, strings.TrimSpace(command))
		}
	}
	if len(lines) != 6 {
		t.Fatalf("found %q", lines)
	}
	for _, line := range lines {
		args := strings.Fields(line)[1:]
		may := []int{cli.ExitOK, cli.ExitFailed} // depends on whether this machine is fit
		if args[0] != "doctor" {
			args, may = append(args, smaller(args)...), []int{cli.ExitOK, cli.ExitMissed}
			if slices.Contains(args, "--compare") { // there are no runs to compare with here, and it would be refused
				args = append(args, "--fail-on", "none")
			}
		}
		p := launch(t, nil, args...)
		if code := p.end(); !slices.Contains(may, code) || p.out.Len() == 0 {
			t.Errorf("%s: exit code %d\n%s%s", line, code, p.told.String(), p.out.String())
		}
	}
}
