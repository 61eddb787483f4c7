package sysmon

import (
	"math"

	"ep-benchmark/engine"
)

// Shares returns the busy share of each core between two readings, 0 to 1 and
// never NaN. It returns nil where nothing is known: the readings have different
// numbers of cores, or no core at all has moved on between them (on Linux a
// core is charged every 10 ms or less).
//
// A single core that has not moved on, or whose counters went backwards, reads
// 0, since two readings hold no better answer. [Sampler] uses the last value.
func Shares(before, after []engine.CoreTime) []float64 {
	if len(before) != len(after) {
		return nil
	}
	shares := make([]float64, len(after))
	told := false
	for i := range after {
		busy, ok := share(before[i], after[i])
		shares[i] = busy
		told = told || ok
	}
	if !told {
		return nil
	}
	return shares
}

// share is one core's busy share between two readings; false where it can't be
// computed. Busy time above the total comes from rounding, or from a corrected
// iowait, and counts as fully busy.
func share(before, after engine.CoreTime) (float64, bool) {
	total := after.Total - before.Total
	busy := after.Busy - before.Busy
	if !(total > 0) || !(busy >= 0) || math.IsInf(total, 0) || math.IsInf(busy, 0) {
		return 0, false
	}
	return min(1, busy/total), true
}
