package compare

import (
	"math"

	"ep-benchmark/engine/stats"
)

// Verdict is what may be said of a figure, or of a whole comparison.
type Verdict string

// The verdicts.
const (
	Improved  Verdict = "improved"
	Regressed Verdict = "regressed"
	// Unchanged means shown to lie inside the noise floor. It does not mean that
	// no change was found.
	Unchanged Verdict = "unchanged"
	Unclear   Verdict = "unclear"
	// NotComparable means that the conditions differ, or that the baseline is
	// a claim.
	NotComparable Verdict = "not comparable"
	NoBaseline    Verdict = "no baseline"
)

// A Row compares one figure.
type Row struct {
	Key
	Title string `json:"title"` // of the workload
	Item  string `json:"item"`  // that times are of, singular
	Gates bool   `json:"gates"`

	Now  Values `json:"now"`
	Then Values `json:"then"`

	// Change is how much worse the figure is, as the logarithm of a ratio:
	// below 0 it is better. Test says how sure that is; nil where there was
	// nothing to test with.
	Change float64 `json:"change"`
	Test   *Test   `json:"test,omitempty"`
	Floor  Floor   `json:"floor"`

	Verdict Verdict `json:"verdict"`
	// Reason says in words why, where the verdict alone does not say it all.
	Reason string `json:"reason,omitempty"`
	// Mismatch labels a row that compares runs of different conditions, because
	// the user asked for that.
	Mismatch bool `json:"mismatch,omitempty"`
	// Rerun is the fresh run that had to confirm it; nil where none was made.
	Rerun *Rerun `json:"rerun,omitempty"`
}

// Values are one side's figures of a row: one for each run.
type Values struct {
	Values []float64 `json:"values"`
	// SEs are the standard errors of the values' logs within their runs.
	SEs []float64 `json:"ses"`
	// Center is the geometric mean of the values.
	Center float64 `json:"center"`
	// Band is where one more run would lie with a chance of 95 %, by Student's
	// t on logs; for a single run its own interval. Nil where neither is known.
	Band *stats.Interval `json:"band,omitempty"`
}

// A Test is the comparison's arithmetic, on logarithms, above 0 is worse.
type Test struct {
	// Deviation is the standard deviation over runs, and Degrees are its degrees
	// of freedom. Calibrated says that both come from the calibration, since
	// neither side has two runs.
	Deviation  float64 `json:"deviation"`
	Degrees    float64 `json:"degrees"`
	Calibrated bool    `json:"calibrated,omitempty"`
	// SE is the standard error of the change: Deviation x sqrt(1/m + 1/K), or
	// that of the candidate within its runs where that is larger.
	SE float64 `json:"se"`
	// PWorse and PBetter are the one-sided p-values, adjusted after Holm over
	// the rows that gate.
	PWorse  float64 `json:"p_worse"`
	PBetter float64 `json:"p_better"`
	// Interval is the change's own, unadjusted, at 95 %: unchanged means that
	// it lies inside the floor.
	Interval stats.Interval `json:"interval"`
	// Detectable is the smallest relative change that this comparison would
	// have found with a chance of 95 %: 0.06 is 6 %.
	Detectable float64 `json:"detectable"`
}

// A Rerun is what a fresh run of the workload says.
type Rerun struct {
	Value  float64 `json:"value"`
	SE     float64 `json:"se"` // of its log, within the run
	Change float64 `json:"change"`
	P      float64 `json:"p"` // one-sided, that it is no change in that direction
	Agrees bool    `json:"agrees"`
}

// Tested tells whether the row has a verdict of the four that a test gives.
func (r *Row) Tested() bool {
	switch r.Verdict {
	case Improved, Regressed, Unchanged, Unclear:
		return true
	}
	return false
}

// Ratio is the figure now over the baseline's, by the change; 0 where the two
// were not compared.
func (r *Row) Ratio() float64 {
	switch {
	case r.Change == 0 && r.Test == nil:
		return 0
	case r.Metric.LessIsBetter():
		return math.Exp(r.Change)
	}
	return math.Exp(-r.Change)
}
