package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/project"
	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

func TestExitCode(t *testing.T) {
	for name, c := range map[string]struct {
		err         error
		interrupted bool
		want        int
	}{
		"success":                    {nil, false, cli.ExitOK},
		"success, then interrupted":  {nil, true, cli.ExitOK},
		"any error":                  {errors.New("disk full"), false, cli.ExitFailed},
		"any error, interrupted":     {context.Canceled, true, cli.ExitInterrupted},
		"usage":                      {cli.Usagef("--rounds 0"), false, cli.ExitUsage},
		"usage, wrapped":             {fmt.Errorf("--target: %w", cli.Usagef("no")), false, cli.ExitUsage},
		"usage, interrupted":         {cli.Usagef("--rounds 0"), true, cli.ExitUsage},
		"coded":                      {cli.WithCode(cli.ExitMissed, errors.New("")), false, cli.ExitMissed},
		"coded, wrapped":             {fmt.Errorf("x: %w", cli.WithCode(cli.ExitUnclear, errors.New(""))), false, cli.ExitUnclear},
		"coded goes before the rest": {cli.WithCode(cli.ExitFailed, cli.Usagef("x")), true, cli.ExitFailed},
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
		{nil, cli.ExitOK, cli.ExitOK},
		{[]engine.Outcome{engine.Met, engine.NotAttainable}, cli.ExitOK, cli.ExitOK},
		{[]engine.Outcome{engine.Met, engine.Missed}, cli.ExitMissed, cli.ExitMissed},
		{[]engine.Outcome{engine.Met, engine.Unclear}, cli.ExitOK, cli.ExitUnclear},
		{[]engine.Outcome{engine.Unclear, engine.Missed}, cli.ExitMissed, cli.ExitMissed},
		{[]engine.Outcome{engine.Missed, engine.NotMeasured}, cli.ExitFailed, cli.ExitFailed},
		{[]engine.Outcome{engine.NotMeasured, engine.Unclear}, cli.ExitFailed, cli.ExitFailed},
	} {
		report := reportOf(c.outcomes...)
		if lenient, hard := verdictCode(report, nil, usual), verdictCode(report, nil, strict); lenient != c.lenient || hard != c.hard {
			t.Errorf("%v: %d and %d, want %d and %d", c.outcomes, lenient, hard, c.lenient, c.hard)
		}
		report.Partial = true
		if got := verdictCode(report, nil, strict); got != cli.ExitInterrupted {
			t.Errorf("%v, partial: %d, want %d", c.outcomes, got, cli.ExitInterrupted)
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
		{0, usual, cli.ExitFailing},
		{2, usual, cli.ExitFailing},
		{3, usual, cli.ExitMissed},
		{0, counts{project.FailMissed: true}, cli.ExitMissed},
		{0, counts{}, cli.ExitOK},
	} {
		report.Plan.MaxFailures.Operations = c.allowed
		if got := verdictCode(report, nil, c.counts); got != c.want {
			t.Errorf("%d allowed, counting %v: %d, want %d", c.allowed, c.counts, got, c.want)
		}
	}
	report.Plan.MaxFailures.Operations = 0
	report.Results[0].Assessments = nil
	if got := verdictCode(report, nil, usual); got != cli.ExitFailing {
		t.Errorf("without a target: %d, want %d", got, cli.ExitFailing)
	}
}

// An unclear difference of values that took turns counts as an unclear outcome.
func TestVerdictCodeOfEffects(t *testing.T) {
	report := reportOf()
	for _, c := range []struct {
		ratio *stats.Estimate
		want  int
	}{
		{&stats.Estimate{Value: 0.5, Interval: &stats.Interval{Low: 0.4, High: 0.6}}, cli.ExitOK},
		{&stats.Estimate{Value: 0.9, Interval: &stats.Interval{Low: 0.8, High: 1.1}}, cli.ExitUnclear},
	} {
		report.Results = []engine.Result{{Effects: []engine.EffectFigures{{Ratio: c.ratio}}}}
		if lenient, hard := verdictCode(report, nil, usual), verdictCode(report, nil, strict); lenient != cli.ExitOK || hard != c.want {
			t.Errorf("%v: %d and %d, want 0 and %d", c.ratio, lenient, hard, c.want)
		}
	}
}

// A workload that broke down in its last rounds may have met its target in the
// first ones.
func TestVerdictCodeOfAGivenUpWorkload(t *testing.T) {
	report := reportOf(engine.Met)
	report.Results[0].Failure = "2 legs in a row failed"
	if got := verdictCode(report, nil, usual); got != cli.ExitFailed {
		t.Errorf("%d, want %d", got, cli.ExitFailed)
	}
}

func TestVerdict(t *testing.T) {
	if err := verdict(reportOf(engine.Met), nil, strict, nil); err != nil {
		t.Errorf("a target that is met is an error: %v", err)
	}
	if err := verdict(reportOf(engine.Missed), nil, usual, nil); exitCode(err, false) != cli.ExitMissed || err.Error() != "" {
		t.Errorf("missed: %q, code %d", err, exitCode(err, false))
	}
	err := verdict(reportOf(engine.Met), nil, usual, errors.New("signal: killed"))
	if exitCode(err, false) != cli.ExitFailed || !strings.Contains(err.Error(), "signal: killed") {
		t.Errorf("the simulator's death: %q, code %d", err, exitCode(err, false))
	}
	partial := reportOf()
	partial.Partial = true
	if err := verdict(partial, nil, usual, errors.New("signal: killed")); exitCode(err, true) != cli.ExitInterrupted {
		t.Errorf("interrupted: code %d", exitCode(err, true))
	}
}

// A panic is reported as a bug of the program, before its stack.
func TestPanicIsReportedAsABug(t *testing.T) {
	var stdout, stderr bytes.Buffer
	env := silent(&stdout, &stderr)
	env.Executable = func() (string, error) { panic("no executable") }
	code := run(t.Context(), []string{"tracking"}, env)
	if code != cli.ExitFailed || stdout.Len() > 0 {
		t.Errorf("exit code %d, stdout %q", code, stdout.String())
	}
	text := stderr.String()
	for _, want := range []string{"internal error: no executable\n", "This is a bug in ep-benchmark", process.Version(), "goroutine ", "Serve("} {
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
	if want := "ep-benchmark: starting the simulator: there is no simulator here\n"; code != cli.ExitFailed || stderr.String() != want {
		t.Errorf("exit code %d, stderr %q", code, stderr.String())
	}
}

func TestInterruptedBeforeTheRun(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var stdout, stderr bytes.Buffer
	if code := run(ctx, []string{"tracking"}, silent(&stdout, &stderr)); code != cli.ExitInterrupted {
		t.Errorf("exit code %d, want %d: %s", code, cli.ExitInterrupted, stderr.String())
	}
}
