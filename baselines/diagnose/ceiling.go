package diagnose

import (
	"fmt"
	"math"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

const (
	// nearCeiling is the part of its ceiling from which on a speedup misses too
	// little to be reported.
	nearCeiling = 0.95
	// leastMissing is the least share of what is missing that gets a finding.
	leastMissing = 0.05
)

// ceiling says what held a result's speedup back from the most that arithmetic
// allows, and how much of it each cause took. The shares of its first finding
// and the share that is not identified add up to one.
func ceiling(report *engine.Report, r *engine.Result) []engine.Finding {
	if r.Speedup == nil || !(r.Speedup.Value > 0) || r.Ceiling.Speedup <= 0 || len(r.Ceiling.Limits) == 0 {
		return nil
	}
	limit := r.Ceiling.Limits[0]
	reached := r.Speedup.Value / r.Ceiling.Speedup
	whole := engine.Finding{
		Statement: fmt.Sprintf("the speedup of %sx is %s of the ceiling of %sx (%s)",
			digits(r.Speedup.Value), units.PercentTo(reached, 0), digits(r.Ceiling.Speedup), limit.Reason),
		Evidence: []engine.Figure{
			{Name: "speedup", Value: r.Speedup.Value, Unit: "x", Source: "paired rounds"},
			{Name: "ceiling", Value: r.Ceiling.Speedup, Unit: "x", Source: limit.Name},
		},
	}
	if reached >= nearCeiling {
		return []engine.Finding{whole}
	}
	if r.Spec.SelfParallel {
		return belowCommandCeiling(report, r, whole)
	}
	return belowCeiling(report, r, whole)
}

func belowCeiling(report *engine.Report, r *engine.Result, whole engine.Finding) []engine.Finding {
	s := &side{}
	s.add(report, r)
	c := changeToParallel(s)
	missing := -math.Log(r.Speedup.Value / r.Ceiling.Speedup)
	parts := ranked(c.missingParts(r, missing))
	shares, unknown := sharesOf(parts, missing)
	findings := []engine.Finding{whole}
	for i := range parts {
		findings[0].Evidence = append(findings[0].Evidence, missingFigure(parts[i].cause, shares[i]))
		if shares[i] >= leastMissing {
			findings = append(findings, c.finding(r.Spec.Name, &parts[i], shares[i], besideCeiling))
		}
	}
	findings[0].Evidence = append(findings[0].Evidence, missingFigure("not identified", unknown))
	if rest := explained(unknown, besideCeiling); rest != "" {
		findings[0].Statement += "; " + rest
	}
	return findings
}

func missingFigure(cause string, share float64) engine.Figure {
	return engine.Figure{Name: ofMissing + cause, Value: share, Unit: "share", Source: besideCeiling.wholeHow}
}

// changeToParallel holds the parallel legs against the sequential ones.
func changeToParallel(s *side) *change {
	c := &change{
		before: read(s.sequential), after: read(s.parallel),
		cpusBefore: float64(s.host.CPUs()), cpusAfter: float64(s.host.CPUs()),
		computes: s.result.Spec.Bound == engine.CPUBound, allocating: s.host.Allocation,
		spec: s.result.Spec, legs: s, joined: s.joined,
	}
	for _, l := range s.parallel {
		c.shared = c.shared || l.Evidence.Process.Shared
	}
	if len(s.serial) > 0 {
		c.serial = s.serial[0]
	}
	return c
}

// missingParts parts what is missing, on logs. At the ceiling all workers that
// can be active are inside operations, except for the time that waves leave
// idle, and operations take as long as alone. Workers beyond the number of CPUs
// wait for a CPU inside operations or between them; neither counts as missing.
func (c *change) missingParts(r *engine.Result, missing float64) []part {
	g, ok := c.growth()
	if !ok {
		return nil
	}
	c.possible = float64(min(r.Workers, max(r.Spec.Operations, 1)))
	if c.computes {
		c.possible = min(c.possible, c.cpusAfter)
	}
	c.possible = max(c.possible, 1)
	inside := c.after[activeWorkers] * c.after[occupied] / c.before[occupied]
	g.whole = missing
	g.workers = max(0, math.Log(c.possible/c.after[activeWorkers]))
	g.idle = max(0, math.Log(c.possible*waves(r, c.possible)/inside)-g.workers)
	g.settle()
	return c.explain(&g)
}

// waves is the largest share of their time that workers can be busy with equal
// operations.
func waves(r *engine.Result, active float64) float64 {
	for _, limit := range r.Ceiling.Limits {
		if limit.Name == "waves" && limit.Speedup > 0 && active > 0 {
			return min(1, limit.Speedup/active)
		}
	}
	return 1
}

// sharesOf are the parts' shares of the whole, and what they leave. The parts
// may explain more than the whole, when something else made up for it. Then the
// shares are of the sum of the parts.
func sharesOf(parts []part, whole float64) (shares []float64, left float64) {
	sum := 0.0
	for i := range parts {
		sum += parts[i].amount
	}
	for i := range parts {
		shares = append(shares, parts[i].amount/max(sum, whole))
	}
	return shares, max(0, 1-sum/whole)
}
