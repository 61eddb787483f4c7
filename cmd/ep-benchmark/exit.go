package main

import (
	"errors"
	"fmt"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
)

// The exit codes must not change, because scripts and CI depend on them.
const (
	exitOK            = 0
	exitFailed        = 1   // could not run, or a workload could not be measured
	exitUsage         = 2   // the command line is wrong
	exitMissed        = 3   // a target was missed
	exitRegressed     = 4   // a figure regressed against the baseline
	exitUnclear       = 5   // with --fail-on unclear: something is unclear
	exitNoBaseline    = 6   // --compare found nothing to compare with
	exitNotComparable = 7   // --compare found runs of other conditions only
	exitIncomplete    = 8   // with --results: lines have no shipment
	exitFailing       = 9   // more operations failed than --max-failures allows
	exitInterrupted   = 130 // as a shell reports SIGINT
	exitClosed        = 141 // the reader of stdout has gone: as a shell reports SIGPIPE
)

// usageError is a command line that can't be carried out.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// codedError ends the program with a code; its message, if any, is printed.
type codedError struct {
	code int
	error
}

func (e codedError) Unwrap() error { return e.error }

// exitCode returns the exit code of an error. After an interruption, an error
// without a code of its own counts as caused by it.
func exitCode(err error, interrupted bool) int {
	var coded codedError
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case closedOutput(err):
		return exitClosed
	case errors.As(err, &coded):
		return coded.code
	case errors.As(err, &usage):
		return exitUsage
	case interrupted:
		return exitInterrupted
	}
	return exitFailed
}

// verdict returns the error with the exit code of a session's run.
func (s *session) verdict(report *engine.Report, c *compare.Comparison, counts counts) error {
	err := verdict(report, c, counts, s.server.died())
	if err == nil && s.incomplete(report) {
		return coded(exitIncomplete)
	}
	return err
}

// verdict turns a report's outcomes, and a comparison's verdict where there is
// one, into the error that carries their exit code. The error has no text,
// because the report has printed the reasons. The exception is a server that
// died: the last measurements are doubtful then.
func verdict(report *engine.Report, c *compare.Comparison, counts counts, died error) error {
	if died != nil && !report.Partial {
		return codedError{exitFailed, fmt.Errorf("%s: %w", simulatorEnded, died)}
	}
	return coded(verdictCode(report, c, counts))
}

// verdictCode returns the exit code of a report's outcomes and a comparison. A
// workload that was given up counts as failed even if its first rounds have an
// outcome. A regression comes before a missed target, because the target may
// have been missed for long.
func verdictCode(report *engine.Report, c *compare.Comparison, counts counts) int {
	if report.Partial {
		return exitInterrupted
	}
	seen := map[engine.Outcome]bool{}
	for _, a := range report.Assessed() {
		seen[a.Outcome] = true
	}
	for i := range report.Results {
		if report.Results[i].Failure != "" {
			return exitFailed
		}
	}
	if report.Plan.Once {
		return onceCode(report)
	}
	compared := exitOK
	if c != nil {
		compared = comparisonCode(c, counts)
	}
	switch {
	case seen[engine.NotMeasured]:
		return exitFailed
	case compared == exitRegressed:
		return compared
	case counts[failFailed] && failing(report):
		return exitFailing
	case counts[failMissed] && seen[engine.Missed]:
		return exitMissed
	case counts[failUnclear] && seen[engine.Unclear]:
		return exitUnclear
	}
	return compared
}

// failing reports whether more operations of a workload failed than the plan
// allows, with or without a target.
func failing(report *engine.Report) bool {
	for i := range report.Results {
		o := &report.Results[i].Operations
		if report.Plan.MaxFailures.Exceeded(o.Unfinished(), o.Ended()) {
			return true
		}
	}
	return false
}

// onceCode returns the exit code of a plan that was carried out once. Such a
// plan has no outcomes.
func onceCode(report *engine.Report) int {
	for i := range report.Results {
		if report.Results[i].Parallel == nil && report.Results[i].Operations.Unfinished() == 0 {
			return exitFailed // it is no timing, though nothing is known to have failed
		}
	}
	return exitOK
}
