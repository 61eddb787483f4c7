package pages

import (
	"ep-benchmark/engine"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/words"
)

// loopRates says how fast each loop is, and how the arrivals of the open one go.
func loopRates(r *engine.Result) []string {
	var lines []string
	for i := range r.Variants {
		v := &r.Variants[i]
		if v.Legs == 0 {
			lines = append(lines, v.Name+" loop: not measured yet")
			continue
		}
		lines = append(lines, v.Name+" loop: "+words.LoopRate(v, r.Spec.Items))
		if v.Arrivals != nil {
			lines = append(lines, words.Arrivals(v.Arrivals)...)
		}
	}
	return lines
}

// loopLatencies says how late the answers of each loop are, and what the closed
// one hides.
func loopLatencies(r *engine.Result) []string {
	var lines []string
	for i := range r.Variants {
		if v := &r.Variants[i]; v.Latency.Count > 0 {
			lines = append(lines, v.Name+" loop: "+words.Latencies(&v.Latency))
		}
	}
	if hidden := words.Hidden(r); hidden != "" {
		lines = append(lines, hidden)
	}
	return lines
}

// drawLoops draws lines of text, one below the other, each wrapped.
func drawLoops(a cells.Area, lines []string) {
	y := 0
	for _, line := range lines {
		if y >= a.Height {
			return
		}
		y += parts.Wrapped(a, y, cells.Style(0), line)
	}
}

// loopColumns are the columns of the table of lanes of a run with loops.
func loopColumns(width int) []parts.Column {
	all := []parts.Column{{Title: "WORKLOAD", Width: 14}, {Title: "NOW", Width: 10}}
	if left := width - 14 - 10 - 2*laneGap; left >= 8 {
		all = append(all, parts.Column{Title: hiddenColumn, Width: left})
	}
	return all
}

// hiddenColumn is the title of the column that says what the closed loop hides.
const hiddenColumn = "HIDDEN BY THE CLOSED LOOP"
