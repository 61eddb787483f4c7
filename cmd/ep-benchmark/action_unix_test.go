//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// gh stands for GitHub's command: it answers with the id of a comment if there is one,
// and notes what it is asked to write.
const gh = `#!/bin/sh
case "$*" in
*--paginate*) cat "$COMMENTS/id" 2>/dev/null ;;
*) echo "$*" >> "$COMMENTS/calls"; for word; do case "$word" in body=@*) cp "${word#body=@}" "$COMMENTS/body" ;; esac; done; echo 7 > "$COMMENTS/id" ;;
esac
exit 0
`

// A step of the action runs as GitHub runs it, with a folder for each of its files.
type actionStep struct {
	t      *testing.T
	folder string
}

func newActionStep(t *testing.T) *actionStep {
	t.Helper()
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("bash is missing, which the action's steps need")
	}
	a := &actionStep{t, t.TempDir()}
	if err := os.WriteFile(filepath.Join(a.folder, "gh"), []byte(gh), 0o700); err != nil {
		t.Fatal(err)
	}
	return a
}

// run runs a step with variables, and returns what it printed.
func (a *actionStep) run(name string, variables ...string) string {
	a.t.Helper()
	script, err := filepath.Abs("../../.github/action/" + name)
	if err != nil {
		a.t.Fatal(err)
	}
	command := exec.Command("bash", script)
	command.Dir = a.folder
	command.Env = append(os.Environ(), "PATH="+a.folder+":"+os.Getenv("PATH"), "COMMENTS="+a.folder, "XDG_DATA_HOME="+a.folder,
		"GITHUB_STEP_SUMMARY="+a.file("summary.md"), "GITHUB_OUTPUT="+a.file("output"), "GITHUB_REPOSITORY=somebody/something", "EP_PULL_REQUEST=12",
		"EP_RESULTS="+a.file("results"), "EP_STORE="+a.file("store/runs.db"), "EP_BASELINE=main", "EP_FAIL_ON=missed,failed,regressed")
	command.Env = append(command.Env, variables...)
	output, err := command.CombinedOutput()
	if err != nil {
		a.t.Fatalf("%s: %v\n%s", name, err, output)
	}
	return string(output)
}

func (a *actionStep) file(name string) string { return filepath.Join(a.folder, name) }

func (a *actionStep) content(name string) string {
	text, err := os.ReadFile(a.file(name))
	if err != nil {
		a.t.Fatal(err)
	}
	return string(text)
}

// A run of the default branch makes the baseline, a pull request is compared with it,
// and has one comment however often it is measured.
func TestAction(t *testing.T) {
	skipUnseenChildren(t)
	a := newActionStep(t)
	program, err := exec.LookPath("ep-benchmark")
	if err != nil {
		t.Fatal(err)
	}
	measure := []string{"EP_PROGRAM=" + program, "EP_ARGUMENTS=parsing --rounds 6 --iterations 100 --minimum-leg 1ms --schedule isolated"}
	for range 2 {
		a.run("measure", append(measure, "EP_MAKES_BASELINE=true")...)
	}
	if output := a.content("output"); strings.Count(output, "exit-code=0\n") != 2 {
		t.Errorf("the default branch's runs: %s", output)
	}
	if err := os.Remove(a.file("output")); err != nil {
		t.Fatal(err)
	}
	a.run("measure", measure...)
	summary := a.content("summary.md")
	if strings.Count(summary, "\n## ep-benchmark") != 2 || !strings.Contains(summary, "### Compared with main") {
		t.Errorf("the summary:\n%s", summary)
	}
	for _, name := range []string{"run.json", "run.md", "run.xml"} {
		if a.content("results/"+name) == "" {
			t.Errorf("%s is empty", name)
		}
	}
	a.run("comment")
	a.run("comment")
	calls := strings.Split(strings.TrimSpace(a.content("calls")), "\n")
	if len(calls) != 2 || !strings.Contains(calls[0], "--method POST repos/somebody/something/issues/12/comments") ||
		!strings.Contains(calls[1], "--method PATCH repos/somebody/something/issues/comments/7") {
		t.Errorf("asked of GitHub: %q", calls)
	}
	if body := a.content("body"); !strings.HasPrefix(body, "<!-- ep-benchmark -->\n## ep-benchmark") {
		t.Errorf("the comment: %.100s", body)
	}
}
