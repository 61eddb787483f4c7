//go:build unix

package main

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"ep-benchmark/cmd/internal/cli"
)

// longRun has far more rounds than any test waits for.
func longRun(more ...string) []string {
	return append([]string{
		"tracking", "parsing", "--latency", "none", "--packages", "4", "--iterations", "20", "--rounds", "1000", "--minimum-leg", "5ms",
	}, more...)
}

// wellUnderWay matches a progress line when both workloads have a round done.
const wellUnderWay = `tracking ([2-9]|\d\d+)/1000.*parsing ([2-9]|\d\d+)/1000`

// The first signal ends the run in order: finished work is reported and
// exported, and both the report and the export say that they are partial.
func TestInterruptedRunKeepsWhatIsDone(t *testing.T) {
	for name, signal := range map[string]os.Signal{"SIGINT": os.Interrupt, "SIGTERM": syscall.SIGTERM, "SIGHUP": syscall.SIGHUP} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := launch(t, nil, longRun("--export=json:out.json")...)
			p.await(wellUnderWay)
			p.signal(signal)
			p.await(`^finishing up; `)
			if code := p.end(); code != cli.ExitInterrupted {
				t.Errorf("exit code %d, want %d", code, cli.ExitInterrupted)
			}
			if !strings.Contains(p.out.String(), "PARTIAL") || !strings.Contains(p.out.String(), "interrupted before the plan was carried out") {
				t.Errorf("the report does not say that it is partial:\n%s", p.out.String())
			}
			if !strings.HasSuffix(p.told.String(), "exported to out.json\n") {
				t.Errorf("stderr does not name the export:\n%s", p.told.String())
			}
			report := p.exported("out.json")
			if !report.Partial || report.Ended == "" {
				t.Errorf("partial %v, ended %q", report.Partial, report.Ended)
			}
			for _, workload := range []string{"tracking", "parsing"} {
				if r := result(t, report, workload); r.Speedup == nil || r.Failure != "" {
					t.Errorf("%s has lost its rounds: speedup %v, failure %q", workload, r.Speedup, r.Failure)
				}
			}
		})
	}
}

// One stop arrives as two signals, and more, within a moment: from timeout,
// systemd, docker and npm. The report and the export survive it.
func TestOneStopAsTwoSignals(t *testing.T) {
	for name, signals := range map[string][]os.Signal{
		"SIGTERM twice": {syscall.SIGTERM, syscall.SIGTERM},
		"SIGINT thrice": {os.Interrupt, os.Interrupt, os.Interrupt},
		"both":          {os.Interrupt, syscall.SIGTERM},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := launch(t, nil, longRun("--export=json:out.json")...)
			p.await(wellUnderWay)
			for _, one := range signals {
				_ = p.command.Process.Signal(one) // a fast run has ended by the first
			}
			if code := p.end(); code != cli.ExitInterrupted {
				t.Errorf("exit code %d, want %d", code, cli.ExitInterrupted)
			}
			if !p.exported("out.json").Partial || !strings.Contains(p.out.String(), "PARTIAL") {
				t.Errorf("the report is not partial:\n%s", p.out.String())
			}
		})
	}
}

// SIGQUIT and SIGABRT end the program and make it print its stacks.
func TestSignalsThatTellStacks(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGQUIT, syscall.SIGABRT} {
		t.Run(signal.String(), func(t *testing.T) {
			t.Parallel()
			p := launch(t, nil, longRun()...)
			p.await(wellUnderWay)
			p.signal(signal)
			p.end()
			if status := p.command.ProcessState.Sys().(syscall.WaitStatus); code(status) != 128+int(signal) {
				t.Errorf("ended with %v, want by the signal", p.command.ProcessState)
			}
			if !strings.Contains(p.told.String(), "goroutine ") {
				t.Errorf("there are no stacks:\n%s", p.told.String())
			}
		})
	}
}

// A crash signal ends the program by that signal while its packages are being
// initialized, too. Few packages come before the one that sees to it.
func TestCrashSignalsWhileStarting(t *testing.T) {
	t.Parallel()
	const earliest = 60 // packages; there are some 300
	traced := func(c *exec.Cmd) { c.Env = append(c.Env, "GODEBUG=inittrace=1") }
	for i := range 20 {
		signal := []syscall.Signal{syscall.SIGQUIT, syscall.SIGABRT}[i%2]
		p := launch(t, traced, longRun()...)
		p.await("^init ep-benchmark/cmd/internal/early ")
		p.signal(signal)
		if before := strings.Count(p.told.String(), "init "); before > earliest {
			t.Errorf("%d packages come before:\n%s", before, p.told.String())
		}
		p.end()
		if status := p.command.ProcessState.Sys().(syscall.WaitStatus); code(status) != 128+int(signal) {
			t.Errorf("ended with %v, want by the signal\n%s", p.command.ProcessState, p.told.String())
		}
	}
}

// code returns the exit code that a shell reports.
func code(status syscall.WaitStatus) int {
	if status.Signaled() {
		return 128 + int(status.Signal())
	}
	return status.ExitStatus()
}

// A signal ends the program while it waits for input that never ends. The
// program then removes its copy of the input.
func TestStopBeforeTheInputEnds(t *testing.T) {
	t.Parallel()
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = writer.Close() }()
	copies := t.TempDir()
	p := launch(t, func(command *exec.Cmd) {
		command.Stdin = reader
		command.Env = append(command.Env, "TMPDIR="+copies)
	}, "parsing", "--input", "-")
	_ = reader.Close()
	for { // until it reads
		if entries, err := os.ReadDir(copies); err != nil || len(entries) > 0 {
			break
		}
		select {
		case <-t.Context().Done():
			t.Fatal("nothing is read")
		case <-time.After(10 * time.Millisecond):
		}
	}
	p.signal(syscall.SIGTERM)
	if code := p.end(); code != cli.ExitInterrupted || !strings.Contains(p.told.String(), "--input -: interrupted while it was read") {
		t.Errorf("exit code %d, want %d:\n%s", code, cli.ExitInterrupted, p.told.String())
	}
	if entries, err := os.ReadDir(copies); err != nil || len(entries) > 0 {
		t.Errorf("%v %v are left", entries, err)
	}
}

// With JSON on stdout a partial run is one valid document, too.
func TestInterruptedRunOnStdout(t *testing.T) {
	t.Parallel()
	p := launch(t, nil, longRun("--export=json")...)
	p.await(wellUnderWay)
	p.signal(os.Interrupt)
	if code := p.end(); code != cli.ExitInterrupted {
		t.Errorf("exit code %d, want %d", code, cli.ExitInterrupted)
	}
	if text := p.out.String(); !strings.HasPrefix(text, "{") || !strings.HasSuffix(text, "}\n") || !strings.Contains(text, `"partial": true`) {
		t.Errorf("stdout is no partial document: %.200s", text)
	}
	if !strings.Contains(p.told.String(), "PARTIAL") {
		t.Error("the report is not on stderr")
	}
}

// A second signal after a while ends the program without a report. Here nothing
// reads the report, so that the process would wait for ever.
func TestSecondSignalEndsAtOnce(t *testing.T) {
	t.Parallel()
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = reader.Close() }()
	fill(t, writer)
	p := launch(t, func(command *exec.Cmd) { command.Stdout = writer }, longRun()...)
	_ = writer.Close()
	p.await(wellUnderWay)
	p.signal(os.Interrupt)
	p.await(`^finishing up; `)
	over := make(chan struct{})
	go func() {
		again := time.NewTicker(50 * time.Millisecond) // those of the first second are the same stop
		defer again.Stop()
		for {
			select {
			case <-again.C:
				_ = p.command.Process.Signal(os.Interrupt) // it may be gone
			case <-over:
				return
			}
		}
	}()
	p.end()
	close(over)
	if status := p.command.ProcessState.Sys().(syscall.WaitStatus); !status.Signaled() || status.Signal() != syscall.SIGINT {
		t.Errorf("ended with %v, want by the signal", p.command.ProcessState)
	}
}

// fill writes to a pipe until it takes no more.
func fill(t *testing.T, pipe *os.File) {
	t.Helper()
	raw, err := pipe.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	err = raw.Write(func(fd uintptr) bool {
		for _, size := range []int{1 << 12, 1} {
			for taken := size; taken > 0; { // the runtime's pipes say EAGAIN where others block
				taken, _ = syscall.Write(int(fd), make([]byte, size))
			}
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
}
