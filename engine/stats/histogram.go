package stats

import (
	"math"
	"math/bits"
	"time"
)

// The buckets are HdrHistogram's for durations from a nanosecond to ten minutes with
// three significant digits: 2048 of a nanosecond each, and then 1024 for each
// doubling, the last of which goes a little beyond (Tene, hdrhistogram.org).
const (
	half  = 1024 // buckets of a doubling
	pages = 31   // of half the buckets each
)

// longest is the longest duration that is asked of a histogram.
const longest = 10 * time.Minute

// beyond is the first duration that no bucket holds: 2^40 ns, 18 minutes.
const beyond = half << (pages - 1)

// A page counts durations in the buckets of one doubling.
type page [half]int64

// A Histogram counts durations by HdrHistogram: any quantile to three digits,
// from a nanosecond to ten minutes. It has no lock; keep one for each worker
// and merge them. The zero value is empty.
//
// It has a page of 8 KB for each doubling in which a duration was counted, instead of
// 250 KB for all of them: a worker's durations lie in one to four.
type Histogram struct {
	pages      [pages]*page
	count      int64
	outOfRange int64
}

// NewHistogram returns an empty histogram.
func NewHistogram() *Histogram { return &Histogram{} }

// bucketOf is the bucket of a duration in range.
func bucketOf(d time.Duration) int {
	doublings := bits.Len64(uint64(d)|(2*half-1)) - bits.Len(2*half-1)
	return int(d>>doublings) + doublings*half
}

// lowest is the lowest value of a bucket, and width how many it has.
func lowest(bucket int) (value time.Duration, width time.Duration) {
	if bucket < 2*half {
		return time.Duration(bucket), 1
	}
	doublings := bucket/half - 1
	return time.Duration(bucket%half+half) << doublings, 1 << doublings
}

// Record counts one duration. It counts a duration beyond the range apart,
// since that would be wrong in any bucket.
func (h *Histogram) Record(d time.Duration) { h.add(d, 1) }

// add counts a duration the given number of times.
func (h *Histogram) add(d time.Duration, count int64) {
	if uint64(d) >= beyond {
		h.outOfRange += count
		return
	}
	bucket := bucketOf(d)
	p := h.pages[bucket/half]
	if p == nil {
		p = new(page)
		h.pages[bucket/half] = p
	}
	p[bucket%half] += count
	h.count += count
}

// Merge adds another histogram's counts.
func (h *Histogram) Merge(other *Histogram) {
	h.outOfRange += other.outOfRange
	h.count += other.count
	for i, p := range other.pages {
		if p == nil {
			continue
		}
		if h.pages[i] == nil {
			h.pages[i] = new(page)
		}
		for j, count := range p {
			h.pages[i][j] += count
		}
	}
}

// Reset empties the histogram. It keeps its memory.
func (h *Histogram) Reset() {
	if h.count > 0 {
		for _, p := range h.pages {
			if p != nil {
				*p = page{}
			}
		}
	}
	h.count, h.outOfRange = 0, 0
}

// Count is the number of durations in range.
func (h *Histogram) Count() int64 { return h.count }

// OutOfRange is the number of durations that were too long to be held.
func (h *Histogram) OutOfRange() int64 { return h.outOfRange }

// each calls visit for every bucket that is not empty, in ascending order, until it
// returns false.
func (h *Histogram) each(visit func(bucket int, count int64) bool) {
	left := h.count
	for i, p := range h.pages {
		if p == nil {
			continue
		}
		for j, count := range p {
			if count == 0 {
				continue
			}
			if !visit(i*half+j, count) {
				return
			}
			if left -= count; left == 0 { // the buckets of longer durations are empty
				return
			}
		}
	}
}

// Quantile is the nearest-rank quantile: the shortest recorded duration that at
// least q of all durations (q from 0 to 1) do not exceed, to the histogram's
// precision. It is the highest value of that duration's bucket, and for q = 0 the
// lowest. It is 0 for an empty histogram.
func (h *Histogram) Quantile(q float64) (at time.Duration) {
	left := nearestRank(q, h.count)
	h.each(func(bucket int, count int64) bool {
		value, width := lowest(bucket)
		if at = value; q > 0 {
			at += width - 1
		}
		left -= count
		return left > 0
	})
	return at
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

// Mean is the mean of the durations in range, each taken for the middle of its
// bucket; 0 for an empty histogram.
func (h *Histogram) Mean() time.Duration {
	mean := 0.0
	h.each(func(bucket int, count int64) bool {
		value, width := lowest(bucket)
		mean += float64(count) * float64(value+width/2) / float64(h.count)
		return true
	})
	return time.Duration(mean)
}

// Each calls visit for every value that was counted, in ascending order, with
// how often it was; values stand for their buckets, to the histogram's
// precision.
func (h *Histogram) Each(visit func(value time.Duration, count int64)) {
	h.each(func(bucket int, count int64) bool {
		value, width := lowest(bucket)
		visit(value+width-1, count)
		return true
	})
}

// Clone returns a histogram with the same counts.
func (h *Histogram) Clone() *Histogram {
	other := NewHistogram()
	other.Merge(h)
	return other
}
