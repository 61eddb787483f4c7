package tui

import (
	"slices"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/trend"
	"ep-benchmark/ui/tui/pages"
)

// trendsOf reads the clean runs with a fingerprint and finds how each figure
// that decides went, and how the last run stands to both baselines.
func trendsOf(store Store, fingerprint string) (trend.Past, error) {
	t := trend.Past{Fingerprint: fingerprint}
	entries, err := store.List(baselines.Query{Fingerprint: fingerprint, CleanOnly: true, Limit: trend.Latest})
	if err != nil || len(entries) == 0 {
		return t, err
	}
	numbers := make([]int64, len(entries))
	for i := range entries {
		numbers[i] = entries[i].Number
	}
	runs, err := store.Runs(numbers...)
	if err != nil {
		return t, err
	}
	t, err = trend.PastOf(store, runs, fingerprint)
	return decisive(t), err
}

// decisive leaves out figures that decide no verdict: there is little room.
func decisive(t trend.Past) trend.Past {
	t.Figures = slices.DeleteFunc(t.Figures, func(f trend.Figure) bool { return !f.Metric.Gates() })
	return t
}

// sessionTrends are those of the runs at hand, where nothing is kept: of them
// the clean ones with the conditions of the last.
func sessionTrends(past []pages.Kept) trend.Past {
	var runs []compare.Run
	fingerprint := ""
	for i := len(past) - 1; i >= 0; i-- {
		for j := range past[i].Side.Runs {
			run := &past[i].Side.Runs[j]
			if past[i].Report == nil || !run.Joins() {
				continue
			}
			if fingerprint == "" {
				fingerprint = run.Fingerprint()
			}
			if run.Fingerprint() == fingerprint {
				runs = append(runs, *run)
			}
		}
	}
	slices.SortStableFunc(runs, func(a, b compare.Run) int { return a.StartedAt.Compare(b.StartedAt) })
	t := trend.Over(runs, nil)
	t.Fingerprint = fingerprint
	return decisive(t)
}
