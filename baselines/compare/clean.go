package compare

import (
	"fmt"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
)

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
		case r.TooUntimed():
			add("%d of %d legs of %s are no timings", r.Untimed(), len(r.Samples), r.Spec.Name)
		}
	}
	return doubts
}

// gatedIn lists the workloads of which rounds were gated and made again.
func gatedIn(report *engine.Report) []string {
	var gated []string
	for i := range report.Results {
		if r := &report.Results[i]; r.Gated > 0 && !r.UsesGated {
			gated = append(gated, fmt.Sprintf("%s of %s: gated (%s) and made again", counted(r.Gated, "round"), r.Spec.Name, gateOf(r)))
		}
	}
	return gated
}

// gateOf is the reason of the first gated leg.
func gateOf(r *engine.Result) string {
	for i := range r.Samples {
		if s := &r.Samples[i]; s.Gate != "" {
			return fmt.Sprintf("%s: %s", s.Gate, s.GateReason)
		}
	}
	return "without a reason"
}
