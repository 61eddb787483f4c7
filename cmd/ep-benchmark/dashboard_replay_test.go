//go:build unix

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"ep-benchmark/cmd/internal/cli"
)

// recorded is the recording of a run of some seconds, as text.
func recorded(t *testing.T) string {
	t.Helper()
	p := launch(t, nil, "tracking", "parsing", "--latency", "none", "--packages", "4", "--iterations", "20", "--rounds", "6",
		"--minimum-leg", "60ms", "--record", "run.events", "--target", "tracking=0.001", "--target", "parsing=1h")
	if code := p.end(); code != cli.ExitOK {
		t.Fatalf("exit code %d: %s", code, p.told.String())
	}
	text, err := os.ReadFile(filepath.Join(p.command.Dir, "run.events"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var clockOfHeader = regexp.MustCompile(`RECORDING[^\n]*?(\d\d:\d\d)`)

func TestReplay(t *testing.T) {
	skipUnseenChildren(t)
	t.Parallel()
	text := recorded(t)
	t.Run("keys", func(t *testing.T) {
		t.Parallel()
		p := openPane(t, 130, 40)
		p.write(filepath.Join(p.folder, "run.events"), text)
		p.start("replay", "run.events", "--speed", "0.1x")
		p.shows(`RECORDING 0\.1x(?s:.*)Batch tracking`)
		p.press("Space")
		still := body(p.shows("RECORDING paused"))
		p.press(">")
		p.await("the next leg", func(screen string) bool { return body(screen) != still })
		p.press(">", ">", ">", ">", ">", ">", ">", ">")
		p.shows(`round [2-9]`)
		later := ""
		p.await("the end", func(screen string) bool { // however long the run took, on a busy machine
			if later = screen; strings.Contains(later, "run finished in") {
				return true
			}
			p.press(".")
			return false
		})
		p.await("the beginning", func(screen string) bool { // at whatever time the first leg began
			p.press(",")
			at := clockOfHeader.FindStringSubmatch(screen)
			return body(screen) != body(later) && at != nil && strings.Contains(screen, "no measured leg yet")
		})
		p.press("Space", "}")
		p.shows(`recording at 0\.2x`)
		p.press("{")
		p.shows(`recording at 0\.1x`)
		p.press("r")
		p.shows("a recording is shown: there is nothing to run")
		p.press("q")
		p.ends(cli.ExitOK)
	})
	t.Run("to its end", func(t *testing.T) {
		t.Parallel()
		p := openPane(t, 130, 40)
		p.write(filepath.Join(p.folder, "run.events"), text)
		p.start("replay", "run.events", "--speed", "20x")
		p.shows(`RECORDING over`)
		p.shows(`2 met(?s:.*)run finished in`)
		p.press("q")
		p.ends(cli.ExitOK)
	})
	t.Run("told to end", func(t *testing.T) {
		t.Parallel()
		p := openPane(t, 130, 40)
		p.write(filepath.Join(p.folder, "run.events"), text)
		p.start("replay", "run.events", "--speed", "0.1x")
		p.shows(`RECORDING`)
		p.signal(p.pid(), os.Interrupt)
		p.until("the program's end", func() bool { return p.kept(".behind") != "" })
		p.isRestored()
	})
	t.Run("breaks off", func(t *testing.T) {
		t.Parallel()
		p := openPane(t, 130, 40)
		p.write(filepath.Join(p.folder, "run.events"), text[:len(text)*2/3])
		p.start("replay", "run.events", "--speed", "100x")
		p.shows("the recording ends before its run did")
		p.press("q")
		p.ends(cli.ExitOK)
	})
}

// A damaged recording is rejected before anything is drawn.
func TestReplayOfADamagedRecording(t *testing.T) {
	skipUnseenChildren(t)
	t.Parallel()
	text := recorded(t)
	lines := strings.SplitAfter(text, "\n")
	middle := len(lines) / 2
	for name, c := range map[string]struct{ text, tells string }{
		"a line in the middle": {strings.Join(lines[:middle], "") + "{\"at_ns\": oops\n" + strings.Join(lines[middle:], ""), `run\.events: line \d+: damaged`},
		"no header":            {strings.Join(lines[1:], ""), "no event log"},
		"something else":       {"\x1b[31mhello\x1b]0;owned\x07\n", "no event log"},
		"empty":                {"", "the file is empty"},
		"newer":                {strings.Replace(text, `"schema":1`, `"schema":99`, 1), "a newer ep-benchmark"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := openPane(t, 130, 40)
			p.write(filepath.Join(p.folder, "run.events"), c.text)
			p.start("replay", "run.events")
			p.ends(cli.ExitFailed)
			p.shows(c.tells)
			if drawn := p.drawn(); strings.Contains(drawn, "\x1b[?1049h") || strings.Contains(drawn, "]0;owned") {
				t.Errorf("the screen was touched:\n%q", drawn)
			}
		})
	}
	t.Run("missing", func(t *testing.T) {
		t.Parallel()
		p := openPane(t, 130, 40)
		p.start("replay", "run.events")
		p.ends(cli.ExitFailed)
		p.shows("run.events: no such file")
	})
	t.Run("pipe", func(t *testing.T) {
		t.Parallel()
		q := launch(t, nil, "replay", "run.events")
		if code := q.end(); code != cli.ExitFailed || !strings.Contains(q.told.String(), "stdout is not a terminal") {
			t.Errorf("exit code %d: %s", code, q.told.String())
		}
	})
}

// A recording plays in real time, multiplied by the factor of --speed.
func TestReplayKeepsItsPace(t *testing.T) {
	skipUnseenChildren(t)
	t.Parallel()
	p := openPane(t, 130, 40)
	p.write(filepath.Join(p.folder, "run.events"), recorded(t))
	began := time.Now()
	p.start("replay", "run.events", "--speed", "0.5x")
	p.shows(`RECORDING 0\.5x +00:01`)
	if took := time.Since(began); took < 950*time.Millisecond { // a clock says 00:01 from half a second on
		t.Errorf("half a second took %v, at half the pace", took)
	}
	p.press("q")
	p.ends(cli.ExitOK)
}
