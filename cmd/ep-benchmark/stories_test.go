package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/ui/export"
	"ep-benchmark/workloads/simulator"
	"ep-benchmark/workloads/simulator/faults"
	"ep-benchmark/workloads/simulator/latency"
)

// TestMain puts the program on the PATH under its own name. It is the test
// binary, which runs the program when it is called by that name. The program
// starts its simulator by os.Executable, as it does for users.
func TestMain(m *testing.M) {
	testscript.Main(secluded{m}, map[string]func(){"ep-benchmark": unhurried(main), "broken": unhurried(broken)})
}

// unhurriedStop is how long a stop of a test's process may take.
const unhurriedStop = patience / 8

// unhurried gives a program more time for a stop than users have to wait. On a
// busy machine it would be ended before it has kept its work. TestStopRule has
// the times that users have.
func unhurried(program func()) func() {
	return func() {
		process.StopTime = unhurriedStop
		program()
	}
}

// secluded runs the tests with a data directory of their own, so that no run
// of theirs is kept among the user's.
type secluded struct{ m *testing.M }

func (s secluded) Run() int {
	if signal.Ignored(syscall.SIGHUP) { // under nohup; children ignore what their parent does
		signal.Notify(make(chan os.Signal, 1), syscall.SIGHUP)
	}
	folder, err := os.MkdirTemp("", "ep-benchmark-data-*")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer func() { _ = os.RemoveAll(folder) }() // the system clears it up otherwise
	if err := errors.Join(os.Setenv("XDG_DATA_HOME", folder), replaceChildren()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return s.m.Run()
}

// TestStories runs what users do, by the shell's rules, and looks at what they
// see: streams, files, exit codes.
func TestStories(t *testing.T) {
	stories, err := filepath.Glob(filepath.Join("testdata", "script", "*.txtar"))
	if err != nil || len(stories) == 0 {
		t.Fatalf("no stories were found: %v", err)
	}
	testscript.Run(t, testscript.Params{
		Files: slices.DeleteFunc(stories, func(story string) bool { return unseen(t, story) }),
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "answers": answers, "field": field, "legs": legs, "serves": serves, "quotes": quotes, "takes": takes,
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv(raceOptions())
			env.Setenv("XDG_DATA_HOME", filepath.Join(env.WorkDir, "data"))
			return nil
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

// raceOptions keep the race detector from waiting a second at the end of every
// process, in case that a goroutine still has something to do.
func raceOptions() (name, value string) { return "GORACE", "atexit_sleep_ms=0" }

// exits CODE COMMAND [ARG...] runs a command that ends with the code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		ended, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		code = ended.ExitCode()
	}
	if code != want {
		ts.Fatalf("exit code %d, want %d", code, want)
	}
}

// answers CODE ARG... is exits without a process, for the many calls that end
// before anything is run: starting the program takes ten times as long as they.
func answers(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: answers CODE [ARG...]")
	}
	if code := run(context.Background(), args[1:], silent(ts.Stdout(), ts.Stderr())); strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

// field FILE PATH VALUE compares what stands at a path such as
// run.results.0.spec.name in a file that is one JSON document and nothing
// else. An array or object is compared by its length, a missing one is <nil>.
func field(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: field FILE PATH VALUE")
	}
	if got := shown(at(ts, args[0], args[1])); (got == args[2]) == neg {
		ts.Fatalf("%s is %s", args[1], got)
	}
}

// at is what stands at a path in a file that is one JSON document and nothing
// else.
func at(ts *testscript.TestScript, file, path string) any {
	var at any
	if err := json.Unmarshal([]byte(ts.ReadFile(file)), &at); err != nil {
		ts.Fatalf("%s is not one JSON document: %v", file, err)
	}
	for _, name := range strings.Split(path, ".") {
		switch node := at.(type) {
		case map[string]any:
			at = node[name]
		case []any:
			index, err := strconv.Atoi(name)
			ts.Check(err)
			at = node[index]
		default:
			ts.Fatalf("%s: there is nothing below %v", path, node)
		}
	}
	return at
}

func shown(value any) string {
	switch node := value.(type) {
	case map[string]any:
		return fmt.Sprint(len(node))
	case []any:
		return fmt.Sprint(len(node))
	}
	return fmt.Sprint(value)
}

// legs FILE OUT writes the order in which each workload's legs were run.
func legs(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: legs FILE OUT")
	}
	report, err := export.Decode(strings.NewReader(ts.ReadFile(args[0])))
	ts.Check(err)
	var out strings.Builder
	for _, result := range report.Results {
		samples := slices.Clone(result.Samples)
		for _, sample := range samples {
			fmt.Fprintln(&out, sample.Schedule, sample.Workload, sample.Round, sample.Position, sample.Kind)
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(out.String()), 0o600))
}

// serves NAME [--faults FILE] serves the API until the story ends: NAME becomes
// its URL, and NAME_ADDRESS its host and port.
func serves(ts *testscript.TestScript, neg bool, args []string) {
	options := simulator.Options{Latency: latency.None}
	switch {
	case !neg && len(args) == 3 && args[1] == "--faults":
		faults, err := faults.Read(ts.MkAbs(args[2]), 1)
		ts.Check(err)
		options.Faults = faults
	case neg || len(args) != 1:
		ts.Fatalf("usage: serves NAME [--faults FILE]")
	}
	server := httptest.NewServer(simulator.New(options).Handler())
	ts.Defer(server.Close)
	ts.Setenv(args[0], server.URL)
	ts.Setenv(args[0]+"_ADDRESS", server.Listener.Addr().String())
}

// silent are surroundings for calls of run that need no process.
func silent(stdout, stderr io.Writer) process.Environment {
	return process.Environment{
		Stdin: strings.NewReader(""), Stdout: stdout, Stderr: stderr,
		Getenv:     func(string) string { return "" },
		Executable: func() (string, error) { return "", errors.New("there is no simulator here") },
	}
}
