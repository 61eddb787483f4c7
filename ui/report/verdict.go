package report

import (
	"ep-benchmark/engine"
	"ep-benchmark/ui/words"
)

// verdict renders the whole run in a line, in the colour of its outcome.
func verdict(r *engine.Report) value {
	if r.Plan.Once {
		return coloured(onceColour(r), words.Verdict(r))
	}
	if reason := words.Unmeasured(r); reason != "" {
		return coloured(red, reason)
	}
	if len(r.Assessed()) == 0 {
		return text("%s", words.Verdict(r))
	}
	counts, byPoint := words.Outcomes(r)
	return coloured(verdictColour(r, counts, byPoint), words.Verdict(r))
}

// verdictColour is green only where every target is met, none by point
// estimate, and the run is not partial, given up or doubted.
func verdictColour(r *engine.Report, counts map[engine.Outcome]int, byPoint int) colour {
	switch {
	case counts[engine.Failing]+counts[engine.Missed]+counts[engine.NotMeasured] > 0:
		return red
	case counts[engine.Met] == len(r.Assessed()) && byPoint == 0 && !r.Partial && !givenUp(r) && !doubted(r):
		return green
	}
	return yellow
}

// onceColour is green where all was done that was to be done once.
func onceColour(r *engine.Report) colour {
	if words.AllDone(r) && !givenUp(r) {
		return green
	}
	return red
}

// doubted tells whether the run is known not to be clean.
func doubted(r *engine.Report) bool {
	return r.Quality.Badge == engine.Fair || r.Quality.Badge == engine.Poor
}

func givenUp(r *engine.Report) bool {
	for i := range r.Results {
		if r.Results[i].Failure != "" {
			return true
		}
	}
	return false
}
