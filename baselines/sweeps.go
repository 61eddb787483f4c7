package baselines

import (
	"slices"
	"strings"
	"time"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
)

// A Recommendation is what a stored sweep says of a workload.
type Recommendation struct {
	Run      int64 // of the sweep
	At       time.Time
	Workload string
	Workers  int // that the sweep recommends
}

// A Payoff is what a stored sweep over sizes says of a workload.
type Payoff struct {
	Run    int64 // of the sweep
	At     time.Time
	Result *engine.Result // of the workload, without its samples; it has a break-even
}

// HasSweeps tells whether the store keeps a sweep, of any workload.
func (s *Store) HasSweeps() (bool, error) {
	entries, err := s.List(Query{})
	swept := func(name string) bool {
		_, of := compare.SweptWorkload(name)
		return of
	}
	return slices.ContainsFunc(entries, func(e Entry) bool { return slices.ContainsFunc(e.Workloads, swept) }), err
}

// Recommended finds the newest stored sweep of a workload, of the conditions of a
// run, that recommends a number of workers. A sweep that can't be trusted recommends
// nothing.
func (s *Store) Recommended(run *compare.Run, workload string) (r Recommendation, found bool, err error) {
	here := func(name string) bool { return strings.HasPrefix(name, workload+compare.SweptMark) }
	like := func(sweep *compare.Run) bool { return run.SweptLike(sweep, workload) }
	err = s.sweeps(trusted, here, like, func(e *Entry, report *engine.Report) bool {
		for i := range report.Results {
			if result := &report.Results[i]; result.Spec.Name == workload && result.Scaling != nil && result.Scaling.Recommended > 0 {
				r, found = Recommendation{e.Number, e.StartedAt, workload, result.Scaling.Recommended}, true
			}
		}
		return found
	})
	return r, found, err
}

// Distrusted finds the newest stored sweep of a workload, of the conditions of a run,
// that can't be trusted, so that [Store.Recommended] leaves it out; and its quality.
func (s *Store) Distrusted(run *compare.Run, workload string) (number int64, quality engine.Quality, found bool, err error) {
	here := func(name string) bool { return strings.HasPrefix(name, workload+compare.SweptMark) }
	like := func(sweep *compare.Run) bool { return run.SweptLike(sweep, workload) }
	poor := func(e *Entry) bool { return !trusted(e) }
	err = s.sweeps(poor, here, like, func(e *Entry, report *engine.Report) bool {
		number, quality, found = e.Number, report.Quality, true
		return true
	})
	return number, quality, found, err
}

// trusted tells whether a sweep can be trusted.
func trusted(e *Entry) bool { return e.Badge != engine.Poor }

// PaysFrom finds the newest stored sweep of a workload over sizes, of the conditions
// of a run, that has a speedup. A sweep that can't be trusted says nothing.
func (s *Store) PaysFrom(run *compare.Run, workload string) (p Payoff, found bool, err error) {
	here := func(name string) bool { return compare.OfSizes(name, workload) }
	like := func(sweep *compare.Run) bool { return run.SizedLike(sweep, workload) }
	err = s.sweeps(trusted, here, like, func(e *Entry, report *engine.Report) bool {
		for i := range report.Results {
			if result := report.Results[i]; result.Spec.Name == workload && result.BreakEven != nil {
				result.Samples = nil
				p, found = Payoff{e.Number, e.StartedAt, &result}, true
			}
		}
		return found
	})
	return p, found, err
}

// sweeps passes the stored sweeps that have a subject of a name and are like a run on
// to take, the newest first, until it has found what it looks for. Only those that are
// wanted are read.
func (s *Store) sweeps(wanted func(*Entry) bool, here func(name string) bool, like func(*compare.Run) bool, take func(*Entry, *engine.Report) bool) error {
	entries, err := s.List(Query{})
	if err != nil {
		return err
	}
	for i := range entries {
		e := &entries[i]
		if !wanted(e) || !slices.ContainsFunc(e.Workloads, here) {
			continue
		}
		runs, err := s.Runs(e.Number)
		if err != nil {
			return err
		}
		if len(runs) == 0 || !like(&runs[0]) {
			continue
		}
		report, err := s.Report(e.Number)
		if err != nil {
			return err
		}
		if take(e, &report) {
			return nil
		}
	}
	return nil
}
