package assess

import (
	"fmt"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// Quality tells how far a run can be trusted, and why not further. A run is
// poor if it is incomplete, or its figures are unsound or rest on gated rounds.
// It is fair if rounds were gated and left out. That a run
// was generated is a doubt of its own, apart from the badge. A run that was carried out once
// and has no doubt gets no badge, because it has no interval.
func Quality(report *engine.Report) engine.Quality {
	q := engine.Quality{Badge: engine.Clean, Doubts: Doubts(report)}
	if report.Plan.Once && len(q.Doubts) == 0 {
		q.Badge = ""
	}
	for i := range q.Doubts {
		q.Reasons = append(q.Reasons, q.Doubts[i].Words())
		if q.Doubts[i].Kind == engine.Generated { // the badge is about the machine
			continue
		}
		if q.Doubts[i].Kind != engine.LeftOut {
			q.Badge = engine.Poor
		} else if q.Badge != engine.Poor {
			q.Badge = engine.Fair
		}
	}
	return q
}

// Doubts lists why a report is not clean. Those that only left rounds out come
// last. It reads the results alone, so it judges a report of any version by
// today's rules.
func Doubts(report *engine.Report) []engine.Doubt {
	var unsound, leftOut []engine.Doubt
	if report.Plan.Generated {
		unsound = append(unsound, engine.Doubt{Kind: engine.Generated, Detail: engine.NeverMeasured})
	}
	if report.Partial {
		unsound = append(unsound, engine.Doubt{Kind: engine.Incomplete, Detail: "partial: " + report.Ended})
	}
	if len(report.Results) == 0 {
		unsound = append(unsound, engine.Doubt{Kind: engine.NothingMeasured, Detail: "nothing was measured"})
	}
	for i := range report.Results {
		r := &report.Results[i]
		d, found := doubtAbout(r, &report.Plan)
		d.Workload = r.Spec.Name
		if report.Plan.Schedule == engine.Both {
			d.Schedule = r.Schedule
		}
		switch {
		case !found:
		case d.Kind == engine.LeftOut:
			leftOut = append(leftOut, d)
		default:
			unsound = append(unsound, d)
		}
	}
	return append(unsound, leftOut...)
}

// doubtAbout finds the gravest doubt about a result; false where it is clean.
func doubtAbout(r *engine.Result, plan *engine.Plan) (engine.Doubt, bool) {
	is := func(kind engine.DoubtKind, detail string) (engine.Doubt, bool) {
		return engine.Doubt{Kind: kind, Detail: detail}, true
	}
	switch o := &r.Operations; {
	case r.Failure != "":
		return is(engine.GivenUp, "given up: "+r.Failure)
	case !plan.Once && plan.MaxFailures.Exceeded(o.Unfinished(), o.Ended()):
		return is(engine.TooFailing, Failures(o))
	case len(plan.Variants) > 0:
		return doubtAboutVariants(r)
	case r.UsesGated:
		return is(engine.RestsOnGated, "its figures rest on gated rounds: "+gatedWords(r))
	case !plan.Once && !hasInterval(r):
		return is(engine.TooFewRounds, "too few rounds for an interval: "+units.Counted(r.Rounds, "round"))
	case !plan.Once && r.TooUntimed():
		return is(engine.ManyUntimed, fmt.Sprintf("%d of %d legs have no valid timing", r.Untimed(), len(r.Samples)))
	case r.Gated > 0:
		return is(engine.LeftOut, gatedWords(r))
	}
	return engine.Doubt{}, false
}

// doubtAboutVariants is doubtAbout for a plan with variants, whose operations are
// in order. Each leg is believed or not for itself.
func doubtAboutVariants(r *engine.Result) (engine.Doubt, bool) {
	var few []string
	for i := range r.Variants {
		if v := &r.Variants[i]; v.Throughput.Interval == nil && !v.Refined {
			few = append(few, v.Name)
		}
	}
	switch {
	case r.UsesGated:
		return engine.Doubt{Kind: engine.RestsOnGated, Detail: "its figures rest on gated legs: " + gatedLegs(r)}, true
	case len(few) > 0 && len(few) == len(r.Variants):
		return engine.Doubt{Kind: engine.TooFewRounds, Detail: "too few rounds for an interval: " + units.Counted(r.Rounds, "round")}, true
	case len(few) > 0:
		return engine.Doubt{Kind: engine.TooFewRounds, Detail: "too few legs for an interval: " + strings.Join(few, ", ")}, true
	case r.TooUntimed():
		return engine.Doubt{Kind: engine.ManyUntimed, Detail: fmt.Sprintf("%d of %d legs are no timings", r.Untimed(), len(r.Samples))}, true
	case r.Gated > 0:
		return engine.Doubt{Kind: engine.LeftOut, Detail: gatedLegs(r)}, true
	}
	return engine.Doubt{}, false
}

// gatedLegs gives, for each gate, the number of a result's legs with it.
func gatedLegs(r *engine.Result) string {
	var texts []string
	for _, gate := range []engine.Gate{engine.Contended, engine.Throttled} {
		n := 0
		for i := range r.Samples {
			if r.Samples[i].Gate == gate {
				n++
			}
		}
		if n > 0 {
			texts = append(texts, fmt.Sprintf("%s: %d of %s not believed", gate, n, units.Counted(len(r.Samples), "leg")))
		}
	}
	return strings.Join(texts, "; ")
}

// hasInterval tells whether the figure that a result is about has an interval.
func hasInterval(r *engine.Result) bool {
	figure := Headline(r)
	return figure != nil && figure.Interval != nil
}
