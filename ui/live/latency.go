package live

import (
	"math"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// latencies are those of one kind of leg, merged when somebody looks.
type latencies struct {
	pending []engine.Latency
	merged  *stats.Histogram
}

// Distribution is the latency of all timed legs of a kind so far.
type Distribution struct {
	Count         int64
	P50, P90, P99 time.Duration
	Min, Max      time.Duration
	histogram     *stats.Histogram
}

// Latency returns the distribution of a kind of leg; false before there is a
// leg. It merges what came since the last call.
func (l *Lane) Latency(kind engine.LegKind) (Distribution, bool) {
	all := l.latency[kind]
	if all == nil {
		return Distribution{}, false
	}
	if all.merged == nil {
		all.merged = stats.NewHistogram()
	}
	for _, one := range all.pending {
		if h, err := stats.DecodeHistogram(one.Histogram); err == nil && one.Count > 0 {
			all.merged.Merge(h)
		}
	}
	all.pending = nil
	h := all.merged
	return Distribution{
		Count: h.Count(), P50: h.Quantile(0.5), P90: h.Quantile(0.9), P99: h.Quantile(0.99),
		Min: h.Min(), Max: h.Max(), histogram: h,
	}, h.Count() > 0
}

// Buckets divides the time from low to high into n buckets, equally wide on a
// log scale, and counts the operations in each.
func (d Distribution) Buckets(low, high time.Duration, n int) []int64 {
	counts := make([]int64, n)
	if d.histogram == nil || n == 0 || low <= 0 || high <= low {
		return counts
	}
	span := math.Log(float64(high) / float64(low))
	d.histogram.Each(func(value time.Duration, count int64) {
		at := int(float64(n) * math.Log(float64(value)/float64(low)) / span)
		counts[min(max(at, 0), n-1)] += count
	})
	return counts
}
