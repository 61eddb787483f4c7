package main

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/project"
)

// TestProjectDocsRun carries out the commands of docs/project.md in a project with
// its example as the project file, and those of the help of trust and config.
func TestProjectDocsRun(t *testing.T) {
	t.Parallel()
	page := textOf(t, filepath.Join("..", "..", "docs", "project.md"))
	folder := t.TempDir()
	err := errors.Join(
		os.Mkdir(filepath.Join(folder, ".git"), 0o700),
		os.WriteFile(filepath.Join(folder, project.Name), []byte(block(t, page, "toml")), 0o600),
		os.WriteFile(filepath.Join(folder, "make"), []byte("#!/bin/sh\nsleep 0.01\n"), 0o700))
	if err != nil {
		t.Fatal(err)
	}
	lines := commandsIn(page)
	for _, flag := range []string{"", " --show", " --list", " --remove"} { // commandsIn leaves them to this test
		if line := "ep-benchmark trust" + flag; strings.Contains(page, line+"` |") {
			lines = append(lines, line)
		}
	}
	root := newRoot(silent(io.Discard, io.Discard))
	for _, name := range []string{"trust", "config"} {
		command, _, err := root.Find([]string{name})
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, exampleLines(command.Example)...)
	}
	run := func(line string, may ...int) {
		t.Helper()
		words := strings.Fields(line)[1:]
		if at := slices.Index(words, ">"); at >= 0 { // what follows is for the shell
			words = words[:at]
		}
		if len(words) == 0 || words[0] == "--no-project" || words[0] == "--config" {
			words = append(words, append(smaller(words), "--plain")...)
		}
		p := launch(t, func(command *exec.Cmd) {
			command.Dir = folder
			command.Env = append(command.Env, "XDG_DATA_HOME="+filepath.Join(folder, "data"), "PATH="+folder+string(os.PathListSeparator)+os.Getenv("PATH"))
		}, words...)
		code := p.end()
		unclean := code == cli.ExitFailed && strings.Contains(p.told.String(), "runs were clean") // the machine is busy
		if !slices.Contains(may, code) && !unclean {
			t.Errorf("%s: exit code %d\n%s%s", line, code, p.told.String(), p.out.String())
		}
	}
	carried := 0
	for _, line := range append([]string{"ep-benchmark trust"}, lines...) {
		switch {
		case line == "ep-benchmark command" || strings.Contains(line, "keys.toml"): // it is named, and not to be run
			continue
		case strings.Contains(line, "baseline save"):
			line = strings.Replace(line, "--runs 5", "--runs 1", 1)
		}
		carried++
		run(line, cli.ExitOK, cli.ExitMissed, cli.ExitUnclear, cli.ExitNoBaseline, cli.ExitNotComparable)
		if strings.HasSuffix(line, "--remove") {
			run("ep-benchmark trust", cli.ExitOK)
		}
	}
	if carried < 15 {
		t.Errorf("only %d commands were carried out", carried)
	}
}
