package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"ep-benchmark/engine"
)

func TestExitCode(t *testing.T) {
	for name, c := range map[string]struct {
		err         error
		interrupted bool
		want        int
	}{
		"success":                    {nil, false, exitOK},
		"success, then interrupted":  {nil, true, exitOK},
		"any error":                  {errors.New("disk full"), false, exitFailed},
		"any error, interrupted":     {context.Canceled, true, exitInterrupted},
		"usage":                      {usagef("--rounds 0"), false, exitUsage},
		"usage, wrapped":             {fmt.Errorf("--target: %w", usagef("no")), false, exitUsage},
		"usage, interrupted":         {usagef("--rounds 0"), true, exitUsage},
		"coded":                      {codedError{exitMissed, errors.New("")}, false, exitMissed},
		"coded, wrapped":             {fmt.Errorf("x: %w", codedError{exitUnclear, errors.New("")}), false, exitUnclear},
		"coded goes before the rest": {codedError{exitFailed, usagef("x")}, true, exitFailed},
	} {
		if got := exitCode(c.err, c.interrupted); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

// reportOf returns a report with a workload for each outcome.
func reportOf(outcomes ...engine.Outcome) *engine.Report {
	report := new(engine.Report)
	for _, outcome := range outcomes {
		report.Results = append(report.Results, engine.Result{Assessments: []engine.Assessment{
			{Target: engine.Target{Gates: true}, Outcome: outcome},
			{Target: engine.Target{Gates: false}, Outcome: engine.Missed}, // an expectation decides nothing
		}})
	}
	return report
}

// What counts by default, and with --strict.
var (
	usual  = countsOf(usualFailures)
	strict = countsOf(everyFailure)
)

func TestVerdictCode(t *testing.T) {
	for _, c := range []struct {
		outcomes      []engine.Outcome
		lenient, hard int // without and with --strict
	}{
		{nil, exitOK, exitOK},
		{[]engine.Outcome{engine.Met, engine.NotAttainable}, exitOK, exitOK},
		{[]engine.Outcome{engine.Met, engine.Missed}, exitMissed, exitMissed},
		{[]engine.Outcome{engine.Met, engine.Unclear}, exitOK, exitUnclear},
		{[]engine.Outcome{engine.Unclear, engine.Missed}, exitMissed, exitMissed},
		{[]engine.Outcome{engine.Missed, engine.NotMeasured}, exitFailed, exitFailed},
		{[]engine.Outcome{engine.NotMeasured, engine.Unclear}, exitFailed, exitFailed},
	} {
		report := reportOf(c.outcomes...)
		if lenient, hard := verdictCode(report, nil, usual), verdictCode(report, nil, strict); lenient != c.lenient || hard != c.hard {
			t.Errorf("%v: %d and %d, want %d and %d", c.outcomes, lenient, hard, c.lenient, c.hard)
		}
		report.Partial = true
		if got := verdictCode(report, nil, strict); got != exitInterrupted {
			t.Errorf("%v, partial: %d, want %d", c.outcomes, got, exitInterrupted)
		}
	}
}

// Failures above the limit have a code of their own, whether or not the
// workload has a target.
func TestVerdictCodeOfFailures(t *testing.T) {
	report := reportOf(engine.Failing, engine.Missed)
	report.Results[0].Operations.Finished, report.Results[0].Operations.Failed = 97, 3
	for _, c := range []struct {
		allowed int64
		counts  counts
		want    int
	}{
		{0, usual, exitFailing},
		{2, usual, exitFailing},
		{3, usual, exitMissed},
		{0, counts{failMissed: true}, exitMissed},
		{0, counts{}, exitOK},
	} {
		report.Plan.MaxFailures.Operations = c.allowed
		if got := verdictCode(report, nil, c.counts); got != c.want {
			t.Errorf("%d allowed, counting %v: %d, want %d", c.allowed, c.counts, got, c.want)
		}
	}
	report.Plan.MaxFailures.Operations = 0
	report.Results[0].Assessments = nil
	if got := verdictCode(report, nil, usual); got != exitFailing {
		t.Errorf("without a target: %d, want %d", got, exitFailing)
	}
}

// A workload that broke down in its last rounds may have met its target in the
// first ones.
func TestVerdictCodeOfAGivenUpWorkload(t *testing.T) {
	report := reportOf(engine.Met)
	report.Results[0].Failure = "2 legs in a row came to nothing"
	if got := verdictCode(report, nil, usual); got != exitFailed {
		t.Errorf("%d, want %d", got, exitFailed)
	}
}

func TestVerdict(t *testing.T) {
	if err := verdict(reportOf(engine.Met), nil, strict, nil); err != nil {
		t.Errorf("a target that is met is an error: %v", err)
	}
	if err := verdict(reportOf(engine.Missed), nil, usual, nil); exitCode(err, false) != exitMissed || err.Error() != "" {
		t.Errorf("missed: %q, code %d", err, exitCode(err, false))
	}
	err := verdict(reportOf(engine.Met), nil, usual, errors.New("signal: killed"))
	if exitCode(err, false) != exitFailed || !strings.Contains(err.Error(), "signal: killed") {
		t.Errorf("the simulator's death: %q, code %d", err, exitCode(err, false))
	}
	partial := reportOf()
	partial.Partial = true
	if err := verdict(partial, nil, usual, errors.New("signal: killed")); exitCode(err, true) != exitInterrupted {
		t.Errorf("interrupted: code %d", exitCode(err, true))
	}
}

// A panic is reported as a bug of the program, before its stack.
func TestPanicIsReportedAsABug(t *testing.T) {
	var stdout, stderr bytes.Buffer
	world := silent(&stdout, &stderr)
	world.executable = func() (string, error) { panic("no executable") }
	code := run(t.Context(), []string{"tracking"}, world)
	if code != exitFailed || stdout.Len() > 0 {
		t.Errorf("exit code %d, stdout %q", code, stdout.String())
	}
	text := stderr.String()
	for _, want := range []string{"internal error: no executable\n", "This is a bug in ep-benchmark", version(), "goroutine ", "serve("} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing:\n%s", want, text)
		}
	}
	if strings.Index(text, "This is a bug") > strings.Index(text, "goroutine ") {
		t.Errorf("the stack comes first:\n%s", text)
	}
}

// A simulator that can't be started is not a usage error.
func TestNoSimulator(t *testing.T) {
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), []string{"tracking"}, silent(&stdout, &stderr))
	if want := "ep-benchmark: starting the simulator: there is no simulator here\n"; code != exitFailed || stderr.String() != want {
		t.Errorf("exit code %d, stderr %q", code, stderr.String())
	}
}

func TestInterruptedBeforeTheRun(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var stdout, stderr bytes.Buffer
	if code := run(ctx, []string{"tracking"}, silent(&stdout, &stderr)); code != exitInterrupted {
		t.Errorf("exit code %d, want %d: %s", code, exitInterrupted, stderr.String())
	}
}
