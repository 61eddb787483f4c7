//go:build unix

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"ep-benchmark/cmd/internal/cli"
)

// shortRun is over in a second, with its targets met.
func shortRun(more ...string) []string {
	return append([]string{
		"tracking", "parsing", "--latency", "none", "--packages", "4", "--iterations", "20", "--rounds", "2",
		"--minimum-leg", "2ms", "--target", "tracking=0.001", "--target", "parsing=1h",
	}, more...)
}

// What the dashboard says of a run.
const (
	running   = `RUNNING`
	roundDone = `RUNNING(?s:.*) [\d.]+x +\[?\d` // of a run that has a result to keep
	finished  = `FINISHED`
	partial   = `PARTIAL`
	frozen    = `FROZEN`
	question  = `Stop it and quit\?`
)

// roundDoneOf matches when the run has a result of the workload to keep. The
// others may not have one yet. A high screen has it on the line below the name.
func roundDoneOf(workload string) string {
	return `RUNNING(?s:.*)` + workload + `(?:.*\n)?.* [\d.]+x +\[?\d`
}

func TestDashboardTakesTheScreenAndGivesItBack(t *testing.T) {
	t.Parallel()
	p := openPane(t, 100, 30)
	p.start(shortRun("--export=json:out.json")...)
	p.shows(finished)
	if got := p.flags(); !strings.HasPrefix(got, "1 0 ") {
		t.Errorf("alternate screen, cursor, mouse: %s", got)
	}
	p.press("q")
	p.ends(cli.ExitOK)
	if text := p.screen(); !strings.Contains(text, "exported to out.json") || !strings.Contains(text, "2 of 2 targets met") && !strings.Contains(text, "Latencies are") {
		t.Errorf("no report is left:\n%s", text)
	}
	if p.report("out.json").Partial {
		t.Error("the whole run is exported as a partial one")
	}
}

// The program prints plain lines without a usable terminal, with --plain, in
// CI, and with a document on stdout.
func TestPlainLinesInsteadOfTheDashboard(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ environment, behind string }{
		"pipe":     {"", "2>&1 | cat"},
		"file":     {"", ">out 2>&1; cat out"},
		"no input": {"", "</dev/null"},
		"plain":    {"", "--plain"},
		"CI":       {"CI=1", ""},
		"dumb":     {"TERM=dumb", ""},
		"stdout":   {"", "--export=json"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := openPane(t, 120, 50)
			p.line(before + c.environment + " ep-benchmark parsing --quick --iterations 20 --minimum-leg 1ms --target parsing=1h " + c.behind + behind)
			p.ends(cli.ExitOK)
			p.until("a report", func() bool { return strings.Contains(p.drawn(), "Summary") }) // tmux hands it on later
			if drawn := p.drawn(); strings.Contains(drawn, "\x1b[?") {
				t.Errorf("not plain lines:\n%q", drawn)
			}
		})
	}
}

func TestDashboardKeys(t *testing.T) {
	t.Parallel()
	p := openPane(t, 150, 40)
	p.start(longRun("--export=json:out.json")...)
	p.shows(roundDone)
	checkViews(p)
	checkOverlays(p)
	checkLooks(p)
	checkFreeze(p)

	p.press("e", "Enter")
	p.shows("nothing to export before a run has ended")
	p.press("s")
	p.shows(partial)
	p.press("r")
	p.shows(roundDone)
	p.press("r")
	p.shows("stop it first with s")
	p.press("s")
	p.shows(partial)
	p.press("j", "R")
	p.shows(roundDone)
	p.hides("Batch tracking +4 packages")
	p.press("s")
	p.shows(partial)
	checkExports(p)
	checkCopy(p)
	p.press("q")
	p.ends(cli.ExitInterrupted)
	if report := p.report("out.json"); !report.Partial || len(report.Results) != 1 {
		t.Errorf("not the last run is exported: partial %v, %d results", report.Partial, len(report.Results))
	}
}

// checkViews opens each view, and checks that each shows something different.
func checkViews(p *pane) {
	p.t.Helper()
	seen := map[string]bool{}
	for _, key := range []string{"2", "3", "4", "5", "1"} {
		p.press(key)
		p.turned(key)
		middle := strings.Join(strings.Split(p.screen(), "\n")[2:12], "\n")
		if seen[middle] {
			p.t.Errorf("view %s shows what another one does:\n%s", key, middle)
		}
		seen[middle] = true
	}
	p.press("Tab")
	p.turned("2")
	p.press("BTab")
	p.turned("1")
}

// turned waits until the dashboard shows a view: its tab is underlined.
func (p *pane) turned(number string) {
	p.t.Helper()
	p.until("view "+number, func() bool {
		row, _, _ := strings.Cut(p.do("capture-pane", "-p", "-e"), "\n")
		tab := underlined.FindStringSubmatch(row)
		return tab != nil && tab[1] == number
	})
}

var underlined = regexp.MustCompile(`\x1b\[(?:[0-9;]*;)?4(?:;[0-9;]*)?m(?:\x1b\[[0-9;:]*m)*(\d)`)

// checkOverlays opens and closes the overlays of a view.
func checkOverlays(p *pane) {
	p.t.Helper()
	p.press("?")
	p.shows("esc closes")
	p.shows("suspend the program|give the selected panel")
	p.press("Escape")
	p.hides("esc closes")
	p.press(":")
	p.shows("show Diagnose")
	p.do("send-keys", "-l", "show cor")
	p.hides("show Diagnose")
	p.press("Enter")
	p.turned("2")
	p.press("1")
	p.turned("1")
	p.press("q")
	p.shows(question)
	p.press("Enter") // no
	p.hides(question)
	p.shows(running)
}

// checkLooks changes how the dashboard looks.
func checkLooks(p *pane) {
	p.t.Helper()
	p.press("z")
	p.await("one workload alone", func(screen string) bool { return strings.Count(screen, "round") == 1 })
	p.press("z")
	p.await("both workloads", func(screen string) bool { return strings.Count(screen, "round") == 2 })
	for _, name := range []string{"dark", "light", "none", "auto"} {
		p.press("t")
		p.shows("theme " + name)
	}
	for _, name := range []string{"braille", "ascii", "block"} {
		p.press("g")
		p.shows("drawing with " + name)
		screen := p.screen()
		if name == "ascii" && len(screen) != utf8.RuneCountInString(screen) {
			p.t.Errorf("not all of this is ASCII:\n%s", screen)
		}
	}
	p.press("m")
	p.until("the mouse to be off", func() bool { return p.flags() == "1 0 0" })
	p.press("m")
	p.until("the mouse to be on", func() bool { return p.flags() == "1 0 1" })
}

// checkFreeze checks that a frozen view does not change while the run does.
func checkFreeze(p *pane) {
	p.t.Helper()
	p.press("Space")
	p.shows(frozen)
	// The word may be on the screen while the terminal is still drawing the
	// rest of its frame.
	still := ""
	p.await("a whole frame", func(screen string) bool {
		before := still
		still = body(screen)
		return still == before
	})
	enough := time.After(700 * time.Millisecond)
	look := time.NewTicker(50 * time.Millisecond)
	defer look.Stop()
	for frozen := true; frozen; {
		select {
		case <-look.C:
			if now := body(p.screen()); now != still {
				p.t.Errorf("a frozen view has changed from\n%s\nto\n%s", still, now)
				frozen = false
			}
		case <-enough:
			frozen = false
		}
	}
	p.press("Space")
	p.shows(running)
	p.await("the view to go on", func(screen string) bool { return body(screen) != still })
}

// body returns the screen without its last row, which shows what the dashboard
// costs.
func body(screen string) string {
	rows := strings.Split(strings.TrimRight(screen, "\n"), "\n")
	return strings.Join(rows[:len(rows)-1], "\n")
}

// checkExports writes each kind of export and looks whether the file is where
// the screen says.
func checkExports(p *pane) {
	p.t.Helper()
	written := regexp.MustCompile(`written to (\S+)`)
	for i, kind := range []struct{ extension, begins string }{
		{".json", "{"}, {".svg", "<svg"}, {".ansi", ""}, {".md", "#"},
	} {
		p.press("e")
		p.shows("JSON: the whole run")
		p.press(append(slices.Repeat([]string{"Down"}, i), "Enter")...)
		path := ""
		p.await(kind.extension+" to be written", func(screen string) bool {
			if found := written.FindStringSubmatch(screen); found != nil {
				path = found[1]
			}
			return strings.HasSuffix(path, kind.extension)
		})
		text, err := os.ReadFile(path)
		if err != nil || !strings.HasPrefix(string(text), kind.begins) || len(text) < 100 || !strings.Contains(string(text), "arsing") {
			p.t.Errorf("%s: %v, %.200q", path, err, text)
		}
		if folder, err := filepath.EvalSymlinks(p.folder); err != nil || filepath.Dir(path) != folder {
			p.t.Errorf("%s is not in %s", path, folder)
		}
	}
}

// checkCopy checks that the summary reaches the terminal's clipboard.
func checkCopy(p *pane) {
	p.t.Helper()
	p.press("y")
	p.until("OSC 52", func() bool { return strings.Contains(p.drawn(), "\x1b]52;c;") })
	p.until("the clipboard", func() bool {
		text, _ := p.command("show-buffer")
		return strings.HasPrefix(text, "ep-benchmark") && strings.Contains(text, "partial")
	})
}

func TestQuitKeepLeavesTheLastFrame(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"running", "finished"} {
		t.Run(key, func(t *testing.T) {
			t.Parallel()
			p := openPane(t, 100, 30)
			state := "FINISHED"
			if key == "running" {
				state = "PARTIAL"
				p.start(longRun("--export=json:out.json")...)
				p.shows(roundDone)
				p.press("Q")
				p.ends(cli.ExitInterrupted)
			} else {
				p.start(shortRun("--export=json:out.json")...)
				p.shows(finished)
				p.press("Q")
				p.ends(cli.ExitOK)
			}
			left := p.do("capture-pane", "-p", "-S", "-")
			for _, words := range []string{state, "Batch tracking", "? help", "exported to out.json"} {
				if !strings.Contains(left, words) {
					t.Errorf("the last frame lacks %q:\n%s", words, left)
				}
			}
			if strings.Contains(left, "Latencies are") {
				t.Errorf("the report stands below the frame:\n%s", left)
			}
			p.report("out.json")
		})
	}
}

// TestResizeStorm goes through sizes faster than they can be drawn, and looks
// at every fifth whether its frame fits.
func TestResizeStorm(t *testing.T) {
	t.Parallel()
	p := openPane(t, 120, 40)
	p.start(longRun()...)
	p.shows(roundDone)
	for i := range 30 {
		width, height := 300-10*i, 100-97*i/29
		if i%2 == 1 {
			width, height = 10+10*i, 3+97*i/29
		}
		if i == 28 {
			width, height = 10, 3
		}
		p.do("resize-window", "-x", fmt.Sprint(width), "-y", fmt.Sprint(height))
		if i%4 == 0 {
			p.await(fmt.Sprintf("a frame of %dx%d", width, height), func(screen string) bool { return fits(screen, width, height) })
		}
	}
	p.do("resize-window", "-x", "100", "-y", "30")
	p.await("a frame of 100x30", func(screen string) bool { return fits(screen, 100, 30) })
	p.press("C-c")
	p.shows(partial)
	p.press("q")
	p.ends(cli.ExitInterrupted)
}

// fits reports whether a frame fills a screen: its first row, its last row, and
// its width.
func fits(screen string, width, height int) bool {
	rows := strings.Split(strings.TrimSuffix(screen, "\n"), "\n")
	if width < 40 || height < 10 {
		rest := strings.TrimSpace(strings.Join(rows[1:], ""))
		return strings.HasPrefix(rows[0], "RUNNING"[:min(7, width)]) && rest == ""
	}
	widest := 0
	for _, row := range rows {
		widest = max(widest, utf8.RuneCountInString(row))
	}
	return len(rows) == height && strings.Contains(rows[0], "RUNNING") && strings.Contains(rows[height-1], "? help") &&
		widest <= width && widest >= width-2
}

// NO_COLOR removes the colours, whatever its value and whatever theme the user
// chooses.
func TestDashboardWithoutColours(t *testing.T) {
	t.Parallel()
	p := openPane(t, 100, 30, "NO_COLOR=no")
	p.start(shortRun()...)
	p.shows(finished)
	p.press("t")
	p.shows("NO_COLOR is set")
	p.press("2")
	p.turned("2")
	p.press("Q")
	p.ends(cli.ExitOK)
	if found := colourOfSGR.FindAllString(p.drawn(), -1); len(found) > 0 {
		t.Errorf("colours are set: %q", found)
	}
}

// File names may hold sequences that move the cursor, query the terminal, or
// colour the screen. None of them reaches the terminal.
func TestHostileNames(t *testing.T) {
	t.Parallel()
	p := openPane(t, 150, 40)
	const hostile = "a\x1b[31mred\x1b[2J\x1b]0;owned\x07\x9b5n\r\u202e"
	sample, err := os.ReadFile("../../workloads/shipping/sample.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(sample)) {
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		lines = append(lines, strings.Join(fields[:min(16, len(fields))], "\t"))
	}
	p.write(filepath.Join(p.folder, hostile+".tsv"), strings.Join(lines[:20], "\n")+"\nbad \x1b[31mline\x1b]0;owned\x07\n")
	earlier := launch(t, nil, "parsing", "--quick", "--iterations", "20", "--minimum-leg", "1ms", "--export=json:kept")
	earlier.end()
	if err := os.Rename(filepath.Join(earlier.command.Dir, "kept"), filepath.Join(p.folder, hostile+".json")); err != nil {
		t.Fatal(err)
	}
	p.start(shortRun("--input", "a*.tsv", `"--compare=$(echo a*.json)"`, "--fail-on", "none")...)
	p.shows(finished)
	for _, key := range []string{"2", "3", "4", "5"} {
		p.press(key)
		p.turned(key)
	}
	p.press("c")
	p.shows("enter chooses")
	p.press("Escape")
	p.hides("enter chooses")
	p.press("o")
	p.shows("path of an exported run")
	p.do("set-buffer", hostile)
	p.do("paste-buffer", "-p")
	p.press("Enter")
	p.shows("Not opened")
	p.press("Enter", "Q")
	p.ends(cli.ExitOK)
	for _, sequence := range []string{"\x1b[31mred", "\x1b[2J\x1b]", "\x1b]0;owned", "\x9b5n", "\u202e", "\x1b[31mline"} {
		if strings.Contains(p.drawn(), sequence) {
			at := strings.Index(p.drawn(), sequence)
			t.Errorf("%q reached the terminal: %q", sequence, p.drawn()[max(0, at-100):at+len(sequence)+10])
		}
	}
}
