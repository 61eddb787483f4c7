package engine

import (
	"math"
	"time"

	"ep-benchmark/engine/stats"
)

// ArrivalCounts is how the arrivals of an open loop went: of operations that are
// to begin at moments that do not depend on how long the others take.
type ArrivalCounts struct {
	Offered int64 `json:"offered"` // meant to begin
	// Skipped are those that did not begin, as all workers were busy at their
	// moments. They are in no latency, and rank as slower than every other.
	Skipped int64 `json:"skipped,omitempty"`
	// Span is from the legs' starts to their last arrivals, as they were meant, and
	// Answered is how many operations had finished well by then. The throughput of such
	// legs also counts the time until the last answers. Span is 0 where none of it is
	// known.
	Span     time.Duration `json:"span_ns,omitempty"`
	Answered int64         `json:"answered,omitempty"`
	// Planned and Rate are arrivals per second from the first to the last one that
	// began: as they were meant, and as they began.
	Planned float64 `json:"planned_per_s"`
	Rate    float64 `json:"rate_per_s"`
	// LateP99 and LateMax are how long after their moments operations began.
	LateP99 time.Duration `json:"late_p99_ns"`
	LateMax time.Duration `json:"late_max_ns"`
}

// AnsweredRate is how many operations a second had finished well by the last arrival;
// false where that is not known.
func (a *ArrivalCounts) AnsweredRate() (float64, bool) {
	if a.Span <= 0 {
		return 0, false
	}
	return float64(a.Answered) / a.Span.Seconds(), true
}

// Add adds another leg's counts. Rates become the means by the number of
// arrivals, and the worst lateness stays.
func (a *ArrivalCounts) Add(b *ArrivalCounts) {
	if all := float64(a.Offered + b.Offered); all > 0 {
		share := float64(b.Offered) / all
		a.Planned += share * (b.Planned - a.Planned)
		a.Rate += share * (b.Rate - a.Rate)
	}
	a.Offered, a.Skipped = a.Offered+b.Offered, a.Skipped+b.Skipped
	a.Span, a.Answered = a.Span+b.Span, a.Answered+b.Answered
	a.LateP99, a.LateMax = max(a.LateP99, b.LateP99), max(a.LateMax, b.LateMax)
}

// Skip adds arrivals that were skipped to the summary of a histogram.
func (l *Latency) Skip(h *stats.Histogram, skipped int64) {
	l.Skipped = skipped
	if skipped == 0 || l.Count == 0 {
		return
	}
	for q, into := range map[float64]*time.Duration{0.50: &l.P50, 0.90: &l.P90, 0.99: &l.P99} {
		*into = 0
		if !l.Beyond(q) {
			*into = h.Quantile(l.rank(q) / float64(l.Count))
		}
	}
}

// rank is which of the operations, counted from the fastest, is at a quantile of
// all that were offered.
func (l *Latency) rank(q float64) float64 { return math.Ceil(q * float64(l.Count+l.Skipped)) }

// Beyond tells that a quantile, 0 to 1, has no number, as it falls among the
// arrivals that were skipped: whatever they would have taken is beyond the slowest
// that is known.
func (l *Latency) Beyond(q float64) bool { return l.Skipped > 0 && l.rank(q) > float64(l.Count) }
