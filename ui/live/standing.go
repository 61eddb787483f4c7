package live

import (
	"math"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/stats"
)

// measured adds a timing to the band of the speedup and to the latencies.
func (l *Lane) measured(sample engine.Sample) {
	l.estimate()
	l.addLatency(&sample)
}

// estimate computes the band from the rounds that are believed.
func (l *Lane) estimate() {
	speedups, _ := assess.Pairs(l.Samples)
	l.Band = nil
	if band, ok := stats.Sequence(stats.Logs(speedups), assess.Confidence); ok {
		band = band.Map(math.Exp)
		l.Band = &band
	}
}

func (l *Lane) addLatency(sample *engine.Sample) {
	if l.latency == nil {
		l.latency = map[engine.LegKind]*latencies{}
	}
	if l.latency[sample.Kind] == nil {
		l.latency[sample.Kind] = &latencies{}
	}
	l.latency[sample.Kind].pending = append(l.latency[sample.Kind].pending, sample.Latency)
}

// A Standing is a gating target with its outcome so far.
type Standing struct {
	Target  engine.Target
	Outcome engine.Outcome
	// Final says that the rounds are over. Until then the outcome rests on a
	// band that holds however often it is read.
	Final  bool
	Reason string
	// PointOnly says that too few rounds were run for an interval.
	PointOnly bool
}

// Standing is the lane's gating target with its outcome so far; false where it
// has none.
func (l *Lane) Standing() (Standing, bool) {
	if len(l.Variants) > 0 && l.Result == nil {
		return Standing{}, false // a sweep decides no target
	}
	if l.Result != nil {
		for _, a := range l.Result.Assessments {
			if a.Target.Gates {
				return Standing{Target: a.Target, Outcome: a.Outcome, Final: true, Reason: a.Reason, PointOnly: a.PointOnly}, true
			}
		}
		return Standing{}, false
	}
	for _, target := range l.Spec.Targets {
		if target.Gates && l.once { // nothing that is still to come can decide it
			return Standing{Target: target, Outcome: engine.NotMeasured, Final: true}, true
		}
		if target.Gates {
			return Standing{Target: target, Outcome: l.soFar(target)}, true
		}
	}
	return Standing{}, false
}

// soFar is the outcome while the run is on.
func (l *Lane) soFar(target engine.Target) engine.Outcome {
	band := l.Band
	if target.Metric == engine.MetricTime {
		band = l.timeBand()
	}
	failures := l.Failures()
	switch {
	case l.limit.Exceeded(failures.Unfinished(), failures.Ended()):
		return engine.Failing
	case band == nil || band.Interval == nil:
		return engine.NotMeasured
	case target.Metric == engine.MetricSpeedup && band.Interval.Low > target.Bound,
		target.Metric == engine.MetricTime && band.Interval.High < target.Bound:
		return engine.Met
	case target.Metric == engine.MetricSpeedup && band.Interval.High <= target.Bound,
		target.Metric == engine.MetricTime && band.Interval.Low >= target.Bound:
		return engine.Missed
	}
	return engine.Unclear
}

// Failures are the operations of the measured legs that are over: the
// result's, or those so far while the run is on.
func (l *Lane) Failures() engine.OperationTotal {
	if l.Result != nil {
		return l.Result.Operations
	}
	return l.operations
}

// Time is the best estimate of the sequential time of a pass in seconds: the
// result's, or a band that holds however often it is read while the run is on;
// false where there is none.
func (l *Lane) Time() (stats.Estimate, bool) {
	if l.Result != nil {
		if l.Result.Sequential == nil {
			return stats.Estimate{}, false
		}
		return l.Result.Sequential.TimePerPass, true
	}
	if band := l.timeBand(); band != nil {
		return *band, true
	}
	return stats.Estimate{}, false
}

// timeBand is the band of the sequential time of a pass.
func (l *Lane) timeBand() *stats.Estimate {
	var times []float64
	believed := assess.Believed(l.Samples)
	for i := range believed {
		if s := &believed[i]; s.Timed() && s.Kind == engine.Sequential {
			times = append(times, s.TimePerPass())
		}
	}
	band, ok := stats.Sequence(stats.Logs(times), assess.Confidence)
	if !ok {
		return nil
	}
	band = band.Map(math.Exp)
	return &band
}

// Speedup is the best estimate of the speedup: the result's, or the band's
// while the run is on; false where there is none.
func (l *Lane) Speedup() (stats.Estimate, bool) {
	switch {
	case l.Result != nil && l.Result.Speedup != nil:
		return *l.Result.Speedup, true
	case l.Result == nil && l.Band != nil:
		return *assess.Bounded(l.Band, l.ceiling), true
	}
	return stats.Estimate{}, false
}

// Rate is the throughput of the legs of a kind: the result's, or the last leg's
// while the run is on. Work that is carried out once has no last leg. There it
// is what succeeded so far over the time it took.
func (l *Lane) Rate(kind engine.LegKind) (float64, bool) {
	if l.once && l.underWay {
		rate := l.succeeding()
		return rate, kind == l.leg.Kind && rate > 0
	}
	figures, last := (*engine.LegFigures)(nil), &l.Sequential
	if l.Result != nil {
		figures = l.Result.Sequential
	}
	if kind == engine.Parallel {
		last = &l.Parallel
		if l.Result != nil {
			figures = l.Result.Parallel
		}
	}
	if figures != nil {
		return figures.Throughput, true
	}
	return last.Throughput(), last.Passes > 0
}
