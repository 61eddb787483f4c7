package process

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// LostOutput rejects a stdout whose output would be lost. Where the program is
// started with stdout closed, Go's runtime opens the null device in its place,
// for reading and writing, so that a record would be lost without an error.
// Shells open the null device for writing only.
func LostOutput(stdout io.Writer, flags []string) error {
	file := FileOf(stdout)
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

// ClosedOutput reports whether an error says that the reader of stdout has
// gone, as head does when it has its lines. A broken network connection does
// not count.
func ClosedOutput(err error) bool {
	problem, ok := errors.AsType[*fs.PathError](err)
	return ok && problem.Path == os.Stdout.Name() && errors.Is(problem.Err, syscall.EPIPE)
}

// WithoutClosedOutput returns an error, or several, without those of a closed stdout.
// They need no message, because the reader has closed it.
func WithoutClosedOutput(err error) error {
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		var left []error
		for _, one := range several.Unwrap() {
			left = append(left, WithoutClosedOutput(one))
		}
		return errors.Join(left...)
	}
	if ClosedOutput(err) {
		return nil
	}
	return err
}
