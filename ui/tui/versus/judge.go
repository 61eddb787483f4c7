package versus

import (
	"slices"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/engine"
)

// Store is what comparing needs of the place where runs are kept. It may wait
// for other processes.
type Store interface {
	Side(name string) (compare.Side, error)
	Default(fingerprint string, before int64) (compare.Side, error)
	Floors(fingerprint string) (compare.Floors, error)
	Report(number int64) (engine.Report, error)
}

// A Choice is what runs are compared with. It is looked up anew for each run,
// since the default depends on a run's conditions, and a baseline may have
// grown. The zero Choice is nothing.
type Choice struct {
	// find looks a side up: of the runs with a fingerprint, before the run with
	// a number.
	find func(fingerprint string, before int64) (compare.Side, error)
	// evidence are reports that the store does not have.
	evidence []*engine.Report
}

// Default is the pinned baseline of the run's conditions, else the latest clean
// runs; nothing where there is no store.
func Default(store Store) Choice {
	if store == nil {
		return Choice{}
	}
	return Choice{find: store.Default}
}

// Stored is the baseline or run that has a name in the store.
func Stored(store Store, name string) Choice {
	return Choice{find: func(string, int64) (compare.Side, error) { return store.Side(name) }}
}

// Fixed is a side that is at hand, with its reports.
func Fixed(side compare.Side, evidence ...*engine.Report) Choice {
	return Choice{
		find:     func(string, int64) (compare.Side, error) { return side, nil },
		evidence: evidence,
	}
}

// choose looks up what a run is compared with, and how much its figures vary
// between equal runs.
func choose(store Store, choice Choice, fingerprint string, number int64) (side compare.Side, floors compare.Floors, err error) {
	side, err = choice.find(fingerprint, number)
	if err == nil && store != nil {
		floors, err = store.Floors(fingerprint)
	}
	return side, floors, err
}

// withoutOwn leaves out the run itself, which may have become part of a side.
func withoutOwn(side compare.Side, number int64) compare.Side {
	side.Runs = slices.DeleteFunc(slices.Clone(side.Runs), func(r compare.Run) bool { return number != 0 && r.Number == number })
	return side
}

// noRuns says why a side without runs has none.
func noRuns(side *compare.Side) string {
	if side.Name == compare.RollingName || side.Name == "" {
		return "No baseline: there is no earlier clean run under these conditions."
	}
	return "No baseline: " + side.Name + " has no other run than this one."
}

// against compares a run with a side; nil where nothing is measured yet.
func against(candidate compare.Run, side *compare.Side, options compare.Options) *compare.Comparison {
	if len(candidate.Figures) == 0 {
		return nil
	}
	c := compare.Against(compare.SideOf(candidate), *side, options)
	return &c
}

// freshRun is how the run that confirms is called in a comparison.
const freshRun = "the fresh run"

// confirm holds the changes of a comparison against a fresh run.
func confirm(c *compare.Comparison, fresh *engine.Report) {
	c.Confirm(compare.RunOf(freshRun, fresh))
}

// explain looks for the causes of regressions in the reports of both sides. It
// reads those of the baseline's runs. What can't be read is left out: the
// others' evidence is still worth having.
func explain(store Store, c *compare.Comparison, now, then []*engine.Report) (causes []engine.Finding, left error) {
	for i := range c.Then.Runs {
		number := c.Then.Runs[i].Number
		if number == 0 || store == nil {
			continue
		}
		report, err := store.Report(number)
		if err != nil {
			left = err
			continue
		}
		then = append(then, &report)
	}
	return diagnose.Regressions(c, now, then), left
}
