package versus

import (
	"errors"
	"strings"
	"testing"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/judge"
	"ep-benchmark/engine"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/live"
)

// A shelf is a store that has one side.
type shelf struct {
	side    compare.Side
	reports map[int64]engine.Report
	err     error
}

func (s *shelf) Side(string) (compare.Side, error)           { return s.side, s.err }
func (s *shelf) Default(string, int64) (compare.Side, error) { return s.side, s.err }
func (s *shelf) NearestPinned(*compare.Run) (compare.Side, bool, error) {
	return compare.Side{}, false, s.err
}
func (s *shelf) Floors(string) (compare.Floors, error) { return compare.Floors{}, nil }
func (s *shelf) Report(number int64) (engine.Report, error) {
	r, ok := s.reports[number]
	if !ok {
		return r, errors.New("no such report")
	}
	return r, nil
}

// sideOf is a side of runs with numbers.
func sideOf(name string, numbers ...int64) compare.Side {
	side := compare.Side{Name: name}
	for _, number := range numbers {
		report := recorded.Finished().Report
		run := compare.RunOf(name, &report)
		run.Number = number
		side.Runs = append(side.Runs, run)
	}
	return side
}

// played is a run, with all of its events given to a controller.
func played(t *testing.T, c *Controller, of recorded.Run) *live.Run {
	t.Helper()
	run := &live.Run{}
	for _, event := range of.Events {
		run.Apply(event)
		begun, ok := event.(engine.RunStarted)
		if !ok {
			continue
		}
		if work := c.Begin(&begun); work != nil {
			if _, err := c.Take(work()); err != nil {
				t.Fatal(err)
			}
		}
	}
	c.Refresh(run)
	return run
}

// TestWhyNothingIsCompared says it in words.
func TestWhyNothingIsCompared(t *testing.T) {
	for _, of := range []struct {
		name   string
		store  judge.Store
		choice judge.Reference
		want   string
	}{
		{"nothing chosen, nothing kept", nil, judge.Reference{}, "Nothing is kept either"},
		{"nothing chosen", &shelf{}, judge.Reference{}, "Nothing is chosen to compare with."},
		{"no earlier run", &shelf{}, judge.Usual(&shelf{}), "there is no earlier clean run"},
		{"an empty baseline", nil, judge.Fixed(sideOf("main")), "main has no other run than this one"},
	} {
		c := New(of.store, false, of.choice, nil)
		played(t, c, recorded.Quick())
		if x := c.State(); x.Side != nil || x.Comparison != nil || !strings.Contains(x.Absent, of.want) {
			t.Errorf("%s: the state is %+v, want %q", of.name, x, of.want)
		}
	}
	broken := New(&shelf{err: errors.New("damaged")}, false, judge.Usual(&shelf{err: errors.New("damaged")}), nil)
	report := recorded.Finished().Report
	broken.begun = compare.RunOf(thisRun, &report)
	if _, err := broken.Take(broken.lookUp()()); err == nil || !strings.Contains(broken.State().Absent, "damaged") {
		t.Errorf("a store that can't be read is %v: %+v", err, broken.State())
	}
}

// TestOnlyTheLastAnswerCounts holds that a side which was asked for before
// another was chosen is not taken.
func TestOnlyTheLastAnswerCounts(t *testing.T) {
	c := New(nil, false, judge.Reference{}, nil)
	first, _ := c.Choose(judge.Fixed(sideOf("first", 1)))
	second, _ := c.Choose(judge.Fixed(sideOf("second", 2)))
	for _, work := range []func() Found{second, first} {
		if _, err := c.Take(work()); err != nil {
			t.Fatal(err)
		}
	}
	if side := c.State().Side; side == nil || side.Name != "second" {
		t.Errorf("compared with %+v", side)
	}
}

// TestJudgingWaitsForTheSide holds that a run which ends before its side is
// known is judged when it is.
func TestJudgingWaitsForTheSide(t *testing.T) {
	c := New(nil, false, judge.Fixed(sideOf("main", 1, 2, 3)), nil)
	run := played(t, c, recorded.Finished())
	late, _ := c.Choose(judge.Fixed(sideOf("other", 1, 2, 3)))
	if judged := c.Judge(run); judged != nil {
		t.Fatalf("judged before the side is known: %s", judged.Line())
	}
	if waiting, err := c.Take(late()); !waiting || err != nil {
		t.Fatalf("nothing waits to be judged: %v", err)
	}
	if judged := c.Judge(run); judged == nil || judged.Unfinished || judged.Then.Name != "other" {
		t.Errorf("judged %+v", judged)
	}
}

// TestConfirmed says what came of the fresh run, and keeps the first comparison.
func TestConfirmed(t *testing.T) {
	fresh := recorded.Finished().Report
	partial := fresh
	partial.Partial = true
	for _, of := range []struct {
		name        string
		report      engine.Report
		err         error
		want        string
		unconfirmed bool
	}{
		{"it agrees or not", fresh, nil, "after a fresh run: ", false},
		{"it was ended early", partial, nil, "not confirmed: the fresh run was ended early", true},
		{"it failed", engine.Report{}, errors.New("refused"), "not confirmed: the fresh run failed: refused", true},
	} {
		c := New(nil, false, judge.Fixed(sideOf("main", 1, 2, 3)), nil)
		run := played(t, c, recorded.Finished())
		first := c.Judge(run)
		c.Confirm(first)
		if _, err := c.Choose(judge.Reference{}); !errors.Is(err, ErrConfirming) || !c.Confirming() {
			t.Errorf("%s: something else can be chosen meanwhile", of.name)
		}
		c.Refresh(&live.Run{})
		if x := c.State(); !x.Confirming || x.Comparison != first {
			t.Errorf("%s: meanwhile the state is %+v", of.name, x)
		}
		said := c.Confirmed(&of.report, of.err)
		c.Refresh(run)
		if x := c.State(); !strings.HasPrefix(said, of.want) || x.Confirming || x.Comparison != first || (x.Comparison.Unconfirmed != "") != of.unconfirmed {
			t.Errorf("%s: it says %q, and the state is %+v", of.name, said, x)
		}
	}
}
