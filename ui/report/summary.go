package report

import (
	"slices"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// summary writes the end of the report, which is what a terminal shows after a
// run: every target with its outcome, what parallel work saved, the machine,
// the causes.
func (p *page) summary(r *engine.Report) {
	p.heading("Summary", verdict(r))
	p.quality(&r.Quality)
	for i := range r.Results {
		if r.Plan.Once {
			p.row(r.Results[i].Spec.Name, text("%s", words.Done(&r.Results[i])))
			continue
		}
		p.answers(&r.Results[i])
		switch {
		case r.Results[i].OpenLoop != nil:
			p.row(r.Results[i].Spec.Name, text("%s", words.Hidden(&r.Results[i])))
		case r.Plan.SweepsSizes():
			p.row(r.Results[i].Spec.Name, text("%s", words.PaysFrom(&r.Results[i])))
		case r.Plan.Sweeps():
			p.row(r.Results[i].Spec.Name, text("%s", words.Recommended(&r.Results[i])))
		}
		p.outcomes(r, &r.Results[i])
	}
	p.gains(r)
	duration := units.Duration(r.Duration)
	if !r.Plan.Once {
		duration += ", warm-up and filler included"
	}
	p.row("duration", text("%s", duration))
	p.cores(r.Utilisation, words.UtilisedLegs(r))
	for i := range r.Findings {
		f := &r.Findings[i]
		p.row(once(i, "findings"), item("%s%s", about(r, f.Workload), f.Statement))
		if f.Try != "" {
			p.indented(valueColumn+2, coloured(faint, "try: "+f.Try))
		}
	}
	for i, warning := range r.Warnings {
		p.labelled(span{yellow, once(i, "warnings")}, item("%s", warning))
	}
	p.write("\n")
	p.flow(0, []value{coloured(faint, howLatenciesCount(r)+"Intervals hold the true value with the chance shown.")})
}

// howLatenciesCount says from when on the latencies of a report count. A report of
// commands alone has no workers whose latencies could count.
func howLatenciesCount(r *engine.Report) string {
	if slices.ContainsFunc(r.Results, func(result engine.Result) bool { return result.OpenLoop != nil }) {
		return "Latencies of the closed loop count from when a worker was free, those of the open loop from when the request was to begin. "
	}
	if !slices.ContainsFunc(r.Results, func(result engine.Result) bool { return !result.Spec.Single && !result.Spec.SelfParallel }) {
		return ""
	}
	return "Latencies are of a closed loop: a worker starts its next operation when the last one has ended. "
}

// outcomes writes a row for each gating target of a result.
func (p *page) outcomes(report *engine.Report, r *engine.Result) {
	if r.Spec.Single && len(r.Assessments) == 0 && r.Sequential != nil {
		p.row(r.Spec.Name, text("%s%s a run", units.Seconds(r.Sequential.TimePerPass.Value), words.Interval(&r.Sequential.TimePerPass, units.Seconds)))
	}
	for i := range r.Assessments {
		a := &r.Assessments[i]
		if !a.Target.Gates {
			continue
		}
		values := []value{outcome(a).padded(widestOutcome(report))}
		if report.Plan.Schedule == engine.Both {
			values = append(values, text("%s", r.Schedule).padded(len(engine.Concurrent)))
		}
		values = append(values, text("%s", a.Target.String()).padded(8))
		if reached := achieved(r, a); reached != "" {
			if a.Target.Metric == engine.MetricSpeedup {
				reached += words.Interval(r.Speedup, units.Factor)
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
	names, lines := []string{}, []string{}
	for i := range report.Results {
		r := &report.Results[i]
		if r.Sequential == nil || r.Parallel == nil || r.Speedup == nil {
			continue
		}
		name := r.Spec.Name
		if report.Plan.Schedule == engine.Both {
			name += ", " + string(r.Schedule)
		}
		before, after := r.Sequential.TimePerPass.Value, r.Parallel.TimePerPass.Value
		line := units.Seconds(after) + " a pass instead of " + units.Seconds(before)
		if after > before {
			line += ", slower"
		}
		names, lines = append(names, name), append(lines, line)
	}
	widest := 0
	for _, name := range names {
		widest = max(widest, columns(printable(name)))
	}
	for i := range names {
		p.row(once(i, "gains"), text("%s", names[i]).padded(widest), text("%s", lines[i]))
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
