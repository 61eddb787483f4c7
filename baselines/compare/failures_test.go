package compare

import (
	"testing"
)

// served is a run like the baseline's in every figure, with the given number of
// failed operations.
func served(failed, ended int64) Run {
	r := one(0.010, 9)
	r.Failures = []Failures{{Workload: "work", Failed: failed, Ended: ended}}
	return r
}

// reliable is a steady baseline of ten runs with the given failures in each.
func reliable(failed, ended int64) Side {
	side := steady(10)
	for i := range side.Runs {
		side.Runs[i].Failures = []Failures{{Workload: "work", Failed: failed, Ended: ended}}
	}
	return side
}

func TestARiseOfFailuresIsARegression(t *testing.T) {
	for name, c := range map[string]struct {
		now     Run
		then    Side
		want    Verdict
		overall Verdict
	}{
		"none on either side":     {served(0, 240), reliable(0, 240), Unchanged, Unchanged},
		"5 % after none":          {served(12, 240), reliable(0, 240), Regressed, Regressed},
		"one more than none":      {served(1, 240), reliable(0, 240), Unclear, Unchanged},
		"the same share":          {served(12, 240), reliable(12, 240), Unclear, Unchanged},
		"twice the share":         {served(24, 240), reliable(12, 240), Regressed, Regressed},
		"none after 5 %":          {served(0, 240), reliable(12, 240), Improved, Unchanged},
		"a little less than 5 %":  {served(9, 240), reliable(12, 240), Unclear, Unchanged},
		"every operation, by far": {served(240, 240), reliable(0, 240), Regressed, Regressed},
	} {
		got := Against(SideOf(c.now), c.then, Options{})
		if len(got.Failures) != 1 || got.Failures[0].Verdict != c.want || got.Verdict != c.overall {
			t.Errorf("%s: %+v, overall %s: expected %s, %s", name, got.Failures, got.Verdict, c.want, c.overall)
		}
		if c.want == Regressed && (got.Count(Regressed) != 1 || len(got.Suspects()) != 1) {
			t.Errorf("%s: %d regressed, suspects %v: expected the rise among them", name, got.Count(Regressed), got.Suspects())
		}
	}
}

func TestAFreshRunConfirmsARise(t *testing.T) {
	for name, c := range map[string]struct {
		rerun  Run
		want   Verdict
		agrees bool
	}{
		"it fails as often":   {served(11, 240), Regressed, true},
		"it does not fail":    {served(0, 240), Unclear, false},
		"it counts nothing":   {one(0.010, 9), Unclear, false},
		"it fails once in it": {served(1, 240), Unclear, false},
	} {
		got := Against(SideOf(served(12, 240)), reliable(0, 240), Options{})
		got.Confirm(c.rerun)
		row := got.Failures[0]
		if row.Verdict != c.want || row.Rerun != nil && row.Rerun.Agrees != c.agrees {
			t.Errorf("%s: %s, rerun %+v: expected %s", name, row.Verdict, row.Rerun, c.want)
		}
		if got.Verdict == Regressed != c.agrees {
			t.Errorf("%s: overall %s", name, got.Verdict)
		}
	}
}

// TestRunsWithoutCountsAreLeftOut holds that runs kept by older versions
// neither count as runs without failures nor keep others from counting.
func TestRunsWithoutCountsAreLeftOut(t *testing.T) {
	if got := Against(SideOf(served(12, 240)), steady(10), Options{}); len(got.Failures) != 0 {
		t.Errorf("compared with runs without counts: %+v", got.Failures)
	}
	mixed := steady(10)
	mixed.Runs[3] = served(0, 500)
	if got := Against(SideOf(served(12, 240)), mixed, Options{}); len(got.Failures) != 1 || got.Failures[0].Then.Ended != 500 {
		t.Errorf("compared with one run that counted: %+v", got.Failures)
	}
}

// TestUnlikeRunsDontCompareFailures: under other conditions a rise may come
// from the conditions.
func TestUnlikeRunsDontCompareFailures(t *testing.T) {
	now := served(12, 240)
	now.Conditions = append([]Condition{{Name: "CPU", Value: "X2"}}, now.Conditions[1:]...)
	got := Against(SideOf(now), reliable(0, 240), Options{})
	if got.Failures[0].Verdict != NotComparable || got.Verdict != NotComparable {
		t.Errorf("%+v, overall %s: expected not comparable", got.Failures, got.Verdict)
	}
	got = Against(SideOf(now), reliable(0, 240), Options{AllowMismatch: true})
	if got.Failures[0].Verdict != Regressed {
		t.Errorf("allowed to differ: %+v: expected regressed", got.Failures)
	}
}
