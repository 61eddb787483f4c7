package compare

import (
	"fmt"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/stats"
)

// Failures counts the operations of a workload's measured legs.
type Failures struct {
	Workload string `json:"workload"`
	Failed   int64  `json:"failed"` // panicked and hung ones included
	Ended    int64  `json:"ended"`  // well or not
}

// String says how many failed, with the interval of their share.
func (f Failures) String() string {
	o := engine.OperationTotal{OperationCounts: engine.OperationCounts{Finished: f.Ended - f.Failed, Failed: f.Failed}}
	if rate, ok := stats.Proportion(f.Failed, f.Ended, assess.Confidence); ok {
		o.FailureRate, o.FailureInterval = rate.Value, rate.Interval
	}
	return assess.Failures(&o)
}

// A FailureRow compares how many operations of a workload failed. It has a
// test of its own, since shares of operations have no logarithm at 0.
type FailureRow struct {
	Workload string   `json:"workload"`
	Title    string   `json:"title"`
	Now      Failures `json:"now"`
	Then     Failures `json:"then"` // of all the baseline's runs together
	// PWorse is the one-sided p-value of Fisher's exact test that the share
	// rose, and PBetter that it fell; adjusted after Holm over the workloads.
	PWorse  float64 `json:"p_worse"`
	PBetter float64 `json:"p_better"`
	// Verdict is regressed, improved, unchanged (nothing failed on either side),
	// unclear or not comparable.
	Verdict Verdict `json:"verdict"`
	Reason  string  `json:"reason,omitempty"`
	// Rerun is the result of the fresh run that had to confirm the row; nil where
	// none was made.
	Rerun *FailureRerun `json:"rerun,omitempty"`
}

// A FailureRerun is a fresh run of the workload.
type FailureRerun struct {
	Failures
	P      float64 `json:"p"` // one-sided, that the share did not rise
	Agrees bool    `json:"agrees"`
}

// failures adds up what a side's runs count of a workload; false where no run
// has counts, as runs kept by older versions don't.
func (s *Side) failures(workload string) (Failures, bool) {
	total := Failures{Workload: workload}
	for i := range s.Runs {
		if f, ok := s.Runs[i].failures(workload); ok {
			total.Failed += f.Failed
			total.Ended += f.Ended
		}
	}
	return total, total.Ended > 0
}

func (r *Run) failures(workload string) (Failures, bool) {
	for _, f := range r.Failures {
		if f.Workload == workload {
			return f, true
		}
	}
	return Failures{}, false
}

// compareFailures fills in the failure rows of the workloads that both sides
// counted.
func (c *Comparison) compareFailures(allowMismatch bool) {
	if c.Then.Claimed {
		return
	}
	for _, subject := range subjects(&c.Now) {
		now, ok1 := c.Now.failures(subject.Name)
		then, ok2 := c.Then.failures(subject.Name)
		if !ok1 || !ok2 {
			continue
		}
		row := FailureRow{Workload: subject.Name, Title: subject.Title, Now: now, Then: then}
		row.PWorse = stats.HigherProportion(now.Failed, now.Ended, then.Failed, then.Ended)
		row.PBetter = stats.HigherProportion(then.Failed, then.Ended, now.Failed, now.Ended)
		if unlike := c.unlike(subject.Name); !c.Interleaved && len(unlike) > 0 && !allowMismatch {
			row.Verdict, row.Reason = NotComparable, named(unlike)
		}
		c.Failures = append(c.Failures, row)
	}
	c.adjustFailures()
	for i := range c.Failures {
		c.Failures[i].judge()
	}
}

// adjustFailures adjusts the p-values of the workloads together.
func (c *Comparison) adjustFailures() {
	worse, better := make([]float64, len(c.Failures)), make([]float64, len(c.Failures))
	for i := range c.Failures {
		worse[i], better[i] = c.Failures[i].PWorse, c.Failures[i].PBetter
	}
	worse, better = stats.Holm(worse), stats.Holm(better)
	for i := range c.Failures {
		c.Failures[i].PWorse, c.Failures[i].PBetter = worse[i], better[i]
	}
}

// judge gives a row its verdict, where it has none.
func (r *FailureRow) judge() {
	switch {
	case r.Verdict != "":
	case r.PWorse <= FamilyError:
		r.Verdict = Regressed
	case r.PBetter <= FamilyError:
		r.Verdict = Improved
	case r.Now.Failed == 0 && r.Then.Failed == 0:
		r.Verdict = Unchanged
	default:
		r.Verdict, r.Reason = Unclear, "too few operations failed to tell the two shares apart"
	}
}

// confirm holds a fresh run against a rise that was found. A fall decides
// nothing, so no run has to confirm it.
func (r *FailureRow) confirm(rerun *Run) {
	if r.Verdict != Regressed {
		return
	}
	f, ok := rerun.failures(r.Workload)
	if !ok {
		r.Verdict, r.Reason = Unclear, "the fresh run that had to confirm it has no such count"
		return
	}
	r.Rerun = &FailureRerun{Failures: f, P: stats.HigherProportion(f.Failed, f.Ended, r.Then.Failed, r.Then.Ended)}
	if r.Rerun.Agrees = r.Rerun.P <= FamilyError; !r.Rerun.Agrees {
		r.Verdict, r.Reason = Unclear, fmt.Sprintf("a fresh run did not confirm it: %s", f)
	}
}

// failuresOf counts the operations of a result.
func failuresOf(r *engine.Result) Failures {
	return Failures{Workload: r.Spec.Name, Failed: r.Operations.Unfinished(), Ended: r.Operations.Ended()}
}
