package judge

import (
	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
)

// Store is what judging needs of the place where runs are kept.
// *baselines.Store is one. It may wait for other processes.
type Store interface {
	// Side finds what a name stands for: a baseline, a run, or a claim.
	Side(name string) (compare.Side, error)
	// Default is the baseline pinned for a fingerprint, or else the latest clean
	// runs before the one with the number.
	Default(fingerprint string, before int64) (compare.Side, error)
	// NearestPinned is the pinned baseline whose conditions are most like the
	// run's; false where none is pinned.
	NearestPinned(run *compare.Run) (compare.Side, bool, error)
	// Floors are the calibrated noise floors of a fingerprint.
	Floors(fingerprint string) (compare.Floors, error)
	// Report is the whole report of a run.
	Report(number int64) (engine.Report, error)
}

// A Reference says what runs are compared with. The zero Reference is nothing.
type Reference struct {
	find     func(run *compare.Run) (compare.Side, error)
	evidence []*engine.Report
}

// Known tells whether there is anything to compare with.
func (r *Reference) Known() bool { return r.find != nil }

// Fixed is a side that is at hand, with those of its reports that no store has.
func Fixed(side compare.Side, evidence ...*engine.Report) Reference {
	return Reference{
		find:     func(*compare.Run) (compare.Side, error) { return side, nil },
		evidence: evidence,
	}
}

// Named is what a name stands for in the store.
func Named(store Store, name string) Reference {
	return Reference{find: func(*compare.Run) (compare.Side, error) { return store.Side(name) }}
}

// Usual is the baseline pinned for the run's conditions, or else the latest clean
// runs under them. Where a baseline is pinned for other conditions only, the
// reference is that one: the user wants the comparison with it, and the latest
// runs must not take its place unnoticed. A nil store has nothing.
func Usual(store Store) Reference {
	return Reference{find: func(run *compare.Run) (compare.Side, error) {
		latest := compare.Side{Name: compare.RollingName}
		if store == nil || len(run.Conditions) == 0 {
			return latest, nil
		}
		side, err := store.Default(run.Fingerprint(), run.Number)
		if err != nil || side.Name != compare.RollingName {
			return side, err
		}
		pinned, found, err := store.NearestPinned(run)
		if err != nil || found {
			return pinned, err
		}
		return side, nil
	}}
}
