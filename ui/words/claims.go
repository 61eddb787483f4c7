package words

import (
	"fmt"
	"strings"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine/units"
)

// A ClaimTone is what a verdict means for the claim's author.
type ClaimTone string

// The tones of verdicts.
const (
	ClaimHolds ClaimTone = "holds" // the claim is true
	ClaimFalls ClaimTone = "falls" // the claim is not true
	ClaimOpen  ClaimTone = "open"  // it was looked at, and is not decided
	ClaimUnput ClaimTone = "unput" // it was not looked at
)

// ToneOf is the tone of a verdict.
func ToneOf(v claims.Verdict) ClaimTone {
	switch v {
	case claims.Confirmed:
		return ClaimHolds
	case claims.Refuted, claims.Impossible:
		return ClaimFalls
	case claims.NotMeasured, claims.NotMeasurable, "":
		return ClaimUnput
	}
	return ClaimOpen
}

// ClaimsScore is the score in a few words: "score 34 of 98".
func ClaimsScore(a *claims.Account) string {
	if a.Score.Possible == 0 {
		return "no score, since no claim has points"
	}
	return fmt.Sprintf("score %s of %s", units.Count(int64(a.Score.Earned)), units.Count(int64(a.Score.Possible)))
}

// ClaimsCounted counts the claims by verdict: "3 confirmed, 1 refuted".
func ClaimsCounted(a *claims.Account) string {
	counts := a.Count()
	var parts []string
	for _, v := range claims.Verdicts() {
		if n := counts[v]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, v))
		}
	}
	if len(parts) == 0 {
		return "no claims"
	}
	return strings.Join(parts, ", ")
}

// ClaimsHeadline is the answer of an account in a line: "score 34 of 98: 3
// confirmed, 1 refuted".
func ClaimsHeadline(a *claims.Account) string {
	if a.Score.Possible == 0 {
		return ClaimsCounted(a)
	}
	return ClaimsScore(a) + ": " + ClaimsCounted(a)
}

// ClaimMissing says which claims earned nothing since they were not measured; ""
// where all were.
func ClaimMissing(a *claims.Account) string {
	if len(a.Score.Missing) == 0 {
		return ""
	}
	return units.CountedAs(len(a.Score.Missing), "claim earns", "claims earn") +
		" nothing without a measurement: " + strings.Join(a.Score.Missing, ", ")
}

// ClaimMeasured is what was measured with its interval: "12.4x [11.9x, 12.8x]"; ""
// where nothing was.
func ClaimMeasured(e *claims.Entry) string {
	if e.Measured == nil {
		return ""
	}
	return Bare(e.Measured, ClaimUnit(e.Claim.Metric))
}

// ClaimMeasuredInShort is ClaimMeasured for a narrow place: bounds in the unit of the
// value have none of their own, as in "12.4x [11.9, 12.8]".
func ClaimMeasuredInShort(e *claims.Entry) string {
	if e.Measured == nil || e.Measured.Interval == nil {
		return ClaimMeasured(e)
	}
	unit, interval := ClaimUnit(e.Claim.Metric), e.Measured.Interval
	value, low, high := unit(e.Measured.Value), unit(interval.Low), unit(interval.High)
	if name := unitName(value); unitName(low) == name && unitName(high) == name {
		low, high = strings.TrimSuffix(low, name), strings.TrimSuffix(high, name)
	}
	return value + " [" + low + ", " + high + "]"
}

// unitName is what follows the digits of a figure.
func unitName(figure string) string { return figure[strings.LastIndexAny(figure, "0123456789")+1:] }

// VerdictInShort is a verdict for a narrow place.
func VerdictInShort(v claims.Verdict) string {
	switch v {
	case claims.Failed:
		return "not finished"
	case "":
		return "not measured"
	}
	return string(v)
}

// ClaimConfidence says at which confidence a claim's interval is; "" without one.
func ClaimConfidence(e *claims.Entry) string {
	switch {
	case e.Measured == nil:
		return ""
	case e.Measured.Interval == nil:
		return units.Counted(e.Measured.N, "round") + ", no interval"
	}
	return units.Counted(e.Measured.N, "round") + ", interval at " + units.PercentTo(e.Measured.Interval.Confidence, 1)
}

// ClaimReason says in one sentence why a claim has its verdict: the account's own
// reason, else what its figures show.
func ClaimReason(e *claims.Entry) string {
	if e.Reason != "" {
		return e.Reason
	}
	claimed := Claimed(&e.Claim)
	switch e.Verdict {
	case claims.Confirmed:
		return "the whole interval lies within what is claimed, " + claimed
	case claims.Refuted:
		return "the whole interval lies " + refutedHow(e) + " what is claimed, " + claimed
	case claims.Unclear:
		return "the interval lies across an edge of what is claimed, " + claimed
	case claims.Impossible:
		return "arithmetic forbids it under the conditions that it states"
	case claims.Depends:
		return "it does not state " + unstated(e)
	case claims.NotMeasured:
		return "there was no time for it, or it was not asked for"
	case claims.NotMeasurable:
		return "it needs " + strings.Join(e.Claim.Needs, ", ")
	case claims.Stale:
		return "its subject or its conditions changed since it was measured"
	case claims.Failed:
		return "its experiment ended with an error"
	}
	return ""
}

// refutedHow says on which side of the claimed range the interval lies.
func refutedHow(e *claims.Entry) string {
	r := &e.Claim.Expect
	switch {
	case e.Measured == nil:
		return "outside"
	case r.Low != nil && e.Measured.Value <= *r.Low:
		return "below"
	case r.High != nil && e.Measured.Value >= *r.High:
		return "above"
	}
	return "outside"
}

func unstated(e *claims.Entry) string {
	if e.Curve != nil {
		return "the " + e.Curve.Condition + " on which its truth depends"
	}
	return "a condition on which its truth depends"
}

// ClaimConditions are the conditions of a measurement, each in words: "round trip 20
// ms".
func ClaimConditions(e *claims.Entry) []string {
	var all []string
	for _, c := range e.Conditions {
		all = append(all, strings.TrimSpace(c.Name+" "+c.Value))
	}
	return all
}

// CurvePlace is a point's value of the condition with its unit: "20 ms".
func CurvePlace(c *claims.Curve, p *claims.Point) string {
	return strings.TrimSpace(units.Number(p.At) + " " + c.Unit)
}

// CurveAnswer says where along a curve a claim turns true.
func CurveAnswer(c *claims.Curve) string {
	if c.From == "" {
		return "true at no measured " + c.Condition
	}
	return "true " + c.From
}

// ClaimTruth is what is true in place of a claim's sentence: "not true: 7.42x [7.10x,
// 7.80x] was measured, and 15 to 16x is claimed".
func ClaimTruth(e *claims.Entry) string {
	measured := ClaimMeasured(e)
	switch {
	case e.Verdict == claims.Confirmed && measured != "":
		return "true: " + measured + " was measured, and " + Claimed(&e.Claim) + " is claimed"
	case e.Verdict == claims.Refuted && measured != "":
		return "not true: " + measured + " was measured, and " + Claimed(&e.Claim) + " is claimed"
	}
	lead := map[claims.Verdict]string{
		claims.Confirmed: "true", claims.Refuted: "not true", claims.Impossible: "not possible", claims.Depends: "true under conditions alone",
		claims.Unclear: "not decided", claims.Stale: "no longer known", claims.Failed: "not known", claims.NotMeasurable: "not known",
	}[e.Verdict]
	if lead == "" {
		lead = "not known"
	}
	return lead + ": " + ClaimReason(e)
}
