package stats

import (
	"fmt"
	"time"

	"github.com/HdrHistogram/hdrhistogram-go"
)

// digits is how many significant decimal digits a histogram keeps.
const digits = 3

// Encode renders the histogram in HdrHistogram's own interchange form (V2,
// compressed, base64).
func (h *Histogram) Encode() (string, error) {
	text, err := h.library().Encode(hdrhistogram.V2CompressedEncodingCookieBase)
	return string(text), err
}

// library is the histogram as the library has it.
func (h *Histogram) library() *hdrhistogram.Histogram {
	counts := make([]int64, pages*half)
	for i, p := range h.pages {
		if p != nil {
			copy(counts[i*half:], p[:])
		}
	}
	return hdrhistogram.Import(&hdrhistogram.Snapshot{
		LowestTrackableValue: 1, HighestTrackableValue: int64(longest), SignificantFigures: digits, Counts: counts,
	})
}

// DecodeHistogram reads what Encode has written. The counts of a histogram with other
// buckets, which another program may have written, go to the buckets here that hold
// the highest values of theirs.
func DecodeHistogram(text string) (*Histogram, error) {
	read, err := hdrhistogram.Decode([]byte(text))
	if err != nil {
		return nil, fmt.Errorf("latency histogram: %w (expected HdrHistogram V2, compressed, in base64)", err)
	}
	h := NewHistogram()
	if read.LowestTrackableValue() == 1 && read.SignificantFigures() == digits {
		for bucket, count := range read.Export().Counts { // quicker than bars, of which there are as many
			if count > 0 {
				value, _ := lowest(bucket)
				h.add(value, count)
			}
		}
		return h, nil
	}
	for _, bar := range read.Distribution() {
		if bar.Count > 0 {
			h.add(time.Duration(bar.To), bar.Count)
		}
	}
	return h, nil
}
