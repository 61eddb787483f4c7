package session

import (
	"context"
	"fmt"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// Advise looks up what stored sweeps recommend for the order's workloads under its
// conditions. With --workers recommended the order takes that number. Otherwise the
// report tells of it, and a store that can't be read is no hindrance.
func (s *Session) Advise(ctx context.Context, store *baselines.Store) error {
	o := s.Order
	switch {
	case o.Plan.Once || len(o.Plan.Variants) > 0 || len(o.Children) > 0:
		return nil
	case store == nil && o.Recommended:
		return cli.Usagef("--workers %s: there is no store to look for a sweep in", order.Recommended)
	case store == nil:
		return nil
	}
	if swept, err := store.HasSweeps(); err == nil && !swept && !o.Recommended {
		return nil
	}
	if err := s.revive(ctx); err != nil { // the conditions of a run name its server
		return err
	}
	run, err := s.Begins(ctx)
	if err != nil {
		return err
	}
	for _, entry := range o.Entries {
		found, ok, err := store.Recommended(&run, entry.Name)
		switch {
		case err != nil && o.Recommended:
			return err
		case err == nil && ok:
			s.advice = append(s.advice, found)
		}
		if payoff, ok, err := store.PaysFrom(&run, entry.Name); err == nil && ok {
			s.payoffs = append(s.payoffs, payoff)
		}
	}
	if !o.Recommended {
		return nil
	}
	if len(s.advice) == 0 {
		name := o.Entries[0].Name
		return cli.Usagef("--workers %s: no clean or fair sweep of %s under these conditions is kept that recommends a number%s. Expected one made by 'ep-benchmark sweep %s'", order.Recommended, name, distrusted(store, &run, name), name)
	}
	o.Plan.Workers = s.advice[0].Workers
	s.Env.Tell("%s", tell(&s.advice[0]))
	return nil
}

// distrusted names the sweep that would do if it were not poor, and says what is wrong
// with it; "" for none.
func distrusted(store *baselines.Store, run *compare.Run, workload string) string {
	number, quality, found, err := store.Distrusted(run, workload)
	if err != nil || !found {
		return ""
	}
	text := fmt.Sprintf("; run %d is one, and poor", number)
	if reasons := words.QualityReasons(&quality); len(reasons) > 0 {
		text += " (" + reasons[0] + ")"
	}
	return text
}

// tell says what a sweep recommends.
func tell(r *baselines.Recommendation) string {
	return fmt.Sprintf("a sweep here on %s (run %d) recommends %s for %s", r.At.Format("2006-01-02"), r.Run, units.Counted(r.Workers, "worker"), r.Workload)
}

// Advised says what stored sweeps recommend, a line for each workload.
func (s *Session) Advised() []string {
	var all []string
	for i := range s.advice {
		all = append(all, tell(&s.advice[i]))
	}
	for i := range s.payoffs {
		all = append(all, tellPayoff(&s.payoffs[i]))
	}
	return all
}

// explain finds what the report's evidence shows, adds what workloads found beside
// their legs, and says where a stored sweep
// recommends another number of workers, or shows that this size is too small for them.
func (s *Session) explain(report *engine.Report) []engine.Finding {
	findings := diagnose.Explain(report)
	if s.Order.Study != nil {
		findings = append(findings, s.Order.Study(report)...)
	}
	for i := range report.Results {
		r := &report.Results[i]
		for j := range s.payoffs {
			if finding, ok := tooSmall(r, &s.payoffs[j]); ok {
				findings = append(findings, finding)
			}
		}
		for j := range s.advice {
			if a := &s.advice[j]; a.Workload == r.Spec.Name && a.Workers != r.Workers {
				findings = append(findings, engine.Finding{
					Workload: r.Spec.Name, Statement: tell(a) + ", and this run had " + fmt.Sprint(r.Workers),
					Try:      "--workers " + fmt.Sprint(a.Workers),
					Evidence: []engine.Figure{{Name: "recommended workers", Value: float64(a.Workers), Source: fmt.Sprintf("run %d of the store", a.Run)}},
				})
			}
		}
	}
	return findings
}
