package diagnose

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// failures reports which errors operations ended with, over all legs. Legs with
// an error have no valid timing, so this comes before what the times show. Where all
// errors are refusals, [refusals] reports them instead. Work that is carried
// out once goes on after failures, which are listed elsewhere.
func failures(report *engine.Report, r *engine.Result) []engine.Finding {
	o := &r.Operations
	failed, begun := o.Unfinished(), o.Finished+o.Unfinished()
	if failed == 0 || report.Plan.Once || len(o.Errors) == 1 && o.Errors[0].Kind == "rate limited" {
		return nil
	}
	f := engine.Finding{
		Statement: fmt.Sprintf("%d of %d operations failed", failed, begun),
		Try:       "look at these errors first: a leg in which an operation failed has no valid timing",
		Evidence: []engine.Figure{
			{Name: "operations that failed", Value: float64(failed), Source: "all legs"},
			{Name: "operations", Value: float64(begun), Source: "all legs"},
		},
	}
	var kinds []string
	for _, e := range o.Errors {
		kinds = append(kinds, fmt.Sprintf("%d with %q", e.Count, e.Kind))
		f.Evidence = append(f.Evidence, engine.Figure{Name: "errors: " + e.Kind, Value: float64(e.Count), Source: "all legs"})
	}
	if len(kinds) > mostKinds {
		kinds = append(kinds[:mostKinds], fmt.Sprintf("others of %d kinds", len(kinds)-mostKinds))
	}
	if len(kinds) > 0 {
		f.Statement += ": " + strings.Join(kinds, ", ") + "; the first: " + o.Errors[0].Message
	}
	return []engine.Finding{f}
}

// mostKinds is how many kinds of errors a sentence has room for.
const mostKinds = 3

// refusals counts answers 429 over all legs. Legs of which every request was
// refused have no valid timing, but they count here.
func refusals(r *engine.Result) []engine.Finding {
	limited, requests, repeated := int64(0), int64(0), int64(0)
	slept, busy, timed := 0.0, 0.0, false
	for i := range r.Samples {
		if w := r.Samples[i].Evidence.Wire; w != nil {
			limited += w.RateLimited
			requests += w.Requests
			repeated += w.Repeated
			slept += w.Slept.Seconds()
			busy += r.Samples[i].Busy.Seconds()
			timed = timed || w.Slept > 0 && r.Samples[i].Timed()
		}
	}
	if limited == 0 {
		return nil
	}
	f := engine.Finding{
		Statement: fmt.Sprintf("a rate limit: the server refused %d of %d requests as too many (HTTP 429)", limited, requests),
		Try:       "use fewer workers, or a key with a higher limit",
		Evidence: []engine.Figure{
			{Name: "answers 429", Value: float64(limited), Source: "wire, all legs"},
			{Name: "requests", Value: float64(requests), Source: "wire, all legs"},
		},
	}
	if slept > 0 && busy > 0 {
		f.Statement += fmt.Sprintf("; %d were sent again, and workers held back for %s of the time inside operations", repeated, units.PercentTo(slept/busy, 0))
		if !timed {
			f.Statement += ": those legs have no valid timing"
		}
		f.Evidence = append(f.Evidence,
			engine.Figure{Name: "requests sent again", Value: float64(repeated), Source: "wire, all legs"},
			engine.Figure{Name: "held back", Value: slept, Unit: "s", Source: "client, all legs, summed over workers"},
			engine.Figure{Name: "held back / inside operations", Value: slept / busy, Unit: "share", Source: "client and workers' clocks, all legs"})
	}
	return []engine.Finding{f}
}

// shortOfCPU reports that this process used up the CPUs that it may use, over
// all parallel legs.
func shortOfCPU(report *engine.Report) []engine.Finding {
	cpu, wall := 0.0, 0.0
	for i := range report.Results {
		s := &side{}
		s.add(report, &report.Results[i])
		for _, l := range s.parallel {
			cpu += l.Evidence.Process.CPU().Seconds()
			wall += l.Makespan.Seconds()
		}
	}
	capacity := float64(report.Host.CPUs())
	if wall <= 0 || cpu/wall < saturation*capacity {
		return nil
	}
	return []engine.Finding{{
		Statement: fmt.Sprintf("during parallel legs this process used %s of the %s CPUs that it has: the client itself was short of CPU",
			digits(cpu/wall), digits(capacity)),
		Evidence: []engine.Figure{
			{Name: "own CPU time / wall", Value: cpu / wall, Unit: "CPUs", Source: "getrusage, parallel legs"},
			{Name: "CPUs", Value: capacity, Unit: "CPUs", Source: "host"},
		},
	}}
}

// interferences reports which workloads the others slow down, the most first.
func interferences(report *engine.Report) []engine.Finding {
	all := slices.Clone(report.Interference)
	slices.SortStableFunc(all, func(a, b engine.Interference) int { return cmp.Compare(b.Factor.Value, a.Factor.Value) })
	var findings []engine.Finding
	for _, i := range all {
		if i.Factor.Interval == nil || i.Factor.Interval.Low < 1.05 {
			continue
		}
		findings = append(findings, engine.Finding{
			Workload:  i.Workload,
			Statement: fmt.Sprintf("%s legs take %sx as long when the other workloads run too", i.Kind, digits(i.Factor.Value)),
			Evidence:  []engine.Figure{{Name: "interference", Value: i.Factor.Value, Unit: "x", Source: "legs of both schedules"}},
		})
	}
	return findings
}
