package tui

import (
	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/engine"
	"ep-benchmark/ui/live"
)

// findings are what is found of the run that is shown, with what of it they were
// made from. They are made again only when that changes.
type findings struct {
	run      *live.Run
	schedule engine.Schedule
	results  int
	finished bool
	all      []engine.Finding
}

// refresh finds anew what there is, after the run has come on.
func (f *findings) refresh(run *live.Run) {
	now := findings{run: run, schedule: run.Schedule, finished: run.Finished}
	for i := range run.Lanes {
		if run.Lanes[i].Result != nil {
			now.results++
		}
	}
	if f.run == now.run && f.schedule == now.schedule && f.results == now.results && f.finished == now.finished {
		return
	}
	if report := reportSoFar(run); report != nil {
		now.all = report.Findings
		if len(now.all) == 0 {
			now.all = diagnose.Explain(report)
		}
	}
	*f = now
}

// reportSoFar is the run's report: the whole one, or, while the run is on, one
// of the workloads that have finished; nil before the first has.
func reportSoFar(run *live.Run) *engine.Report {
	if run.Finished {
		return &run.Report
	}
	report := &engine.Report{Plan: run.Plan, Host: run.Host}
	for i := range run.Lanes {
		if result := run.Lanes[i].Result; result != nil {
			report.Results = append(report.Results, *result)
		}
	}
	if len(report.Results) == 0 {
		return nil
	}
	return report
}
