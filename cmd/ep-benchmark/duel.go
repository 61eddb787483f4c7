package main

import (
	"cmp"
	"errors"
	"fmt"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/project"
	"ep-benchmark/cmd/internal/session"
	"ep-benchmark/engine"
)

// duelOf compares the two configurations of a run, and explains what regressed;
// false for a run that has not two.
func duelOf(finished *engine.Report) (*compare.Duel, bool) {
	duel, two := compare.DuelOf(finished)
	if two {
		c := &duel.Comparison
		c.Causes = diagnose.Regressions(c, []*engine.Report{&duel.B}, []*engine.Report{&duel.A})
	}
	return duel, two
}

// tellDuel writes the comparison of two configurations, and exports the run with
// it. The error has the exit code.
func tellDuel(duel *compare.Duel, finished *engine.Report, s *session.Session, opened opened) error {
	c := &duel.Comparison
	if len(c.Rows) == 0 {
		return errors.Join(fmt.Errorf("no round of the two could be compared: %s", cmp.Or(finished.Ended, failureOf(finished), "no leg was a timing")), s.Unrecorded)
	}
	if err := errors.Join(present(finished, c, opened, s.Env), s.Unrecorded); err != nil {
		return err
	}
	if died := s.Died(); died != nil && !finished.Partial {
		return cli.WithCode(cli.ExitFailed, died)
	}
	return cli.Coded(duelCode(duel, finished, opened.counts))
}

// failureOf says why a workload was given up; "" where none was.
func failureOf(finished *engine.Report) string {
	for i := range finished.Results {
		if r := &finished.Results[i]; r.Failure != "" {
			return r.Spec.Name + ": " + r.Failure
		}
	}
	return ""
}

// duelCode returns the exit code of a run of two configurations.
func duelCode(duel *compare.Duel, finished *engine.Report, counts counts) int {
	switch {
	case finished.Partial:
		return cli.ExitInterrupted
	case failureOf(finished) != "":
		return cli.ExitFailed
	}
	code := comparisonCode(&duel.Comparison, counts)
	if code != cli.ExitRegressed && counts[project.FailFailed] && (failing(&duel.A) || failing(&duel.B)) {
		return cli.ExitFailing
	}
	return code
}
