package words

import (
	"fmt"
	"strings"

	"ep-benchmark/baselines/compare"
)

// Duel says of each workload of two configurations that took turns how the candidate
// stands beside the other one: "Batch tracking: b's parallel time is 49 % better than
// a's". It is none for any other comparison.
func Duel(c *compare.Comparison) []string {
	if !c.Interleaved {
		return nil
	}
	var all []string
	for i := range c.Rows {
		if r := &c.Rows[i]; r.Metric == compare.ParallelTime {
			all = append(all, r.Title+": "+duelled(c, r))
		}
	}
	return all
}

// DuelInShort is Duel of one workload for a narrow place: "b 49 % better in parallel".
func DuelInShort(c *compare.Comparison, workload string) (said string, row *compare.Row) {
	for i := range c.Rows {
		if r := &c.Rows[i]; c.Interleaved && r.Workload == workload && r.Metric == compare.ParallelTime && r.Ratio() > 0 {
			switch r.Verdict {
			case compare.Unchanged:
				return "no difference in parallel", r
			case compare.Unclear:
				return fmt.Sprintf("unclear (%s %s in parallel)", c.Now.Name, Change(r)), r
			}
			return fmt.Sprintf("%s %s in parallel", c.Now.Name, Change(r)), r
		}
	}
	return "", nil
}

func duelled(c *compare.Comparison, r *compare.Row) string {
	now, then := c.Now.Name, c.Then.Name
	switch {
	case r.Ratio() <= 0:
		return fmt.Sprintf("%s and %s were not measured beside each other", now, then)
	case r.Negligible():
		return fmt.Sprintf("%s's parallel time is within 0.1 %% of %s's: %s", now, then, r.Verdict)
	}
	said := fmt.Sprintf("%s's parallel time is %s than %s's", now, Change(r), then)
	if r.Verdict == compare.Improved || r.Verdict == compare.Regressed {
		return said
	}
	return said + ": " + string(r.Verdict)
}

// Sides names the two columns of a comparison: two configurations that took turns by
// their names.
func Sides(c *compare.Comparison) (now, then string) {
	if c.Interleaved {
		return c.Now.Name, c.Then.Name
	}
	return "now", "baseline"
}

// Differs says in what two sides were not alike: "rounds: 8 now, 12 then", or of two
// configurations "8 in b, 4 in a".
func Differs(c *compare.Comparison, d compare.Difference) string {
	if !c.Interleaved {
		return d.String()
	}
	return d.Between("in "+c.Now.Name, "in "+c.Then.Name)
}

// Columns are the names of a comparison's columns in the dashboard: its two sides, and
// what the second one's figures come from.
func Columns(c *compare.Comparison) (now, then, of string) {
	now, then = Sides(c)
	of = "RUNS"
	if c.Interleaved {
		of = "ROUNDS"
	}
	return strings.ToUpper(now), strings.ToUpper(then), of
}
