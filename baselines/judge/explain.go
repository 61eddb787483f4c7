package judge

import (
	"errors"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/engine"
)

// Explain finds the causes of a comparison's regressions, from the evidence in
// the reports of both sides; none where nothing regressed. The error joins those
// of the baseline's reports that can't be read. The causes then rest on the
// others.
func (b *Baseline) Explain(c *compare.Comparison, candidate []*engine.Report) ([]engine.Finding, error) {
	if c.Count(compare.Regressed) == 0 {
		return nil, nil
	}
	then, err := Reports(b.store, &c.Then, b.reference.evidence)
	return diagnose.Regressions(c, candidate, then), err
}

// Reports gathers the reports of a side: those at hand, and those of its runs in
// the store. The error joins those of the runs that can't be read; the list has
// the others.
func Reports(store Store, side *compare.Side, atHand []*engine.Report) ([]*engine.Report, error) {
	all := append([]*engine.Report{}, atHand...)
	var problems []error
	for i := range side.Runs {
		number := side.Runs[i].Number
		if number == 0 || store == nil {
			continue
		}
		report, err := store.Report(number)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		all = append(all, &report)
	}
	return all, errors.Join(problems...)
}
