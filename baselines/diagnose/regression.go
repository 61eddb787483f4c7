package diagnose

import (
	"math"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// Regressions looks for what the evidence shows about the workloads that a
// comparison calls regressed: what moved between the baseline's runs (then) and
// the candidate's (now), and how much of the change it explains. Findings of a
// workload come with the largest share first. For a workload without a finding
// the evidence shows no cause.
func Regressions(c *compare.Comparison, now, then []*engine.Report) []engine.Finding {
	var findings []engine.Finding
	for _, row := range regressed(c) {
		findings = append(findings, regression(row, now, then)...)
	}
	return findings
}

// regressed picks a row for each workload that regressed: its time, or another
// metric such as the speedup where the time did not regress.
func regressed(c *compare.Comparison) []*compare.Row {
	var rows []*compare.Row
	last := map[string]int{}
	for i := range c.Rows {
		row := &c.Rows[i]
		if row.Verdict != compare.Regressed || !row.Gates || !(row.Change > 0) {
			continue
		}
		at, seen := last[row.Workload]
		switch {
		case !seen:
			last[row.Workload] = len(rows)
			rows = append(rows, row)
		case row.Metric == compare.ParallelTime:
			rows[at] = row
		}
	}
	return rows
}

func regression(row *compare.Row, now, then []*engine.Report) []engine.Finding {
	before, after := sideOf(then, row.Workload), sideOf(now, row.Workload)
	if before.result == nil || after.result == nil {
		return nil
	}
	c := changeBetween(before, after)
	common := usual(before, then, row.Workload)
	var findings []engine.Finding
	sum := 0.0
	for _, p := range ranked(c.regressionParts(row)) {
		share := p.amount / row.Change
		if share >= leastShare && p.amount > common[p.cause] {
			findings = append(findings, c.finding(row.Workload, &p, min(share, 1), besideBaseline))
			sum += share
		}
	}
	if rest := explained(1-sum, besideBaseline); rest != "" && len(findings) > 0 {
		findings = append(findings, unexplained(row.Workload, rest, 1-sum))
	}
	return findings
}

// unexplained is what the causes leave.
func unexplained(workload, statement string, share float64) engine.Finding {
	return engine.Finding{
		Workload: workload, Statement: statement,
		Try: "for what is not identified, compare block profiles of the two versions: waiting for a channel or a semaphore shows nowhere else",
		Evidence: []engine.Figure{
			{Name: "share of the change that is explained", Value: 1 - share, Unit: "share", Source: besideBaseline.wholeHow},
			{Name: ofChange + "not identified", Value: share, Unit: "share", Source: besideBaseline.wholeHow},
		},
	}
}

// regressionParts are the parts of the parallel time's growth and, where the
// speedup alone regressed, a sequential leg that got faster.
func (c *change) regressionParts(row *compare.Row) []part {
	g, ok := c.growth()
	if !ok {
		return nil
	}
	parts := c.explain(&g)
	if row.Metric == compare.Speedup {
		if p := c.fasterAlone(); p.amount >= least {
			parts = append(parts, p)
		}
	}
	return parts
}

func (c *change) fasterAlone() part {
	return part{
		cause: "sequential legs that became faster, and parallel ones that did not", sequential: true,
		amount: logRatio(c.aloneAfter.or(timePerItem, 0), c.aloneBefore.or(timePerItem, 0)),
		shows:  []reading{timePerItem},
		try:    "look at the time per item: if it did not grow, the lower speedup costs nothing",
	}
}

func changeBetween(before, after *side) *change {
	aloneBefore, aloneAfter := read(before.sequential), read(after.sequential)
	c := &change{
		before: read(before.parallel), after: read(after.parallel),
		aloneBefore: &aloneBefore, aloneAfter: &aloneAfter,
		cpusBefore: float64(before.host.CPUs()), cpusAfter: float64(after.host.CPUs()),
		computes: after.result.Spec.Bound == engine.CPUBound,
		serial:   stats.Median(after.serial), allocating: after.host.Allocation,
		spec: after.result.Spec, legs: after, joined: after.joined,
	}
	c.function = grownMost(before.profile, after.profile, c.before.or(cpuPerItem, 1), c.after.or(cpuPerItem, 1))
	return c
}

// usual is the most that each cause explains of how far one of the baseline's
// own runs lies from all of them. A cause must explain more than that of a
// change to be reported.
func usual(before *side, then []*engine.Report, workload string) map[string]float64 {
	most := map[string]float64{}
	if len(then) < 2 {
		return most
	}
	for _, report := range then {
		one := sideOf([]*engine.Report{report}, workload)
		if one.result == nil {
			continue
		}
		c := changeBetween(before, one)
		g, ok := c.growth()
		if !ok {
			continue
		}
		for _, p := range c.explain(&g) {
			most[p.cause] = math.Max(most[p.cause], p.amount)
		}
	}
	return most
}
