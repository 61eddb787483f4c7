package compare

import (
	"cmp"
	"fmt"
	"math"
)

// Confirm holds a fresh run against every change that was found, of figures and
// of failures. A change that the fresh run does not confirm becomes unclear.
// The rerun is tested without adjustment for other tests, since it asks one
// question that was fixed beforehand.
func (c *Comparison) Confirm(rerun Run) {
	for i := range c.Rows {
		r := &c.Rows[i]
		if r.Verdict != Regressed && r.Verdict != Improved {
			continue
		}
		r.Rerun = c.again(r, &rerun)
		switch {
		case r.Rerun == nil:
			r.Verdict, r.Reason = Unclear, "the fresh run that had to confirm it has no such figure"
		case len(rerun.doubtsOf(r.Metric)) > 0:
			r.Verdict, r.Reason = Unclear, "the fresh run that had to confirm it is not clean: "+rerun.doubtsOf(r.Metric)[0]
			r.Rerun.Agrees = false
		case !r.Rerun.Agrees:
			r.Reason = fmt.Sprintf("%s %s at first, and a fresh run did not confirm it (%s)", r.Words(), r.Direction(), r.Rerun.words())
			r.Verdict = Unclear
		}
	}
	for i := range c.Failures {
		c.Failures[i].confirm(&rerun)
	}
	c.Verdict = c.overall()
}

// again tests the rerun's figure for the change that the row claims; nil where
// there is no such figure.
func (c *Comparison) again(r *Row, rerun *Run) *Rerun {
	figure, ok := rerun.Figure(r.Key)
	then := r.Metric.turned(r.Then.Values)
	spread, known := spreadOf(r.Metric.turned(r.Now.Values), then, r.Floor)
	if !ok || !known {
		return nil
	}
	change, t := test(r.Metric.turned([]float64{figure.Value}), then, figure.SE, spread)
	again := &Rerun{Value: figure.Value, SE: figure.SE, Change: change, P: t.PWorse}
	if r.Verdict == Improved {
		again.P = t.PBetter
	}
	again.Agrees = again.P <= FamilyError && math.Abs(change) > r.Floor.logs()
	return again
}

// words renders the rerun's change.
func (r *Rerun) words() string {
	return percent(math.Abs(math.Expm1(r.Change))) + " " + direction(r.Change)
}

// WhyUnconfirmed says why a change without a rerun is not confirmed.
func (c *Comparison) WhyUnconfirmed() string {
	return "not confirmed: " + cmp.Or(c.Unconfirmed, "no fresh run was made")
}
