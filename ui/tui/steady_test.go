package tui

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/ui/internal/recorded"
)

// labels are what stands before the figures of a lane, and before what it is on the way
// to. A change against the baseline may take the place of percentiles.
var labels = []string{"seq ", "par ", "speedup ", "round ", "left ", " > 5x ", " > 8x ", " < 1 s "}

// columnsOf are the columns of the labels in each row of a frame.
func columnsOf(frame string) map[string]int {
	places := map[string]int{}
	for y, row := range strings.Split(frame, "\n") {
		if strings.Contains(row, "latency of an operation") { // has labels of its own
			break
		}
		for _, label := range labels {
			if at := strings.Index(row, label); at >= 0 {
				places[fmt.Sprint(label, y)] = len([]rune(row[:at]))
			}
		}
	}
	return places
}

// TestNoColumnMoves holds that the figures of a lane change in their places: a label
// stands in one column for as long as it is there, whatever the values and however long
// the run.
func TestNoColumnMoves(t *testing.T) {
	racebuild.SkipSequential(t)
	random := rand.New(rand.NewPCG(16, 3))
	for range 2 {
		for _, size := range []extent{{120, 40}, {150, 45}, {200, 60}} {
			columnsStay(t, size, 0.2*math.Pow(200, random.Float64()), 11+random.IntN(30))
		}
	}
}

// columnsStay looks at every n-th frame of a run whose legs take another time than
// they did.
func columnsStay(t *testing.T, size extent, factor float64, every int) {
	t.Helper()
	d := open(t, options()).size(size.width, size.height)
	seen := map[string]int{}
	for i, event := range recorded.Finished().Events {
		switch of := event.(type) {
		case engine.LegFinished:
			of.Sample.Makespan = time.Duration(float64(of.Sample.Makespan) * factor)
			event = of
		case engine.RunFinished: // the card moves the lanes down
			continue
		}
		if d.Update(event); i%every != 0 {
			continue
		}
		d.draw()
		for label, x := range columnsOf(d.text()) {
			if before, known := seen[label]; known && before != x {
				t.Fatalf("with legs %v times as long %q moves from column %d to %d at %v:\n%s", factor, label, before, x, d.run.At, d.text())
			}
			seen[label] = x
		}
	}
	if len(seen) < 12 {
		t.Fatalf("too few labels are seen: %v", seen)
	}
}
