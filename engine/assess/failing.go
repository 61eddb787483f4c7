package assess

import (
	"fmt"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// failing turns every outcome of a result into [engine.Failing] where more of
// its operations went wrong than the limit allows. Legs with a failure are no
// timings, so the figures rest on the legs without one. A server that fails one
// request of twenty must not meet a target by the others. A workload that was
// given up stays "not measured", since that says more.
func failing(r *engine.Result, limit engine.FailureLimit) {
	o := &r.Operations
	if !limit.Exceeded(o.Unfinished(), o.Ended()) {
		return
	}
	for i := range r.Assessments {
		if a := &r.Assessments[i]; a.Outcome != engine.NotMeasured || r.Failure == "" {
			a.Outcome, a.Reason = engine.Failing, Failures(o)+allowed(limit)
			// Further rounds that go well can bring a share below its limit, but never a
			// number.
			a.PointOnly, a.MoreRounds = limit.Share > 0 && o.FailureInterval.Low <= limit.Share, 0
		}
	}
}

// Failures says how many operations failed, with the interval of their share:
// "12 of 240 operations failed, 5.0 % [2.6 %, 8.6 %]", "none of 240 operations
// [0 %, 1.5 %]". Operations that panicked or hung count as failed.
func Failures(o *engine.OperationTotal) string {
	share := units.Rare(o.FailureRate)
	if i := o.FailureInterval; i != nil {
		share += fmt.Sprintf(" [%s, %s]", units.Rare(i.Low), units.Rare(i.High))
	}
	if o.Unfinished() == 0 {
		return fmt.Sprintf("none of %s%s", units.Counted(o.Ended(), "operation"), strings.TrimPrefix(share, "0 %"))
	}
	return fmt.Sprintf("%s of %s failed, %s", units.Count(o.Unfinished()), units.Counted(o.Ended(), "operation"), share)
}

// allowed says what the limit is.
func allowed(limit engine.FailureLimit) string {
	if limit == (engine.FailureLimit{}) {
		return "; none may"
	}
	return "; at most " + limit.String() + " may"
}
