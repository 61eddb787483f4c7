package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
)

// TestOneDocumentOnStdout: a reader can't separate two documents.
func TestOneDocumentOnStdout(t *testing.T) {
	for line, want := range map[string]string{
		"--export json:a.json --record b.events --results c.csv": "",
		"--export json":                       "--export json",
		"--export json:-":                     "--export json:-",
		"--record -":                          "--record -",
		"--results -":                         "--results -",
		"--export json --export json:-":       "--export json --export json:-",
		"--export json:- --record -":          "--export json:- --record -",
		"--record - --results - --export cvs": "--results - --record -",
	} {
		var flags runFlags
		command := newRoot(silent(io.Discard, io.Discard), nil)
		command.ResetFlags()
		flags.register(command)
		if err := flags.set.Parse(strings.Fields(line)); err != nil {
			t.Fatal(err)
		}
		all := flags.streamed()
		streams, err := files.OneDocument(all)
		if strings.Join(all, " ") != want || streams != (want != "") || (err != nil) != (len(all) > 1) {
			t.Errorf("%s: %q, %v, %v", line, all, streams, err)
		}
		if err != nil && exitCode(err, false) != cli.ExitUsage {
			t.Errorf("%s: %v is no usage error", line, err)
		}
	}
}

// TestClosedOutput: when the reader of stdout has gone, the program ends
// quietly with a code of its own. A broken network connection does not do that.
func TestClosedOutput(t *testing.T) {
	gone := fmt.Errorf("record: %w", &fs.PathError{Op: "write", Path: os.Stdout.Name(), Err: syscall.EPIPE})
	full := &fs.PathError{Op: "write", Path: os.Stdout.Name(), Err: syscall.ENOSPC}
	connection := &net.OpError{Op: "write", Err: os.NewSyscallError("write", syscall.EPIPE)}
	pipe := &fs.PathError{Op: "write", Path: "/dev/fd/7", Err: syscall.EPIPE}
	for _, c := range []struct {
		err  error
		code int
		told []string
	}{
		{gone, cli.ExitClosed, nil},
		{errors.Join(gone, nil, gone), cli.ExitClosed, nil},
		{errors.Join(cli.Coded(cli.ExitMissed), gone), cli.ExitClosed, nil},
		{errors.Join(errors.Join(gone, full), connection), cli.ExitClosed, []string{full.Error(), connection.Error()}},
		{full, cli.ExitFailed, []string{full.Error()}},
		{connection, cli.ExitFailed, []string{connection.Error()}},
		{pipe, cli.ExitFailed, []string{pipe.Error()}},
		{cli.Coded(cli.ExitMissed), cli.ExitMissed, nil},
	} {
		if code := exitCode(c.err, false); code != c.code {
			t.Errorf("%v ends with %d, want %d", c.err, code, c.code)
		}
		var told []string
		if left := process.WithoutClosedOutput(c.err); left != nil && left.Error() != "" {
			told = strings.Split(left.Error(), "\n")
		}
		if !slices.Equal(told, c.told) {
			t.Errorf("%v is printed as %q, want %q", c.err, told, c.told)
		}
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) {
	return 0, &fs.PathError{Op: "write", Path: os.Stdout.Name(), Err: syscall.ENOSPC}
}

// Lost output is an error, whichever command writes it.
func TestLostTextIsAnError(t *testing.T) {
	for _, line := range []string{
		"--help", "-h", "--version", "help", "help compare", "help parsing", "baseline", "baseline --help", "simulator --help", "config", "config --explain", "trust --list",
		"completion bash", "completion zsh", "completion fish", "completion powershell", "completion", "__complete pars",
	} {
		var told strings.Builder
		code := run(t.Context(), strings.Fields(line), silent(full{}, &told))
		if code != cli.ExitFailed || !strings.Contains(told.String(), "the disk is full (no space left on device)") {
			t.Errorf("%s: exit code %d, %q", line, code, told.String())
		}
		told.Reset()
		if code := run(t.Context(), strings.Fields(line), silent(io.Discard, &told)); code != cli.ExitOK {
			t.Errorf("%s: exit code %d where there is room: %s", line, code, told.String())
		}
	}
}

// A comparison that can't be printed decides nothing.
func TestLostComparisonDecidesNothing(t *testing.T) {
	file := write(t, "run.json", "")
	code, _, told := answered("parsing", "--quick", "--minimum-leg", "1ms", "--iterations", "20", "--no-save", "--export", "json:"+file)
	if code != cli.ExitOK && code != cli.ExitMissed {
		t.Fatalf("exit code %d: %s", code, told)
	}
	for _, more := range [][]string{nil, {"--json"}} {
		var lost strings.Builder
		code := run(t.Context(), append([]string{"compare", file, file}, more...), silent(full{}, &lost))
		if code != cli.ExitFailed || strings.Count(lost.String(), "\n") != 1 {
			t.Errorf("%q: exit code %d, %q", more, code, lost.String())
		}
	}
}
