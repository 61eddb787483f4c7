// Package diagnose says why a run came out as it did, from the evidence that
// was recorded with it.
//
// Its opinion: no evidence, no finding. A sentence is written only where a
// recorded figure passes a stated bound, it carries that figure, and it claims
// what the figure shows and not what is likely.
package diagnose

import (
	"cmp"
	"fmt"
	"slices"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// Explain looks at one run without a baseline: what held each speedup back
// from its ceiling, and what else its evidence shows. Findings come in the
// order of the report's results.
func Explain(report *engine.Report) []engine.Finding {
	findings := []engine.Finding{}
	for i := range report.Results {
		c := newCase(&report.Results[i])
		under := ""
		if report.Plan.Schedule == engine.Both {
			under = "when " + string(c.result.Schedule) + ", "
		}
		for _, rule := range []func(*legs) *engine.Finding{
			againstCeiling, laterAnswers, connectionWait, freshConnections, rateLimited, serialTail, idleWorkers,
		} {
			if f := rule(c); f != nil {
				f.Workload, f.Statement = c.result.Spec.Name, under+f.Statement
				findings = append(findings, *f)
			}
		}
	}
	if f := saturation(report); f != nil {
		findings = append(findings, *f)
	}
	return append(findings, interferences(report)...)
}

// legs is one workload's timed legs by kind, with medians over them.
type legs struct {
	result               *engine.Result
	sequential, parallel []*engine.Sample
}

func newCase(r *engine.Result) *legs {
	c := &legs{result: r}
	for i := range r.Samples {
		switch s := &r.Samples[i]; {
		case !s.Timed():
		case s.Kind == engine.Parallel:
			c.parallel = append(c.parallel, s)
		default:
			c.sequential = append(c.sequential, s)
		}
	}
	return c
}

// median is that of a figure over legs that have it; false where none has.
func median(samples []*engine.Sample, figure func(*engine.Sample) (float64, bool)) (float64, bool) {
	var figures []float64
	for _, s := range samples {
		if f, ok := figure(s); ok {
			figures = append(figures, f)
		}
	}
	return stats.Median(figures), len(figures) > 0
}

// onWire makes a figure of one that only legs with requests have.
func onWire(figure func(*engine.Sample, *engine.WireEvidence) float64) func(*engine.Sample) (float64, bool) {
	return func(s *engine.Sample) (float64, bool) {
		if s.Evidence.Wire == nil || s.Evidence.Wire.Requests == 0 {
			return 0, false
		}
		return figure(s, s.Evidence.Wire), true
	}
}

// againstCeiling compares the speedup with what arithmetic allows.
func againstCeiling(c *legs) *engine.Finding {
	r := c.result
	if r.Speedup == nil || r.Ceiling.Speedup <= 0 || len(r.Ceiling.Limits) == 0 {
		return nil
	}
	limit := r.Ceiling.Limits[0]
	return &engine.Finding{
		Statement: fmt.Sprintf("the speedup of %sx is %s %% of the ceiling of %sx (%s)",
			digits(r.Speedup.Value), percent(r.Speedup.Value/r.Ceiling.Speedup), digits(r.Ceiling.Speedup), limit.Reason),
		Evidence: []engine.Figure{
			{Name: "speedup", Value: r.Speedup.Value, Source: "paired rounds"},
			{Name: "ceiling", Value: r.Ceiling.Speedup, Source: limit.Name},
		},
	}
}

// laterAnswers tells when the server answers later under parallel load.
func laterAnswers(c *legs) *engine.Finding {
	firstByte := onWire(func(_ *engine.Sample, w *engine.WireEvidence) float64 { return w.FirstByteP50.Seconds() })
	alone, ok1 := median(c.sequential, firstByte)
	loaded, ok2 := median(c.parallel, firstByte)
	if !ok1 || !ok2 || alone <= 0 || loaded < 1.05*alone {
		return nil
	}
	return &engine.Finding{
		Statement: fmt.Sprintf("with requests in parallel the first byte takes %sx as long (%s ms against %s ms alone)",
			digits(loaded/alone), digits(1e3*loaded), digits(1e3*alone)),
		Evidence: []engine.Figure{
			{Name: "first byte, parallel", Value: loaded, Unit: "s", Source: "wire, median of the legs' medians"},
			{Name: "first byte, sequential", Value: alone, Unit: "s", Source: "wire, median of the legs' medians"},
		},
	}
}

// connectionWait tells when workers stand in line for a connection.
func connectionWait(c *legs) *engine.Finding {
	share, ok := median(c.parallel, onWire(func(s *engine.Sample, w *engine.WireEvidence) float64 {
		return w.ConnectionWait.Seconds() / max(s.Busy.Seconds(), 1e-9)
	}))
	if !ok || share < 0.20 {
		return nil
	}
	return &engine.Finding{
		Statement: fmt.Sprintf("workers spent %s %% of their time waiting for a connection", percent(share)),
		Evidence:  []engine.Figure{{Name: "connection wait / busy time", Value: share, Source: "wire, parallel legs"}},
	}
}

// freshConnections tells when connections are not used again.
func freshConnections(c *legs) *engine.Finding {
	reuse, ok := median(c.parallel, onWire(func(_ *engine.Sample, w *engine.WireEvidence) float64 {
		return float64(w.Reused) / float64(w.Requests)
	}))
	if !ok || reuse >= 0.95 {
		return nil
	}
	return &engine.Finding{
		Statement: fmt.Sprintf("only %s %% of the requests went out on a connection used before", percent(reuse)),
		Evidence:  []engine.Figure{{Name: "reused / requests", Value: reuse, Source: "wire, parallel legs"}},
	}
}

// rateLimited counts answers 429 over all legs, timed or not.
func rateLimited(c *legs) *engine.Finding {
	limited, requests := int64(0), int64(0)
	for i := range c.result.Samples {
		if w := c.result.Samples[i].Evidence.Wire; w != nil {
			limited += w.RateLimited
			requests += w.Requests
		}
	}
	if limited == 0 {
		return nil
	}
	return &engine.Finding{
		Statement: fmt.Sprintf("the server refused %d of %d requests as too many (HTTP 429)", limited, requests),
		Evidence: []engine.Figure{
			{Name: "answers 429", Value: float64(limited), Source: "wire, all legs"},
			{Name: "requests", Value: float64(requests), Source: "wire, all legs"},
		},
	}
}

// serialTail tells when a pass's end, which one goroutine does, weighs.
func serialTail(c *legs) *engine.Finding {
	share, ok := median(c.parallel, func(s *engine.Sample) (float64, bool) {
		return s.Finish.Seconds() / s.Makespan.Seconds(), s.Finish > 0 && s.Makespan > 0
	})
	if !ok || share < 0.05 {
		return nil
	}
	return &engine.Finding{
		Statement: fmt.Sprintf("the serial end of each pass takes %s %% of the parallel legs", percent(share)),
		Evidence:  []engine.Figure{{Name: "finish / makespan", Value: share, Source: "parallel legs"}},
	}
}

// idleWorkers tells when there is less to do than workers to do it.
func idleWorkers(c *legs) *engine.Finding {
	active, ok := median(c.parallel, func(s *engine.Sample) (float64, bool) { return float64(s.ActiveWorkers), true })
	if !ok || active >= float64(c.result.Workers) {
		return nil
	}
	return &engine.Finding{
		Statement: fmt.Sprintf("only %s of %d workers had anything to do", digits(active), c.result.Workers),
		Evidence: []engine.Figure{
			{Name: "active workers", Value: active, Source: "parallel legs"},
			{Name: "workers", Value: float64(c.result.Workers), Source: "plan"},
		},
	}
}

// saturation tells when this process used up the CPUs that it may use.
func saturation(report *engine.Report) *engine.Finding {
	cpu, wall := 0.0, 0.0
	for i := range report.Results {
		for _, s := range newCase(&report.Results[i]).parallel {
			cpu += s.Evidence.Process.CPU().Seconds()
			wall += s.Makespan.Seconds()
		}
	}
	capacity := float64(report.Host.CPUs())
	if wall <= 0 || cpu/wall < 0.85*capacity {
		return nil
	}
	return &engine.Finding{
		Statement: fmt.Sprintf("during parallel legs this process used %s of the %s CPUs that it has: the client itself was short of CPU",
			digits(cpu/wall), digits(capacity)),
		Evidence: []engine.Figure{
			{Name: "own CPU time / wall", Value: cpu / wall, Unit: "CPUs", Source: "getrusage, parallel legs"},
			{Name: "CPUs", Value: capacity, Unit: "CPUs", Source: "host"},
		},
	}
}

// interferences tells which workloads the others slow down, the most first.
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
			Evidence:  []engine.Figure{{Name: "interference", Value: i.Factor.Value, Source: "legs of both schedules"}},
		})
	}
	return findings
}
