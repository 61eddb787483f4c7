package metrics

import (
	"time"

	"ep-benchmark/engine/stats"
)

// times are durations with their sum. The histogram is made when it is needed: it has 250 KB.
type times struct {
	histogram *stats.Histogram
	sum       time.Duration
}

func (t *times) record(d time.Duration) {
	if t.histogram == nil {
		t.histogram = stats.NewHistogram()
	}
	t.histogram.Record(d)
	t.sum += d
}

// Quantiles describe Count durations.
type Quantiles struct {
	Count         int64
	P50, P95, P99 time.Duration
}

func (t *times) quantiles() Quantiles {
	if t.histogram == nil {
		return Quantiles{}
	}
	h := t.histogram
	return Quantiles{h.Count(), h.Quantile(0.5), h.Quantile(0.95), h.Quantile(0.99)}
}
