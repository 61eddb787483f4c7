package main

import (
	"ep-benchmark/baselines/compare"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/project"
	"ep-benchmark/cmd/internal/session"
	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
)

// exitCode returns the exit code of an error. After an interruption, an error
// without a code of its own counts as caused by it.
func exitCode(err error, interrupted bool) int {
	if err == nil {
		return cli.ExitOK
	}
	if process.ClosedOutput(err) {
		return cli.ExitClosed
	}
	code, has := cli.CodeOf(err)
	if !has && interrupted {
		return cli.ExitInterrupted
	}
	return code
}

// sessionVerdict returns the error with the exit code of a session's run.
func sessionVerdict(s *session.Session, report *engine.Report, c *compare.Comparison, counts counts) error {
	err := verdict(report, c, counts, s.Died())
	if err == nil && s.Incomplete(report) {
		return cli.Coded(cli.ExitIncomplete)
	}
	return err
}

// verdict turns a report's outcomes, and a comparison's verdict where there is
// one, into the error that carries their exit code. The error has no text,
// because the report has printed the reasons. The exception is a server that
// died: the last measurements are doubtful then.
func verdict(report *engine.Report, c *compare.Comparison, counts counts, died error) error {
	if died != nil && !report.Partial {
		return cli.WithCode(cli.ExitFailed, died)
	}
	return cli.Coded(verdictCode(report, c, counts))
}

// verdictCode returns the exit code of a report's outcomes and a comparison. A
// workload that was given up counts as failed even if its first rounds have an
// outcome. A regression comes before a missed target, because the target may
// have been missed for long.
func verdictCode(report *engine.Report, c *compare.Comparison, counts counts) int {
	if report.Partial {
		return cli.ExitInterrupted
	}
	seen := map[engine.Outcome]bool{}
	for _, a := range report.Assessed() {
		seen[a.Outcome] = true
	}
	for i := range report.Results {
		if report.Results[i].Failure != "" {
			return cli.ExitFailed
		}
	}
	if report.Plan.Once {
		return onceCode(report)
	}
	compared := cli.ExitOK
	if c != nil {
		compared = comparisonCode(c, counts)
	}
	switch {
	case seen[engine.NotMeasured]:
		return cli.ExitFailed
	case compared == cli.ExitRegressed:
		return compared
	case counts[project.FailFailed] && failing(report):
		return cli.ExitFailing
	case counts[project.FailMissed] && seen[engine.Missed]:
		return cli.ExitMissed
	case counts[project.FailUnclear] && (seen[engine.Unclear] || unclearEffect(report)):
		return cli.ExitUnclear
	}
	return compared
}

// unclearEffect reports whether values that took turns have an unclear difference.
func unclearEffect(report *engine.Report) bool {
	for i := range report.Results {
		for j := range report.Results[i].Effects {
			if assess.EffectOf(&report.Results[i].Effects[j]) == assess.EffectUnclear {
				return true
			}
		}
	}
	return false
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
			return cli.ExitFailed // it has no valid timing, though nothing is known to have failed
		}
	}
	return cli.ExitOK
}

// comparisonCode returns the exit code of a comparison's verdict. A comparison
// with a published claim never fails.
func comparisonCode(c *compare.Comparison, counts counts) int {
	switch {
	case len(counts) == 0 || c.Then.Claimed:
		return cli.ExitOK
	case c.Verdict == compare.Regressed && counts[project.FailRegressed]:
		return cli.ExitRegressed
	case c.Verdict == compare.Unclear && counts[project.FailUnclear]:
		return cli.ExitUnclear
	case c.Verdict == compare.NoBaseline:
		return cli.ExitNoBaseline
	case c.Verdict == compare.NotComparable:
		return cli.ExitNotComparable
	}
	return cli.ExitOK
}
