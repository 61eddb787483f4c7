package claims

import (
	"fmt"
	"strings"
)

// JudgeCurve judges a claim that was measured at several values of a condition that it
// does not state. Where it has the same verdict at all of them, that is its verdict.
// Where it is true at one and false at another it depends. The curve gets the values at
// which it is true, in words.
func JudgeCurve(r Range, c *Curve) (Verdict, string) {
	verdicts := make([]Verdict, len(c.Points))
	counts := map[Verdict]int{}
	for i := range c.Points {
		verdicts[i], _ = Judge(r, c.Points[i].Measured)
		counts[verdicts[i]]++
	}
	c.From = c.trueFrom(verdicts)
	switch all := len(c.Points); {
	case all == 0:
		return Failed, "nothing was measured at any " + c.Condition
	case counts[Confirmed] == all, counts[Refuted] == all:
		c.From = ""
		return verdicts[0], fmt.Sprintf("at every measured %s, from %s to %s", c.Condition, c.at(0), c.at(all-1))
	case counts[Confirmed] > 0 && counts[Refuted] > 0:
		return Depends, c.reason(verdicts)
	case all == counts[Unclear]:
		_, reason := Judge(r, c.Points[0].Measured)
		return Unclear, reason
	}
	return Unclear, c.reason(verdicts)
}

// reason says where the claim is true, and where it is not known.
func (c *Curve) reason(verdicts []Verdict) string {
	reason := fmt.Sprintf("the claim does not state the %s; it is surely true at no measured one", c.Condition)
	if c.From != "" {
		reason = fmt.Sprintf("the claim does not state the %s; it is true %s", c.Condition, c.From)
	}
	var unclear []string
	for i, v := range verdicts {
		if v == Unclear {
			unclear = append(unclear, c.at(i))
		}
	}
	if len(unclear) > 0 {
		reason += ", and unclear at " + strings.Join(unclear, ", ")
	}
	return reason
}

// trueFrom says at which values the claim is true: "from 5 ms of round trip on".
func (c *Curve) trueFrom(verdicts []Verdict) string {
	first, last, count := -1, -1, 0
	for i, v := range verdicts {
		if v == Confirmed {
			count++
			last = i
			if first < 0 {
				first = i
			}
		}
	}
	switch {
	case count == 0:
		return ""
	case count == 1:
		return fmt.Sprintf("at %s of %s", c.at(first), c.Condition)
	case count != last-first+1:
		var all []string
		for i, v := range verdicts {
			if v == Confirmed {
				all = append(all, c.at(i))
			}
		}
		return fmt.Sprintf("at %s of %s", strings.Join(all, ", "), c.Condition)
	case last == len(verdicts)-1:
		return fmt.Sprintf("from %s of %s on", c.at(first), c.Condition)
	case first == 0:
		return fmt.Sprintf("up to %s of %s", c.at(last), c.Condition)
	}
	return fmt.Sprintf("from %s to %s of %s", c.at(first), c.at(last), c.Condition)
}

// at is a value of the condition with its unit.
func (c *Curve) at(i int) string {
	return strings.TrimSpace(fmt.Sprintf("%g %s", c.Points[i].At, c.Unit))
}
