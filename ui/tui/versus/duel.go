package versus

import (
	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/pages"
)

// refreshDuel compares the two configurations of a run: by the legs so far, if they
// do the same work.
func (c *Controller) refreshDuel(run *live.Run) {
	if !run.Started {
		return
	}
	if !run.Finished && !sameWork(&run.Plan) {
		c.shown.Absent = "The two configurations may do different work, so they are compared when the run is over."
		return
	}
	now := c.stage(run)
	if now == c.known && c.shown.Comparison != nil {
		return
	}
	c.known = now
	report := run.Report
	if !run.Finished {
		report = engine.Report{StartedAt: c.begun.StartedAt, Plan: run.Plan, Host: run.Host}
		for i := range run.Lanes {
			if result := run.Sweep(&run.Lanes[i]); result != nil {
				report.Results = append(report.Results, *result)
			}
		}
	}
	duel, two := compare.DuelOf(&report)
	if !two || len(duel.Comparison.Rows) == 0 {
		return
	}
	duel.Comparison.Unfinished = !run.Finished
	c.shown = pages.Versus{Side: &duel.Comparison.Then, Comparison: &duel.Comparison}
}

// sameWork tells whether the configurations differ in their workers alone. What else
// one has, such as a size, is known by the result only.
func sameWork(plan *engine.Plan) bool {
	for _, v := range plan.Variants {
		for name := range v.Settings {
			if name != "workers" {
				return false
			}
		}
	}
	return true
}
