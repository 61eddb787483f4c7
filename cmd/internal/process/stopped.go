package process

import (
	"context"
	"errors"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// why returns in words what stopped the program.
func (s *Stops) why() string {
	if s == nil || s.by.Load() == nil {
		return "stopped before it was done"
	}
	by := *s.by.Load()
	if number, ok := by.(syscall.Signal); ok && unix.SignalName(number) != "" {
		return "stopped by " + unix.SignalName(number)
	}
	return "stopped by the signal " + by.String()
}

// stopped is an error that names in plain words what ended the context.
type stopped struct {
	text string
	error
}

func (s stopped) Error() string { return s.text }
func (s stopped) Unwrap() error { return s.error }

// InPlainWords replaces Go's text for the end of a context by what stopped the
// program, in an error or in each of several joined errors.
func (s *Stops) InPlainWords(err error) error {
	if !errors.Is(err, context.Canceled) {
		return err
	}
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		var all []error
		for _, one := range several.Unwrap() {
			all = append(all, s.InPlainWords(one))
		}
		return errors.Join(all...)
	}
	return stopped{strings.ReplaceAll(err.Error(), context.Canceled.Error(), s.why()), err}
}
