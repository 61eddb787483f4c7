package assess

import (
	"fmt"
	"strconv"
	"strings"

	"ep-benchmark/engine"
)

// failing turns every outcome of a result into [engine.Failing] where more of
// its operations went wrong than the limit allows. Legs with a failure are no
// timings, so the figures rest on the legs that happened to go well: a server
// that fails one request of twenty must not meet a target by the others. A
// workload that was given up stays "not measured", since that says more.
func failing(r *engine.Result, limit engine.FailureLimit) {
	o := &r.Operations
	if !limit.Exceeded(o.Unfinished(), o.Ended()) {
		return
	}
	for i := range r.Assessments {
		if a := &r.Assessments[i]; a.Outcome != engine.NotMeasured || r.Failure == "" {
			a.Outcome, a.Reason = engine.Failing, Failures(o)+allowed(limit)
			// Further rounds that go well can bring a share below its limit, and a
			// number not.
			a.PointOnly, a.MoreRounds = limit.Share > 0 && o.FailureInterval.Low <= limit.Share, 0
		}
	}
}

// Failures says how many operations failed, with the interval of their share:
// "12 of 240 operations failed, 5.0 % [2.6 %, 8.6 %]", "none of 240 operations
// [0 %, 1.5 %]". Operations that panicked or hung count as failed.
func Failures(o *engine.OperationTotal) string {
	share := percent(o.FailureRate)
	if i := o.FailureInterval; i != nil {
		share += fmt.Sprintf(" [%s, %s]", percent(i.Low), percent(i.High))
	}
	operations := "operations"
	if o.Ended() == 1 {
		operations = "operation"
	}
	if o.Unfinished() == 0 {
		return fmt.Sprintf("none of %s %s%s", grouped(o.Ended()), operations, strings.TrimPrefix(share, "0 %"))
	}
	return fmt.Sprintf("%s of %s %s failed, %s", grouped(o.Unfinished()), grouped(o.Ended()), operations, share)
}

// grouped renders a number with its thousands apart: "57,142".
func grouped(n int64) string {
	if n < 1000 {
		return strconv.FormatInt(n, 10)
	}
	return fmt.Sprintf("%s,%03d", grouped(n/1000), n%1000)
}

// allowed says what the limit is.
func allowed(limit engine.FailureLimit) string {
	if limit == (engine.FailureLimit{}) {
		return "; none may"
	}
	return "; at most " + limit.String() + " may"
}

// percent renders a share to two digits where it is small: a failure rate of
// 0.03 % is not 0.
func percent(share float64) string {
	switch p := 100 * share; {
	case p == 0 || p == 100:
		return fmt.Sprintf("%.0f %%", p)
	case p < 1:
		return fmt.Sprintf("%.2g %%", p)
	default:
		return fmt.Sprintf("%.1f %%", p)
	}
}
