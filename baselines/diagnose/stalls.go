package diagnose

import (
	"fmt"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// A stall is an operation whose duration lies far above the median, where few
// operations are that long. Where more are, they are another mode of the work.
const (
	stallFactor = 5
	stallExcess = 100 * time.Millisecond
	fewStalls   = 0.05
)

// stalls reports a few operations that took much longer than the others, in
// legs of one kind. They move neither the median nor the speedup, so in the
// rest of the report only the maximum shows them.
func stalls(r *engine.Result) []engine.Finding {
	var findings []engine.Finding
	for _, kind := range []engine.LegKind{engine.Sequential, engine.Parallel} {
		durations := latencies(r, kind)
		if f, ok := stalled(durations, kind); ok {
			f.Try = lookForStall(&r.Spec)
			findings = append(findings, f)
		}
	}
	return findings
}

// latencies merges the distributions of the timed legs of a kind.
func latencies(r *engine.Result, kind engine.LegKind) *stats.Histogram {
	merged := stats.NewHistogram()
	for i := range r.Samples {
		s := &r.Samples[i]
		if s.Kind != kind || !s.Timed() || s.Latency.Histogram == "" {
			continue
		}
		if h, err := stats.DecodeHistogram(s.Latency.Histogram); err == nil {
			merged.Merge(h)
		}
	}
	return merged
}

func stalled(durations *stats.Histogram, kind engine.LegKind) (engine.Finding, bool) {
	median := durations.Quantile(0.5)
	least := max(stallFactor*median, median+stallExcess)
	count, shortest := int64(0), time.Duration(0)
	durations.Each(func(value time.Duration, n int64) {
		if value < least {
			return
		}
		if count == 0 {
			shortest = value
		}
		count += n
	})
	if count == 0 || float64(count) > fewStalls*float64(durations.Count()) {
		return engine.Finding{}, false
	}
	longest := durations.Max()
	took := inUnit(longest.Seconds(), "s")
	if count > 1 {
		took = fmt.Sprintf("%s to %s", inUnit(shortest.Seconds(), "s"), took)
	}
	return engine.Finding{
		Statement: fmt.Sprintf("%d of %d operations of the %s legs took %s; the median is %s",
			count, durations.Count(), kind, took, inUnit(median.Seconds(), "s")),
		Evidence: []engine.Figure{
			{Name: "longest operation", Value: longest.Seconds(), Unit: "s", Source: "latency histograms of the legs"},
			{Name: "median operation", Value: median.Seconds(), Unit: "s", Source: "latency histograms of the legs"},
			{Name: "operations that long", Value: float64(count), Source: "latency histograms of the legs"},
			{Name: "operations", Value: float64(durations.Count()), Source: "latency histograms of the legs"},
		},
	}, true
}

// lookForStall is where the cause of a stall may be found. A command's operations are
// whole programs, of which nothing is known, so there is no advice.
func lookForStall(spec *engine.Spec) string {
	switch {
	case spec.Single || spec.SelfParallel:
		return ""
	case spec.Bound == engine.CPUBound:
		return "look for other programs that took the CPU at that time, and for garbage collection of this process"
	}
	return "look for a pause at that time in the server's log: garbage collection, a lock, a queue, a retry"
}
