package words

import (
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// Unmeasured says why a run has no figure: "not measured: exit code 3". It is empty
// where a leg is a timing, where a workload was not given up, and where a target is
// failing, which says more.
func Unmeasured(r *engine.Report) string {
	if len(r.Results) == 0 || r.Plan.Once {
		return ""
	}
	for i := range r.Results {
		if result := &r.Results[i]; result.Failure == "" || result.Untimed() < len(result.Samples) {
			return ""
		}
	}
	for _, a := range r.Assessed() {
		if a.Outcome == engine.Failing {
			return ""
		}
	}
	text := "not measured: " + reasonOf(&r.Results[0])
	if more := len(r.Results) - 1; more > 0 {
		text += ", and " + units.Counted(more, "more result")
	}
	return text
}

// reasonOf is why the last leg of a result is no timing; without legs, why the workload
// was given up. Of work that is one operation it is that operation's error.
func reasonOf(r *engine.Result) string {
	if r.Spec.Single && len(r.Operations.Errors) > 0 {
		return r.Operations.Errors[0].Message
	}
	if n := len(r.Samples); n > 0 {
		return r.Samples[n-1].Untimed
	}
	return r.Failure
}
