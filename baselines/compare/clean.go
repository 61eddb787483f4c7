package compare

import (
	"fmt"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/units"
)

// doubtsAbout lists why a report's run is not clean, and which of that is only
// that other programs had the CPUs.
func doubtsAbout(report *engine.Report) (doubts, contended []string) {
	add := func(format string, args ...any) { doubts = append(doubts, fmt.Sprintf(format, args...)) }
	if report.Partial {
		add("partial: %s", report.Ended)
	}
	if len(report.Results) == 0 {
		add("nothing was measured")
	}
	for i := range report.Results {
		r := &report.Results[i]
		o := &r.Operations
		switch {
		case r.Failure != "":
			add("%s was given up: %s", r.Spec.Name, r.Failure)
		case !report.Plan.Once && report.Plan.MaxFailures.Exceeded(o.Unfinished(), o.Ended()):
			add("%s: %s", r.Spec.Name, assess.Failures(o))
		case report.Plan.Once:
			add("%s was carried out once, in parallel alone", r.Spec.Name)
		case r.Speedup == nil || r.Speedup.Interval == nil:
			add("%s has too few rounds for an interval: %d", r.Spec.Name, r.Rounds) // a point estimate joins no baseline
		case r.UsesGated:
			add("the figures of %s rest on rounds that were gated: %s", r.Spec.Name, gateOf(r))
			if onlyContended(r) {
				contended = append(contended, doubts[len(doubts)-1])
			}
			if reason := limitedBySteal(r); reason != "" {
				add("%s", reason)
			}
		case r.TooUntimed():
			add("%d of %d legs of %s are no timings", r.Untimed(), len(r.Samples), r.Spec.Name)
		}
	}
	return doubts, contended
}

// gatedIn lists the workloads of which rounds were gated and made again.
func gatedIn(report *engine.Report) []string {
	var gated []string
	for i := range report.Results {
		if r := &report.Results[i]; r.Gated > 0 && !r.UsesGated {
			gated = append(gated, fmt.Sprintf("%s of %s: gated (%s) and made again", units.Counted(r.Gated, "round"), r.Spec.Name, gateOf(r)))
		}
	}
	return gated
}

// gateOf is the gate of most of the gated rounds, with what was seen in the
// worst of them.
func gateOf(r *engine.Result) string {
	gates := assess.Gates(r.Samples)
	if len(gates) == 0 {
		return "without a reason"
	}
	return gates[0].Words()
}
