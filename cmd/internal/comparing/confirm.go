package comparing

import (
	"context"
	"fmt"
	"strings"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/judge"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/session"
	"ep-benchmark/engine"
	"ep-benchmark/ui/tui"
)

// Compare compares a run, has a fresh run confirm what changed, and finds the
// causes.
func Compare(ctx context.Context, s *session.Session, finished *tui.Finished, by *Comparer) (*compare.Comparison, error) {
	run := compare.RunOf("this run", &finished.Report)
	run.Number = finished.Number
	candidate := compare.SideOf(run)
	baseline, err := by.find(&candidate)
	if err != nil {
		return nil, err
	}
	c := baseline.Compare(candidate, by.options())
	reports := []*engine.Report{&finished.Report}
	if suspects := judge.Suspects(&c, finished.Report.Plan.Schedule, order.Names(s.Order.Entries)); len(suspects) > 0 {
		s.Env.Tell("%s changed: a fresh run has to confirm it", strings.Join(c.Suspects(), ", "))
		fresh, err := s.Run(ctx, suspects, session.PlainProgress(s.Env))
		if err != nil {
			judge.Abandon(&c, err)
			return &c, fmt.Errorf("the fresh run: %w", err)
		}
		if judge.Confirm(&c, &fresh.Report) {
			reports = append(reports, &fresh.Report)
		}
	}
	c.Causes, err = baseline.Explain(&c, reports)
	return &c, err
}
