package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ep-benchmark/cmd/internal/cli"

	"github.com/mattn/go-shellwords"
)

// carriedOut are the pages whose commands have tests of their own.
var carriedOut = []string{"analytics.md", "bulk.md", "claims.md", "database.md", "debugging.md", "http.md", "project.md", "rate-quotes.md", "real-api.md", "simulator.md"}

// TestDocsCommandsRun carries out the commands of the README and of the other
// pages, one after another in one folder and with one store, made small.
func TestDocsCommandsRun(t *testing.T) {
	skipUnseenChildren(t)
	t.Parallel()
	if testing.Short() {
		t.Skip("it makes dozens of runs")
	}
	root := filepath.Join("..", "..")
	pages, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	// The commands of baselines.md build on each other, so that page comes first.
	pages = slices.DeleteFunc(pages, func(page string) bool { return slices.Contains(carriedOut, filepath.Base(page)) })
	pages = append([]string{filepath.Join(root, "docs", "baselines.md"), filepath.Join(root, "README.md")}, pages...)
	folder := t.TempDir()
	writeOrders(t, folder)
	// The commands that pages measure are examples of the reader's own.
	if err := os.WriteFile(filepath.Join(folder, "make"), []byte("#!/bin/sh\nsleep 0.01\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	carryOut(t, folder, "ep-benchmark --fail-on none --export=json:before.json")
	seen := map[string]bool{}
	for _, page := range pages {
		for _, line := range commandsIn(textOf(t, page)) {
			asks := strings.HasPrefix(line, "ep-benchmark http ") || // see TestHTTPExamplesRun
				strings.HasPrefix(line, "ep-benchmark analytics --data") || strings.HasPrefix(line, "ep-benchmark analytics --generate") || // see TestAnalyticsExamplesRun
				strings.HasPrefix(line, "ep-benchmark database") || // see TestDatabaseExamplesRun
				strings.HasPrefix(line, "ep-benchmark rate-quotes") // see TestRateQuotesExamplesRun
			if !seen[line] && !asks {
				seen[line] = true
				carryOut(t, folder, line)
			}
		}
	}
	if len(seen) < 30 {
		t.Errorf("only %d commands were found", len(seen))
	}
}

// carryOut runs one command line in the folder. What it measures is made small.
func carryOut(t *testing.T, folder, line string) {
	t.Helper()
	words, err := shellwords.Parse(line)
	if err != nil {
		t.Fatal(err)
	}
	args := words[1:]
	switch {
	case len(args) > 0 && args[0] == "command" && slices.Contains(args, "--vary"): // its intervals need rounds
		args = append(args, "--rounds", "6")
	case len(args) > 0 && args[0] == "command":
		args = append(args, "--quick")
	case len(args) == 0 || strings.HasPrefix(args[0], "--") || slices.Contains(args, "bulk-creation"):
		args = append(args, briefer(append([]string{"--"}, args...))...)
	default:
		args = append(args, briefer(args)...)
	}
	if (slices.Contains(args, "replay") || slices.Contains(args, "demo")) && !slices.Contains(args, "--picture") { // there is no terminal for the dashboard
		args = append(args, "--picture", "moment.svg")
	}
	p := launch(t, func(command *exec.Cmd) {
		command.Dir = folder
		command.Env = append(command.Env, "XDG_DATA_HOME="+filepath.Join(folder, "data"), "PATH="+folder+string(os.PathListSeparator)+os.Getenv("PATH"))
	}, args...)
	may := []int{cli.ExitOK, cli.ExitMissed, cli.ExitNoBaseline, cli.ExitNotComparable, cli.ExitUnclear}
	switch code := p.end(); {
	case slices.Contains(may, code):
	case code == cli.ExitRegressed && (slices.Contains(args, "ab") || slices.Contains(args, "compare")): // sizes this small differ
	case code == cli.ExitFailed && slices.Contains(args, "doctor"): // this machine may not be fit
	default:
		t.Errorf("%s: exit code %d\n%s%s", line, code, p.told.String(), p.out.String())
	}
}

var (
	// codeBlocks matches a fenced block, and a command line in a sentence.
	codeBlocks = regexp.MustCompile("(?ms)^```.*?^```|`(?:ep-benchmark|go run ./cmd/ep-benchmark)[^`]*`")
	// placeholder is a word that stands for another: NAME.
	placeholder = regexp.MustCompile(`\b[A-Z]{2,}\b|\bN\b|…|\.\.\.`)
)

// commandsIn finds the command lines of a page, those in blocks and those in
// sentences, without comments. It leaves out those with a placeholder, and those
// that serve until they are stopped, or need a server or a sweep on a quiet machine,
// which other tests run.
func commandsIn(page string) []string {
	var lines []string
	add := func(text string) {
		line, _, _ := strings.Cut(strings.Join(strings.Fields(text), " "), " #")
		line = strings.Replace(line, "go run ./cmd/ep-benchmark", "ep-benchmark", 1)
		elsewhere := []string{"ep-benchmark simulator", "--api-url", "history delete", "guard-the-terminal", "ep-benchmark trust", "ep-benchmark claims", "--workers recommended"}
		leave := slices.ContainsFunc(elsewhere, func(part string) bool { return strings.Contains(line, part) })
		if (line == "ep-benchmark" || strings.HasPrefix(line, "ep-benchmark ")) && !placeholder.MatchString(line) && !leave {
			lines = append(lines, line)
		}
	}
	for _, found := range codeBlocks.FindAllString(page, -1) {
		if !strings.HasPrefix(found, "```") {
			if found != "`ep-benchmark compare`" && found != "`ep-benchmark replay`" && found != "`ep-benchmark demo`" { // these name the command
				add(strings.Trim(found, "`"))
			}
			continue
		}
		for line := range strings.Lines(found) {
			add(line)
		}
	}
	return lines
}

// The commands of a page are found in blocks and sentences.
func TestCommandsIn(t *testing.T) {
	page := "Say `ep-benchmark history\n--last 3` or `ep-benchmark help NAME`.\n```sh\nep-benchmark --quick   # one round\ngo run ./cmd/ep-benchmark\nls\n```\n`ep-benchmark doctor`\n"
	want := []string{"ep-benchmark history --last 3", "ep-benchmark --quick", "ep-benchmark", "ep-benchmark doctor"}
	if got := commandsIn(page); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if _, err := os.Stat(filepath.Join("..", "..", "docs", carriedOut[0])); err != nil {
		t.Error(err)
	}
}
