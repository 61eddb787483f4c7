package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/ui/export"
)

// streamed are the flags whose output goes to stdout. A program can read that
// output only if stdout holds nothing else. The report therefore goes to
// stderr, and there is no dashboard.
func (f *runFlags) streamed() []string {
	var flags []string
	for _, text := range f.exports {
		format, path, hasPath := strings.Cut(text, ":")
		given := slices.Contains(flags, "--export "+text) // openExports reports the duplicate
		if format == "json" && (!hasPath || path == export.StreamPath) && !given {
			flags = append(flags, "--export "+text)
		}
	}
	if f.results == export.StreamPath {
		flags = append(flags, "--results -")
	}
	if f.record == export.StreamPath {
		flags = append(flags, "--record -")
	}
	return flags
}

// toStream reports whether a flag writes to stdout, and rejects two flags that
// do.
func (f *runFlags) toStream() (bool, error) {
	flags := f.streamed()
	if len(flags) > 1 {
		return true, cli.Usagef("%s: standard output holds one document: expected the path of a file for all but one", strings.Join(flags, " and "))
	}
	return len(flags) == 1, nil
}

// lostOutput rejects a stdout whose output would be lost. Where the program is
// started with stdout closed, Go's runtime opens the null device in its place,
// for reading and writing, so that a record would be lost without an error.
// Shells open the null device for writing only.
func lostOutput(stdout io.Writer, flags []string) error {
	file := fileOf(stdout)
	if file == nil || len(flags) == 0 {
		return nil
	}
	state, err := file.Stat()
	if err == nil {
		var null fs.FileInfo
		if null, err = os.Stat(os.DevNull); err != nil || !os.SameFile(state, null) {
			return nil // there is no null device, or this is another file
		}
		var mode int
		if mode, err = unix.FcntlInt(file.Fd(), unix.F_GETFL, 0); err == nil && mode&unix.O_ACCMODE != unix.O_RDWR {
			return nil
		}
	}
	if err == nil {
		err = errors.New("standard output is closed, or is the null device opened for reading and writing: expected a pipe, a file, or '>/dev/null' to drop the output")
	}
	return fmt.Errorf("%s: %w", strings.Join(flags, " and "), err)
}

// closedOutput reports whether an error says that the reader of stdout has
// gone, as head does when it has its lines. A broken network connection does
// not count.
func closedOutput(err error) bool {
	problem, ok := errors.AsType[*fs.PathError](err)
	return ok && problem.Path == os.Stdout.Name() && errors.Is(problem.Err, syscall.EPIPE)
}

// otherwise returns an error, or several, without those of a closed stdout.
// They need no message, because the reader has closed it.
func otherwise(err error) error {
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		var left []error
		for _, one := range several.Unwrap() {
			left = append(left, otherwise(one))
		}
		return errors.Join(left...)
	}
	if closedOutput(err) {
		return nil
	}
	return err
}
