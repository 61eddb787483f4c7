package claims

import (
	"fmt"
	"math"

	"ep-benchmark/engine/stats"
	"ep-benchmark/engine/units"
)

// mostRounds is the most rounds that are proposed: with more of them the machine and
// not the number of rounds decides.
const mostRounds = 500

// Judge says what an estimate makes of a range: confirmed where the whole interval
// lies within, refuted where it lies outside, else unclear. The reason says why it is
// unclear, and about how many rounds would decide.
func Judge(r Range, e stats.Estimate) (v Verdict, reason string) {
	i := e.Interval
	switch {
	case i == nil:
		return Unclear, fmt.Sprintf("%s have no interval: six or more do", units.Counted(e.N, "round"))
	case !r.Below(i.Low) && !r.Above(i.High):
		return Confirmed, ""
	case r.Below(i.High), r.Above(i.Low):
		return Refuted, ""
	}
	if n := RoundsToDecide(r, e); n > 0 {
		return Unclear, fmt.Sprintf("the interval lies across an edge of %s; about %d rounds in place of %d may decide, if the estimate stays where it is", r.Text, n, e.N)
	}
	return Unclear, fmt.Sprintf("the interval lies across an edge of %s, too close to the estimate for %d rounds to decide", r.Text, mostRounds)
}

// RoundsToDecide is about how many rounds would bring the interval clear of all edges
// of the range, since its width shrinks with the root of their number; 0 where that
// is no number up to 500.
func RoundsToDecide(r Range, e stats.Estimate) int {
	if e.Interval == nil || e.N == 0 {
		return 0
	}
	needed := 0.0
	for _, edge := range []*float64{r.Low, r.High} {
		if edge == nil || *edge <= e.Interval.Low || *edge >= e.Interval.High {
			continue
		}
		reach := e.Interval.High - e.Value
		if *edge < e.Value {
			reach = e.Value - e.Interval.Low
		}
		share := reach / math.Abs(e.Value-*edge)
		needed = max(needed, math.Ceil(float64(e.N)*share*share))
	}
	if !(needed <= mostRounds) || needed == 0 {
		return 0
	}
	return max(e.N+1, int(needed))
}

// Exactly is the estimate of what was counted: it has no error.
func Exactly(f float64) stats.Estimate {
	return stats.Estimate{Value: f, N: 1, Interval: &stats.Interval{Low: f, High: f, Confidence: 1, Method: "counted"}}
}
