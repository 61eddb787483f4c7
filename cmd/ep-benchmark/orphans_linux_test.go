package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"ep-benchmark/cmd/internal/api"
	"ep-benchmark/cmd/internal/cli"
)

// The simulator ends when the program is killed and can't stop it.
func TestSimulatorGoesWithTheProgram(t *testing.T) {
	t.Parallel()
	p := launch(t, nil, longRun()...)
	p.await(`^\d\d:\d\d `)
	goesWith(t, p)
}

// goesWith kills the program and waits until its only child has gone, too.
func goesWith(t *testing.T, p *launched) {
	t.Helper()
	child, err := unix.PidfdOpen(simulatorOf(t, p), 0)
	if err != nil {
		t.Skipf("this kernel can't watch a process: %v", err)
	}
	defer func() { _ = unix.Close(child) }()
	p.signal(os.Kill)
	p.end()
	for {
		ready, err := unix.Poll([]unix.PollFd{{Fd: int32(child), Events: unix.POLLIN}}, int(patience.Milliseconds()))
		if errors.Is(err, unix.EINTR) {
			continue
		}
		if ready != 1 || err != nil {
			t.Errorf("its child outlives the program: %v", err)
		}
		return
	}
}

// When the simulator is killed, the workloads that need it are given up, with
// the reason in words; the others go on to their end.
func TestKilledSimulatorStopsOnlyItsWorkloads(t *testing.T) {
	skipUnseenChildren(t)
	t.Parallel()
	p := launch(t, nil, "bulk-creation", "tracking", "parsing", "--latency", "none", "--rounds", "25",
		"--minimum-leg", "99ms", // so that no round is gated on a busy machine
		"--shipments", "4", "--packages", "4", "--iterations", "20", "--export=json:out.json")
	p.await(`bulk-creation \d+/25 .*tracking \d+/25`) // neither is done
	if err := syscall.Kill(simulatorOf(t, p), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if code := p.end(); code != cli.ExitFailed {
		t.Errorf("exit code %d, want %d", code, cli.ExitFailed)
	}
	if told := p.told.String(); !strings.Contains(told, "ep-benchmark: "+api.SimulatorEnded+": simulator process: signal: killed\n") {
		t.Errorf("stderr does not say what happened:\n%s", told)
	}
	report := p.exported("out.json")
	if r := result(t, report, "parsing"); r.Rounds != 25 || r.Failure != "" {
		t.Errorf("parsing has %d rounds, failure %q", r.Rounds, r.Failure)
	}
	for _, workload := range []string{"bulk-creation", "tracking"} {
		if r := result(t, report, workload); !strings.Contains(r.Failure, "connection refused") || !strings.Contains(p.out.String(), "connection refused") {
			t.Errorf("%s does not say why it ended: %q", workload, r.Failure)
		}
	}
	if !strings.Contains(strings.Join(report.Warnings, "\n"), api.SimulatorEnded) {
		t.Errorf("the report does not warn: %q", report.Warnings)
	}
}

// simulatorOf finds the program's only child.
func simulatorOf(t *testing.T, p *launched) int {
	t.Helper()
	lists, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", p.command.Process.Pid))
	if err != nil || len(lists) == 0 {
		t.Skip("this kernel does not list a process's children")
	}
	for _, list := range lists { // a child is its starter thread's
		var child int
		if text, err := os.ReadFile(list); err == nil {
			if _, err := fmt.Sscan(string(text), &child); err == nil {
				return child
			}
		}
	}
	t.Fatal("the program has no child")
	return 0
}
