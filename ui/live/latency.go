package live

import (
	"math"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// latencies are those of one kind of leg. Latency merges them when it is
// called.
type latencies struct {
	pending []engine.Latency
	merged  *stats.Histogram
	known   Distribution // of what is merged
}

// Distribution is the latency of all timed legs of a kind so far. It does not
// change when more legs come.
type Distribution struct {
	Count         int64
	P50, P90, P99 time.Duration
	Min, Max      time.Duration
	bars          []bar
}

// A bar is how often a duration was seen. Its logarithm is kept, since a chart
// asks for it at every frame.
type bar struct {
	log   float64
	count int64
}

// Latency returns the distribution of a kind of leg; false before there is a
// leg. It merges what came since the last call.
func (l *Lane) Latency(kind engine.LegKind) (Distribution, bool) {
	all := l.latency[kind]
	if all == nil {
		return Distribution{}, false
	}
	if len(all.pending) > 0 {
		all.merge()
	}
	return all.known, all.known.Count > 0
}

func (l *latencies) merge() {
	if l.merged == nil {
		l.merged = stats.NewHistogram()
	}
	for _, one := range l.pending {
		if h, err := stats.DecodeHistogram(one.Histogram); err == nil && one.Count > 0 {
			l.merged.Merge(h)
		}
	}
	l.pending = nil
	l.known = distribution(l.merged)
}

func distribution(h *stats.Histogram) Distribution {
	d := Distribution{
		Count: h.Count(), P50: h.Quantile(0.5), P90: h.Quantile(0.9), P99: h.Quantile(0.99),
		Min: h.Min(), Max: h.Max(),
	}
	h.Each(func(value time.Duration, count int64) {
		d.bars = append(d.bars, bar{math.Log(float64(value)), count})
	})
	return d
}

// Buckets divides the time from low to high into n buckets, equally wide on a
// log scale, and counts the operations in each.
func (d Distribution) Buckets(low, high time.Duration, n int) []int64 {
	counts := make([]int64, max(n, 0))
	if n <= 0 || low <= 0 || high <= low {
		return counts
	}
	from := math.Log(float64(low))
	perBucket := float64(n) / (math.Log(float64(high)) - from)
	for _, b := range d.bars {
		at := int(max((b.log-from)*perBucket, 0)) // of a logarithm of 0 too
		counts[min(at, n-1)] += b.count
	}
	return counts
}
