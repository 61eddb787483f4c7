package outfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// explanations are what the system's errors mean when a file is to be written,
// and what to do about them.
var explanations = []struct {
	errno        syscall.Errno
	what, remedy string
}{
	{syscall.ENOSPC, "the disk is full", "free some space, or name another place"},
	{syscall.EDQUOT, "the disk quota is used up", "free some space, or name another place"},
	{syscall.EFBIG, "the file would be larger than is allowed", "raise the limit (ulimit -f), or name another place"},
	{syscall.EROFS, "nothing can be written on this file system", "name another place"},
	{syscall.EACCES, "this user may not write there", "name another place, or change the permissions"},
	{syscall.EPERM, "this user may not write there", "name another place, or change the permissions"},
	{syscall.ELOOP, "it is a symbolic link, which is not followed", "name the file itself"},
}

// explained is an error of the system with a text that says what it means.
type explained struct {
	text  string
	cause error
}

func (e explained) Error() string { return e.text }
func (e explained) Unwrap() error { return e.cause }

// Explain says in words what an error of writing a file means, and what to do,
// such as that the disk is full. It returns other errors as they are. The
// result still is the error that it explains, to errors.Is and errors.As.
func Explain(err error) error {
	return explain(err, func(what, remedy string, err error) string { return fmt.Sprintf("%s (%v): %s", what, err, remedy) })
}

// Meaning is Explain without what to do.
func Meaning(err error) error {
	return explain(err, func(what, _ string, err error) string { return fmt.Sprintf("%s (%v)", what, err) })
}

func explain(err error, words func(what, remedy string, err error) string) error {
	var known explained
	if err == nil || errors.As(err, &known) {
		return err
	}
	switch problem := err.(type) { // an error that names its file goes on naming it
	case *fs.PathError:
		return &fs.PathError{Op: problem.Op, Path: problem.Path, Err: explain(problem.Err, words)}
	case *os.LinkError:
		return &os.LinkError{Op: problem.Op, Old: problem.Old, New: problem.New, Err: explain(problem.Err, words)}
	}
	for _, e := range explanations {
		if errors.Is(err, e.errno) {
			return explained{words(e.what, e.remedy, err), err}
		}
	}
	return err
}

// NoRoom tells whether an error says that there is no room for more: on the
// disk, or within what this user may take of it.
func NoRoom(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}
