package tui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/judge"
	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/internal/recorded"
)

// TestTheUsualBaselineIsFound holds that a run is compared, from its
// beginning, with the pinned baseline of its conditions, else with the latest
// clean runs, else with nothing.
func TestTheUsualBaselineIsFound(t *testing.T) {
	for _, of := range []struct {
		store *shelf
		run   recorded.Run
		want  string
	}{
		{stocked(), recorded.Finished(), "main"},
		{newShelf(earlier(recorded.Finished(), 3)...), recorded.Finished(), compare.RollingName},
		{stocked(), recorded.TwoCPUs(), ""},
		{newShelf(), recorded.Finished(), ""},
	} {
		d := open(t, keeping(of.store)).events(of.run.Events, 0)
		got := ""
		if side := d.versus.State().Side; side != nil {
			got = side.Name
		}
		if got != of.want {
			t.Errorf("%s is compared with %q, want %q", of.run.Name, got, of.want)
		}
	}
	open(t, keeping(newShelf())).events(recorded.Finished().Events, midrun).do(config.ActionViewCompare).shows("No baseline")
	open(t, options()).events(recorded.Finished().Events, midrun).do(config.ActionViewCompare).shows("Nothing is kept either")
}

// TestARunIsNeverComparedWithItself holds that a run which is kept is no part
// of what it is compared with, whatever is chosen.
func TestARunIsNeverComparedWithItself(t *testing.T) {
	s := newShelf(earlier(recorded.Finished(), 6)...)
	d := open(t, keeping(s)).ends(s, recorded.Finished())
	number := d.versus.Number()
	if _, err := s.SaveBaseline("all", []int64{5, 6, number}, false); err != nil {
		t.Fatal(err)
	}
	for _, choose := range []string{"all", "Default"} {
		d.do(config.ActionChooseComparison).click(choose)
		side := d.versus.State().Side
		if side == nil || slices.ContainsFunc(side.Runs, func(r compare.Run) bool { return r.Number == number }) {
			t.Errorf("after %q the run is compared with %+v", choose, side)
		}
	}
}

// TestProvisionalVerdicts holds that a run under way is compared by what has
// been measured so far, that the comparison says it is not final, and that it
// ends with what the finished run says.
func TestProvisionalVerdicts(t *testing.T) {
	d := under(t, regressed(), 0)
	if d.versus.State().Comparison != nil {
		t.Error("something is compared before anything is measured")
	}
	seen := 0
	for _, event := range regressed().Events {
		d.Update(event)
		if _, over := event.(engine.RunFinished); over {
			break
		}
		d.answer()
		d.sync()
		c := d.versus.State().Comparison
		if c == nil {
			continue
		}
		if seen++; !c.Unfinished || !strings.Contains(c.Line(), "not final") {
			t.Fatalf("at %v the comparison is final: %s", d.run.At, c.Line())
		}
		for i := range c.Rows {
			if row := &c.Rows[i]; row.Verdict == compare.Regressed && row.Workload != "bulk-creation" {
				t.Errorf("at %v %s of %s is called regressed", d.run.At, row.Metric, row.Workload)
			}
		}
	}
	if seen == 0 {
		t.Fatal("nothing was compared while the run was on")
	}
	d.sync()
	row, ok := d.versus.State().Comparison.Row(compare.Key{Workload: "bulk-creation", Metric: compare.ParallelTime})
	if !ok || row.Verdict != compare.Regressed || d.versus.State().Comparison.Unfinished {
		t.Errorf("the finished run's row is %+v", row)
	}
}

// TestNothingIsComparedAnewBetweenLegs holds that a frame costs no comparison.
func TestNothingIsComparedAnewBetweenLegs(t *testing.T) {
	d := under(t, regressed(), midrun)
	d.sync()
	before := d.versus.State().Comparison
	d.Update(engine.Progressed{At: engine.At(midrun + time.Millisecond)})
	if d.sync(); d.versus.State().Comparison != before {
		t.Error("the comparison was made anew though no leg had finished")
	}
	if allocations := testing.AllocsPerRun(10, func() { d.versus.Refresh(d.shown()) }); allocations > 0 {
		t.Errorf("looking at it takes %v allocations", allocations)
	}
}

// TestBothSchedulesAreNotMixed holds that isolated figures are not held
// against a baseline of concurrent ones.
func TestBothSchedulesAreNotMixed(t *testing.T) {
	racebuild.SkipSequential(t)
	run := recorded.BothSchedules()
	s := newShelf(earlier(run, 6)...)
	d := open(t, keeping(s))
	for _, event := range run.Events {
		d.Update(event)
		d.answer()
		d.sync()
		if c := d.versus.State().Comparison; c != nil && d.run.Schedule == engine.Isolated {
			t.Fatal("figures of the isolated schedule are compared")
		}
	}
	if d.versus.State().Comparison == nil {
		t.Error("nothing is compared in the end")
	}
}

// TestConfirming holds that a change is compared with a fresh run by itself,
// and that the first run is what stays on the screen and in the outcome.
func TestConfirming(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, of := range []struct {
		again    recorded.Run
		verdict  compare.Verdict
		screen   string
		suspects bool
	}{
		{regressed(), compare.Regressed, "a fresh run agrees", false},
		{recorded.Finished(), compare.Unclear, "a fresh run did not confirm it", false},
		{recorded.Interrupted(), compare.Regressed, "not confirmed: the fresh run was ended early", true},
	} {
		s := stocked()
		d := open(t, keeping(s)).ends(s, regressed())
		first := d.outcome.Report
		if !d.running() || !slices.Equal(d.workloads, d.options.Workloads) {
			t.Fatalf("the fresh run is of %v", d.workloads)
		}
		d.shows("CONFIRMING", "confirming: bulk-creation changed")
		d.events(of.again.Events, midrun).do(config.ActionViewCompare).shows("confirming", "REGRESSED?")
		d.do(config.ActionChooseComparison).press("enter").shows("a fresh run is on")
		d.ends(s, of.again).shows("FINISHED", of.screen).hides("CONFIRMING")
		c := d.outcome.Comparison
		row, _ := c.Row(compare.Key{Workload: "bulk-creation", Metric: compare.ParallelTime})
		if row.Verdict != of.verdict || (len(c.Suspects()) > 0) != of.suspects {
			t.Errorf("after %s the verdict is %s, with suspects %v", of.again.Name, row.Verdict, c.Suspects())
		}
		if d.outcome.Report != first || d.outcome.Interrupted || d.run.Report.Duration != first.Duration {
			t.Errorf("after %s the outcome is not the first run's", of.again.Name)
		}
		if d.running() || d.versus.State().Comparison != c {
			t.Errorf("after %s something else is on", of.again.Name)
		}
		d.do(config.ActionFreeze).do(config.ActionFreeze)
		if d.versus.State().Comparison != c {
			t.Error("what the fresh run said is forgotten when the view is frozen")
		}
	}
}

// TestConfirmingAloneIsOfTheSuspects holds that under the isolated schedule
// only what changed is run again.
func TestConfirmingAloneIsOfTheSuspects(t *testing.T) {
	alone := func(run recorded.Run) recorded.Run {
		run.Events = slices.Clone(run.Events)
		for i, event := range run.Events {
			switch e := event.(type) {
			case engine.RunStarted:
				e.Plan.Schedule = engine.Isolated
				run.Events[i] = e
			case engine.ScheduleStarted:
				e.Schedule = engine.Isolated
				run.Events[i] = e
			case engine.RunFinished:
				run.Report = isolated(e.Report)
				e.Report = run.Report
				run.Events[i] = e
			}
		}
		return run
	}
	before := alone(recorded.Finished())
	s := newShelf(earlier(before, 6)...)
	d := open(t, keeping(s)).ends(s, alone(regressed()))
	if got := d.workloads; !slices.Equal(got, []string{"bulk-creation"}) {
		t.Errorf("the fresh run is of %v, want bulk-creation alone", got)
	}
	d.do(config.ActionStop).shows("STOPPING")
}

func isolated(r engine.Report) engine.Report {
	r.Plan.Schedule = engine.Isolated
	r.Results = slices.Clone(r.Results)
	for i := range r.Results {
		r.Results[i].Schedule = engine.Isolated
	}
	return r
}

// TestNoFreshRunIsStartedInVain holds that a run which was ended early, or is
// the last before the program ends, is not confirmed.
func TestNoFreshRunIsStartedInVain(t *testing.T) {
	s := stocked()
	d := open(t, keeping(s)).events(regressed().Events, always).do(config.ActionQuitKeep)
	if d.ends(s, regressed()); d.running() || !d.quits() {
		t.Error("a fresh run is started while the program ends")
	}
	if c := d.outcome.Comparison; c == nil || len(c.Suspects()) == 0 {
		t.Error("the outcome has no comparison to be confirmed")
	}
	d = open(t, keeping(s)).ends(s, recorded.Interrupted())
	if d.running() {
		t.Error("a run that was ended early is confirmed")
	}
	o := replayOf(regressed().Events)
	o.Store = stocked()
	d = open(t, o).ticks(time.Minute)
	if d.running() || d.versus.State().Comparison == nil {
		t.Error("a recording is not compared, or is confirmed")
	}
}

// TestAFreshRunThatCannotBeCarriedOut holds that its failure is shown, and that
// the first run's outcome stands.
func TestAFreshRunThatCannotBeCarriedOut(t *testing.T) {
	s := stocked()
	d := open(t, keeping(s)).ends(s, regressed()).tell(runEnded{err: errRefused})
	d.shows("not confirmed", "FINISHED")
	if d.outcome.Err != nil || d.outcome.Report == nil || d.outcome.Comparison == nil {
		t.Errorf("the outcome is %+v", d.outcome)
	}
}

// TestTheBaselineMayBeFoundLate holds that a run which ends before its baseline
// was found is compared, and confirmed, when it is.
func TestTheBaselineMayBeFoundLate(t *testing.T) {
	s, run := stocked(), regressed()
	d := open(t, keeping(s))
	for _, event := range run.Events {
		d.Update(event)
	}
	d.Update(runEnded{Finished: Finished{Report: run.Report, Number: s.put(run.Report)}})
	if d.running() || d.outcome.Comparison != nil {
		t.Fatal("something is compared before the baseline was found")
	}
	d.answer()
	if d.outcome.Comparison == nil || !d.running() {
		t.Error("nothing is compared, or confirmed, after the baseline was found")
	}
}

// TestAnOldAnswerIsNotTaken holds that of two choices the last one counts,
// though the first is found later.
func TestAnOldAnswerIsNotTaken(t *testing.T) {
	d := under(t, recorded.Finished(), midrun)
	d.comparing.choose(judge.Named(d.options.Store, "release-1.2"))
	old := d.asked
	d.asked = nil
	d.comparing.choose(judge.Named(d.options.Store, "main"))
	d.asked = append(d.asked, old...)
	if d.answer(); d.versus.State().Side.Name != "main" {
		t.Errorf("compared with %s, which was chosen before main", d.versus.State().Side.Name)
	}
}

// TestAStoreErrorIsShown holds that an error of the store is shown, and ends
// nothing.
func TestAStoreErrorIsShown(t *testing.T) {
	s := &shelf{err: errBroken}
	d := open(t, keeping(s)).events(recorded.Finished().Events, midrun).shows("not compared: the store runs.db is damaged")
	d.do(config.ActionViewHistory).shows("The store could not be read")
	d.do(config.ActionChooseComparison).shows("the store could not be read").press("esc")
	d.finish(recorded.Finished()).shows("FINISHED")

	d = open(t, keeping(stocked()))
	d.asked = append(d.asked, func() (message tea.Msg) { panic("index out of range\x1b[2J") })
	d.answer()
	d.shows("Something went wrong", "index out of range")
}

// TestWhatTheEvidenceShows holds that the causes of a regression are looked
// for in the reports of both sides, and are in the outcome.
func TestWhatTheEvidenceShows(t *testing.T) {
	s := stocked()
	d := open(t, keeping(s)).ends(s, regressed())
	s.asked = nil
	d.ends(s, regressed())
	reports := 0
	for _, asked := range s.asked {
		if asked == "report" {
			reports++
		}
	}
	if reports != 7 || d.outcome.Comparison.Causes == nil {
		t.Errorf("%d reports of the baseline were read, want 7; the causes are %v", reports, d.outcome.Comparison.Causes)
	}
}

// TestTheDashboardSavesNoRun holds that a run is kept by Start and not by the
// dashboard.
func TestTheDashboardSavesNoRun(t *testing.T) {
	s := stocked()
	run := recorded.Finished()
	o := keeping(s)
	o.Start = func(context.Context, []string, engine.Observer) (Finished, error) {
		return Finished{}, errors.New("not asked to run")
	}
	d := open(t, o).events(run.Events, always).tell(runEnded{Finished: Finished{Report: run.Report}})
	d.do(config.ActionViewHistory).shows("run 1 of this")
	if len(s.reports) != 13 {
		t.Errorf("the store has %d runs, want the 13 it had", len(s.reports))
	}
	d.do(config.ActionSaveBaseline).shows("nothing to save")
}
