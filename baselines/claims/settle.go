package claims

// Settle gives an entry the verdict on what its experiment measured.
func (e *Entry) Settle(r Reading) {
	switch {
	case r.Curve != nil:
		e.Curve = r.Curve
		e.Verdict, e.Reason = JudgeCurve(e.Claim.Expect, r.Curve)
	case r.Measured != nil:
		e.Measured = r.Measured
		e.Verdict, e.Reason = Judge(e.Claim.Expect, *r.Measured)
	case r.Doubt != "":
		e.Verdict, e.Reason = Unclear, r.Doubt
	default:
		e.Verdict, e.Reason = Failed, "the experiment measured nothing"
	}
	if r.Doubt != "" && e.Rests() {
		e.doubt(&r)
	}
	e.Evidence = append(e.Evidence, r.Evidence...)
}

// doubt has a verdict that a disturbed machine may have caused become unclear, and says
// that it was disturbed where the verdict is unclear already: more rounds on a busy
// machine are not what decides.
func (e *Entry) doubt(r *Reading) {
	switch {
	case e.Verdict == Unclear:
		e.Reason += "; besides, " + r.Doubt
	case r.Differs || !e.stands():
		e.Reason = "it would be " + string(e.Verdict) + ", but " + r.Doubt
		e.Verdict = Unclear
	}
}

// stands tells whether a disturbed machine can't have caused the verdict. Disturbance
// makes times longer and throughputs less: a longest time that is kept all the same is
// kept, and a time that is below the range would be further below it.
func (e *Entry) stands() bool {
	if e.Measured == nil || e.Measured.Interval == nil {
		return false
	}
	x, i := &e.Claim.Expect, e.Measured.Interval
	switch e.Claim.Metric {
	case Duration, Latency, P99:
		return e.Verdict == Confirmed && x.Low == nil || e.Verdict == Refuted && x.Below(i.High)
	case Throughput:
		return e.Verdict == Confirmed && x.High == nil || e.Verdict == Refuted && x.Above(i.Low)
	case Size, SizeChange, Points, Memory: // they are no times
		return true
	}
	return false
}
