package pages

import (
	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/theme"
	"ep-benchmark/ui/words"
)

// suspect tells whether a row's change has yet to be confirmed.
func suspect(row *compare.Row) bool {
	return row.Gates && row.Rerun == nil && (row.Verdict == compare.Regressed || row.Verdict == compare.Improved)
}

// verdictWords renders a row's verdict with the signs of what limits it.
func verdictWords(c *compare.Comparison, row *compare.Row) (string, cells.Role) {
	if row.Awaited() {
		return "awaited", cells.Faint
	}
	text, role := string(row.Verdict), verdictRole(row.Verdict)
	if row.Tested() {
		text = words.Judged(row)
	}
	if suspect(row) {
		role = cells.Warn
	}
	if !row.Gates {
		role = cells.Muted
	}
	return text + words.Signs(c, row), role
}

// verdictRole is the meaning that a verdict's colour has.
func verdictRole(v compare.Verdict) cells.Role {
	switch v {
	case compare.Regressed:
		return cells.Bad
	case compare.Improved, compare.Unchanged:
		return cells.Good
	case compare.Unclear:
		return cells.Warn
	}
	return cells.Muted
}

// moved tells whether a row says how far its figure moved.
func moved(row *compare.Row) bool { return row.Then.Center > 0 && (row.Test != nil || row.Change != 0) }

// changeWords says how far a figure moved, and whether that is better or
// worse. Only a verdict gives it a colour.
func changeWords(row *compare.Row) (string, cells.Role) {
	if !moved(row) {
		return "", cells.Muted
	}
	text := words.Change(row)
	if row.Verdict == compare.Regressed || row.Verdict == compare.Improved {
		return text, verdictRole(row.Verdict)
	}
	return text, cells.Text
}

// weightiest is a workload's row that says most: the first verdict of this
// order among those that decide, and of those the one that moved farthest.
func weightiest(c *compare.Comparison, workload string) *compare.Row {
	var found *compare.Row
	for i := range c.Rows {
		row := &c.Rows[i]
		if row.Workload != workload || !row.Gates {
			continue
		}
		if found == nil || weight[row.Verdict] > weight[found.Verdict] ||
			row.Verdict == found.Verdict && weight[row.Verdict] > 0 && far(row) > far(found) {
			found = row
		}
	}
	return found
}

var weight = map[compare.Verdict]int{
	compare.Regressed: 4, compare.Unclear: 3, compare.Improved: 2, compare.Unchanged: 1,
}

func far(row *compare.Row) float64 { return max(row.Change, -row.Change) }

// laneVerdict says in a few words how a lane stands to the baseline, and whether it
// changed; "" where that is not known yet.
func laneVerdict(th *theme.Theme, vs *Versus, lane *live.Lane) (text string, role cells.Role, changed bool) {
	c := vs.Comparison
	if c == nil || vs.Confirming {
		return "", cells.Muted, false
	}
	row := weightiest(c, lane.Spec.Name)
	if row == nil || c.Then.Claimed || row.Verdict == compare.NoBaseline {
		return "", cells.Muted, false
	}
	text, role = shortVerdict(th, c, row)
	switch {
	case row.Verdict == compare.NotComparable:
	case c.Unfinished:
		text += " so far"
	case suspect(row):
		text += "?"
	}
	return text, role, row.Verdict == compare.Regressed || row.Verdict == compare.Improved
}

func shortVerdict(th *theme.Theme, c *compare.Comparison, row *compare.Row) (string, cells.Role) {
	g := th.Glyphs
	text, role := verdictWords(c, row)
	switch row.Verdict {
	case compare.Regressed:
		return string(g.Down) + " " + words.Change(row), role
	case compare.Improved:
		return string(g.Up) + " " + words.Change(row), role
	case compare.Unchanged:
		return string(g.Even) + " unchanged", role
	case compare.Unclear:
		return string(g.Open) + " unclear", role
	}
	return text, role
}

// figure renders a metric's value.
func figure(metric compare.Metric, value float64) string {
	if metric == compare.InstructionsPerItem {
		return units.Number(value) // the tables are narrow
	}
	return words.FigureOf(metric, value)
}

// band renders a metric's lower and higher value as one range.
func band(metric compare.Metric, low, high float64) string {
	switch metric {
	case compare.Speedup:
		return units.FactorSpan(low, high)
	case compare.InstructionsPerItem:
		return units.Number(low) + "-" + units.Number(high)
	}
	return units.SecondsSpan(low, high)
}

// metricName is short: the tables are narrow.
func metricName(metric compare.Metric) string {
	switch metric {
	case compare.SequentialTime:
		return "seq time"
	case compare.ParallelTime:
		return "par time"
	case compare.CPUPerItem:
		return "CPU"
	case compare.InstructionsPerItem:
		return "instr"
	}
	return string(metric)
}

// titleOf is a workload's title, or its name where the run has none such.
func titleOf(run *live.Run, workload string) string {
	for i := range run.Lanes {
		if run.Lanes[i].Spec.Name == workload {
			return run.Lanes[i].Spec.Title
		}
	}
	return workload
}
