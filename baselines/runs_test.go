package baselines_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
)

// TestReportsAreKeptWhole over a restart of the program.
func TestReportsAreKeptWhole(t *testing.T) {
	s := opened(t)
	report := reportOf(1, 8)
	number := saved(t, s, report)[0]
	again := openedAt(t, s.Path())
	got := must[engine.Report](t)(again.Report(number))
	same(t, "the report is another", report, got)

	want := compare.RunOf("run 1", &report)
	want.Number = number
	runs := must[[]compare.Run](t)(again.Runs(number))
	same(t, "the run is another", []compare.Run{want}, runs)
	if runs[0].Fingerprint() != want.Fingerprint() {
		t.Error("the fingerprint did not survive")
	}
}

func TestEntryTellsOfTheRun(t *testing.T) {
	s := opened(t)
	quick := reportOf(3, 2)
	run := compare.RunOf("", &quick)
	e := must[baselines.Entry](t)(s.Save(&quick))
	want := baselines.Entry{
		Number: 1, StartedAt: began.Add(3 * time.Hour), Version: "0.4.0", Fingerprint: run.Fingerprint(), Machine: run.Machine,
		Schedule: engine.Concurrent, Workloads: []string{"creation", "tracking", "analytics", "parsing"}, Doubts: run.Doubts,
		Badge: engine.Poor,
	}
	same(t, "the entry is another", want, e)
	if len(e.Doubts) != 4 { // one for each workload
		t.Errorf("the doubts are %q", e.Doubts)
	}
}

// TestSameReportIsKeptOnce however often it is saved.
func TestSameReportIsKeptOnce(t *testing.T) {
	s := opened(t)
	numbers := saved(t, s, reportOf(1, 6), reportOf(2, 6), reportOf(1, 6))
	if !slices.Equal(numbers, []int64{1, 2, 1}) {
		t.Errorf("the numbers are %v", numbers)
	}
	if all := must[[]baselines.Entry](t)(s.List(baselines.Query{})); len(all) != 2 {
		t.Errorf("%d runs are listed", len(all))
	}
}

// TestListIsByTime and not by number: runs can come from elsewhere.
func TestListIsByTime(t *testing.T) {
	s := opened(t)
	saved(t, s, reportOf(5, 6), reportOf(2, 6), elsewhere(reportOf(9, 6)), reportOf(7, 2))
	here := compare.RunOf("", ptr(reportOf(0, 6)))
	for _, c := range []struct {
		name  string
		query baselines.Query
		want  []int64
	}{
		{"all", baselines.Query{}, []int64{3, 4, 1, 2}},
		{"the newest", baselines.Query{Limit: 2}, []int64{3, 4}},
		{"clean", baselines.Query{CleanOnly: true}, []int64{3, 1, 2}},
		{"of here", baselines.Query{Fingerprint: here.Fingerprint()}, []int64{4, 1, 2}},
		{"the newest clean of here", baselines.Query{Fingerprint: here.Fingerprint(), CleanOnly: true, Limit: 1}, []int64{1}},
		{"of a workload", baselines.Query{Workload: "parsing", Limit: 3}, []int64{3, 4, 1}},
		{"of none", baselines.Query{Workload: "pars"}, nil},
	} {
		found := must[[]baselines.Entry](t)(s.List(c.query))
		same(t, c.name, c.want, numbersOf(found))
	}
	runs := must[[]compare.Run](t)(s.Runs(1, 3, 2, 1))
	same(t, "runs are oldest first, each once", []string{"run 2", "run 1", "run 3"}, namesOf(runs))
}

func ptr[T any](value T) *T { return &value }

func numbersOf(entries []baselines.Entry) []int64 {
	var numbers []int64
	for _, e := range entries {
		numbers = append(numbers, e.Number)
	}
	return numbers
}

func namesOf(runs []compare.Run) []string {
	var names []string
	for _, r := range runs {
		names = append(names, r.Name)
	}
	return names
}

// TestRollingIsTheLatestClean with the fingerprint, and not the run itself.
func TestRollingIsTheLatestClean(t *testing.T) {
	s := opened(t)
	saved(t, s, clean(24)...)
	saved(t, s, elsewhere(reportOf(30, 6)), reportOf(31, 2))
	here := compare.RunOf("", ptr(reportOf(0, 6)))
	for _, c := range []struct {
		before      int64
		first, last string
		count       int
	}{{0, "run 5", "run 24", 20}, {24, "run 4", "run 23", 20}, {4, "run 1", "run 3", 3}} {
		names := namesOf(must[[]compare.Run](t)(s.Rolling(here.Fingerprint(), c.before)))
		if len(names) != c.count || names[0] != c.first || names[len(names)-1] != c.last {
			t.Errorf("before %d: %v", c.before, names)
		}
	}
	if none := must[[]compare.Run](t)(s.Rolling("another", 0)); len(none) != 0 {
		t.Errorf("runs of no machine: %v", namesOf(none))
	}
}

func TestDeleteIsAllOrNone(t *testing.T) {
	s := opened(t)
	saved(t, s, clean(4)...)
	must[baselines.Baseline](t)(s.SaveBaseline("main", []int64{2}, false))
	must[baselines.Baseline](t)(s.SaveBaseline("release", []int64{2, 3}, false))
	if err := s.Delete(1, 2); err == nil || !strings.Contains(err.Error(), "run 2 belongs to the baseline main and the baseline release") {
		t.Errorf("deleting a held run: %v", err)
	}
	if err := s.Delete(1, 9); !errors.Is(err, baselines.ErrNoRun) || !strings.Contains(err.Error(), "run 9") {
		t.Errorf("deleting an unknown run: %v", err)
	}
	same(t, "nothing is deleted", []int64{4, 3, 2, 1}, numbersOf(must[[]baselines.Entry](t)(s.List(baselines.Query{}))))
	if err := s.Delete(1, 4); err != nil {
		t.Fatal(err)
	}
	same(t, "two are deleted", []int64{3, 2}, numbersOf(must[[]baselines.Entry](t)(s.List(baselines.Query{}))))
	for _, number := range []int64{1, 99} {
		_, one := s.Report(number)
		_, other := s.Runs(2, number)
		if !errors.Is(one, baselines.ErrNoRun) || !errors.Is(other, baselines.ErrNoRun) {
			t.Errorf("run %d: %v, %v", number, one, other)
		}
	}
	if numbers := saved(t, s, reportOf(50, 6)); numbers[0] != 5 {
		t.Errorf("a deleted run's number was given again: %v", numbers)
	}
}

func TestReportThatJSONCanNotHold(t *testing.T) {
	s := opened(t)
	report := reportOf(1, 6)
	*report.Results[0].Efficiency = nan()
	if _, err := s.Save(&report); err == nil || !strings.Contains(err.Error(), "the report can't be kept") {
		t.Errorf("NaN was kept: %v", err)
	}
}

func nan() float64 { return zero / zero }
