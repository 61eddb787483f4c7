package words

import (
	"fmt"
	"strings"

	"ep-benchmark/baselines/compare"
)

// A FailureLine describes a workload's failures beside a baseline.
type FailureLine struct {
	Title   string // of the workload
	Verdict string // as a table has it: a rise in capitals
	Rose    bool
	Text    string // how many failed now, and then
	Reason  string // why the verdict is what it is, or what a fresh run says; "" for nothing
}

// FailureLines are those of a comparison in which an operation failed on either
// side. Where none failed there are no lines, since the sides' own reports have
// the counts.
func FailureLines(c *compare.Comparison) []FailureLine {
	var lines []FailureLine
	for i := range c.Failures {
		r := &c.Failures[i]
		if r.Now.Failed == 0 && r.Then.Failed == 0 {
			continue
		}
		line := FailureLine{
			Title: r.Title, Verdict: string(r.Verdict), Rose: r.Verdict == compare.Regressed,
			Text: fmt.Sprintf("%s now; %s before", r.Now, r.Then), Reason: r.Reason,
		}
		if line.Rose {
			line.Verdict = strings.ToUpper(line.Verdict)
			line.Reason = failuresAgain(c, r)
		}
		lines = append(lines, line)
	}
	return lines
}

// failuresAgain is what a fresh run says of a rise. Sides that took turns need
// none.
func failuresAgain(c *compare.Comparison, r *compare.FailureRow) string {
	switch {
	case c.Interleaved:
		return ""
	case r.Rerun == nil:
		return c.WhyUnconfirmed()
	}
	return "a fresh run agrees: " + r.Rerun.String()
}
