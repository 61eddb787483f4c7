//go:build unix

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
)

// However a run ends, the terminal is given back, finished work is exported,
// and the exit code reports the outcome.
func TestDashboardEndings(t *testing.T) {
	t.Parallel()
	type ending struct {
		args []string
		wait string
		end  func(*pane)
		code int
	}
	signals := func(signals ...os.Signal) func(*pane) {
		return func(p *pane) {
			pid := p.pid()
			for _, s := range signals {
				p.signal(pid, s)
			}
		}
	}
	for name, c := range map[string]ending{
		"q asked and confirmed": {longRun(), roundDone, func(p *pane) {
			p.press("q")
			p.shows(question)
			p.press("Down", "Enter")
		}, cli.ExitInterrupted},
		"ctrl+c, and once more": {longRun(), roundDone, func(p *pane) {
			p.press("C-c")
			p.shows(partial)
			p.press("C-c")
		}, cli.ExitInterrupted},
		"ctrl+c twice at once":   {longRun(), roundDone, func(p *pane) { p.press("C-c", "C-c") }, cli.ExitInterrupted},
		"ctrl+c from a question": {longRun(), roundDone, func(p *pane) { p.press("q", "C-c", "C-c") }, cli.ExitInterrupted},
		"SIGINT":                 {longRun(), roundDone, signals(syscall.SIGINT), cli.ExitInterrupted},
		"SIGTERM":                {longRun(), roundDone, signals(syscall.SIGTERM), cli.ExitInterrupted},
		"SIGHUP thrice at once":  {longRun(), roundDone, signals(syscall.SIGHUP, syscall.SIGHUP, syscall.SIGHUP), cli.ExitInterrupted},
		"q when all is met":      {shortRun(), finished, func(p *pane) { p.press("q") }, cli.ExitOK},
		"q when one is missed":   {append(shortRun()[:len(shortRun())-2], "--target", "parsing=1ns"), finished, func(p *pane) { p.press("q") }, cli.ExitMissed},
		"ctrl+c when finished":   {shortRun(), finished, func(p *pane) { p.press("C-c") }, cli.ExitOK},
		"SIGTERM when finished":  {shortRun(), finished, signals(syscall.SIGTERM), cli.ExitOK},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := openPane(t, 100, 30)
			p.start(append(c.args, "--export=json:out.json")...)
			p.shows(c.wait)
			c.end(p)
			p.ends(c.code)
			if report := p.report("out.json"); report.Partial != (c.code == cli.ExitInterrupted) {
				t.Errorf("partial: %v", report.Partial)
			}
			if drawn := p.drawn(); strings.Contains(drawn, "finishing up") {
				t.Error("words for the normal screen were written across the dashboard")
			}
		})
	}
}

// A second signal ends the program at once. The terminal is given back.
func TestSecondSignalGivesTheTerminalBackAtOnce(t *testing.T) {
	t.Parallel()
	p := openPane(t, 100, 30)
	p.startBroken("stuck")
	p.shows(running)
	pid := p.pid()
	p.signal(pid, syscall.SIGTERM)
	p.shows("STOPPING")
	<-time.After(process.SameStop) // until then a signal belongs to the first stop
	began := time.Now()
	p.signal(pid, syscall.SIGTERM)
	p.ends(cli.ExitInterrupted)
	if took := time.Since(began); took > unhurriedStop/2 {
		t.Errorf("it took %v", took)
	}
}

// A crash of the program gives the terminal back first, and prints its cause on
// the normal screen.
func TestCrashesGiveTheTerminalBack(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		end   func(*pane, int)
		code  int
		tells string
	}{
		"SIGQUIT": {func(p *pane, pid int) { p.signal(pid, syscall.SIGQUIT) }, 128 + int(syscall.SIGQUIT), "goroutine "},
		"SIGABRT": {func(p *pane, pid int) { p.signal(pid, syscall.SIGABRT) }, 128 + int(syscall.SIGABRT), "goroutine "},
		"SIGSEGV": {func(p *pane, pid int) { p.signal(pid, syscall.SIGSEGV) }, 2, "This is a bug in ep-benchmark"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := openPane(t, 100, 30)
			p.start(longRun()...)
			p.shows(roundDone)
			pid := p.pid()
			p.until("the guard", func() bool { return p.guard(pid) != 0 })
			c.end(p, pid)
			p.ends(c.code)
			p.tells(c.tells)
		})
	}
}

// A killed program can't give the terminal back, so its guard does. The guard
// ends soon after that, as it does after an orderly end.
func TestGuard(t *testing.T) {
	t.Parallel()
	for name, signal := range map[string]syscall.Signal{"SIGKILL": syscall.SIGKILL, "SIGTERM": syscall.SIGTERM} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := openPane(t, 100, 30)
			p.start(longRun()...)
			p.shows(roundDone)
			pid, guard := p.pid(), 0
			p.until("the guard", func() bool { guard = p.guard(pid); return guard != 0 })
			if environment, err := os.ReadFile(fmt.Sprintf("/proc/%d/environ", guard)); err == nil && len(environment) > 0 {
				t.Errorf("the guard has an environment: %q", environment)
			}
			p.signal(guard, syscall.SIGTERM) // as systemd does, which signals all processes
			p.signal(pid, signal)
			p.until("the end of both", func() bool { return p.kept(".code") != "" && syscall.Kill(guard, 0) != nil })
			p.until("the terminal", func() bool { return p.flags() == restored })
			p.isRestored()
		})
	}
}

// A run survives the closing of its terminal: finished work is exported.
func TestClosedTerminal(t *testing.T) {
	t.Parallel()
	p := openPane(t, 100, 30)
	p.start(longRun("--export=json:out.json")...)
	p.shows(roundDoneOf("Parsing"))
	program, simulator := p.pid(), p.simulator()
	p.do("kill-pane")
	p.until("the export", func() bool {
		_, err := os.Stat(filepath.Join(p.folder, "out.json"))
		return err == nil
	})
	if report := p.report("out.json"); !report.Partial || result(t, report, "parsing").Speedup == nil {
		t.Error("what was done is not in the export")
	}
	p.until("both processes to be gone", func() bool {
		return syscall.Kill(program, 0) != nil && syscall.Kill(simulator, 0) != nil
	})
}

// noFailures matches what a run says of its operations when none has failed.
var noFailures = regexp.MustCompile(`\b0 of [\d,.]+[kMG]? failed`)

// When the simulator dies, only the workloads that it served fail, with a
// message. The next run starts another simulator.
func TestKilledSimulator(t *testing.T) {
	t.Parallel()
	p := openPane(t, 130, 40)
	p.start(longRun("--export=json:out.json")...)
	p.shows(roundDone)
	p.signal(p.simulator(), syscall.SIGKILL)
	screen := p.shows(`1 failed(?s:.*)the simulator ended during the run`)
	if !strings.Contains(screen, running) || !strings.Contains(screen, "parsing") && !strings.Contains(screen, "Parsing") {
		t.Errorf("the other workload does not go on:\n%s", screen)
	}
	p.press("s")
	p.shows(partial)
	p.press("r")
	p.shows(roundDoneOf("Batch tracking"))
	p.await("a run of which nothing failed", func(screen string) bool {
		return !strings.Contains(noFailures.ReplaceAllString(screen, ""), "failed")
	})
	p.simulator()
	p.press("s")
	p.shows(partial)
	p.press("q")
	p.ends(cli.ExitInterrupted)
	if report := p.report("out.json"); result(t, report, "tracking").Speedup == nil || result(t, report, "tracking").Failure != "" {
		t.Error("the second run's tracking is not in the export")
	}
}

// A suspended program gives the terminal back and takes it again. The leg that
// was suspended has no valid timing.
func TestSuspension(t *testing.T) {
	t.Parallel()
	p := openPane(t, 130, 40)
	// The legs take a second and half a second, so that the suspension hits one
	// of them. The lower minimum keeps rounds from being gated on a busy
	// machine.
	p.line(before + "ep-benchmark bulk-creation --shipments 10 --workers 2 --latency fixed --minimum-leg 99ms --export=json:out.json")
	p.shows(`RUNNING(?s:.*)round 1/8`)
	p.press("C-z")
	p.until("the shell", func() bool { return p.flags() == restored })
	p.line("echo the shell is back; stty -g >.between")
	p.shows("the shell is back")
	p.until("the terminal's settings", func() bool { return p.kept(".between") != "" })
	p.isRestored()
	if got, want := p.kept(".between"), p.kept(".before"); got != want {
		t.Errorf("stty -g tells %s while suspended, and %s before", got, want)
	}
	p.line("clear; fg" + behind)
	p.shows(`RUNNING(?s:.*)round [23]/8`) // the leg is over
	if got := p.flags(); got != "1 0 1" {
		t.Errorf("alternate screen, cursor, mouse after fg: %s", got)
	}
	p.press("C-c")
	p.shows(partial)
	p.press("q")
	p.ends(cli.ExitInterrupted)
	suspended := 0
	for _, result := range p.report("out.json").Results {
		for _, sample := range result.Samples {
			if strings.Contains(sample.Untimed, "the process was suspended during it") {
				suspended++
			}
		}
	}
	if suspended != 1 {
		t.Errorf("%d legs were suspended, want one", suspended)
	}
}

// A panic in the program ends the run or the program, and the terminal is given
// back.
func TestBrokenDashboard(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		wait, tells string
		open        bool // breaks when a run is opened
		quit        bool // has to be left
		crash       bool // ends the process
	}{
		"start":     {wait: "could not be carried out(?s:.*)a bug in ep-benchmark: broken on purpose", tells: "broken on purpose", quit: true},
		"goroutine": {crash: true},
		"stack":     {crash: true},
		"worker":    {wait: "failed(?s:.*)broken on purpose", tells: "broken on purpose", quit: true},
		"machine":   {wait: "broken on purpose", tells: "broken on purpose", quit: true},
		"load":      {wait: finished, tells: "broken on purpose", open: true, quit: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := openPane(t, 120, 45)
			p.startBroken(name)
			if c.crash {
				p.ends(2)
				p.tells("This is a bug in ep-benchmark")
				return
			}
			p.shows(c.wait)
			if c.open {
				p.press("o")
				p.shows("path of an exported run")
				p.press("x", "Enter")
				p.shows("any key closes")
			}
			if c.quit {
				if strings.Contains(p.screen(), "any key closes") {
					p.press("Enter")
					p.hides("any key closes")
				}
				p.press("q")
			}
			p.ends(cli.ExitFailed)
			p.tells(onPurpose)
		})
	}
}
