package export

import (
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// A legFigure is what a format with a flat list of figures has of one kind of leg.
type legFigure struct {
	workload string // the title, with the schedule where there are two
	legs     string // "sequential", "parallel", or a variant's name
	workers  int
	legCount int
	item     string
	pass     *stats.Estimate // seconds per pass; nil for a variant, whose amount of work may differ
	rate     stats.Estimate  // items per second; without an interval where the report has none
	latency  *engine.Latency
}

// name is the figure's own in a list.
func (f *legFigure) name() string { return f.workload + ", " + f.legs }

// figuresOf are the figures of all workloads of a report.
func figuresOf(report *engine.Report) []legFigure {
	var all []legFigure
	for i := range report.Results {
		r := &report.Results[i]
		title := nameOf(report, r)
		for _, kind := range []struct {
			legs    string
			workers int
			of      *engine.LegFigures
		}{{string(engine.Sequential), 1, r.Sequential}, {string(engine.Parallel), r.Workers, r.Parallel}} {
			if kind.of != nil {
				all = append(all, legFigure{
					title, kind.legs, kind.workers, kind.of.Legs, r.Spec.Item,
					&kind.of.TimePerPass, rateOf(kind.of), &kind.of.Latency,
				})
			}
		}
		for j := range r.Variants {
			v := &r.Variants[j]
			if v.Legs > 0 {
				all = append(all, legFigure{title, oneLine(v.Name), variantWorkers(r, v), v.Legs, r.Spec.Item, nil, v.Throughput, &v.Latency})
			}
		}
	}
	return all
}

// rateOf is the throughput of a kind of leg, with the interval that belongs to that of
// its time: throughput is items / time.
func rateOf(f *engine.LegFigures) stats.Estimate {
	rate := stats.Estimate{Value: f.Throughput, N: f.TimePerPass.N}
	if i := f.TimePerPass.Interval; i != nil && i.Low > 0 && i.High > 0 {
		items := f.Throughput * f.TimePerPass.Value
		rate.Interval = &stats.Interval{Low: items / i.High, High: items / i.Low, Confidence: i.Confidence, Method: i.Method}
	}
	return rate
}

// variantWorkers are the workers of a variant's legs.
func variantWorkers(r *engine.Result, v *engine.VariantFigures) int {
	if v.Workers > 0 {
		return v.Workers
	}
	return r.Workers
}

// countsAsFigure tells whether the figures rest on a sample.
func countsAsFigure(r *engine.Result, s *engine.Sample) bool {
	return s.Timed() && (s.Gate == "" || r.UsesGated)
}

// identifier makes a name of letters and digits: BulkCreation of bulk-creation.
func identifier(name string) string {
	var b strings.Builder
	begins := true
	for _, c := range oneLine(name) {
		switch {
		case c >= 'a' && c <= 'z' && begins:
			b.WriteRune(c - 'a' + 'A')
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9':
			b.WriteRune(c)
		default:
			begins = true
			continue
		}
		begins = false
	}
	if b.Len() == 0 {
		return "Unnamed"
	}
	return b.String()
}
