package main

import (
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mattn/go-shellwords"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/workloads/quotes/standin"
)

// startStandIn serves Redis' commands until the test ends, and returns the address.
func startStandIn(t *testing.T) string {
	t.Helper()
	in, hold := io.Pipe()
	addresses, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- standin.Serve(in, func(address string) error { addresses <- address; return nil })
	}()
	t.Cleanup(func() {
		_ = hold.Close()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return <-addresses
}

// TestRateQuotesExamplesRun carries out the commands of docs/rate-quotes.md and of the
// command's help, made small.
func TestRateQuotesExamplesRun(t *testing.T) {
	t.Parallel()
	const written = "redis://127.0.0.1:6379"
	address := "redis://" + startStandIn(t)
	lines := exampleLines(newRateQuotes(process.Environment{}, nil).Example)
	for _, line := range commandsIn(textOf(t, filepath.Join("..", "..", "docs", "rate-quotes.md"))) {
		if !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	folder := t.TempDir()
	writeOrders(t, folder)
	for _, line := range lines {
		words, err := shellwords.Parse(line)
		if err != nil || len(words) < 2 || words[1] != "rate-quotes" {
			t.Fatalf("%q: %v", line, err)
		}
		args := append(slices.Clone(words[1:]), "--latency", "none", "--rounds", "7", "--fail-on", "none")
		if !slices.Contains(args, "--quotes") && !slices.Contains(args, "--keys") {
			args = append(args, "--quotes", "20")
		}
		for i := range args {
			args[i] = strings.Replace(args[i], written, address, 1)
		}
		p := launch(t, func(command *exec.Cmd) {
			command.Dir = folder
			command.Env = append(command.Env, "XDG_DATA_HOME="+filepath.Join(folder, "data"))
		}, args...)
		if code := p.end(); code != cli.ExitOK {
			t.Errorf("%s: exit code %d\n%s%s", line, code, p.told.String(), p.out.String())
		}
		if out := p.out.String(); !strings.Contains(out, "calls saved") || !strings.Contains(out, "out of date") {
			t.Errorf("%s says neither what is saved nor what is out of date:\n%s", line, out)
		}
	}
	if len(lines) < 7 {
		t.Errorf("only %d commands were found", len(lines))
	}
}
