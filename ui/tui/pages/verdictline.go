package pages

import (
	"fmt"
	"strings"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/words"
)

// overall is the answer: the whole comparison in a line.
func overall(a cells.Area, vs *Versus) {
	c := vs.shown()
	if vs.Comparison == nil {
		a.Fit(1, 0, a.Width-2, cells.Style(0).Bold(), "nothing measured yet: each figure stands beside its baseline after three whole rounds")
		return
	}
	role := verdictRole(c.Verdict)
	beside, reason := "", ""
	switch {
	case vs.Confirming:
		role, beside, reason = cells.Warn, "confirming", ": a fresh run is on, and has to agree"
	case c.Unconfirmed != "":
		role, beside, reason = cells.Warn, "not confirmed", ": the fresh run gave no result"
	case !c.Unfinished && len(c.Suspects()) > 0:
		role, beside, reason = cells.Warn, "not confirmed", " by a fresh run"
	}
	text := vs.Comparison.Tally(func(verdict compare.Verdict) string { return string(verdict) })
	fits := func(text, beside string) bool {
		return beside == "" || cells.Width(text)+cells.Width(beside)+4 <= a.Width
	}
	if qualified := text + c.Qualifications(); fits(qualified, beside+reason) { // they stand below as well
		text = qualified
	}
	if fits(text, beside+reason) {
		beside += reason
	}
	x := 1
	a.Fit(x, 0, a.Width-2, cells.In(role).Bold(), text)
	if x += cells.Width(text) + 2; beside != "" && x < a.Width {
		a.Fit(x, 0, a.Width-x-1, cells.In(cells.Warn), beside)
	}
}

// against says what the run is compared with, and of when that is.
func against(a cells.Area, c *compare.Comparison) {
	x := a.Text(1, 0, cells.In(cells.Muted), "against ")
	x = a.Text(x, 0, cells.Style(0).Bold(), c.Then.Name)
	if c.Then.Label != "" {
		role := cells.Muted
		if c.Then.Claimed {
			role = cells.Warn
		}
		x = a.Text(x+1, 0, cells.In(role), "("+c.Then.Label+")")
	}
	var facts []string
	if !c.Then.Claimed {
		facts = append(facts, words.Counted(c, &c.Then))
	}
	if c.Provisional {
		facts[0] += fmt.Sprintf(", provisional below %d", compare.FewRuns)
	}
	for _, fact := range []string{words.Taken(&c.Then), c.Then.Machine()} {
		if fact != "" {
			facts = append(facts, fact)
		}
	}
	a.Fit(x, 0, a.Width-x-1, cells.In(cells.Muted), ", "+strings.Join(facts, ", "))
}

// banner names the conditions that differ, and why the run is not clean.
func banner(a cells.Area, c *compare.Comparison) int {
	var lines []string
	if n := len(c.Differences); n > 0 {
		lines = append(lines, fmt.Sprintf("not measured alike, in %s:", units.Counted(n, "condition")))
	}
	for _, d := range c.Differences {
		lines = append(lines, "  "+d.String())
	}
	if !c.Unfinished {
		for _, doubt := range c.Doubts {
			lines = append(lines, "not a clean run: "+doubt)
		}
	}
	for _, line := range words.FailureLines(c) {
		lines = append(lines, line.Title+", failures "+line.Verdict+": "+line.Text)
	}
	for y, text := range lines {
		switch {
		case y >= a.Height:
			return a.Height
		case y == a.Height-1 && y < len(lines)-1:
			text = fmt.Sprintf("  and %d more", len(lines)-y)
		}
		a.Fit(1, y, a.Width-2, cells.In(cells.Warn), text)
	}
	return len(lines)
}
