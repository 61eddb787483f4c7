package tui

import (
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/baselines"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/internal/recorded"
)

// actual is a real store with the given number of clean runs, a day apart, and
// then one that was ended early.
func actual(t *testing.T, clean int) *baselines.Store {
	t.Helper()
	s, err := baselines.Open(filepath.Join(t.TempDir(), "runs.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	for _, r := range append(earlier(recorded.Finished(), clean), recorded.Interrupted().Report) {
		if _, err := s.Save(&r); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// numbered are the runs of a store by number.
func numbered(t *testing.T, s *baselines.Store) map[int64]baselines.Entry {
	t.Helper()
	all, err := s.List(baselines.Query{})
	if err != nil {
		t.Fatal(err)
	}
	found := map[int64]baselines.Entry{}
	for _, e := range all {
		found[e.Number] = e
	}
	return found
}

// TestSaveMarkedRuns saves a baseline of marked runs, adds one, replaces it,
// and pins it.
func TestSaveMarkedRuns(t *testing.T) {
	s := actual(t, 6)
	d := open(t, keeping(s)).do(config.ActionViewHistory, config.ActionDown)
	d.do(config.ActionMarkRun, config.ActionMarkRun).do(config.ActionSaveBaseline).shows("Save runs 5 and 6 as a baseline", "provisional")
	d.write("7").press("enter").shows("taken for a run")
	d.press("backspace").write("main").press("enter").shows("baseline main has 2 runs")
	if b, err := s.Baseline("main"); err != nil || len(b.Runs) != 2 || b.Pinned {
		t.Fatalf("the baseline is %+v, %v", b, err)
	}
	d.do(config.ActionUp, config.ActionUp, config.ActionMarkRun, config.ActionMarkRun) // unmark 6, 5
	d.do(config.ActionMarkRun).do(config.ActionSaveBaseline).shows("Save run 4 as").press("down", "enter")
	d.shows("main has 2 runs", "Add run 4 to it").press("enter").shows("baseline main has 3 runs")
	d.do(config.ActionSaveBaseline).write("main").press("enter").click("alone").shows("baseline main has 1 run")
	d.do(config.ActionUp).do(config.ActionPinBaseline).shows("main is pinned")
	if b, err := s.Baseline("main"); err != nil || !b.Pinned || len(b.Runs) != 1 || b.Runs[0].Number != 4 {
		t.Errorf("the baseline is %+v, %v", b, err)
	}
	d.do(config.ActionPinBaseline).shows("main is no longer pinned")
	d.do(config.ActionDown, config.ActionPinBaseline).shows("run 3 belongs to no baseline")
}

// TestSaveTheRunOnTheScreen saves it when it has ended, and refuses one that is
// not clean.
func TestSaveTheRunOnTheScreen(t *testing.T) {
	s := actual(t, 2)
	d := open(t, keeping(s)).events(recorded.Finished().Events, midrun)
	d.do(config.ActionSaveBaseline).shows("nothing to save")
	whole := recorded.Finished().Report
	e, err := s.Save(&whole)
	if err != nil {
		t.Fatal(err)
	}
	d.events(recorded.Finished().Events, always).tell(runEnded{Finished: Finished{Report: whole, Number: e.Number}})
	d.do(config.ActionSaveBaseline).tell(tea.PasteMsg{Content: " alone\n"}).press("enter").shows("baseline alone has 1 run")
	d.do(config.ActionSaveBaseline).press("esc").hides("as a baseline")

	partial := recorded.Interrupted().Report
	d.do(config.ActionStart).events(recorded.Interrupted().Events, always).tell(runEnded{Finished: Finished{Report: partial, Number: 3}})
	d.do(config.ActionSaveBaseline).shows("Not saved", "only clean runs join a baseline").press("enter")
	d.do(config.ActionViewHistory, config.ActionFirst)
	for numbered(t, s)[d.current().Selected().Stored.Number].Clean {
		d.do(config.ActionDown)
	}
	d.do(config.ActionMarkRun, config.ActionSaveBaseline).shows("Not saved", "is not clean")
}

// TestDelete asks, deletes what is marked or selected, and refuses what a
// baseline holds.
func TestDelete(t *testing.T) {
	s := actual(t, 5)
	if _, err := s.SaveBaseline("main", []int64{1, 2}, false); err != nil {
		t.Fatal(err)
	}
	d := open(t, keeping(s)).do(config.ActionDeleteRun).shows("mark or select a run in History first")
	d.do(config.ActionViewHistory, config.ActionDeleteRun).shows("Delete run 6?").press("enter").hides("Delete run 6?")
	if len(numbered(t, s)) != 6 {
		t.Fatal("a run was deleted though the answer was no")
	}
	d.do(config.ActionDeleteRun).click("Yes").shows("deleted run 6")
	d.do(config.ActionMarkRun, config.ActionMarkRun).do(config.ActionDeleteRun).shows("Delete runs 4 and 5?").click("Yes").shows("deleted runs 4 and 5")
	if left := numbered(t, s); len(left) != 3 || len(d.library.marked()) != 0 {
		t.Errorf("%d runs are left, and %v are marked", len(left), d.library.marked())
	}
	d.do(config.ActionLast, config.ActionDeleteRun).shows("Not deleted", "run 1 belongs to the baseline main")
	if d.press("enter"); len(numbered(t, s)) != 3 {
		t.Error("a run of a baseline was deleted")
	}
	// The store reports what another process has done meanwhile.
	if _, err := s.AddToBaseline("main", []int64{3}); err != nil {
		t.Fatal(err)
	}
	d.do(config.ActionFirst, config.ActionDeleteRun).click("Yes").shows("Not done", "belongs to the baseline main")
}

// TestFilter narrows the list as it is written, and back.
func TestFilter(t *testing.T) {
	s := actual(t, 8)
	if _, err := s.SaveBaseline("main", []int64{2, 3}, false); err != nil {
		t.Fatal(err)
	}
	d := open(t, keeping(s)).do(config.ActionFilterRuns)
	if d.page != historyPage {
		t.Fatalf("a filter is asked for on page %d", d.page)
	}
	for _, of := range []struct {
		words string
		want  int
	}{{"main", 2}, {"MAIN #3", 1}, {"partial", 1}, {"clean", 8}, {"tracking 0.1.0", 9}, {"2026-03-13", 1}, {"xyzzy", 0}, {"", 9}} {
		d.views.history.Narrow("")
		if d.write(of.words); d.views.history.Count() != of.want {
			t.Errorf("%d runs have %q, want %d", d.views.history.Count(), of.words, of.want)
		}
		for range of.words {
			d.press("backspace")
		}
	}
	d.write("q4").shows("0 of 9 runs have: q4").press("enter").shows("no run has all of").do(config.ActionFilterRuns).press("esc")
	if d.views.history.Count() != 9 {
		t.Error("esc does not show all")
	}
	d.do(config.ActionFilterRuns).tell(tea.PasteMsg{Content: "main\n"}).shows("2 of 9 runs have: main")
	d.press("down", "enter", "enter").shows("Run 2")
}

// TestOpenARun shows the report of what is selected, by its key and by enter,
// which starts no run there.
func TestOpenARun(t *testing.T) {
	d := open(t, keeping(actual(t, 3))).finish(recorded.Quick()).do(config.ActionViewHistory, config.ActionDown, config.ActionDown)
	for _, press := range []string{"o", "enter"} {
		d.press(press).shows("Run 3", "targets met")
		if d.running() {
			t.Fatalf("%s starts a run", press)
		}
		top := d.text()
		if d.press("end"); d.text() == top {
			t.Error("a long report does not scroll")
		}
		d.press("home", "pgdown", "pgup", "down", "up").size(40, 10).size(80, 24)
		if d.text() != top {
			t.Errorf("it does not scroll back:\n%s", d.text())
		}
		d.press("esc").hides("targets met")
	}
	d.do(config.ActionFirst).press("enter").shows("run 1 of this session", "by point estimate", "esc closes")
}

// TestCompareWithARunOfTheStore compares by the key, with the row under the
// cursor.
func TestCompareWithARunOfTheStore(t *testing.T) {
	d := open(t, keeping(actual(t, 4))).finish(recorded.Finished()).do(config.ActionViewHistory, config.ActionDown, config.ActionDown, config.ActionChooseComparison)
	if side := d.versus.State().Side; side == nil || side.Name != "run 4" || !strings.Contains(d.text(), "▸ =   4") {
		t.Errorf("compared with %+v:\n%s", side, d.text())
	}
	d.do(config.ActionViewCompare).shows("against run 4, 1 run, provisional")
	d.do(config.ActionChooseComparison).shows("Default", "m3-max", "run 5", "run 1").click("run 2")
	if d.versus.State().Side.Name != "run 2" {
		t.Errorf("compared with %s", d.versus.State().Side.Name)
	}
}

// TestPinInTheChooser pins the baseline under its cursor, and stays open.
func TestPinInTheChooser(t *testing.T) {
	s := actual(t, 4)
	if _, err := s.SaveBaseline("main", []int64{1, 2}, false); err != nil {
		t.Fatal(err)
	}
	d := open(t, keeping(s)).do(config.ActionChooseComparison).press("p").hides("pinned,").press("down", "p").shows("pinned", "Compare with")
	if b, err := s.Baseline("main"); err != nil || !b.Pinned {
		t.Fatalf("the baseline is %+v, %v", b, err)
	}
	if d.press("p").press("esc"); d.overlay != nil {
		t.Error("the chooser does not close")
	}
	if b, err := s.Baseline("main"); err != nil || b.Pinned {
		t.Fatalf("the baseline is %+v, %v", b, err)
	}
}

// TestOnlyWhatIsShownIsRead holds that of very many runs only the figures of
// those on the screen are read, and no report. Before History is opened nothing
// is read.
func TestOnlyWhatIsShownIsRead(t *testing.T) {
	s := crowded(3000)
	d := open(t, keeping(s)).events(recorded.Finished().Events, midrun)
	if s.wasAsked("list") || s.wasAsked("baselines") {
		t.Errorf("before anybody looked the store was asked for %v", s.asked)
	}
	d.do(config.ActionViewHistory)
	if n := len(d.library.archive.Figures); n == 0 || n > 100 {
		t.Errorf("the figures of %d runs were read", n)
	}
	if d.do(config.ActionLast).shows("3000"); len(d.library.archive.Figures) > 200 || s.wasAsked("report") {
		t.Errorf("the figures of %d runs were read, and reports: %v", len(d.library.archive.Figures), s.wasAsked("report"))
	}
	d.hides("   -         -")
}

// TestWithoutAStore holds that every action that needs a store says that there
// is none.
func TestWithoutAStore(t *testing.T) {
	d := done(t).do(config.ActionViewHistory)
	for _, action := range []config.Action{config.ActionSaveBaseline, config.ActionPinBaseline, config.ActionMarkRun, config.ActionDeleteRun} {
		if d.do(action).shows("nothing is kept"); d.overlay != nil {
			t.Errorf("%s asks something", action)
		}
	}
	d.hides("filter")
	d.do(config.ActionFilterRuns).write("two-cpus").shows("two-cpus.json").hides("finished.json")
}

// TestEveryKeyIsHarmlessToAStore presses each key on each page with a real
// store below, and holds that nothing is deleted without a yes.
func TestEveryKeyIsHarmlessToAStore(t *testing.T) {
	racebuild.SkipSequential(t)
	s := actual(t, 3)
	o := keeping(s)
	o.Folder = t.TempDir()
	for _, first := range []string{"1", "3", "4", "b", "c", "/", "v"} {
		d := open(t, o).finish(recorded.Finished()).press("4", first)
		for _, second := range boundKeys() {
			d.press(second)
			if wrong := broken(d.ansi(), 80, 24); wrong != "" {
				t.Fatalf("after %q and keys up to %q: %s", first, second, wrong)
			}
		}
	}
	if left := numbered(t, s); len(left) != 4 {
		t.Errorf("%d runs are left of 4", len(left))
	}
}
