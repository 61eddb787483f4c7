package assess

import (
	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// single fills in what follows from the rounds of work without a parallel form: how
// many there are, and which of their times lie apart from the others.
func single(r *engine.Result, samples []engine.Sample) {
	var times []float64
	var rounds []int
	for _, leg := range timed(samples, engine.Sequential) {
		times, rounds = append(times, leg.TimePerPass()), append(rounds, leg.Round)
	}
	r.Rounds = len(rounds)
	for _, i := range stats.Outliers(stats.Logs(times)) {
		r.Outliers = append(r.Outliers, rounds[i])
	}
}

// Range is the time of a pass in the fastest and in the slowest leg of work without
// a parallel form, in seconds, of the legs that the figures are made of.
func Range(r *engine.Result) (fastest, slowest float64) {
	for i, leg := range timed(counting(r), engine.Sequential) {
		t := leg.TimePerPass()
		if i == 0 || t < fastest {
			fastest = t
		}
		slowest = max(slowest, t)
	}
	return fastest, slowest
}

// wholeRounds is the number of rounds of which every leg is a timing.
func wholeRounds(spec *engine.Spec, samples []engine.Sample) int {
	if spec.Single {
		return len(timed(samples, engine.Sequential))
	}
	speedups, _ := pairsOf(samples)
	return len(speedups)
}

// Headline is the figure that a result is about: its speedup, or the time of work
// without a parallel form. It is nil where nothing was measured.
func Headline(r *engine.Result) *stats.Estimate {
	switch {
	case !r.Spec.Single:
		return r.Speedup
	case r.Sequential != nil:
		return &r.Sequential.TimePerPass
	}
	return nil
}
