package stats

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/optimize"
)

// A USL is Gunther's Universal Scalability Law fitted to throughputs:
//
//	X(N) = Rate N / (1 + Contention (N - 1) + Coherence N (N - 1))
//
// Source: N. J. Gunther, "Guerrilla Capacity Planning", Springer 2007, chapter 4.
// Contention (sigma) is the share of the work that workers do one at a time.
// Coherence (kappa) is what keeping workers in agreement costs: only with it does
// the throughput fall again.
type USL struct {
	Rate       float64 `json:"rate"` // of one worker, as fitted
	Contention float64 `json:"contention"`
	Coherence  float64 `json:"coherence"`
	// Residual is the root mean square of ln(measured / fitted).
	Residual float64 `json:"residual"`
	// The intervals are percentiles over rounds that were drawn again with
	// replacement.
	ContentionInterval Interval `json:"contention_interval"`
	CoherenceInterval  Interval `json:"coherence_interval"`
}

const (
	// FewestSizes is the least number of sizes for a fit of three parameters.
	FewestSizes = 6
	// mostResidual is the largest residual of a fit that describes the data.
	mostResidual = 0.10
	// resamples is how often rounds are drawn again for the intervals.
	resamples = 200
)

// Throughput is the fitted throughput of n workers.
func (u *USL) Throughput(n float64) float64 { return u.Rate * n / u.slowdown(n) }

func (u *USL) slowdown(n float64) float64 {
	return 1 + u.Contention*(n-1) + u.Coherence*n*(n-1)
}

// Peak is the number of workers with the most throughput; false where the fitted
// throughput never falls.
func (u *USL) Peak() (float64, bool) {
	if u.Coherence <= 0 || u.Contention >= 1 {
		return 0, false
	}
	return math.Sqrt((1 - u.Contention) / u.Coherence), true
}

// CurveUSL fits the law to the throughputs of rounds by least squares on logs, with
// neither parameter below zero. throughputs[r][i] is that of sizes[i] workers in
// round r; NaN where it was not measured. The error says why there is no fit:
// too few sizes, or a curve that the law does not describe.
func CurveUSL(sizes []int, throughputs [][]float64) (USL, error) {
	if len(sizes) < FewestSizes {
		return USL{}, fmt.Errorf("%d sizes are too few for a fit: expected %d or more", len(sizes), FewestSizes)
	}
	means := meansOnLogs(throughputs, len(sizes))
	if slices.ContainsFunc(means, math.IsNaN) {
		return USL{}, errors.New("a size has no measured round")
	}
	fit := fitLogs(sizes, means, uslStarts())
	if fit.Residual > mostResidual {
		return fit, fmt.Errorf("the law does not describe the curve: measured and fitted throughputs differ by %.0f %%, and at most %.0f %% are expected",
			100*fit.Residual, 100*mostResidual)
	}
	return fit, nil
}

// FitUSL is CurveUSL with intervals of the parameters.
func FitUSL(sizes []int, throughputs [][]float64, confidence float64, seed uint64) (USL, error) {
	fit, err := CurveUSL(sizes, throughputs)
	if err != nil {
		return fit, err
	}
	random := rand.New(rand.NewPCG(seed, 0))
	var contentions, coherences []float64
	again := make([][]float64, len(throughputs))
	near := [][]float64{{math.Sqrt(fit.Contention) + 0.01, math.Sqrt(fit.Coherence) + 0.001}}
	for range resamples {
		for r := range again {
			again[r] = throughputs[random.IntN(len(throughputs))]
		}
		if means := meansOnLogs(again, len(sizes)); !slices.ContainsFunc(means, math.IsNaN) {
			one := fitLogs(sizes, means, near)
			contentions, coherences = append(contentions, one.Contention), append(coherences, one.Coherence)
		}
	}
	fit.ContentionInterval = percentiles(contentions, confidence)
	fit.CoherenceInterval = percentiles(coherences, confidence)
	return fit, nil
}

// meansOnLogs is the mean of each size's logarithms over the rounds that have
// one; NaN for a size without.
func meansOnLogs(throughputs [][]float64, sizes int) []float64 {
	means := make([]float64, sizes)
	for i := range means {
		sum, n := 0.0, 0
		for _, round := range throughputs {
			if x := round[i]; x > 0 {
				sum, n = sum+math.Log(x), n+1
			}
		}
		means[i] = sum / float64(n)
	}
	return means
}

// fitLogs fits the law to one logarithm of the throughput for each size, from the
// given starts. For given parameters the best rate is known in closed form, so
// two are searched. They are squares, which keeps them at zero or above.
func fitLogs(sizes []int, logs []float64, starts [][]float64) USL {
	terms := make([]float64, len(sizes))
	at := func(x []float64) USL {
		u := USL{Contention: x[0] * x[0], Coherence: x[1] * x[1]}
		mean := 0.0
		for i, n := range sizes {
			terms[i] = logs[i] - math.Log(float64(n)/u.slowdown(float64(n)))
			mean += terms[i] / float64(len(sizes))
		}
		squares := 0.0
		for _, term := range terms {
			squares += (term - mean) * (term - mean)
		}
		u.Rate, u.Residual = math.Exp(mean), math.Sqrt(squares/float64(len(sizes)))
		return u
	}
	best := at([]float64{0, 0})
	for _, start := range starts {
		found, err := optimize.Minimize(optimize.Problem{Func: func(x []float64) float64 { return at(x).Residual }}, start, searching(), &optimize.NelderMead{SimplexSize: 0.02})
		if found == nil || err != nil && found.X == nil {
			continue
		}
		if one := at(found.X); one.Residual < best.Residual {
			best = one
		}
	}
	// A search ends close to the boundary and not on it, so a parameter is zero
	// where that fits as well.
	const same = 1e-4 // of the residual, on logs
	for _, x := range [][]float64{{0, 0}, {math.Sqrt(best.Contention), 0}, {0, math.Sqrt(best.Coherence)}} {
		if one := at(x); one.Residual <= best.Residual+same {
			return one
		}
	}
	return best
}

// searching bounds a search: it ends when 15 steps in a row bring nothing.
func searching() *optimize.Settings {
	return &optimize.Settings{
		FuncEvaluations: 250,
		Converger:       &optimize.FunctionConverge{Absolute: 1e-7, Iterations: 15},
	}
}

// uslStarts are near no, little and much contention: the search is local.
func uslStarts() [][]float64 { return [][]float64{{0.05, 0.005}, {0.3, 0.01}, {0.7, 0.05}} }

// percentiles is the interval that holds the middle share of the samples.
func percentiles(samples []float64, confidence float64) Interval {
	if len(samples) == 0 {
		return Interval{}
	}
	slices.Sort(samples)
	return Interval{
		Low: quantile(samples, (1-confidence)/2), High: quantile(samples, (1+confidence)/2),
		Confidence: confidence, Method: "bootstrap over rounds",
	}
}
