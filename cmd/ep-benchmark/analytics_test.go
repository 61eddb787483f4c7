package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/workloads/columns"
)

// roomyMemory is a limit that a program under test keeps, also with the race detector.
const roomyMemory = "4GB"

// smallerSet makes the sets and limits of an example small, or large, enough for a test.
func smallerSet(args []string, folder string) []string {
	args = slices.Clone(args)
	for i := 1; i < len(args); i++ {
		switch args[i-1] {
		case "--generate":
			args[i] = "256KB"
			if slices.Contains(args, "--data") { // an earlier example has written there
				_ = os.RemoveAll(filepath.Join(folder, "shipments"))
			}
		case "--memory":
			args[i] = roomyMemory
		}
	}
	return args
}

// TestAnalyticsExamplesRun carries out the commands of docs/analytics.md and of the
// command's help, made small.
func TestAnalyticsExamplesRun(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if _, err := columns.Generate(t.Context(), filepath.Join(folder, "shipments"), 256<<10, 1, func(float64) {}); err != nil {
		t.Fatal(err)
	}
	lines := exampleLines(newAnalytics(process.Environment{}, nil).Example)
	for _, page := range []string{"README.md", "docs/README.md", "docs/performance.md", "docs/analytics.md"} {
		for _, line := range commandsIn(textOf(t, filepath.Join("..", "..", filepath.FromSlash(page)))) {
			if ofFiles := strings.Contains(line, " --data ") || strings.Contains(line, " --generate "); ofFiles && !slices.Contains(lines, line) {
				lines = append(lines, line)
			}
		}
	}
	if len(lines) < 8 {
		t.Errorf("only %d commands were found", len(lines))
	}
	for _, line := range lines {
		words := strings.Fields(line)
		if strings.Contains(line, "--cold") && !columns.CanForget {
			continue
		}
		args := smallerSet(words[1:], folder)
		if !slices.Contains(args, "--rounds") {
			args = append(args, "--quick")
		}
		args = append(args, "--minimum-leg", "1ms")
		p := launch(t, func(command *exec.Cmd) {
			command.Dir = folder
			command.Env = append(command.Env, "XDG_DATA_HOME="+filepath.Join(folder, "data"))
		}, args...)
		may := []int{cli.ExitOK, cli.ExitMissed, cli.ExitNoBaseline, cli.ExitNotComparable, cli.ExitUnclear}
		if code := p.end(); !slices.Contains(may, code) {
			t.Errorf("%s: exit code %d\n%s%s", line, code, p.told.String(), p.out.String())
		}
	}
}

// TestAnalyticsKeepsItsMemory has the whole program read a set that would not fit into
// its limit, and looks for the proof in the export.
func TestAnalyticsKeepsItsMemory(t *testing.T) {
	if racebuild.Enabled {
		t.Skip("the race detector's own memory is many times the limit")
	}
	t.Parallel()
	p := launch(t, nil, "analytics", "--generate", "32MB", "--memory", "72MB", "--workers", "2", "--quick", "--no-save", "--fail-on", "failed", "--export=json:run.json")
	if code := p.end(); code != cli.ExitOK {
		t.Fatalf("exit code %d\n%s%s", code, p.told.String(), p.out.String())
	}
	const limit = 72 << 20
	exported := p.exported("run.json")
	result := &exported.Results[0]
	if held := 11 * result.Spec.Size; held < limit {
		t.Fatalf("the records would fit into memory: %d bytes", held)
	}
	for i := range result.Samples {
		e := result.Samples[i].Evidence.Files
		if e == nil || e.MemoryLimit != limit || e.Rows != int64(result.Spec.Size*result.Samples[i].Passes) || e.PeakMemory > limit {
			t.Errorf("leg %d: %+v", i, e)
		}
	}
	report := p.out.String()
	for _, want := range []string{"Analytics over files", "bounded by the", "of 72 MB at its peak", "memory limit 72 MB"} {
		if !strings.Contains(report, want) {
			t.Errorf("the report does not say %q:\n%s", want, report)
		}
	}
}

// TestAnalyticsRefuses checks what is said of wrong flags and files.
func TestAnalyticsRefuses(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	made, err := columns.Generate(t.Context(), filepath.Join(folder, "shipments"), columns.SmallestSet, 1, func(float64) {})
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(made.Paths[0])
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"cut.parquet": text[:len(text)-9], "notes.parquet": []byte("no shipments")} {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		code int
		want string
		args []string
	}{
		{cli.ExitUsage, "--memory is for files: expected --data or --generate with it", []string{"--memory", "64MB"}},
		{cli.ExitUsage, "expected an amount such as 256MB", []string{"--data", "shipments", "--memory", "little"}},
		{cli.ExitUsage, "at least", []string{"--data", "shipments", "--memory", "5MB"}},
		{cli.ExitUsage, "--generate 1KB: expected 64 KB to", []string{"--generate", "1KB"}},
		{cli.ExitUsage, "--data-seed is for --generate", []string{"--data", "shipments", "--data-seed", "3"}},
		{cli.ExitUsage, "--latency is for records in memory, or for other workloads", []string{"--data", "shipments", "--latency", "none"}},
		{cli.ExitUsage, "--records is for records in memory", []string{"--data", "shipments", "--records", "5"}},
		{cli.ExitUsage, "a path is given by --data", []string{"shipments", "--data", "shipments"}},
		{cli.ExitUsage, "several numbers are for files", []string{"--workers", "1,2"}},
		{cli.ExitUsage, "--workers recommended is for records in memory", []string{"--data", "shipments", "--workers", "recommended"}},
		{cli.ExitUsage, "unknown workload", []string{"parsings"}},
		{cli.ExitFailed, "cut.parquet: it is cut short", []string{"--data", "cut.parquet"}},
		{cli.ExitFailed, "notes.parquet: it is no Parquet file", []string{"--data", "notes.parquet"}},
		{cli.ExitFailed, "nowhere", []string{"--data", "nowhere"}},
		{cli.ExitFailed, "has Parquet files already", []string{"--data", "shipments", "--generate", "1MB"}},
	} {
		p := launch(t, func(command *exec.Cmd) { command.Dir = folder }, append([]string{"analytics", "--no-save"}, test.args...)...)
		if code := p.end(); code != test.code || !strings.Contains(p.told.String(), test.want) {
			t.Errorf("%q: exit code %d, want %d\n%s", test.args, code, test.code, p.told.String())
		}
	}
}

// Without files, analytics is the workload of that name, also beside others.
func TestAnalyticsOfRecordsIsAWorkload(t *testing.T) {
	t.Parallel()
	p := launch(t, nil, "analytics", "parsing", "--quick", "--records", "200", "--iterations", "20", "--minimum-leg", "1ms", "--no-save", "--fail-on", "failed")
	if code := p.end(); code != cli.ExitOK {
		t.Fatalf("exit code %d\n%s", code, p.told.String())
	}
	for _, want := range []string{"200 records", "Parsing"} {
		if !strings.Contains(p.out.String(), want) {
			t.Errorf("the report does not have %q:\n%s", want, p.out.String())
		}
	}
}

// TestAnalyticsAsksDuckDB has a program in DuckDB's place give answers.
func TestAnalyticsAsksDuckDB(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	made, err := columns.Generate(t.Context(), filepath.Join(folder, "shipments"), columns.SmallestSet, 1, func(float64) {})
	if err != nil {
		t.Fatal(err)
	}
	ask := func(script string) (int, string) {
		if script != "" {
			if err := os.WriteFile(filepath.Join(folder, "duckdb"), []byte("#!/bin/sh\n"+script), 0o700); err != nil {
				t.Fatal(err)
			}
		}
		p := launch(t, func(command *exec.Cmd) {
			command.Dir = folder
			command.Env = append(command.Env, "PATH="+folder+string(os.PathListSeparator)+"/bin:/usr/bin")
		}, "analytics", "--data", filepath.Dir(made.Paths[0]), "--memory", roomyMemory, "--duckdb", "--quick", "--minimum-leg", "1ms", "--no-save", "--fail-on", "failed")
		code := p.end()
		return code, p.told.String()
	}
	if code, told := ask(""); code != cli.ExitFailed || !strings.Contains(told, "there is no program duckdb") {
		t.Errorf("without: exit code %d\n%s", code, told)
	}
	one := `{"not_carrier":0,"not_day":1,"carrier":"UPS","delivered":true,"days":2,"day":null,"origin":null,"destination":null,"shipments":1,"cents":5}`
	for script, want := range map[string]string{
		"echo '[" + one + "]'":              "duckdb gives another answer than this program",
		"echo 'no such column' >&2; exit 3": "no such column",
		"echo hello":                        "expected rows in JSON",
	} {
		if code, told := ask(script); code != cli.ExitFailed || !strings.Contains(told, want) {
			t.Errorf("%s: exit code %d\n%s", script, code, told)
		}
	}
}
