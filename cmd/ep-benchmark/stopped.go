package main

import (
	"context"
	"errors"
	"os"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// stoppedBy is why the program's context has ended: a signal asked for it.
type stoppedBy struct{ signal os.Signal }

func (s stoppedBy) Error() string {
	if number, ok := s.signal.(syscall.Signal); ok && unix.SignalName(number) != "" {
		return "stopped by " + unix.SignalName(number)
	}
	return "stopped by the signal " + s.signal.String()
}

// stopped is an error in which what ended the context is told in plain words.
type stopped struct {
	text string
	error
}

func (s stopped) Error() string { return s.text }
func (s stopped) Unwrap() error { return s.error }

// inPlainWords has an error, or each of several, say by what the program was
// stopped where it has Go's words for the end of a context.
func inPlainWords(ctx context.Context, err error) error {
	if ctx.Err() == nil || !errors.Is(err, context.Canceled) {
		return err
	}
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		var all []error
		for _, one := range several.Unwrap() {
			all = append(all, inPlainWords(ctx, one))
		}
		return errors.Join(all...)
	}
	why := "stopped before it was done"
	if by, ok := errors.AsType[stoppedBy](context.Cause(ctx)); ok {
		why = by.Error()
	}
	return stopped{strings.ReplaceAll(err.Error(), context.Canceled.Error(), why), err}
}
