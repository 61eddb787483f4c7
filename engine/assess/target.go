package assess

import (
	"fmt"
	"strconv"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
	"ep-benchmark/engine/units"
)

// judge assesses one target by the result, with intervals of the confidence.
func judge(r *engine.Result, target engine.Target, confidence float64) engine.Assessment {
	a := engine.Assessment{Target: target}
	if target.Metric == engine.MetricTime {
		if r.Sequential == nil {
			return notMeasured(a, r)
		}
		decide(&a, r.Sequential.TimePerPass, false, confidence)
		doubt(&a, r)
		disbelieve(&a, r)
		return a
	}
	if r.Speedup == nil {
		return notMeasured(a, r)
	}
	if target.Bound >= r.Ceiling.Speedup {
		return notAttainable(a, r)
	}
	decide(&a, *r.Speedup, true, confidence)
	doubt(&a, r)
	disbelieve(&a, r)
	return a
}

// impossible is how far above its ceiling a speedup may lie before it is not
// believed. A little above is possible, through caches and noise in both legs.
const impossible = 1.10

// doubt downgrades Met to Unclear when the evidence is weak: when the workload
// was given up, or most of its legs have no valid timing, or the speedup is beyond
// what arithmetic allows. In the last case something else must have held the
// sequential legs up.
func doubt(a *engine.Assessment, r *engine.Result) {
	if a.Outcome != engine.Met {
		return
	}
	untimed := 0
	for i := range r.Samples {
		if !r.Samples[i].Timed() {
			untimed++
		}
	}
	switch {
	case r.Failure != "":
		a.Reason = fmt.Sprintf("what was measured meets it, but the workload was given up after %s", units.Counted(r.Rounds, "round"))
	case 2*untimed > len(r.Samples):
		a.Reason = fmt.Sprintf("what was measured meets it, but %d of %d legs have no valid timing", untimed, len(r.Samples))
	case a.Target.Metric == engine.MetricSpeedup && TooShort(r) != "":
		a.Reason = TooShort(r)
	case a.Target.Metric == engine.MetricSpeedup && lower(*r.Speedup) > impossible*r.Ceiling.Speedup:
		a.Reason = fmt.Sprintf("a speedup above the ceiling of %s (%s) can't be: something held the sequential legs up",
			factor(r.Ceiling.Speedup), r.Ceiling.Limits[0].Reason)
	default:
		return
	}
	a.Outcome, a.MoreRounds = engine.Unclear, 0
}

// lower is the low end of an estimate's interval, or its value without one.
func lower(e stats.Estimate) float64 {
	if e.Interval != nil {
		return e.Interval.Low
	}
	return e.Value
}

// factor renders a ratio to three digits, without exponents.
func factor(f float64) string {
	if f >= 100 {
		return strconv.FormatFloat(f, 'f', 0, 64) + "x"
	}
	return strconv.FormatFloat(f, 'g', 3, 64) + "x"
}

func notMeasured(a engine.Assessment, r *engine.Result) engine.Assessment {
	a.Outcome = engine.NotMeasured
	a.Reason = "no round was completed"
	switch {
	case r.Failure != "":
		a.Reason = r.Failure
	case len(r.Samples) > 0 && r.Untimed() == len(r.Samples):
		a.Reason = "no leg is a timing: " + r.Samples[0].Untimed
	}
	return a
}

// notAttainable is for a target that no program could meet here. The reason
// says which part of the ceiling was reached.
func notAttainable(a engine.Assessment, r *engine.Result) engine.Assessment {
	a.Outcome = engine.NotAttainable
	a.Reason = fmt.Sprintf("the ceiling is %s (%s); reached %.2fx, %s of it",
		factor(r.Ceiling.Speedup), r.Ceiling.Limits[0].Reason, r.Speedup.Value, units.PercentTo(r.Speedup.Value/r.Ceiling.Speedup, 0))
	return a
}

// decide compares an estimate with the bound: by its interval, or, with too
// few rounds for one, by the estimate itself.
func decide(a *engine.Assessment, e stats.Estimate, more bool, confidence float64) {
	low, high := e.Value, e.Value
	if e.Interval != nil {
		low, high = e.Interval.Low, e.Interval.High
	} else {
		a.PointOnly = true
		a.Reason = fmt.Sprintf("by the point estimate of %s, too few for an interval (%d needed)", units.Counted(e.N, "round"), Fewest(confidence))
	}
	if !more {
		low, high = -high, -low
	}
	bound := a.Target.Bound
	if !more {
		bound = -bound
	}
	switch {
	case low > bound:
		a.Outcome = engine.Met
	case high <= bound:
		a.Outcome = engine.Missed
	default:
		a.Outcome = engine.Unclear
		a.MoreRounds = stats.MoreRounds(e, a.Target.Bound)
		a.Reason = "the interval holds the bound"
		if a.MoreRounds > 0 {
			a.Reason += fmt.Sprintf("; about %s more would decide it", units.Counted(a.MoreRounds, "round"))
		}
	}
}
