package trend

import (
	"math"

	"ep-benchmark/baselines/compare"
)

// Latest is how many runs are looked at: the last ones that have a value.
// Changes before them are not reported.
const Latest = 500

// Series is how one metric went over runs.
type Series struct {
	Metric compare.Metric `json:"metric"`
	// Runs is how many runs had a value and were looked at. From is the index of
	// the first of them.
	Runs int `json:"runs"`
	From int `json:"from"`
	// Changes are in the order of the runs.
	Changes []Change `json:"changes,omitempty"`
	// Level is the current one.
	Level Level `json:"level"`
}

// A Change is a run at which a metric went from one level to another.
type Change struct {
	Index int `json:"index"` // of the first run on the new level
	// Before and After are the levels, in the metric's unit: the median of all
	// runs from the change before to this one, and from this one to the next.
	Before float64 `json:"before"`
	After  float64 `json:"after"`
	// Worse is the logarithm of their ratio, above zero where After is the
	// worse one.
	Worse float64 `json:"worse"`
	// PValue is that of Student's two-sided t between the two levels, times
	// the number of places where the runs could have been parted.
	PValue float64 `json:"p_value"`
}

// A Level is what a metric stays at: the median of the runs since a change, or
// of all where there was none.
type Level struct {
	Value float64 `json:"value"` // in the metric's unit; 0 where no run has a value
	Since int     `json:"since"` // index of its first run
	Runs  int     `json:"runs"`  // how many had a value
}

// Of finds the trend of a metric in its values, run by run, oldest first. A run
// without a value (NaN, infinite, or not above zero) is a gap: it is left out,
// and counts in the indices. Changes smaller than the floor, which is relative
// (0.03 is 3 % up, and the same ratio down), are not reported; 0 reports all.
//
// The same values give the same answer. Values times a common factor give the
// same answer, except for the levels.
func Of(metric compare.Metric, values []float64, floor float64) Series {
	h := historyOf(values)
	s := Series{Metric: metric, Runs: len(h.logs)}
	if s.Runs == 0 {
		return s
	}
	firsts, sums := scan(h.logs)
	s.From = h.index[0]
	s.Changes, s.Level = h.settle(metric, sums, firsts, smallest(floor))
	return s
}

// smallest is the smallest change that is reported, on logs.
func smallest(floor float64) float64 {
	if !(floor > 0) {
		return 0
	}
	return math.Log1p(floor)
}
