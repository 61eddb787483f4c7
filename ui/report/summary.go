package report

import (
	"fmt"

	"ep-benchmark/engine"
	"ep-benchmark/ui/units"
)

// summary is what a reader sees last, and on a terminal first: every target
// with its outcome, what parallel work saved, the machine, the causes.
func (p *page) summary(r *engine.Report) {
	p.heading("Summary", verdict(r))
	for i := range r.Results {
		p.outcomes(r, &r.Results[i])
	}
	p.gains(r)
	p.row("duration", text("%s, warm-up and filler included", units.Duration(r.Duration)))
	p.cores(r.Utilisation)
	for i := range r.Findings {
		p.row(once(i, "findings"), item("%s%s", about(r, r.Findings[i].Workload), r.Findings[i].Statement))
	}
	for i, warning := range r.Warnings {
		p.labelled(span{yellow, once(i, "warnings")}, item("%s", warning))
	}
	p.write("\n")
	p.flow(0, []value{coloured(faint, "Latencies are of a closed loop: a worker starts its next operation when the last one has ended. Intervals hold the true value with the chance shown.")})
}

// verdict counts the outcomes of the gating targets.
func verdict(r *engine.Report) value {
	all := r.Assessed()
	if len(all) == 0 {
		return text("no targets")
	}
	counts := map[engine.Outcome]int{}
	byPoint := false
	for _, a := range all {
		counts[a.Outcome]++
		byPoint = byPoint || a.PointOnly
	}
	words := fmt.Sprintf("%d of %s met", counts[engine.Met], units.Counted(int64(len(all)), "target", "targets"))
	for _, outcome := range []engine.Outcome{engine.Missed, engine.Unclear, engine.NotAttainable, engine.NotMeasured} {
		if counts[outcome] > 0 {
			words += fmt.Sprintf(", %d %s", counts[outcome], outcome)
		}
	}
	if byPoint {
		words += ", by point estimate"
	}
	switch {
	case counts[engine.Missed]+counts[engine.NotMeasured] > 0:
		return coloured(red, words)
	case counts[engine.Met] == len(all):
		return coloured(green, words)
	}
	return coloured(yellow, words)
}

// outcomes writes a row for each gating target of a result.
func (p *page) outcomes(report *engine.Report, r *engine.Result) {
	for i := range r.Assessments {
		a := &r.Assessments[i]
		if !a.Target.Gates {
			continue
		}
		values := []value{outcome(a).padded(widestOutcome(report))}
		if report.Plan.Schedule == engine.Both {
			values = append(values, text("%s", r.Schedule).padded(len(engine.Concurrent)))
		}
		values = append(values, text("%s", bound(a.Target)).padded(8))
		if reached := achieved(r, a); reached != "" {
			if a.Target.Metric == engine.MetricSpeedup {
				reached += interval(r.Speedup, units.Factor)
			}
			values = append(values, text("%s", reached))
		}
		p.row(r.Spec.Name, values...)
	}
}

func widestOutcome(r *engine.Report) int {
	widest := 0
	for _, a := range r.Assessed() {
		widest = max(widest, columns(string(a.Outcome)))
	}
	return widest
}

// gains says what running in parallel saved or cost.
func (p *page) gains(report *engine.Report) {
	first := 0
	for i := range report.Results {
		r := &report.Results[i]
		if r.Sequential == nil || r.Parallel == nil || r.Speedup == nil {
			continue
		}
		name := r.Spec.Name
		if report.Plan.Schedule == engine.Both {
			name += ", " + string(r.Schedule)
		}
		p.row(once(first, "gains"), text("%s a pass instead of %s",
			units.Seconds(r.Parallel.TimePerPass.Value), units.Seconds(r.Sequential.TimePerPass.Value)).padded(32),
			text("%s", name))
		first++
	}
}

// about names the workload that a finding is about.
func about(r *engine.Report, workload string) string {
	for i := range r.Results {
		if r.Results[i].Spec.Name == workload {
			return workload + ": "
		}
	}
	return ""
}
