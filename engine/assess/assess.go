// Package assess turns samples into figures and outcomes, purely: the same
// samples give the same answer, now, in a test and after years in a file.
//
// Its opinion: a verdict claims no more than its interval supports. With the
// whole interval beyond the bound it is "met". With the whole interval short of
// it it is "missed". Anything else is "unclear", however good the estimate
// looks.
package assess

import (
	"math"
	"slices"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// Input is what one workload left under one schedule.
type Input struct {
	Spec     engine.Spec
	Schedule engine.Schedule
	Workers  int // of the parallel legs
	CPUs     int // that can compute at once
	// Looks is how many looks the plan declares; 0 and 1 both stand for one. It
	// decides the confidence of the intervals: see [ConfidenceFor].
	Looks int
	Once  bool // the plan carries its work out once
	// Variants and Effects are those of the plan; none stands for the pair. Specs are
	// those of variants that have their own, by the variants' names.
	Variants []engine.Variant
	Effects  []engine.Effect
	Specs    map[string]*engine.Spec
	// FastCPUs are the CPUs of the fastest kind; 0 stands for all.
	FastCPUs int
	Failure  string
	// MaxFailures is how many operations may go wrong; see [engine.Failing].
	MaxFailures engine.FailureLimit
	Samples     []engine.Sample
	// Merged are latencies by variant that are merged already, for a look at a run
	// that is still on: the samples then have none, and a law that is fitted gets no
	// intervals, which take long.
	Merged map[engine.LegKind]engine.Latency
}

// confidence is of each interval that decides something: of each look, and of each
// gating effect of a plan with variants.
func (in *Input) confidence() float64 {
	plan := engine.Plan{Effects: in.Effects}
	return ConfidenceFor(max(in.Looks, 1) * plan.GatingEffects())
}

// Workload derives a workload's result from its samples.
func Workload(in Input) engine.Result {
	kept, gated := slices.Clone(in.Samples), gatedRounds(in.Samples)
	counting, usesGated := enough(&in.Spec, in.Samples, in.confidence())
	in.Samples = counting
	r := engine.Result{
		Spec: in.Spec, Schedule: in.Schedule, Workers: in.Workers, Failure: in.Failure,
		Samples: kept, Gated: len(gated), UsesGated: usesGated,
		Operations: Operations(kept),
		Ceiling:    Ceiling(in.Spec, in.Workers, in.CPUs),
		Sequential: legFigures(in, engine.Sequential),
		Parallel:   legFigures(in, engine.Parallel),
		Parts:      parts(in),
	}
	if r.Samples == nil {
		r.Samples = []engine.Sample{}
	}
	if in.Once {
		once(&r, in.Samples)
		return r
	}
	if len(in.Variants) > 0 {
		in.Samples = kept
		variants(&r, in)
		return r
	}
	if in.Spec.Single {
		single(&r, in.Samples)
	} else {
		speedup(&r, in.Samples, in.confidence())
	}
	for _, target := range in.Spec.Targets {
		r.Assessments = append(r.Assessments, judge(&r, target, in.confidence()))
	}
	failing(&r, in.MaxFailures)
	r.Speedup = Bounded(r.Speedup, r.Ceiling)
	return r
}

// timed returns the timings of one kind of leg.
func timed(samples []engine.Sample, kind engine.LegKind) []*engine.Sample {
	var found []*engine.Sample
	for i := range samples {
		if samples[i].Kind == kind && samples[i].Timed() {
			found = append(found, &samples[i])
		}
	}
	return found
}

func legFigures(in Input, kind engine.LegKind) *engine.LegFigures {
	legs := timed(in.Samples, kind)
	if len(legs) == 0 {
		return nil
	}
	times := make([]float64, len(legs))
	for i, leg := range legs {
		times[i] = leg.TimePerPass()
	}
	estimate, ok := stats.OnLogs(times, in.confidence())
	if !ok {
		return nil
	}
	return &engine.LegFigures{
		Legs: len(legs), TimePerPass: estimate,
		Throughput: float64(in.Spec.PassItems) / estimate.Value,
		Latency:    latency(legs),
	}
}

// latency merges the legs' distributions. It skips a histogram that can't be
// read; the count is lower then.
func latency(legs []*engine.Sample) engine.Latency {
	merged := stats.NewHistogram()
	outOfRange, skipped := int64(0), int64(0)
	for _, leg := range legs {
		outOfRange, skipped = outOfRange+leg.Latency.OutOfRange, skipped+leg.Latency.Skipped
		if h, err := stats.DecodeHistogram(leg.Latency.Histogram); leg.Latency.Count > 0 && err == nil {
			merged.Merge(h)
		}
	}
	l := engine.SummaryOf(merged) // each leg's own histogram is in its sample
	l.OutOfRange += outOfRange
	l.Skip(merged, skipped)
	return l
}

// parts is what each part took in the sequential legs, where a part's time is
// that of its operations, with nothing beside them.
func parts(in Input) []engine.PartFigures {
	var figures []engine.PartFigures
	for i, name := range in.Spec.Parts {
		var times []float64
		items := 0.0
		for _, leg := range timed(in.Samples, engine.Sequential) {
			if leg.Passes < 1 || i >= len(leg.Parts) {
				continue // a sample read from elsewhere
			}
			times = append(times, leg.Parts[i].Busy.Seconds()/float64(leg.Passes))
			items = float64(leg.Parts[i].Items) / float64(leg.Passes)
		}
		if estimate, ok := stats.OnLogs(times, in.confidence()); ok {
			figures = append(figures, engine.PartFigures{Name: name, TimePerPass: estimate, Throughput: items / estimate.Value})
		}
	}
	return figures
}

// Pairs returns the speedup of each round that was not gated and of which both
// legs are timings, and those rounds' numbers.
func Pairs(samples []engine.Sample) (speedups []float64, rounds []int) {
	return pairsOf(Believed(samples))
}

// pairsOf is Pairs of gated rounds, too.
func pairsOf(samples []engine.Sample) (speedups []float64, rounds []int) {
	sequential := map[int]float64{}
	for _, s := range timed(samples, engine.Sequential) {
		sequential[s.Round] = s.TimePerPass()
	}
	for _, s := range timed(samples, engine.Parallel) {
		if before, ok := sequential[s.Round]; ok && s.TimePerPass() > 0 && before > 0 {
			speedups = append(speedups, before/s.TimePerPass())
			rounds = append(rounds, s.Round)
		}
	}
	return speedups, rounds
}

// speedup fills in what follows from the paired rounds of the samples that
// count.
func speedup(r *engine.Result, samples []engine.Sample, confidence float64) {
	speedups, rounds := pairsOf(samples)
	r.Rounds = len(speedups)
	logs := stats.Logs(speedups)
	byRank, ok := stats.Location(logs, confidence)
	if !ok {
		return
	}
	byT, _ := stats.Mean(logs, confidence)
	r.Skewed = stats.Disagree(byRank, byT)
	r.Speedup, r.SpeedupByT = mapped(byRank), mapped(byT)
	for _, i := range stats.Outliers(logs) {
		r.Outliers = append(r.Outliers, rounds[i])
	}

	if r.Workers > 0 {
		efficiency := r.Speedup.Value / float64(r.Workers)
		r.Efficiency = &efficiency
	}
	if f, ok := stats.SerialFraction(r.Speedup.Value, r.Ceiling.Speedup); ok {
		r.SerialFraction = &f
	}
	if r.Spec.SelfParallel {
		return // the time inside operations says nothing about the workers of a command
	}
	var shares []float64
	for _, leg := range timed(samples, engine.Parallel) {
		shares = append(shares, leg.Utilisation())
	}
	share := stats.Median(shares)
	r.Utilisation = &share
}

func mapped(logs stats.Estimate) *stats.Estimate {
	e := logs.Map(math.Exp)
	return &e
}

// Operations totals how the operations of samples ended.
func Operations(samples []engine.Sample) engine.OperationTotal {
	var total engine.OperationTotal
	kinds := map[string]int{}
	for i := range samples {
		o := samples[i].Operations
		total.Planned += o.Planned
		total.Finished += o.Finished
		total.Failed += o.Failed
		total.Panicked += o.Panicked
		total.Hung += o.Hung
		total.Cancelled += o.Cancelled
		for _, e := range samples[i].Errors {
			at, known := kinds[e.Kind]
			if !known {
				kinds[e.Kind] = len(total.Errors)
				total.Errors = append(total.Errors, e)
				continue
			}
			total.Errors[at].Count += e.Count
		}
	}
	if rate, ok := stats.Proportion(total.Unfinished(), total.Ended(), Confidence); ok {
		total.FailureRate, total.FailureInterval = rate.Value, rate.Interval
	}
	slices.SortStableFunc(total.Errors, func(a, b engine.ErrorCount) int {
		if a.Count != b.Count {
			return int(b.Count - a.Count)
		}
		return strings.Compare(a.Kind, b.Kind)
	})
	return total
}
