package trend

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

const (
	// lookError is the chance of a false change at one look. The chance for a
	// whole history, looked at after each run, was found by simulation.
	lookError = 2e-4
	// settledRuns is the shortest stretch between two changes: a level of fewer
	// runs is drawn in as spikes.
	settledRuns = 4
	// newestRuns is the shortest stretch after the last change.
	newestRuns = 3
	// leastVariance is a noise of a millionth, the least assumed. Figures that
	// repeat to the last digit would otherwise show every rounding as a change.
	leastVariance = 1e-12
)

// sums are the sums of the first runs of a history, by their number, and of
// their squares. Subtracting two of them gives the variance of a stretch.
type sums struct{ plain, squares []float64 }

func newSums(runs int) sums {
	return sums{make([]float64, runs+1), make([]float64, runs+1)}
}

// put sets a run. Those after it have to be put again.
func (s sums) put(run int, x float64) {
	s.plain[run+1] = s.plain[run] + x
	s.squares[run+1] = s.squares[run] + x*x
}

func (s sums) runs() int { return len(s.plain) - 1 }

// A parting is the place where a stretch is most clearly of two levels.
type parting struct {
	at     int // the first run of the second
	pValue float64
}

// part finds the parting of a stretch, with at least before runs before it and
// after runs after it. Where the stretch is too short the p-value is 1.
func (s sums) part(whole stretch, before, after int) parting {
	places := whole.runs() - before - after + 1
	if places < 1 {
		return parting{whole.first, 1}
	}
	at, between := s.clearest(whole, whole.first+before, whole.end-after)
	return parting{at, min(1, float64(places)*s.pValue(whole, between))}
}

// clearest is the place, in a range, with the most variation between its two
// sides, and that variation. The t is largest there too.
func (s sums) clearest(whole stretch, from, to int) (at int, between float64) {
	runs := float64(whole.runs())
	base := s.plain[whole.first]
	mean := (s.plain[whole.end] - base) / runs
	at = from
	for i := from; i <= to; i++ {
		n := float64(i - whole.first)
		excess := s.plain[i] - base - n*mean
		if b, sizes := excess*excess*runs, n*(runs-n); b > between*sizes {
			at, between = i, b/sizes
		}
	}
	return at, between
}

// pValue is that of Student's two-sided t, from the variation between the two
// levels and that within them.
func (s sums) pValue(whole stretch, between float64) float64 {
	n := float64(whole.runs())
	sum := s.plain[whole.end] - s.plain[whole.first]
	total := s.squares[whole.end] - s.squares[whole.first] - sum*sum/n
	variance := max((total-between)/(n-2), leastVariance)
	t := math.Sqrt(between / variance)
	if t < 3 {
		return 1 // no change; this is the usual case, so the distribution is not evaluated
	}
	return 2 * distuv.StudentsT{Sigma: 1, Nu: n - 2}.Survival(t)
}
