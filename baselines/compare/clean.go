package compare

import (
	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
)

// judge takes over the doubts about a report: which of them say that the run is
// not clean, which of these only that other programs had the CPUs, and which
// that rounds were gated and made again.
func (r *Run) judge(report *engine.Report) {
	for _, d := range assess.Doubts(report) {
		words := d.Words()
		if d.Kind == engine.LeftOut {
			r.Gated = append(r.Gated, words)
			continue
		}
		r.Doubts = append(r.Doubts, words)
		result := doubted(report, &d)
		if d.Kind != engine.RestsOnGated || result == nil {
			continue
		}
		if onlyContended(result) {
			r.Contended = append(r.Contended, words)
		}
		if reason := limitedBySteal(result); reason != "" {
			r.Doubts = append(r.Doubts, reason)
		}
	}
	if !report.Plan.Once {
		return
	}
	for i := range report.Results {
		r.Doubts = append(r.Doubts, report.Results[i].Spec.Name+": carried out once, in parallel alone") // a point estimate joins no baseline
	}
}

// doubted finds the result that a doubt is about; nil for one about the run.
func doubted(report *engine.Report, d *engine.Doubt) *engine.Result {
	for i := range report.Results {
		r := &report.Results[i]
		if r.Spec.Name == d.Workload && (d.Schedule == "" || d.Schedule == r.Schedule) {
			return r
		}
	}
	return nil
}
