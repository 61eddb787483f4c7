package main

import (
	"context"
	"errors"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// why says in words what the program was stopped by.
func (s *stops) why() string {
	if s == nil || s.by.Load() == nil {
		return "stopped before it was done"
	}
	by := *s.by.Load()
	if number, ok := by.(syscall.Signal); ok && unix.SignalName(number) != "" {
		return "stopped by " + unix.SignalName(number)
	}
	return "stopped by the signal " + by.String()
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
func (s *stops) inPlainWords(err error) error {
	if !errors.Is(err, context.Canceled) {
		return err
	}
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		var all []error
		for _, one := range several.Unwrap() {
			all = append(all, s.inPlainWords(one))
		}
		return errors.Join(all...)
	}
	return stopped{strings.ReplaceAll(err.Error(), context.Canceled.Error(), s.why()), err}
}
