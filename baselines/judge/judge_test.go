package judge_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/judge"
	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// shelf is a store in memory.
type shelf struct {
	judge.Store
	usual, pinned compare.Side
	isPinned      bool
	floors        compare.Floors
	reports       map[int64]engine.Report
}

func (s *shelf) Default(string, int64) (compare.Side, error) { return s.usual, nil }
func (s *shelf) NearestPinned(*compare.Run) (compare.Side, bool, error) {
	return s.pinned, s.isPinned, nil
}
func (s *shelf) Floors(string) (compare.Floors, error) { return s.floors, nil }
func (s *shelf) Report(number int64) (engine.Report, error) {
	report, ok := s.reports[number]
	if !ok {
		return report, errors.New("unreadable")
	}
	return report, nil
}

// runOf is a run whose parallel passes took that many seconds.
func runOf(number int64, seconds float64) compare.Run {
	estimate := stats.Estimate{Value: seconds, Interval: &stats.Interval{Low: seconds * 0.99, High: seconds * 1.01, Confidence: 0.95}}
	run := compare.RunOf("run", report(seconds, estimate))
	run.Number = number
	return run
}

func report(seconds float64, estimate stats.Estimate) *engine.Report {
	speedup := stats.Estimate{Value: 2, Interval: &stats.Interval{Low: 1.98, High: 2.02, Confidence: 0.95}}
	return &engine.Report{
		Plan: engine.Plan{Schedule: engine.Isolated},
		Results: []engine.Result{{
			Spec: engine.Spec{Name: "work", Size: 1}, Schedule: engine.Isolated, Rounds: 10,
			Parallel: &engine.LegFigures{TimePerPass: estimate}, Speedup: &speedup,
		}},
	}
}

func runs(seconds float64, numbers ...int64) []compare.Run {
	var all []compare.Run
	for i, number := range numbers {
		all = append(all, runOf(number, seconds*(1+float64(i%3-1)/200)))
	}
	return all
}

func numbers(side compare.Side) []int64 {
	var all []int64
	for _, run := range side.Runs {
		all = append(all, run.Number)
	}
	return all
}

func TestUsual(t *testing.T) {
	latest := compare.Side{Name: compare.RollingName, Runs: runs(1, 1, 2, 3)}
	elsewhere := compare.Side{Name: "elsewhere", Runs: runs(1, 9)}
	pinned := compare.Side{Name: "main", Runs: runs(1, 1, 3)}
	candidate := compare.SideOf(runOf(3, 1))
	for name, c := range map[string]struct {
		store *shelf
		want  string
		has   []int64
	}{
		"the latest runs, without the run itself": {&shelf{usual: latest}, compare.RollingName, []int64{1, 2}},
		"pinned": {&shelf{usual: pinned, pinned: elsewhere, isPinned: true}, "main", []int64{1}},
		"pinned for other conditions, never unseen": {&shelf{usual: latest, pinned: elsewhere, isPinned: true}, "elsewhere", []int64{9}},
	} {
		found, err := judge.Usual(c.store).Find(c.store, &candidate)
		if err != nil || found.Side.Name != c.want || !slices.Equal(numbers(found.Side), c.has) {
			t.Errorf("%s: %s with %v, %v", name, found.Side.Name, numbers(found.Side), err)
		}
	}
	if found, err := judge.Usual(nil).Find(nil, &candidate); err != nil || len(found.Side.Runs) != 0 || found.Side.Name != compare.RollingName {
		t.Errorf("without a store: %+v, %v", found.Side, err)
	}
	if len(latest.Runs) != 3 {
		t.Error("the store's own list was changed")
	}
}

// The floors are those calibrated for the candidate's conditions.
func TestFloors(t *testing.T) {
	key := compare.Key{Workload: "work", Metric: compare.ParallelTime}
	store := &shelf{floors: compare.Floors{key: {Change: 0.5, Calibrated: true}}}
	candidate := compare.SideOf(runOf(0, 1.2))
	found, err := judge.Fixed(compare.Side{Name: "main", Runs: runs(1, 1, 2, 3, 4, 5)}).Find(store, &candidate)
	if err != nil {
		t.Fatal(err)
	}
	c := found.Compare(candidate, compare.Options{})
	if row, ok := c.Row(key); !ok || row.Verdict == compare.Regressed || !row.Floor.Calibrated {
		t.Errorf("with a floor of 50 %%: %+v", row)
	}
	found.Floors = nil
	c = found.Compare(candidate, compare.Options{})
	if row, _ := c.Row(key); row.Verdict != compare.Regressed {
		t.Errorf("without: %+v", row)
	}
}

func TestSuspects(t *testing.T) {
	c := compare.Against(compare.SideOf(runOf(0, 1.3)), compare.Side{Name: "main", Runs: runs(1, 1, 2, 3, 4, 5)}, compare.Options{})
	if got := judge.Suspects(&c, engine.Isolated, []string{"other", "work"}); !slices.Equal(got, []string{"work"}) {
		t.Errorf("isolated: %v", got)
	}
	if got := judge.Suspects(&c, engine.Concurrent, []string{"other", "work"}); !slices.Equal(got, []string{"other", "work"}) {
		t.Errorf("concurrent: %v", got)
	}
	same := compare.Against(compare.SideOf(runOf(0, 1)), compare.Side{Name: "main", Runs: runs(1, 1, 2, 3, 4, 5)}, compare.Options{})
	if got := judge.Suspects(&same, engine.Concurrent, []string{"work"}); len(got) != 0 {
		t.Errorf("nothing changed: %v", got)
	}
}

// A fresh run that ended early says so in the comparison and confirms nothing.
func TestConfirm(t *testing.T) {
	changed := func() compare.Comparison {
		return compare.Against(compare.SideOf(runOf(0, 1.3)), compare.Side{Name: "main", Runs: runs(1, 1, 2, 3, 4, 5)}, compare.Options{})
	}
	fresh := report(1.3, stats.Estimate{Value: 1.3, Interval: &stats.Interval{Low: 1.29, High: 1.31, Confidence: 0.95}})
	c := changed()
	if !judge.Confirm(&c, fresh) || c.Rows[0].Rerun == nil || !c.Rows[0].Rerun.Agrees || c.Unconfirmed != "" {
		t.Errorf("confirmed: %+v, %q", c.Rows[0].Rerun, c.Unconfirmed)
	}
	c, fresh.Partial = changed(), true
	if judge.Confirm(&c, fresh) || c.Rows[0].Rerun != nil || c.WhyUnconfirmed() != "not confirmed: the fresh run was ended early" {
		t.Errorf("ended early: %+v, %q", c.Rows[0].Rerun, c.WhyUnconfirmed())
	}
	c = changed()
	judge.Abandon(&c, errors.New("no server"))
	if c.WhyUnconfirmed() != "not confirmed: the fresh run failed: no server" {
		t.Errorf("failed: %q", c.WhyUnconfirmed())
	}
	if c = changed(); c.WhyUnconfirmed() != "not confirmed: no fresh run was made" {
		t.Errorf("none: %q", c.WhyUnconfirmed())
	}
}

// Reports that can't be read are named, and the others are used.
func TestReports(t *testing.T) {
	store := &shelf{reports: map[int64]engine.Report{1: {Version: "one"}, 3: {Version: "three"}}}
	side := compare.Side{Runs: []compare.Run{{Number: 1}, {Number: 2}, {Number: 3}, {}}}
	all, err := judge.Reports(store, &side, []*engine.Report{{Version: "at hand"}})
	var versions []string
	for _, r := range all {
		versions = append(versions, r.Version)
	}
	if strings.Join(versions, ", ") != "at hand, one, three" || err == nil || !strings.Contains(err.Error(), "unreadable") {
		t.Errorf("%v, %v", versions, err)
	}
}
