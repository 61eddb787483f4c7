package diagnose

import (
	"math"

	"ep-benchmark/engine"
)

// An Entry is one line of the evidence table: medians over a workload's legs,
// nil where no leg has the figure. Those of a baseline are over all its runs.
type Entry struct {
	Name   string `json:"name"`
	Unit   string `json:"unit,omitempty"` // s, share (0 to 1), x, bytes; a count where empty
	Source string `json:"source"`

	Sequential     *float64 `json:"sequential,omitempty"`
	Parallel       *float64 `json:"parallel,omitempty"`
	SequentialThen *float64 `json:"sequential_then,omitempty"`
	ParallelThen   *float64 `json:"parallel_then,omitempty"`
}

// Evidence is all that was recorded of a workload, by kind of leg, with the
// figures of a baseline's runs (then) beside it where there are any. Figures
// that no leg has on either side are left out. Under both schedules the last
// one's legs count.
func Evidence(report *engine.Report, workload string, then []*engine.Report) []Entry {
	now, before := sideOf([]*engine.Report{report}, workload), sideOf(then, workload)
	sequential, parallel := read(now.sequential), read(now.parallel)
	sequentialThen, parallelThen := read(before.sequential), read(before.parallel)
	entries := []Entry{}
	for i := range catalogue {
		s := &catalogue[i]
		e := Entry{
			Name: s.name, Unit: s.unit, Source: s.from,
			Sequential: figure(sequential[i]), Parallel: figure(parallel[i]),
			SequentialThen: figure(sequentialThen[i]), ParallelThen: figure(parallelThen[i]),
		}
		if e.Sequential != nil || e.Parallel != nil || e.SequentialThen != nil || e.ParallelThen != nil {
			entries = append(entries, e)
		}
	}
	return entries
}

func figure(value float64) *float64 {
	if math.IsNaN(value) {
		return nil
	}
	return &value
}
