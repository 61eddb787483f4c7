package export

import (
	"slices"

	"ep-benchmark/engine"
)

// withLists is the report with every list that a reader may count on: a list
// of nothing is [] in a document, and not null. The report itself stays as it
// is.
func withLists(report engine.Report) engine.Report {
	report.Plan.Workloads = list(report.Plan.Workloads)
	report.Results = list(report.Results)
	report.Findings = list(report.Findings)
	report.Warnings = list(report.Warnings)
	for i := range report.Results {
		r := &report.Results[i]
		r.Spec.Targets = list(r.Spec.Targets)
		r.Ceiling.Limits = list(r.Ceiling.Limits)
		r.Assessments = list(r.Assessments)
		r.Samples = list(r.Samples)
		r.Profiles = slices.Clone(r.Profiles)
		for j := range r.Profiles {
			r.Profiles[j].Functions = list(r.Profiles[j].Functions)
		}
	}
	for i := range report.Findings {
		report.Findings[i].Evidence = list(report.Findings[i].Evidence)
	}
	if report.Utilisation != nil {
		u := *report.Utilisation
		u.Cores = list(u.Cores)
		report.Utilisation = &u
	}
	report.Host.Clusters = slices.Clone(report.Host.Clusters)
	for i := range report.Host.Clusters {
		report.Host.Clusters[i].CPUs = list(report.Host.Clusters[i].CPUs)
	}
	return report
}

// list is a copy that is never nil.
func list[T any](items []T) []T { return append([]T{}, items...) }
