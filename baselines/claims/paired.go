package claims

import (
	"errors"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

var errNoRound = errors.New("no round of the experiment has a valid timing of both variants")

// PairedRatio is the ratio of the throughputs of two variants: the Hodges-Lehmann
// median over the rounds in which both have a timing that counts. Several that are
// read from one run share the error.
func PairedRatio(r *engine.Result, variant, reference string, sharing int) (stats.Estimate, error) {
	var ratios []float64
	paired(r, variant, reference, func(v, ref *engine.Sample) {
		ratios = append(ratios, v.Throughput()/ref.Throughput())
	})
	e, ok := stats.OnLogs(ratios, shared(sharing))
	if !ok {
		return e, errNoRound
	}
	return e, nil
}

// PairedDifference is how much longer an item takes in a variant than in a reference,
// in seconds, with one worker.
func PairedDifference(r *engine.Result, variant, reference string) (stats.Estimate, error) {
	var more []float64
	paired(r, variant, reference, func(v, ref *engine.Sample) {
		more = append(more, 1/v.Throughput()-1/ref.Throughput())
	})
	e, ok := stats.Location(more, confidence)
	if !ok {
		return e, errNoRound
	}
	return e, nil
}

// shared is the confidence of each of several intervals that together have the usual
// one.
func shared(sharing int) float64 { return 1 - (1-confidence)/float64(max(1, sharing)) }

// paired passes the legs of two variants that are of the same round.
func paired(r *engine.Result, variant, reference string, pair func(v, ref *engine.Sample)) {
	references := map[int]*engine.Sample{}
	for i := range r.Samples {
		if s := &r.Samples[i]; counts(r, s, reference) {
			references[s.Round] = s
		}
	}
	for i := range r.Samples {
		s := &r.Samples[i]
		if ref := references[s.Round]; ref != nil && counts(r, s, variant) {
			pair(s, ref)
		}
	}
}

// counts tells whether a sample is a timing of a variant that figures rest on.
func counts(r *engine.Result, s *engine.Sample, variant string) bool {
	return string(s.Kind) == variant && s.Timed() && s.Throughput() > 0 && (s.Gate == "" || r.UsesGated)
}

// OfLegs is the estimate of a figure that each leg of a variant has.
func OfLegs(r *engine.Result, variant string, figure func(*engine.Sample) float64) (stats.Estimate, error) {
	var figures []float64
	for i := range r.Samples {
		if s := &r.Samples[i]; counts(r, s, variant) {
			figures = append(figures, figure(s))
		}
	}
	e, ok := stats.OnLogs(figures, confidence)
	if !ok {
		return e, errors.New("no leg of the experiment has this figure")
	}
	return e, nil
}

// DoubtOf says why nothing is claimed of a result's ratios: it rests on legs during
// which the machine was disturbed; "" where it does not.
func DoubtOf(r *engine.Result) string { return doubtOf(r) }

// Only is the result of an experiment with one workload.
func Only(report *engine.Report) (*engine.Result, error) {
	switch {
	case len(report.Results) == 0:
		return nil, errors.New("the experiment measured nothing")
	case report.Results[0].Failure != "":
		return nil, errors.New(report.Results[0].Failure)
	}
	return &report.Results[0], nil
}
