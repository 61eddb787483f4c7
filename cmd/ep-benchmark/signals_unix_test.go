//go:build unix

package main

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// longRun has far more rounds than anybody waits for.
func longRun(more ...string) []string {
	return append([]string{
		"tracking", "parsing", "--latency", "none", "--packages", "4", "--iterations", "20", "--rounds", "1000", "--minimum-leg", "5ms",
	}, more...)
}

// wellUnderWay matches a progress line when both workloads have a round done.
const wellUnderWay = `tracking ([2-9]|\d\d+)/1000.*parsing ([2-9]|\d\d+)/1000`

// The first signal ends the run in order: what is done is reported and
// exported, and both say that they are not the whole.
func TestInterruptedRunKeepsWhatIsDone(t *testing.T) {
	for name, signal := range map[string]os.Signal{"SIGINT": os.Interrupt, "SIGTERM": syscall.SIGTERM, "SIGHUP": syscall.SIGHUP} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := launch(t, nil, longRun("--export=json:out.json")...)
			p.await(wellUnderWay)
			p.signal(signal)
			p.await(`^finishing up; `)
			if code := p.end(); code != exitInterrupted {
				t.Errorf("exit code %d, want %d", code, exitInterrupted)
			}
			if !strings.Contains(p.out.String(), "PARTIAL") || !strings.Contains(p.out.String(), "interrupted before the plan was carried out") {
				t.Errorf("the report does not say that it is partial:\n%s", p.out.String())
			}
			if !strings.HasSuffix(p.told.String(), "exported to out.json\n") {
				t.Errorf("the export is not told:\n%s", p.told.String())
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

// With JSON on stdout a partial run is one valid document, too.
func TestInterruptedRunOnStdout(t *testing.T) {
	t.Parallel()
	p := launch(t, nil, longRun("--export=json")...)
	p.await(wellUnderWay)
	p.signal(os.Interrupt)
	if code := p.end(); code != exitInterrupted {
		t.Errorf("exit code %d, want %d", code, exitInterrupted)
	}
	if text := p.out.String(); !strings.HasPrefix(text, "{") || !strings.HasSuffix(text, "}\n") || !strings.Contains(text, `"partial": true`) {
		t.Errorf("stdout is no partial document: %.200s", text)
	}
	if !strings.Contains(p.told.String(), "PARTIAL") {
		t.Error("the report is not on stderr")
	}
}

// Whoever signals twice wants no report: here nobody reads it, so that the
// process would wait for ever.
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
	p.signal(os.Interrupt)
	p.end()
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
