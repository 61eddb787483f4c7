package claims

import (
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// medianOf is the median latency of a leg in seconds. P50 is the nearest rank, which is
// the lower of the two middle latencies of an even number: it lies below the median, by
// enough to confirm claims on the edge where a leg has few requests.
func medianOf(s *engine.Sample) float64 {
	l := &s.Latency
	if l.Skipped > 0 || l.Histogram == "" { // skipped ones rank above all others
		return l.P50.Seconds()
	}
	h, err := stats.DecodeHistogram(l.Histogram)
	if err != nil {
		return l.P50.Seconds()
	}
	return middle(h).Seconds()
}

// middle is the middle duration of a histogram, or the mean of the two in the middle.
func middle(h *stats.Histogram) time.Duration {
	n := h.Count()
	if n%2 == 1 {
		return h.Quantile(.5)
	}
	return (h.Quantile(.5) + h.Quantile(float64(n/2+1)/float64(max(1, n)))) / 2
}
