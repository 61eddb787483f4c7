package assess

import (
	"slices"

	"ep-benchmark/engine"
)

// Side is the report of one configuration of a run in which several took turns:
// that configuration's legs, as the sequential and parallel legs of a run of its
// own. Its workers are those of its parallel legs. Findings and warnings are left to
// the caller.
func Side(report *engine.Report, name string) engine.Report {
	side := *report
	side.Schema = engine.ReportSchema
	side.Results, side.Interference = nil, nil
	side.Plan.Variants, side.Plan.Effects = nil, nil
	side.Findings, side.Warnings = []engine.Finding{}, slices.Clone(report.Warnings)
	for i := range report.Results {
		if r, ok := SideResult(report, &report.Results[i], name); ok {
			side.Results = append(side.Results, r)
			side.Plan.Workers = planned(&report.Plan, name)
		}
	}
	side.Utilisation = Utilisation(side.Results, side.Host)
	side.Quality = Quality(&side)
	return side
}

// planned is the number of workers that the plan gives to a configuration's
// parallel legs; 0 where it is chosen by the workload.
func planned(plan *engine.Plan, name string) int {
	for _, v := range plan.Variants {
		if v.Side == name && v.Half == engine.Parallel {
			return v.Workers
		}
	}
	return 0
}

// SideResult is one workload's result of a configuration, as [Side] has it; false where
// it has none.
func SideResult(report *engine.Report, r *engine.Result, name string) (engine.Result, bool) {
	halves, spec, workers := map[engine.LegKind]engine.LegKind{}, r.Spec, 0
	for i := range r.Variants {
		v := &r.Variants[i]
		if v.Side != name {
			continue
		}
		halves[engine.LegKind(v.Name)] = v.Half
		if v.Spec != nil {
			spec = *v.Spec
		}
		if v.Half == engine.Parallel {
			workers = v.Workers
		}
	}
	if len(halves) == 0 {
		return engine.Result{}, false
	}
	var samples []engine.Sample
	for _, s := range r.Samples {
		if half, own := halves[s.Kind]; own {
			s.Kind = half
			samples = append(samples, s)
		}
	}
	return Workload(Input{
		Spec: spec, Schedule: r.Schedule, Workers: workers, CPUs: report.Host.CPUs(), Failure: r.Failure,
		MaxFailures: report.Plan.MaxFailures, Samples: samples,
	}), true
}
