package main

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/mattn/go-shellwords"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/workloads/database/scratch"
)

// postgresHere skips a test where this machine has no PostgreSQL.
func postgresHere(t *testing.T) scratch.Programs {
	t.Helper()
	found := scratch.Find(os.Getenv("PATH"), "")
	if found.Postgres == "" {
		t.Skip("no PostgreSQL server was found on this machine: 'apt-get install postgresql' has one")
	}
	return found
}

// postgresServer starts a server for a test, and returns the folder of its socket.
func postgresServer(t *testing.T) string {
	t.Helper()
	programs := postgresHere(t)
	programs.Bouncer = ""
	ctx, cancel := context.WithCancel(context.Background())
	output, announced := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- scratch.Serve(ctx, scratch.Order{Programs: programs, Folder: os.TempDir(), Connections: 40, Settings: []string{"min_parallel_table_scan_size=0", "parallel_setup_cost=0"}}, announced)
		_ = announced.Close()
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	var told struct{ Address, Error string }
	if err := json.NewDecoder(output).Decode(&told); err != nil || told.Error != "" {
		t.Fatal(err, told.Error)
	}
	return told.Address
}

// smallDatabase are the words of a command line with what it measures made small, at
// the server of the test.
func smallDatabase(words []string, url string) []string {
	args := append(slices.Clone(words), "--rows", "3000", "--queries", "16")
	at := slices.Index(args, "--postgres")
	if at < 0 {
		args = append(args, "--postgres", url)
	} else {
		args[at+1] = url
	}
	if !slices.Contains(args, "--vary") && !slices.Contains(args, "--connections") { // pools of 200 take long
		args = append(args, "--vary", "connections=per-query,pool:2")
	}
	if slices.Contains(args, "connections=per-query,pool:4,pool:16,pgbouncer") {
		args[slices.Index(args, "connections=per-query,pool:4,pool:16,pgbouncer")] = "connections=per-query,pool:4,pgbouncer"
	}
	if !slices.Contains(args, "-n") {
		args = append(args, "-n", "2")
	}
	return append(args, "--max-time", "1s", "--plain")
}

// TestDatabaseExamplesRun carries out the commands of docs/database.md and of the
// command's help, at a server of the test's, made small.
func TestDatabaseExamplesRun(t *testing.T) {
	t.Parallel()
	url := scratch.ServerURL(postgresServer(t))
	lines := exampleLines(newDatabase(process.Environment{}, nil).Example)
	for _, line := range commandsIn(textOf(t, filepath.Join("..", "..", "docs", "database.md"))) {
		if !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	folder, may := t.TempDir(), []int{cli.ExitOK, cli.ExitMissed, cli.ExitNoBaseline, cli.ExitNotComparable, cli.ExitUnclear}
	ran := map[string]bool{}
	for _, line := range lines {
		words, err := shellwords.Parse(line)
		if err != nil || len(words) < 2 || words[1] != "database" {
			t.Fatalf("%q: %v", line, err)
		}
		args := smallDatabase(words[1:], url)
		if ran[strings.Join(args, " ")] {
			continue
		}
		ran[strings.Join(args, " ")] = true
		p := launch(t, func(command *exec.Cmd) {
			command.Dir = folder
			command.Env = append(command.Env, "XDG_DATA_HOME="+filepath.Join(folder, "data"))
		}, args...)
		if code := p.end(); !slices.Contains(may, code) {
			t.Errorf("%s: exit code %d\n%s%s", line, code, p.told.String(), p.out.String())
		}
	}
	if len(lines) < 5 {
		t.Errorf("only %d commands were found", len(lines))
	}
}

// A run prints the settings' arithmetic before anything is run, says what pooling
// saves, keeps its run, and leaves the password nowhere.
func TestDatabaseRun(t *testing.T) {
	t.Parallel()
	url := strings.Replace(scratch.ServerURL(postgresServer(t)), "@", ":sesame-open-sesame@", 1)
	p := launch(t, nil, append(smallDatabase([]string{"database", "--vary", "connections=per-query,pool:1,pool:4,pool:300,pgbouncer", "-n", "8", "--export=json:out.json", "--record", "events"}, url), "--fail-on", "none")...)
	if code := p.end(); code != cli.ExitOK {
		t.Fatalf("exit code %d\n%s%s", code, p.told.String(), p.out.String())
	}
	arithmetic := regexp.MustCompile(`(?s)connections: max_connections is 40, .*memory for queries: work_mem 4 MB x \(40 connections \+ 8 parallel workers\) = 192 MB.*table: 3,000 rows in .*00:0`)
	if !arithmetic.MatchString(p.told.String()) {
		t.Errorf("the settings' arithmetic does not come first:\n%s", p.told.String())
	}
	for _, want := range []string{"saves .* a query beside per-query", "the smallest pool that is enough: pool:", "waits for its connection", "pool:300 is not measured: it has 300 connections at once, and the server has 37 left", "pgbouncer is not measurable here: it would have to be given the password"} {
		if !regexp.MustCompile(want).MatchString(p.out.String()) {
			t.Errorf("%q is not in the report:\n%s", want, p.out.String())
		}
	}
	report := p.exported("out.json")
	r := result(t, report, "database")
	if len(r.Variants) != 3 || r.Pooling == nil || r.Variants[1].Database == nil || r.Variants[1].Database.Saved == nil || r.Variants[1].Database.Pool != 1 {
		t.Errorf("the report's variants: %+v, %+v", r.Variants, r.Pooling)
	}
	if d := r.Variants[1].Database; d != nil && d.Waiting < d.Querying {
		t.Errorf("eight queries at once with one connection wait %v, and take %v", d.Waiting, d.Querying)
	}
	for _, name := range []string{"out.json", "events"} {
		text, err := os.ReadFile(filepath.Join(p.command.Dir, name))
		if err != nil || strings.Contains(string(text), "sesame") {
			t.Errorf("%s: %v, or the password is in it", name, err)
		}
	}
	if strings.Contains(p.told.String()+p.out.String(), "sesame") {
		t.Error("the password is shown")
	}
}

// A run says how many of the planned parallel workers were launched.
func TestDatabaseParallel(t *testing.T) {
	t.Parallel()
	url := scratch.ServerURL(postgresServer(t))
	p := launch(t, nil, "database", "--postgres", url, "--vary", "parallel=off,on", "--rows", "120000", "--queries", "1", "--rounds", "6", "--plain", "--fail-on", "none", "--export=json:out.json")
	if code := p.end(); code != cli.ExitOK {
		t.Fatalf("exit code %d\n%s%s", code, p.told.String(), p.out.String())
	}
	if !strings.Contains(p.out.String(), "parallel off did not run in parallel: no worker was planned") || !regexp.MustCompile(`parallel on ran in parallel(: | in part: )\d+ of \d+ planned workers were launched`).MatchString(p.out.String()) {
		t.Errorf("the report does not say what ran in parallel:\n%s", p.out.String())
	}
	report := p.exported("out.json")
	r := result(t, report, "database")
	off, on := r.Variants[0].Database, r.Variants[1].Database
	if off == nil || on == nil || off.Plan == nil || on.Plan == nil || off.Plan.Planned != 0 || on.Plan.Planned < on.Plan.Queries || on.Plan.Launched == 0 || r.Pooling != nil {
		t.Errorf("off %+v, on %+v, %+v", off, on, r.Pooling)
	}
	for i := range r.Samples {
		if plan := r.Samples[i].Evidence.Database.Plan; plan == nil || plan.Queries != 1 {
			t.Errorf("a leg was not explained: %+v", plan)
		}
	}
}
