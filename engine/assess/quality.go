package assess

import (
	"fmt"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// Quality tells how far a run can be trusted, and why not further. A run is
// poor if it is incomplete, or its figures are unsound or rest on gated rounds.
// It is fair if rounds were gated and left out.
func Quality(report *engine.Report) engine.Quality {
	var poor, fair []string
	if report.Partial {
		poor = append(poor, "partial: "+report.Ended)
	}
	if len(report.Results) == 0 {
		poor = append(poor, "nothing was measured")
	}
	for i := range report.Results {
		r := &report.Results[i]
		name := r.Spec.Name
		if report.Plan.Schedule == engine.Both {
			name += fmt.Sprintf(" (%s)", r.Schedule)
		}
		if reason := flaw(r, &report.Plan); reason != "" {
			poor = append(poor, name+reason)
		} else if r.Gated > 0 {
			fair = append(fair, name+": "+gatedWords(r))
		}
	}
	switch {
	case len(poor) > 0:
		return engine.Quality{Badge: engine.Poor, Reasons: append(poor, fair...)}
	case len(fair) > 0:
		return engine.Quality{Badge: engine.Fair, Reasons: fair}
	case report.Plan.Once:
		return engine.Quality{} // there is no interval whose worth could be doubted
	}
	return engine.Quality{Badge: engine.Clean}
}

// flaw says, after the workload's name, why a result is not sound; "" where it
// is.
func flaw(r *engine.Result, plan *engine.Plan) string {
	switch o := &r.Operations; {
	case r.Failure != "":
		return " was given up: " + r.Failure
	case !plan.Once && plan.MaxFailures.Exceeded(o.Unfinished(), o.Ended()):
		return ": " + Failures(o)
	case r.UsesGated:
		return ": its figures rest on gated rounds: " + gatedWords(r)
	case plan.Once:
	case r.Speedup == nil || r.Speedup.Interval == nil:
		return " has too few rounds for an interval: " + units.Counted(r.Rounds, "round")
	case r.TooUntimed():
		return fmt.Sprintf(": %d of %d legs are no timings", r.Untimed(), len(r.Samples))
	}
	return ""
}
