package trend

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

const (
	// lookError is the error of one look. That of a whole history looked at
	// after each run follows from it by simulation.
	lookError = 2e-4
	// settledRuns is the shortest stretch between two changes: what fewer runs
	// hold is drawn in as spikes.
	settledRuns = 4
	// newestRuns is the shortest stretch after the last change.
	newestRuns = 3
	// leastVariance keeps figures that repeat to the last digit from showing
	// every rounding as a change: no noise is below a millionth.
	leastVariance = 1e-12
)

// sums are those of the first runs of a history, by their number, and of
// their squares: of any stretch they give the variance by subtraction.
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

// part finds it, with at least so many runs before and after. Where the stretch
// is too short the p-value is 1.
func (s sums) part(whole stretch, before, after int) parting {
	places := whole.runs() - before - after + 1
	if places < 1 {
		return parting{whole.first, 1}
	}
	at, between := s.clearest(whole, whole.first+before, whole.end-after)
	return parting{at, min(1, float64(places)*s.pValue(whole, between))}
}

// clearest is the place, from one to another, with the most variation between
// its two sides, and that variation: the t is largest there too.
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
		return 1 // nothing to be found, and this is nearly always so
	}
	return 2 * distuv.StudentsT{Sigma: 1, Nu: n - 2}.Survival(t)
}
