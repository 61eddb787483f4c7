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
	server := quotationServer()
	server.Start()
	defer server.Close()
	file := strings.ReplaceAll(block(t, page, "toml"), "http://127.0.0.1:8000", server.URL)
	err := errors.Join(
		os.Mkdir(filepath.Join(folder, ".git"), 0o700),
		os.WriteFile(filepath.Join(folder, project.Name), []byte(file), 0o600),
		os.WriteFile(filepath.Join(folder, "quotes.jsonl"), []byte("{\"from\":\"94104\"}\n{\"from\":\"90277\"}\n"), 0o600),
		os.WriteFile(filepath.Join(folder, "make"), []byte("#!/bin/sh\nsleep 0.01\n"), 0o700))
	if err != nil {
		t.Fatal(err)
	}
	lines := projectCommands(t, page)
	if len(lines) < 15 {
		t.Errorf("only %d commands were found", len(lines))
	}
	inProject(t, folder, "ep-benchmark trust")
	for _, line := range lines {
		inProject(t, folder, line)
		if strings.HasSuffix(line, "--remove") {
			inProject(t, folder, "ep-benchmark trust")
		}
	}
}

// projectCommands are the commands of the page and of the help, those left out that
// are only named, and that the help of config has for the dashboard.
func projectCommands(t *testing.T, page string) []string {
	t.Helper()
	lines := commandsIn(page)
	for _, flag := range []string{"", " --show", " --list", " --remove"} { // commandsIn leaves them to this test
		if line := "ep-benchmark trust" + flag; strings.Contains(page, line+"` |") {
			lines = append(lines, line)
		}
	}
	root := newRoot(silent(io.Discard, io.Discard), nil)
	for _, name := range []string{"trust", "config"} {
		command, _, err := root.Find([]string{name})
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, exampleLines(command.Example)...)
	}
	return slices.DeleteFunc(lines, func(line string) bool {
		return line == "ep-benchmark command" || line == "ep-benchmark http" || strings.Contains(line, "keys.toml")
	})
}

// inProject carries out one command line in a project.
func inProject(t *testing.T, folder, line string) {
	t.Helper()
	args := strings.Fields(strings.Replace(line, "--runs 5", "--runs 1", 1))[1:]
	if len(args) == 0 || args[0] == "--no-project" {
		args = append(args, append(smaller(args), "--plain")...)
	}
	if len(args) > 0 && args[0] == "sweep" {
		args = append(args, "--workers", "1,2", "--rounds", "1", "--minimum-leg", "1ms")
	}
	p := launch(t, func(command *exec.Cmd) {
		command.Dir = folder
		command.Env = append(command.Env, "XDG_DATA_HOME="+filepath.Join(folder, "data"), "PATH="+folder+string(os.PathListSeparator)+os.Getenv("PATH"))
	}, args...)
	may := []int{cli.ExitOK, cli.ExitMissed, cli.ExitUnclear, cli.ExitNoBaseline, cli.ExitNotComparable}
	code := p.end()
	busy := code == cli.ExitFailed && strings.Contains(p.told.String(), "runs were clean") // other programs use the machine
	if !slices.Contains(may, code) && !busy {
		t.Errorf("%s: exit code %d\n%s%s", line, code, p.told.String(), p.out.String())
	}
}
