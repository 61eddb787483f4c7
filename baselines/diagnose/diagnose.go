// Package diagnose says why a run came out as it did, from the evidence that
// was recorded with it.
//
// Its opinion: no evidence, no finding. The time per item is a product of a few
// measured things, so that its growth can be parted by arithmetic. A cause is
// named for a part only where a recorded figure passes a stated bound. The
// sentence carries that figure and the share of the change. What no cause
// explains is reported as unexplained. Rules read what was seen (workers that
// carried something out, requests in flight), and not what was configured.
package diagnose

import (
	"slices"

	"ep-benchmark/engine"
)

// Explain looks at one run without a baseline: what went wrong, what held each
// speedup back from its ceiling, and what else its evidence shows. Findings come
// in the order of the report's results; of each, the largest share first.
func Explain(report *engine.Report) []engine.Finding {
	findings := []engine.Finding{}
	for i := range report.Results {
		r := &report.Results[i]
		under := ""
		if report.Plan.Schedule == engine.Both {
			under = "when " + string(r.Schedule) + ", "
		}
		for _, f := range slices.Concat(failures(report, r), ceiling(report, r), refusals(r), caches(r), stalls(r), barriers(r), databases(r), shortCommands(r), fixedPart(r), startUp(r), fileBound(r)) {
			f.Workload, f.Statement = r.Spec.Name, under+f.Statement
			findings = append(findings, f)
		}
	}
	findings = append(findings, shortOfCPU(report)...)
	return append(findings, interferences(report)...)
}
