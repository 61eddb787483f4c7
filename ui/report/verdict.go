package report

import (
	"fmt"

	"ep-benchmark/engine"
	"ep-benchmark/ui/units"
)

// verdict is the whole run in a line: it counts the outcomes of the gating
// targets, and says what else keeps them from being the last word.
func verdict(r *engine.Report) value {
	all := r.Assessed()
	if len(all) == 0 {
		return text("no targets")
	}
	counts := map[engine.Outcome]int{}
	byPoint := 0
	for _, a := range all {
		counts[a.Outcome]++
		if a.PointOnly {
			byPoint++
		}
	}
	words := fmt.Sprintf("%d of %s met", counts[engine.Met], units.Counted(int64(len(all)), "target", "targets"))
	for _, outcome := range []engine.Outcome{engine.Missed, engine.Unclear, engine.NotAttainable, engine.NotMeasured} {
		if counts[outcome] > 0 {
			words += fmt.Sprintf(", %d %s", counts[outcome], outcome)
		}
	}
	switch {
	case byPoint == len(all):
		words += ", by point estimate"
	case byPoint > 0:
		words += fmt.Sprintf(", %d by point estimate", byPoint)
	}
	return coloured(verdictColour(r, counts, byPoint), words)
}

// verdictColour is green where nothing at all is to be said against it.
func verdictColour(r *engine.Report, counts map[engine.Outcome]int, byPoint int) colour {
	switch {
	case counts[engine.Missed]+counts[engine.NotMeasured] > 0:
		return red
	case counts[engine.Met] == len(r.Assessed()) && byPoint == 0 && !r.Partial && !givenUp(r):
		return green
	}
	return yellow
}

func givenUp(r *engine.Report) bool {
	for i := range r.Results {
		if r.Results[i].Failure != "" {
			return true
		}
	}
	return false
}
