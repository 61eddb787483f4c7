package assess

import (
	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
	"fmt"
)

// judge says what the result tells of one target.
func judge(r *engine.Result, target engine.Target) engine.Assessment {
	a := engine.Assessment{Target: target}
	if target.Metric == engine.MetricTime {
		if r.Sequential == nil {
			return notMeasured(a, r)
		}
		decide(&a, r.Sequential.TimePerPass, false)
		return a
	}
	if r.Speedup == nil {
		return notMeasured(a, r)
	}
	if target.Bound >= r.Ceiling.Speedup {
		return notAttainable(a, r)
	}
	decide(&a, *r.Speedup, true)
	doubt(&a, r)
	return a
}

// impossible is how far above its ceiling a speedup may lie before it is not
// believed. A little more is real: caches, and noise in both legs.
const impossible = 1.10

// doubt takes a "met" back where the speedup is beyond what arithmetic allows:
// then the sequential legs were held up by something else.
func doubt(a *engine.Assessment, r *engine.Result) {
	low := r.Speedup.Value
	if r.Speedup.Interval != nil {
		low = r.Speedup.Interval.Low
	}
	if a.Outcome == engine.Met && low > impossible*r.Ceiling.Speedup {
		a.Outcome, a.MoreRounds = engine.Unclear, 0
		a.Reason = fmt.Sprintf("a speedup above the ceiling of %.3gx (%s) can't be: something held the sequential legs up",
			r.Ceiling.Speedup, r.Ceiling.Limits[0].Reason)
	}
}

func notMeasured(a engine.Assessment, r *engine.Result) engine.Assessment {
	a.Outcome = engine.NotMeasured
	a.Reason = "no round was completed"
	if r.Failure != "" {
		a.Reason = r.Failure
	}
	return a
}

// notAttainable is for a target that no program could meet here; what was
// reached of the ceiling is said instead.
func notAttainable(a engine.Assessment, r *engine.Result) engine.Assessment {
	a.Outcome = engine.NotAttainable
	a.Reason = fmt.Sprintf("the ceiling is %.3gx (%s); reached %.2fx, %.0f %% of it",
		r.Ceiling.Speedup, r.Ceiling.Limits[0].Reason, r.Speedup.Value, 100*r.Speedup.Value/r.Ceiling.Speedup)
	return a
}

// decide compares an estimate with the bound: by its interval, or, with too
// few rounds for one, by the estimate itself.
func decide(a *engine.Assessment, e stats.Estimate, more bool) {
	low, high := e.Value, e.Value
	if e.Interval != nil {
		low, high = e.Interval.Low, e.Interval.High
	} else {
		a.PointOnly = true
		a.Reason = fmt.Sprintf("by the point estimate of %s, too few for an interval (6 needed)", rounds(e.N))
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
			a.Reason += fmt.Sprintf("; about %d more rounds would decide it", a.MoreRounds)
		}
	}
}

func rounds(n int) string {
	if n == 1 {
		return "1 round"
	}
	return fmt.Sprintf("%d rounds", n)
}
