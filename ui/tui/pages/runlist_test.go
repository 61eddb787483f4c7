package pages

import (
	"slices"
	"testing"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/ui/config"
)

// listOf is a list of some runs of the store, newest first, and of some at hand.
func listOf(stored int64, atHand ...string) *runList {
	archive := &Archive{Read: true, Figures: map[int64][]compare.Figure{}, Marked: map[int64]bool{}}
	var entries []baselines.Entry
	for number := stored; number > 0; number-- {
		entries = append(entries, baselines.Entry{Number: number, Version: "0.1.0", Clean: number%2 == 0, Badge: engine.Clean})
	}
	archive.Runs = StoredOf(entries)
	l := &runList{in: HistoryInput{Store: archive}}
	for _, name := range atHand {
		l.in.AtHand = append(l.in.AtHand, Kept{Side: compare.Side{Name: name}, Report: &engine.Report{}})
	}
	return l
}

// TestRowsOfTheList holds that runs at hand come first, the newest on top.
func TestRowsOfTheList(t *testing.T) {
	l := listOf(2, "old.json", "new.json")
	l.in.AtHand = append(l.in.AtHand, Kept{Side: compare.Side{Name: "a claim"}}, Kept{Side: compare.Side{Name: "run 2"}, Report: &engine.Report{}, Number: 2})
	var got []string
	for i := -1; i <= l.count(); i++ {
		row, ok := l.row(l.atHand(), i)
		switch {
		case ok != (i >= 0 && i < l.count()):
			t.Errorf("there is a row %d: %v", i, ok)
		case row.kept != nil:
			got = append(got, row.kept.Side.Name)
		case row.stored != nil:
			got = append(got, "stored")
		}
	}
	if want := []string{"new.json", "old.json", "stored", "stored"}; !slices.Equal(got, want) {
		t.Errorf("the rows are %q, want %q", got, want)
	}
	if n := (&runList{}).count(); n != 0 {
		t.Errorf("without anything there are %d rows", n)
	}
}

// TestFilteredList narrows to runs that have all words, and selects among them.
func TestFilteredList(t *testing.T) {
	p := &History{list: *listOf(12, "other.json")}
	for _, of := range []struct {
		words string
		count int
		first int64 // of the store; 0 for one at hand or none
	}{{"", 13, 0}, {"#1", 4, 12}, {"0.1.0 #11", 1, 11}, {"OTHER", 1, 0}, {"nothing", 0, 0}} {
		p.Narrow(of.words)
		on, number := p.Selected(), int64(0)
		if on.Stored != nil {
			number = on.Stored.Number
		}
		if !on.Lists || p.Count() != of.count || number != of.first {
			t.Errorf("%q leaves %d runs, the first of them %d, want %d and %d", of.words, p.Count(), number, of.count, of.first)
		}
	}
}

// TestAround lists what is near the cursor and not known.
func TestAround(t *testing.T) {
	l := listOf(20, "file.json")
	l.in.Store.Figures[19] = nil
	for _, of := range []struct {
		cursor, rows int
		want         []int64
	}{
		{0, 3, []int64{20, 18}}, {0, 0, nil}, {20, 2, []int64{3, 2, 1}}, {10, 1, []int64{12, 11, 10}},
	} {
		l.cursor = of.cursor
		if got := l.around(of.rows); !slices.Equal(got, of.want) {
			t.Errorf("%d rows around row %d are runs %v, want %v", of.rows, of.cursor, got, of.want)
		}
	}
	if got := (&runList{}).around(5); got != nil {
		t.Errorf("without a store there are runs %v", got)
	}
}

// TestTheCursorStaysInTheList moves it past both ends.
func TestTheCursorStaysInTheList(t *testing.T) {
	p := &History{list: *listOf(3)}
	for _, step := range []struct {
		action config.Action
		want   int64
	}{{config.ActionUp, 3}, {config.ActionLast, 1}, {config.ActionDown, 1}, {config.ActionPageUp, 3}, {config.ActionPageDown, 1}, {config.ActionFirst, 3}} {
		if !p.Act(step.action) || p.Selected().Stored.Number != step.want {
			t.Errorf("%s selects run %d, want %d", step.action, p.Selected().Stored.Number, step.want)
		}
	}
	if p.Act(config.ActionZoom) {
		t.Error("the list takes an action that moves nothing")
	}
}
