package compare

import (
	"ep-benchmark/engine"
)

// A Tail is how long the slowest operations of a workload's parallel legs took, or of
// its only ones, in seconds.
type Tail struct {
	Workload string  `json:"workload"`
	P99      float64 `json:"p99_s"` // by nearest rank
	Max      float64 `json:"max_s"`
	Count    int64   `json:"count"` // operations
}

// A TailRow shows a workload's tail beside the baseline's. It only informs,
// since the slowest operation of a run predicts little about the next run. A
// stall shows here first.
type TailRow struct {
	Workload string `json:"workload"`
	Title    string `json:"title"`
	Now      Tail   `json:"now"`  // the worst of the candidate's runs
	Then     []Tail `json:"then"` // of each of the baseline's runs, the oldest first
}

// Range is the least and the most that the baseline's runs have of a figure.
func (r *TailRow) Range(figure func(Tail) float64) (least, most float64) {
	for i, t := range r.Then {
		f := figure(t)
		if i == 0 || f < least {
			least = f
		}
		most = max(most, f)
	}
	return least, most
}

// tails fills in the tail rows of the workloads that both sides have.
func (c *Comparison) tails() {
	if c.Then.Claimed {
		return
	}
	for _, subject := range subjects(&c.Now) {
		row := TailRow{Workload: subject.Name, Title: subject.Title, Now: Tail{Workload: subject.Name}}
		for _, t := range c.Now.tails(subject.Name) {
			row.Now.P99, row.Now.Max = max(row.Now.P99, t.P99), max(row.Now.Max, t.Max)
			row.Now.Count += t.Count
		}
		row.Then = c.Then.tails(subject.Name)
		if row.Now.Count > 0 && len(row.Then) > 0 {
			c.Tails = append(c.Tails, row)
		}
	}
}

// tails are those of a side's runs, of those that have any.
func (s *Side) tails(workload string) []Tail {
	var all []Tail
	for i := range s.Runs {
		for _, t := range s.Runs[i].Tails {
			if t.Workload == workload {
				all = append(all, t)
			}
		}
	}
	return all
}

// tailOf is the tail of a result; false where no operation was timed.
func tailOf(r *engine.Result) (Tail, bool) {
	legs := r.Parallel
	if r.Spec.Single {
		legs = r.Sequential
	}
	if legs == nil || legs.Latency.Count == 0 {
		return Tail{}, false
	}
	l := &legs.Latency
	return Tail{Workload: r.Spec.Name, P99: l.P99.Seconds(), Max: l.Max.Seconds(), Count: l.Count}, true
}
