package compare

import (
	"fmt"

	"ep-benchmark/engine"
)

// fewestRounds is what an interval needs: a run with fewer rounds has point
// estimates, and those join no baseline.
const fewestRounds = 6

// doubtsAbout lists why a report's run is not clean.
func doubtsAbout(report *engine.Report) []string {
	var doubts []string
	add := func(format string, args ...any) { doubts = append(doubts, fmt.Sprintf(format, args...)) }
	if report.Partial {
		add("partial: %s", report.Ended)
	}
	if len(report.Results) == 0 {
		add("nothing was measured")
	}
	for i := range report.Results {
		switch r := &report.Results[i]; {
		case r.Failure != "":
			add("%s was given up: %s", r.Spec.Name, r.Failure)
		case r.Rounds < fewestRounds:
			add("%s has %d of the %d rounds that an interval needs", r.Spec.Name, r.Rounds, fewestRounds)
		case r.Operations.Unfinished() > 0:
			add("%d operations of %s went wrong", r.Operations.Unfinished(), r.Spec.Name)
		}
	}
	return doubts
}
