// Package cli is what a command line owes its user, whatever the program does:
// each flag says once what it expects, help and errors repeat it, a mistyped
// word is answered with the word that was meant, and every end has its exit
// code. It knows no flag by name.
package cli

import (
	"errors"
	"fmt"
)

// The exit codes must not change, because scripts and CI depend on them.
const (
	ExitOK            = 0
	ExitFailed        = 1   // could not run, or a workload could not be measured
	ExitUsage         = 2   // the command line is wrong
	ExitMissed        = 3   // a target was missed
	ExitRegressed     = 4   // a figure regressed against the baseline
	ExitUnclear       = 5   // with --fail-on unclear: something is unclear
	ExitNoBaseline    = 6   // --compare found nothing to compare with
	ExitNotComparable = 7   // --compare found runs of other conditions only
	ExitIncomplete    = 8   // with --results: lines have no shipment
	ExitFailing       = 9   // more operations failed than --max-failures allows
	ExitRefuted       = 10  // a claim is refuted, or arithmetic forbids it
	ExitStale         = 11  // with --fail-on stale: a claim's subject changed since it was measured
	ExitDepends       = 12  // with --fail-on depends: a claim's truth hangs on what it does not state
	ExitUnmeasured    = 13  // with --fail-on unmeasured: a claim was not measured
	ExitInterrupted   = 130 // as a shell reports SIGINT
	ExitClosed        = 141 // the reader of stdout has gone: as a shell reports SIGPIPE
)

// usageError is a command line that can't be carried out.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// Usagef returns an error of the command line.
func Usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// WrongUsage makes an error one of the command line.
func WrongUsage(err error) error { return usageError{err} }

// codedError ends the program with a code; its message, if any, is printed.
type codedError struct {
	code int
	error
}

func (e codedError) Unwrap() error { return e.error }

// WithCode makes an error end the program with a code.
func WithCode(code int, err error) error { return codedError{code, err} }

// Coded returns an error that ends the program with a code and prints nothing;
// nil for ExitOK.
func Coded(code int) error {
	if code == ExitOK {
		return nil
	}
	return codedError{code, errors.New("")}
}

// CodeOf returns the code that an error asks for; false for an error without
// one.
func CodeOf(err error) (code int, has bool) {
	var coded codedError
	var usage usageError
	switch {
	case errors.As(err, &coded):
		return coded.code, true
	case errors.As(err, &usage):
		return ExitUsage, true
	}
	return ExitFailed, false
}
