package diagnose

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
)

// Regressions looks for what the evidence shows about the workloads that a
// comparison calls regressed: what moved between the baseline's runs and the
// candidate, and how much of the change it would explain. Findings of a
// workload come with the largest share first; a workload without one has no
// cause that the evidence shows.
func Regressions(c *compare.Comparison, now []*engine.Report, then []*engine.Report) []engine.Finding {
	var findings []engine.Finding
	seen := map[string]bool{}
	for i := range c.Rows {
		row := &c.Rows[i]
		if row.Verdict != compare.Regressed || !row.Gates || seen[row.Workload] {
			continue
		}
		seen[row.Workload] = true
		findings = append(findings, explain(row, legsOf(now, row.Workload), legsOf(then, row.Workload))...)
	}
	return findings
}

// legsOf gathers a workload's timed legs over reports.
func legsOf(reports []*engine.Report, workload string) *legs {
	all := &legs{}
	for _, report := range reports {
		schedules := report.Plan.Schedules()
		for i := range report.Results {
			r := &report.Results[i]
			if r.Spec.Name != workload || r.Schedule != schedules[len(schedules)-1] {
				continue
			}
			one := newCase(r)
			all.result = r
			all.sequential, all.parallel = append(all.sequential, one.sequential...), append(all.parallel, one.parallel...)
		}
	}
	return all
}

// A cause is a figure that may have moved, and what that would mean.
type cause struct {
	name, unit string
	source     string
	figure     func(*engine.Sample) (float64, bool)
	more       bool   // whether it is more of it that makes a workload slower
	statement  string // what it is consistent with
	try        string
	// explains tells which part of the change on logs a move of the figure
	// explains.
	explains func(before, after float64, row *compare.Row) float64
}

// leastShare is the share of the change that a cause must explain to be
// named; under half of it, it is said to contribute.
const leastShare = 0.15

func explain(row *compare.Row, now, then *legs) []engine.Finding {
	type ranked struct {
		share   float64
		finding engine.Finding
	}
	var found []ranked
	for _, c := range causes() {
		after, ok1 := median(now.parallel, c.figure)
		before, ok2 := median(then.parallel, c.figure)
		if !ok1 || !ok2 || (after > before) != c.more {
			continue
		}
		share := c.explains(before, after, row)
		if !(share >= leastShare) {
			continue
		}
		found = append(found, ranked{share, c.finding(row.Workload, before, after, min(share, 1))})
	}
	slices.SortStableFunc(found, func(a, b ranked) int { return cmp.Compare(b.share, a.share) })
	findings := make([]engine.Finding, len(found))
	for i := range found {
		findings[i] = found[i].finding
	}
	return findings
}

func (c *cause) finding(workload string, before, after, share float64) engine.Finding {
	role := "consistent with"
	if share < 0.5 {
		role = "contributing:"
	}
	return engine.Finding{
		Workload: workload,
		Statement: fmt.Sprintf("%s %s: %s %s now, %s then, about %s %% of the change",
			role, c.statement, c.name, inUnit(after, c.unit), inUnit(before, c.unit), percent(share)),
		Try: c.try,
		Evidence: []engine.Figure{
			{Name: c.name + ", now", Value: after, Unit: c.unit, Source: c.source},
			{Name: c.name + ", baseline", Value: before, Unit: c.unit, Source: c.source},
			{Name: "share of the change", Value: share, Source: "the move over the change, both on logs or both in seconds"},
		},
	}
}

// asRatio is for figures that the whole time is proportional to.
func asRatio(before, after float64, row *compare.Row) float64 {
	if before <= 0 || after <= 0 || row.Change <= 0 {
		return 0
	}
	return math.Abs(math.Log(after/before)) / row.Change
}

// inUnit renders a figure of the evidence.
func inUnit(value float64, unit string) string {
	switch unit {
	case "s":
		switch {
		case value < 1e-3:
			return digits(1e6*value) + " µs"
		case value < 1:
			return digits(1e3*value) + " ms"
		}
		return digits(value) + " s"
	case "share":
		return percent(value) + " %"
	case "":
		return digits(value)
	}
	return digits(value) + " " + unit
}
