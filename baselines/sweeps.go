package baselines

import (
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

// Recommended finds the newest stored sweep of a workload, of the conditions of a
// run, that recommends a number of workers. A sweep that can't be trusted recommends
// nothing.
func (s *Store) Recommended(run *compare.Run, workload string) (r Recommendation, found bool, err error) {
	entries, err := s.List(Query{})
	if err != nil {
		return r, false, err
	}
	for _, e := range entries {
		if e.Badge == engine.Poor || !sweeps(&e, workload) {
			continue
		}
		runs, err := s.Runs(e.Number)
		if err != nil {
			return r, false, err
		}
		if len(runs) == 0 || !run.SweptLike(&runs[0], workload) {
			continue
		}
		report, err := s.Report(e.Number)
		if err != nil {
			return r, false, err
		}
		for i := range report.Results {
			if result := &report.Results[i]; result.Spec.Name == workload && result.Scaling != nil && result.Scaling.Recommended > 0 {
				return Recommendation{e.Number, e.StartedAt, workload, result.Scaling.Recommended}, true, nil
			}
		}
	}
	return r, false, nil
}

// sweeps tells whether a stored run measured several numbers of workers of a
// workload.
func sweeps(e *Entry, workload string) bool {
	for _, name := range e.Workloads {
		if strings.HasPrefix(name, workload+compare.SweptMark) {
			return true
		}
	}
	return false
}
