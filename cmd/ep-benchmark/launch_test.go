package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/ui/export"
)

// patience is far more than any run of these tests takes; a process that
// lasts longer hangs.
const patience = 2 * time.Minute

// launched is the program in a process of its own.
type launched struct {
	t       *testing.T
	command *exec.Cmd
	out     bytes.Buffer
	lines   *bufio.Reader // of stderr
	told    strings.Builder
}

// launch starts the program in a directory of its own. Its stdout is kept in
// out, unless adapt sets another.
func launch(t *testing.T, adapt func(*exec.Cmd), args ...string) *launched {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(cancel)
	name, value := raceOptions()
	p := &launched{t: t, command: exec.CommandContext(ctx, "ep-benchmark", args...)}
	p.command.Dir = t.TempDir()
	p.command.Env = append(os.Environ(), name+"="+value)
	p.command.Stdout = &p.out
	if adapt != nil {
		adapt(p.command)
	}
	stderr, err := p.command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.lines = bufio.NewReader(stderr)
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	return p
}

// await reads stderr up to a line that matches.
func (p *launched) await(pattern string) {
	p.t.Helper()
	wanted := regexp.MustCompile(pattern)
	for {
		line, err := p.lines.ReadString('\n')
		p.told.WriteString(line)
		if wanted.MatchString(line) {
			return
		}
		if err != nil {
			p.t.Fatalf("no line matches %s before %v:\n%s%s", pattern, err, p.told.String(), p.out.String())
		}
	}
}

func (p *launched) signal(signal os.Signal) {
	p.t.Helper()
	if err := p.command.Process.Signal(signal); err != nil {
		p.t.Fatal(err)
	}
}

// end waits for the process and returns its exit code, -1 for a signal's.
func (p *launched) end() int {
	p.t.Helper()
	rest, _ := io.ReadAll(p.lines)
	p.told.Write(rest)
	err := p.command.Wait()
	if _, exited := errors.AsType[*exec.ExitError](err); err != nil && !exited {
		p.t.Fatal(err)
	}
	return p.command.ProcessState.ExitCode()
}

// exported reads the report that the process wrote.
func (p *launched) exported(name string) engine.Report {
	p.t.Helper()
	file, err := os.Open(filepath.Join(p.command.Dir, name))
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	report, err := export.Decode(file)
	if err != nil {
		p.t.Fatal(err)
	}
	return report
}

// result returns the result of a workload, which must have one.
func result(t *testing.T, report engine.Report, workload string) engine.Result {
	t.Helper()
	for _, result := range report.Results {
		if result.Spec.Name == workload {
			return result
		}
	}
	t.Fatalf("%s has no result", workload)
	return engine.Result{}
}
