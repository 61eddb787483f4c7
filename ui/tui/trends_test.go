package tui

import (
	"slices"
	"testing"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/trend"
	"ep-benchmark/ui/internal/recorded"
)

// The dashboard finds the same changes as the history command, which looks at all
// runs of a store, and both go by the calibrated noise floor: a step of 8 % is no
// change on a machine whose figures differ by 20 %.
func TestTrendsAreThoseOfTheHistory(t *testing.T) {
	const workload = "tracking"
	reports := earlier(recorded.Finished(), 16)
	for i := 8; i < len(reports); i++ {
		reports[i] = scaled(reports[i], workload, 1.08)
	}
	for _, test := range []struct {
		floor   float64
		changes int
	}{{0.034, 2}, {0.2, 0}} { // of the parallel time and the speedup
		s := newShelf(reports...)
		s.floors = compare.Floors{}
		for _, metric := range compare.Metrics() {
			s.floors[compare.Key{Workload: workload, Metric: metric}] = compare.Floor{Change: test.floor, Calibrated: true, Runs: 20, Deviation: test.floor / 3}
		}
		fingerprint := s.entries[0].Fingerprint
		shown, err := trendsOf(s, fingerprint)
		if err != nil {
			t.Fatal(err)
		}
		history := historyOf(t, s, fingerprint)
		changes := 0
		for i := range shown.Figures {
			f := &shown.Figures[i]
			at := slices.IndexFunc(history.Figures, func(other trend.Figure) bool { return other.Key == f.Key })
			if at < 0 || !slices.Equal(f.Series.Changes, history.Figures[at].Series.Changes) || *f.Rolling.Test != *history.Figures[at].Rolling.Test {
				t.Errorf("floor %v, %v: the dashboard has %+v, the history other figures", test.floor, f.Key, f.Series)
			}
			if f.Workload == workload {
				changes += len(f.Series.Changes)
			}
		}
		if changes != test.changes {
			t.Errorf("with a floor of %v there are %d changes, want %d", test.floor, changes, test.changes)
		}
	}
}

// historyOf is the past of all runs, as the history command finds it.
func historyOf(t *testing.T, s *shelf, fingerprint string) trend.Past {
	t.Helper()
	entries, err := s.List(baselines.Query{Fingerprint: fingerprint, Limit: trend.Latest})
	if err != nil {
		t.Fatal(err)
	}
	var numbers []int64
	for i := range entries {
		numbers = append(numbers, entries[i].Number)
	}
	runs, err := s.Runs(numbers...)
	if err != nil {
		t.Fatal(err)
	}
	past, err := trend.PastOf(s, runs, fingerprint)
	if err != nil {
		t.Fatal(err)
	}
	return past
}
