package words

import (
	"fmt"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine/units"
)

// A Mark is a sign behind a verdict, and what it means.
type Mark struct{ Sign, Meaning string }

// Marks are the signs for what limits a row's verdict.
func Marks(c *compare.Comparison, r *compare.Row) []Mark {
	var marks []Mark
	if c.Provisional && r.Tested() {
		marks = append(marks, Mark{"*", fmt.Sprintf("provisional: the baseline has %s, %d are needed",
			units.Counted(len(c.Then.Runs), "run"), compare.FewRuns)})
	}
	if r.Mismatch {
		marks = append(marks, Mark{"#", "compared although the conditions differ"})
	}
	if changed(r) && r.Rerun == nil && !c.Interleaved {
		marks = append(marks, Mark{"?", c.WhyUnconfirmed()})
	}
	return marks
}

// AllMarks are the marks of all rows, each once, and that of rows that decide
// nothing.
func AllMarks(c *compare.Comparison) []Mark {
	var all []Mark
	seen := map[Mark]bool{}
	add := func(m Mark) {
		if !seen[m] {
			all, seen[m] = append(all, m), true
		}
	}
	for i := range c.Rows {
		for _, m := range Marks(c, &c.Rows[i]) {
			add(m)
		}
	}
	for i := range c.Rows {
		if !c.Rows[i].Gates && !c.Then.Claimed {
			add(Mark{"( )", "informational only"})
		}
	}
	return all
}

// Signs are a row's marks without their meaning.
func Signs(c *compare.Comparison, r *compare.Row) string {
	signs := ""
	for _, m := range Marks(c, r) {
		signs += m.Sign
	}
	return signs
}

func changed(r *compare.Row) bool {
	return r.Verdict == compare.Regressed || r.Verdict == compare.Improved
}

// A SharedReason is one that several rows with a verdict have.
type SharedReason struct {
	Verdict compare.Verdict
	Reason  string
}

// Reasons splits the reasons of rows. One that several rows share is in shared,
// once for all of them; the others are in own, by row.
func Reasons(c *compare.Comparison) (shared []SharedReason, own map[compare.Key]string) {
	if c.Then.Claimed { // NotMeasured says so once for the whole comparison
		return nil, nil
	}
	count := map[SharedReason]int{}
	for i := range c.Rows {
		count[SharedReason{c.Rows[i].Verdict, c.Rows[i].Reason}]++
	}
	own = map[compare.Key]string{}
	for i := range c.Rows {
		r := &c.Rows[i]
		one := SharedReason{r.Verdict, r.Reason}
		switch {
		case r.Reason == "" || count[one] == 0: // there is none, or shared has it
		case count[one] == 1:
			own[r.Key] = r.Reason
		default:
			shared = append(shared, one)
			count[one] = 0
		}
	}
	return shared, own
}
