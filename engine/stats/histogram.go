package stats

import (
	"fmt"
	"math"
	"time"

	"github.com/HdrHistogram/hdrhistogram-go"
)

const (
	// longest is the longest duration that a histogram holds; longer ones are
	// counted as out of range.
	longest = 10 * time.Minute
	// digits is how many significant decimal digits it keeps.
	digits = 3
)

// A Histogram counts durations by HdrHistogram: any quantile to three digits,
// from a nanosecond to ten minutes. It has no lock; keep one for each worker
// and merge them.
type Histogram struct {
	hdr        *hdrhistogram.Histogram
	outOfRange int64
}

// NewHistogram returns an empty histogram (about 250 KB).
func NewHistogram() *Histogram {
	return &Histogram{hdr: hdrhistogram.New(1, int64(longest), digits)}
}

// Record counts one duration. It counts a duration beyond the range apart,
// since that would be wrong in any bucket.
func (h *Histogram) Record(d time.Duration) {
	if h.hdr.RecordValue(int64(d)) != nil {
		h.outOfRange++
	}
}

// Merge adds another histogram's counts.
func (h *Histogram) Merge(other *Histogram) {
	h.outOfRange += other.outOfRange
	if !other.ours() {
		h.outOfRange += h.hdr.Merge(other.hdr)
		return
	}
	other.Each(func(value time.Duration, count int64) {
		if h.hdr.RecordValues(int64(value), count) != nil {
			h.outOfRange += count
		}
	})
}

// ours tells whether the buckets are those of NewHistogram, whose values are
// known here. Walking them is several times quicker than the library's way.
func (h *Histogram) ours() bool {
	return h.hdr.LowestTrackableValue() == 1 && h.hdr.SignificantFigures() == digits
}

// Reset empties the histogram. It leaves the counts of an empty one as they are.
func (h *Histogram) Reset() {
	if h.Count() > 0 {
		h.hdr.Reset()
	}
	h.outOfRange = 0
}

// Count is the number of durations in range.
func (h *Histogram) Count() int64 { return h.hdr.TotalCount() }

// OutOfRange is the number of durations that were too long to be held.
func (h *Histogram) OutOfRange() int64 { return h.outOfRange }

// Quantile is the nearest-rank quantile: the shortest recorded duration that at
// least q of all durations (q from 0 to 1) do not exceed, to the histogram's
// precision. It is 0 for an empty histogram.
//
// Note: the library rounds the rank to the nearest whole number instead of up,
// and so takes the p99 of 51 to 99 durations to be the second longest.
func (h *Histogram) Quantile(q float64) time.Duration {
	count := h.hdr.TotalCount()
	switch {
	case count == 0:
		return 0
	case q <= 0:
		return time.Duration(h.hdr.ValueAtPercentile(0))
	}
	// The library adds a half and truncates, which gives back a whole rank.
	return time.Duration(h.hdr.ValueAtPercentile(100 * float64(nearestRank(q, count)) / float64(count)))
}

// nearestRank is the rank of a quantile among count samples in ascending order,
// from 1: q x count, rounded up.
func nearestRank(q float64, count int64) int64 {
	const rounding = 1e-6 // 0.07 x 100 is 7.000000000000001 in floating point
	return min(max(int64(math.Ceil(q*float64(count)-rounding)), 1), count)
}

// Min is the shortest duration in range; 0 for an empty histogram.
func (h *Histogram) Min() time.Duration { return h.Quantile(0) }

// Max is the longest duration in range; 0 for an empty histogram.
func (h *Histogram) Max() time.Duration { return h.Quantile(1) }

// Mean is the mean of the durations in range; 0 for an empty histogram.
func (h *Histogram) Mean() time.Duration { return time.Duration(h.hdr.Mean()) }

// Encode renders the histogram in HdrHistogram's own interchange form (V2,
// compressed, base64).
func (h *Histogram) Encode() (string, error) {
	text, err := h.hdr.Encode(hdrhistogram.V2CompressedEncodingCookieBase)
	return string(text), err
}

// DecodeHistogram reads what Encode has written.
func DecodeHistogram(text string) (*Histogram, error) {
	hdr, err := hdrhistogram.Decode([]byte(text))
	if err != nil {
		return nil, fmt.Errorf("latency histogram: %w (expected HdrHistogram V2, compressed, in base64)", err)
	}
	return &Histogram{hdr: hdr}, nil
}

// Each calls visit for every value that was counted, in ascending order, with
// how often it was; values stand for their buckets, to the histogram's
// precision.
func (h *Histogram) Each(visit func(value time.Duration, count int64)) {
	if !h.ours() {
		h.eachOfOthers(visit)
		return
	}
	left := h.Count()
	if left == 0 {
		return
	}
	for i, count := range h.hdr.Export().Counts {
		if count > 0 {
			visit(highest(i), count)
			left -= count
		}
		if left == 0 { // the buckets of longer durations are empty
			return
		}
	}
}

// eachOfOthers walks a histogram that another program has made. Only the
// library knows what its buckets stand for.
func (h *Histogram) eachOfOthers(visit func(value time.Duration, count int64)) {
	for _, bar := range h.hdr.Distribution() {
		if bar.Count > 0 {
			visit(time.Duration(bar.To), bar.Count)
		}
	}
}

// highest is the highest value of one of our buckets. There are 2048 of a
// nanosecond each, and then 1024 for each doubling.
func highest(bucket int) time.Duration {
	const half = 1024
	if bucket < 2*half {
		return time.Duration(bucket)
	}
	doublings := bucket/half - 1
	return time.Duration((bucket%half+half+1)<<doublings - 1)
}

// Clone returns a histogram with the same counts.
func (h *Histogram) Clone() *Histogram {
	return &Histogram{hdr: h.hdr.Clone(), outOfRange: h.outOfRange}
}
