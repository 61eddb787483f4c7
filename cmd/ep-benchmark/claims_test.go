package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mattn/go-shellwords"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/cmd/internal/cli"
)

// claimsFolder has the ledger of docs/claims.md, two pages, and a make of its own.
func claimsFolder(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	ledger := block(t, textOf(t, filepath.Join("..", "..", "docs", "claims.md")), "toml")
	err := os.WriteFile(filepath.Join(folder, "claims.toml"), []byte(ledger), 0o600)
	for name, page := range map[string]string{"dist-before": "<html>before, and more", "dist-after": "<html>after"} {
		err = errors.Join(err, os.Mkdir(filepath.Join(folder, name), 0o700), os.WriteFile(filepath.Join(folder, name, "index.html"), []byte(page), 0o600))
	}
	if err := errors.Join(err, os.WriteFile(filepath.Join(folder, "make"), []byte("#!/bin/sh\nsleep 0.02\n"), 0o700)); err != nil {
		t.Fatal(err)
	}
	return folder
}

// inClaims carries out one command line in a folder, and returns its exit code.
func inClaims(t *testing.T, folder string, args ...string) (code int, out, told string) {
	t.Helper()
	p := launch(t, func(command *exec.Cmd) {
		command.Dir = folder
		command.Env = append(command.Env, "XDG_DATA_HOME="+filepath.Join(folder, "data"), "PATH="+folder+string(os.PathListSeparator)+os.Getenv("PATH"))
	}, args...)
	code = p.end()
	return code, p.out.String(), p.told.String()
}

// TestClaimsDocsRun carries out the commands of docs/claims.md and of the help of all
// commands about claims. --max-time leaves no time for an experiment.
func TestClaimsDocsRun(t *testing.T) {
	t.Parallel()
	folder := claimsFolder(t)
	lines := claimsLines(t)
	if len(lines) < 15 {
		t.Errorf("only %d commands were found", len(lines))
	}
	may := []int{cli.ExitOK, cli.ExitRefuted}
	for _, line := range append([]string{"ep-benchmark trust claims.toml"}, lines...) {
		words, err := shellwords.Parse(line)
		if err != nil || len(words) < 2 {
			t.Fatalf("%q: %v", line, err)
		}
		args := words[1:]
		if args[0] == "claims" && !slices.Contains([]string{"list", "history"}, append(args, "")[1]) {
			args = append(args, "--max-time", "1s")
		}
		if code, out, told := inClaims(t, folder, args...); !slices.Contains(may, code) {
			t.Errorf("%s: exit code %d\n%s%s", line, code, told, out)
		}
	}
}

// claimsLines are the commands of the page and of the help.
func claimsLines(t *testing.T) []string {
	t.Helper()
	var lines []string
	page := textOf(t, filepath.Join("..", "..", "docs", "claims.md"))
	for line := range strings.Lines(page) {
		if line, _, _ = strings.Cut(strings.TrimSpace(line), "  #"); strings.HasPrefix(line, "ep-benchmark ") {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	root := newRoot(silent(io.Discard, io.Discard), nil)
	for _, names := range [][]string{{"claims"}, {"claims", "list"}, {"claims", "check"}, {"claims", "page"}, {"claims", "history"}} {
		command, _, err := root.Find(names)
		if err != nil || command.Name() != names[len(names)-1] {
			t.Fatalf("%v: %v", names, err)
		}
		lines = append(lines, exampleLines(command.Example)...)
	}
	return lines
}

// accountOf reads what --export=json wrote to stdout.
func accountOf(t *testing.T, out string) claims.Account {
	t.Helper()
	var a claims.Account
	if err := json.Unmarshal([]byte(out), &a); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return a
}

// TestClaimsCheck measures a ledger whose truth is known: a command that takes 20 ms
// however many workers it has.
func TestClaimsCheck(t *testing.T) {
	skipUnseenChildren(t)
	t.Parallel()
	folder := claimsFolder(t)
	const check = "claims check claims.toml --export=json --rounds 6 --plain"
	if code, _, told := inClaims(t, folder, strings.Fields(check)...); code != cli.ExitUsage || !strings.Contains(told, "you have not trusted it") || !strings.Contains(told, "--allow-commands") {
		t.Errorf("without trust: exit code %d, %s", code, told)
	}
	code, out, told := inClaims(t, folder, strings.Fields(check+" --allow-commands")...)
	a := accountOf(t, out)
	if code != cli.ExitRefuted || len(a.Entries) != 3 {
		t.Fatalf("exit code %d, %d entries\n%s", code, len(a.Entries), told)
	}
	build, time, capacity := a.Entries[0], a.Entries[1], a.Entries[2]
	if build.Verdict == claims.Confirmed || build.Measured == nil || build.Run == "" || !strings.HasPrefix(build.Repeat, "ep-benchmark command 'make -j {n}' -n 4 --rounds=6") {
		t.Errorf("%+v", build)
	}
	if time.Verdict != claims.Confirmed || time.Measured == nil || time.Measured.Value < .02 || time.Measured.N < 6 {
		t.Errorf("%+v", time)
	}
	if capacity.Verdict != claims.Impossible || len(capacity.Sum) == 0 || capacity.Measured != nil {
		t.Errorf("%+v", capacity)
	}
	if a.Score.Earned != 2 || a.Score.Possible != 4 {
		t.Errorf("%+v", a.Score)
	}
	// Nothing is measured now: what was found before stays, until its subject changes.
	again := check + " --allow-commands --max-time 1s --fail-on stale"
	code, out, _ = inClaims(t, folder, strings.Fields(again)...)
	if a = accountOf(t, out); code != cli.ExitOK || a.Entries[1].Verdict != claims.Confirmed || a.Entries[1].Run != time.Run {
		t.Errorf("exit code %d, %+v", code, a.Entries[1])
	}
	if err := os.WriteFile(filepath.Join(folder, "make"), []byte("#!/bin/sh\nsleep 0.03\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	code, out, _ = inClaims(t, folder, strings.Fields(again)...)
	if a = accountOf(t, out); code != cli.ExitStale || a.Entries[1].Verdict != claims.Stale || !strings.Contains(a.Entries[1].Reason, "the program make changed") {
		t.Errorf("exit code %d, %+v", code, a.Entries[1])
	}
}

// Verdicts that --fail-on counts have codes of their own.
func TestClaimsCodes(t *testing.T) {
	account := func(verdicts ...claims.Verdict) *claims.Account {
		a := &claims.Account{}
		for _, v := range verdicts {
			a.Entries = append(a.Entries, claims.Entry{Verdict: v})
		}
		return a
	}
	all := "failed,refuted,stale,unclear,depends,unmeasured"
	for _, c := range []struct {
		failOn string
		of     *claims.Account
		want   int
	}{
		{all, account(claims.Confirmed), cli.ExitOK},
		{all, account(claims.Confirmed, claims.Refuted), cli.ExitRefuted},
		{all, account(claims.Unclear, claims.Impossible), cli.ExitRefuted},
		{all, account(claims.Unclear, claims.Stale), cli.ExitStale},
		{all, account(claims.Depends, claims.Unclear), cli.ExitUnclear},
		{all, account(claims.NotMeasured, claims.Depends), cli.ExitDepends},
		{all, account(claims.NotMeasurable), cli.ExitUnmeasured},
		{all, account(claims.Refuted, claims.Failed), cli.ExitFailed},
		{"unclear", account(claims.Refuted), cli.ExitOK},
		{"none", account(claims.Failed), cli.ExitOK},
	} {
		f := claimsFailOn{text: c.failOn}
		counts, err := f.words()
		if err != nil {
			t.Fatal(err)
		}
		if got := claimsCode(c.of, counts); got != c.want {
			t.Errorf("%s: %d, want %d", c.failOn, got, c.want)
		}
	}
}

// What is wrong is said before anything is measured.
func TestClaimsRefuse(t *testing.T) {
	t.Parallel()
	folder := claimsFolder(t)
	broken := "[[claim]]\nid = \"a\"\nsays = \"s\"\ncommand = \"make\"\nmetric = \"duration\"\nexpect = \"about 5s\"\n"
	if err := os.WriteFile(filepath.Join(folder, "broken.toml"), []byte(broken), 0o600); err != nil {
		t.Fatal(err)
	}
	piped := strings.NewReplacer("about 5s", "< 5s", `"make"`, `"make | cat"`).Replace(broken)
	if err := os.WriteFile(filepath.Join(folder, "piped.toml"), []byte(piped), 0o600); err != nil {
		t.Fatal(err)
	}
	for line, want := range map[string]string{
		"claims list piped.toml":           `piped.toml: the claim a: the command "make | cat": no shell runs it`,
		"claims pooing":                    `unknown claim "pooing": did you mean pooling?`,
		"claims check":                     "expected the path of a ledger",
		"claims check missing.toml":        "missing.toml",
		"claims check ep-benchmark.toml":   "which is a project's",
		"claims check claims":              "ends in .toml",
		"claims check broken.toml":         `broken.toml:6:1: expect: "about 5s" says no range`,
		"claims list broken.toml":          "broken.toml:6:1",
		"trust broken.toml":                "nothing of broken.toml is accepted",
		"claims --fail-on missed":          "missed",
		"claims --rounds 3":                "--rounds",
		"claims --max-time 0s":             "--max-time",
		"claims --export=pdf":              "pdf",
		"claims --export=json --export=md": "standard output holds one document",
		"claims page dist-before missing":  "there is no folder",
		"claims page dist-before":          "expected BEFORE AFTER",
		"claims list claims.toml more":     "more",
	} {
		code, _, told := inClaims(t, folder, strings.Fields(line)...)
		if code != cli.ExitUsage && code != cli.ExitFailed || !strings.Contains(told, want) {
			t.Errorf("%s: exit code %d, %s\nwant %q", line, code, told, want)
		}
	}
}
