package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mattn/go-shellwords"
	"github.com/spf13/cobra"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/workloads"
)

// aboutRuns are the commands whose examples build on each other: one keeps
// runs, and the next compares them.
var aboutRuns = []string{"baseline", "compare", "history", "ab", "calibrate"}

// TestStoreExamplesRun carries out the examples of the commands about stored
// runs, those of the main help and their own, one after another and made small.
func TestStoreExamplesRun(t *testing.T) {
	skipUnseenChildren(t)
	if testing.Short() {
		t.Skip("it makes dozens of runs")
	}
	folder := t.TempDir()
	carryOut := func(line string) {
		words, err := shellwords.Parse(line)
		if err != nil {
			t.Fatal(err)
		}
		p := launch(t, func(command *exec.Cmd) {
			command.Dir = folder
			command.Env = append(command.Env, "XDG_DATA_HOME="+filepath.Join(folder, "data"))
		}, append(words[1:], briefer(words[1:])...)...)
		if code := p.end(); code != cli.ExitOK && code != cli.ExitNoBaseline && code != cli.ExitNotComparable && code != cli.ExitMissed && (code != cli.ExitRegressed || words[1] != "ab" && words[1] != "compare") {
			t.Errorf("%s: exit code %d\n%s%s", line, code, p.told.String(), p.out.String())
		}
	}
	carryOut("ep-benchmark baseline save feature --runs 1")
	carryOut("ep-benchmark --fail-on none --export=json:before.json")
	carryOut("ep-benchmark --fail-on none --export=json:after.json")
	seen := 0
	for _, line := range storeExamples(newRoot(silent(os.Stdout, os.Stderr), nil)) {
		if !strings.Contains(line, "history delete") { // a baseline holds it by then
			carryOut(strings.Replace(line, "baseline save main", "baseline save main --replace", 1))
		}
		seen++
	}
	if seen < 12 {
		t.Errorf("only %d examples were found", seen)
	}
}

// storeExamples are the command lines about stored runs.
func storeExamples(root *cobra.Command) []string {
	lines := slices.DeleteFunc(exampleLines(root.Example), func(line string) bool { return !aboutStored(strings.Fields(line)) })
	for _, command := range root.Commands() {
		if slices.Contains(aboutRuns, command.Name()) {
			lines = append(lines, exampleLines(command.Example)...)
			for _, child := range command.Commands() {
				lines = append(lines, exampleLines(child.Example)...)
			}
		}
	}
	return lines
}

// aboutStored reports whether a command line is about stored runs.
func aboutStored(words []string) bool { return len(words) > 1 && slices.Contains(aboutRuns, words[1]) }

// briefer are the flags that make the runs of a command short, if it makes
// any.
func briefer(args []string) []string {
	measures := strings.HasPrefix(args[0], "--") || args[0] == "ab" || args[0] == "sweep" || args[0] == "calibrate" || len(args) > 1 && args[1] == "save"
	if !measures || slices.Contains(args, "--last") {
		return nil
	}
	var flags []string
	if !slices.ContainsFunc(args, func(arg string) bool { return slices.Contains(workloads.Names(), arg) }) && args[0] != "ab" {
		flags = append(flags, "parsing") // all of them take too long, twenty times over
		args = append(args, "parsing")
	}
	for i := 0; i < len(smaller(args)); i += 2 {
		switch flag := smaller(args)[i]; {
		case flag == "--rounds" && slices.Contains(args, "--rounds"):
		case flag == "--rounds":
			flags = append(flags, "--rounds", "8")
		case strings.Contains(strings.Join(args, " "), flag+" ") && args[0] == "ab": // it is what a and b differ in
		case flag == "--records" && slices.Contains(args, flag) && args[0] == "sweep": // it is what the sweep is over
		default:
			flags = append(flags, flag, smaller(args)[i+1])
		}
	}
	return flags
}
