package diagnose

import (
	"math"
	"slices"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// readings are the evidence of legs of one kind: of each reading the median
// over the legs that have it. NaN stands for what none has.
type readings [readingCount]float64

func (r *readings) known(which ...reading) bool {
	for _, w := range which {
		if math.IsNaN(r[w]) {
			return false
		}
	}
	return true
}

// or is a reading, or what stands in for one that is not known.
func (r *readings) or(which reading, otherwise float64) float64 {
	if r.known(which) {
		return r[which]
	}
	return otherwise
}

func read(legs []leg) readings {
	var all readings
	for i := range catalogue {
		all[i] = middle(&catalogue[i], legs)
	}
	return all
}

func middle(s *source, legs []leg) float64 {
	var values []float64
	sum := 0.0
	for _, l := range legs {
		if value, ok := s.read(l); ok && !math.IsNaN(value) && !math.IsInf(value, 0) {
			values = append(values, value)
			sum += value
		}
	}
	switch {
	case len(values) == 0:
		return math.NaN()
	case s.mean:
		return sum / float64(len(values))
	}
	return stats.Median(values)
}

// A side is one workload's legs over one or several runs, by kind, and where
// they ran.
type side struct {
	sequential, parallel []leg
	result               *engine.Result         // of the last run
	profile              *engine.ProfileSummary // of parallel legs, of the last run that has one
	host                 engine.Host            // of the last run
	serial               []float64              // Karp and Flatt's fractions, one for each run
	joined               bool                   // other workloads asked servers meanwhile
}

// sideOf gathers a workload's legs. Under both schedules the last one's count,
// as in a comparison.
func sideOf(reports []*engine.Report, workload string) *side {
	s := &side{}
	for _, report := range reports {
		schedules := report.Plan.Schedules()
		for i := range report.Results {
			if r := &report.Results[i]; r.Spec.Name == workload && r.Schedule == schedules[len(schedules)-1] {
				s.add(report, r)
			}
		}
	}
	return s
}

// add takes a result's legs in. It skips legs without a valid timing, since they
// are no evidence of what takes time. It takes gated ones only where the
// figures rest on them too.
func (s *side) add(report *engine.Report, r *engine.Result) {
	s.result, s.host, s.joined = r, report.Host, s.joined || joined(report, r)
	if p := profileOf(r); p != nil {
		s.profile = p
	}
	if r.SerialFraction != nil {
		s.serial = append(s.serial, *r.SerialFraction)
	}
	for i := range r.Samples {
		sample := &r.Samples[i]
		if !sample.Timed() || sample.Gate != "" && !r.UsesGated {
			continue
		}
		l := leg{sample, float64(sample.Passes) * float64(max(r.Spec.Size, 1)), float64(report.Host.CPUs()), longestOf(sample)}
		if sample.Kind == engine.Parallel {
			s.parallel = append(s.parallel, l)
		} else {
			s.sequential = append(s.sequential, l)
		}
	}
}

// joined tells whether other workloads ask servers while one is measured.
func joined(report *engine.Report, r *engine.Result) bool {
	if r.Schedule != engine.Concurrent {
		return false
	}
	return slices.ContainsFunc(report.Results, func(other engine.Result) bool {
		return other.Schedule == r.Schedule && other.Spec.Name != r.Spec.Name && slices.ContainsFunc(other.Samples, func(s engine.Sample) bool {
			return s.Evidence.Wire != nil && s.Evidence.Wire.Requests > 0
		})
	})
}
