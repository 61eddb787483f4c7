package pages

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
)

// drawn is the text of one row after something was drawn on it.
func drawn(width int, draw func(a cells.Area)) string {
	g := cells.NewGrid(width, 1)
	draw(g.All())
	var text strings.Builder
	for _, cell := range g.Row(0) {
		text.WriteRune(cell.Rune)
	}
	return strings.TrimRight(text.String(), " ")
}

// TestFiguresComeInPairs puts the two figures of a pair in one row, under titles that
// say which is which, and leaves out shares, which the chart has.
func TestFiguresComeInPairs(t *testing.T) {
	f := engine.Finding{Evidence: []engine.Figure{
		{Name: "CPU time, parallel", Value: 0.98, Unit: "share", Source: "getrusage"},
		{Name: "CPU time, sequential", Value: 0.06, Unit: "share", Source: "getrusage"},
		{Name: "waits, sequential", Value: 2},
		{Name: "workers", Value: 16},
		{Name: "share of what is missing", Value: 1, Unit: "share"},
	}}
	w := writer{width: 60}
	w.figures(&f)
	var got []string
	for _, l := range w.lines {
		got = append(got, drawn(60, func(a cells.Area) { l.proof.draw(a, l.style) }))
	}
	want := []string{
		"parallel  sequential",
		"    98 %       6.0 %  CPU time (getrusage)",
		"                   2  waits",
		"      16              workers",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the rows are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestWriterBreaksLines holds that a mark stands on the first line alone, and
// that no blank comes first.
func TestWriterBreaksLines(t *testing.T) {
	w := writer{width: 12}
	w.blank()
	w.marked("-", 2, 0, "one two three")
	w.blank()
	if len(w.lines) != 3 || w.lines[0].mark != "-" || w.lines[1].mark != "" || w.lines[1].indent != 2 {
		t.Errorf("the lines are %+v", w.lines)
	}
}

// TestTelling picks the finding that can be acted on.
func TestTelling(t *testing.T) {
	sum, first, second := engine.Finding{Statement: "sum"}, engine.Finding{Statement: "a", Try: "x"}, engine.Finding{Statement: "b", Try: "y"}
	for _, of := range []struct {
		found []engine.Finding
		want  string
	}{{[]engine.Finding{sum}, "sum"}, {[]engine.Finding{sum, first, second}, "a"}, {[]engine.Finding{second, first}, "b"}} {
		if got := telling(of.found).Statement; got != of.want {
			t.Errorf("the telling one is %q, want %q", got, of.want)
		}
	}
}

// TestLaneColumns holds that the columns fit at every width that is drawn, the
// outcome among them.
func TestLaneColumns(t *testing.T) {
	for width := 39; width <= 240; width++ {
		used, outcome := 1, false
		for _, c := range laneColumns(width, false) {
			used += c.Width + laneGap
			outcome = outcome || c.Title == "OUTCOME"
		}
		if used-laneGap > width+1 || !outcome {
			t.Errorf("in %d columns the table takes %d, with an outcome: %v", width, used-laneGap, outcome)
		}
	}
}

// TestShortFigures renders for narrow places.
func TestShortFigures(t *testing.T) {
	for _, of := range []struct{ got, want string }{
		{shortTime(20 * time.Second), "20 s"},
		{shortTime(119 * time.Second), "119 s"},
		{shortTime(5 * time.Minute), "5 min"},
		{bare(9.994), "9.99"},
		{bare(10.4), "10.4"},
	} {
		if of.got != of.want {
			t.Errorf("got %q, want %q", of.got, of.want)
		}
	}
}

// TestHits finds what was drawn last at a place.
func TestHits(t *testing.T) {
	all := cells.NewGrid(10, 2).All()
	h := &Hits{}
	h.AddRow(all, 3)
	h.AddLane(all.Rows(1, 1), 2)
	h.Add(all.Part(5, 1, 2, 1), config.ActionHelp)
	for _, of := range []struct {
		x, y   int
		action config.Action
		lane   int
		row    int
	}{{0, 0, "", -1, 3}, {0, 1, "", 2, -1}, {5, 1, config.ActionHelp, -1, -1}} {
		if got, ok := h.At(of.x, of.y); !ok || got.Action != of.action || got.Lane != of.lane || got.Row != of.row {
			t.Errorf("at %d,%d there is %+v", of.x, of.y, got)
		}
	}
	if _, ok := h.At(10, 0); ok {
		t.Error("something is beside the grid")
	}
	if h.Reset(); len(h.all) != 0 {
		t.Error("the places are still there")
	}
}
