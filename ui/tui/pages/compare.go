package pages

import (
	"fmt"
	"strings"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/words"
)

// Compare is the view of the run beside a baseline.
type Compare struct {
	cursor int // row of the comparison
	first  int // row on top of the table
}

// Title is the page's name.
func (*Compare) Title() string { return "Compare" }

// Act moves the cursor.
func (p *Compare) Act(action config.Action, _ *View) bool { return scrolled(&p.cursor, action, 5) }

// Choose puts the cursor on a row.
func (p *Compare) Choose(row int) { p.cursor = row }

// Draw draws the overall verdict, the conditions that differ, the table, and
// the details of the row that has the cursor.
func (p *Compare) Draw(a cells.Area, v *View) {
	c := v.Versus.Comparison
	if c == nil {
		p.empty(a, v)
		return
	}
	p.cursor = min(p.cursor, max(len(c.Rows)-1, 0))
	overall(a.Rows(0, 1), v)
	y := 1
	if a.Height >= 12 {
		against(a.Rows(1, 1), c)
		y = 2
	}
	y += banner(a.Rows(y, min(a.Height-y, 2+a.Height/6)), c)
	rest := a.Rows(y, a.Height-y)
	rows := p.tableHeight(rest, v)
	p.table(rest.Rows(0, rows), v)
	p.below(rest.Rows(rows, rest.Height-rows), v)
}

func (p *Compare) empty(a cells.Area, v *View) {
	text := v.Versus.Absent
	switch {
	case v.Versus.Side != nil:
		text = "Compared with " + v.Versus.label() + " as soon as a first workload has been measured for a few rounds."
	case text == "":
		text = "Nothing is chosen to compare with."
	}
	text += fmt.Sprintf(" Press %s to choose a baseline, a run or the reference, or %s to open an exported file.",
		v.Key(config.ActionChooseComparison), v.Key(config.ActionOpen))
	parts.Wrapped(a.Part(1, 0, a.Width-2, a.Height), 0, cells.In(cells.Muted), text)
}

// overall is the answer: the whole comparison in a line.
func overall(a cells.Area, v *View) {
	c := v.Versus.Comparison
	role := VerdictRole(c.Verdict)
	beside, reason := "", ""
	switch {
	case v.Versus.Confirming:
		role, beside, reason = cells.Warn, "confirming", ": a fresh run is on, and has to agree"
	case v.Versus.Unconfirmed:
		role, beside, reason = cells.Warn, "not confirmed", ": the fresh run gave no result"
	case !c.Unfinished && len(c.Suspects()) > 0:
		role, beside, reason = cells.Warn, "not confirmed", " by a fresh run"
	}
	text := c.Tally(func(verdict compare.Verdict) string { return string(verdict) })
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
		facts = append(facts, units.Counted(len(c.Then.Runs), "run"))
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

// tableHeight is the table's share of the height. The details of one row come
// after it, and may take the rest.
func (p *Compare) tableHeight(a cells.Area, v *View) int {
	needed := 1 + len(v.Versus.Comparison.Rows) + 1
	if a.Width < narrowTable {
		needed = len(v.Run.Lanes) + 1
	}
	switch {
	case a.Height-needed >= leastDetail:
		return needed
	case a.Height >= 3*leastDetail:
		return a.Height - leastDetail
	}
	return a.Height
}

// leastDetail is how many rows the detail of a row needs.
const leastDetail = 4

// below draws the details of the row under the cursor, and on large screens the
// notices of all regressions.
func (p *Compare) below(a cells.Area, v *View) {
	c := v.Versus.Comparison
	if a.Height < 2 || p.cursor >= len(c.Rows) {
		return
	}
	used := detail(a, v, &c.Rows[p.cursor])
	if rest := a.Rows(used, a.Height-used); rest.Height >= 6 {
		notices(rest, v)
	}
}
