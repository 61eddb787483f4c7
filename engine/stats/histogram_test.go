package stats

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/HdrHistogram/hdrhistogram-go"
	"pgregory.net/rapid"
)

func TestHistogramQuantiles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Int64Range(1, int64(longest)), 1, 200).Draw(t, "values")
		h := NewHistogram()
		for _, v := range values {
			h.Record(time.Duration(v))
		}
		slices.Sort(values)
		for _, q := range []float64{0.5, 0.9, 0.99, 1} {
			rank := max(int(q*float64(len(values))+0.5), 1)
			want := float64(values[rank-1])
			if got := float64(h.Quantile(q)); math.Abs(got-want) > 0.001*want+1 {
				t.Fatalf("quantile %v is %v: expected %v to three digits", q, got, want)
			}
		}
	})
}

func TestHistogramMergeAndRoundTrip(t *testing.T) {
	a, b := NewHistogram(), NewHistogram()
	for i := range 1000 {
		a.Record(time.Duration(i+1) * time.Microsecond)
		b.Record(time.Duration(i+1) * time.Millisecond)
	}
	b.Record(longest * 2)
	b.Record(-1)
	a.Merge(b)
	if a.Count() != 2000 || a.OutOfRange() != 2 {
		t.Fatalf("%d in range, %d out of it: expected 2000 and 2", a.Count(), a.OutOfRange())
	}
	text, err := a.Encode()
	if err != nil {
		t.Fatal(err)
	}
	back, err := DecodeHistogram(text)
	if err != nil {
		t.Fatal(err)
	}
	if back.Count() != a.Count() || back.Quantile(0.5) != a.Quantile(0.5) || back.Quantile(0.99) != a.Quantile(0.99) || back.Max() != a.Max() {
		t.Error("the decoded histogram differs")
	}
	back.Reset()
	if back.Count() != 0 || back.Quantile(0.5) != 0 || back.Min() != 0 || back.Max() != 0 || back.Mean() != 0 {
		t.Error("an empty histogram must read 0 everywhere")
	}
}

func TestDecodeHistogramRefuses(t *testing.T) {
	for _, text := range []string{"", "x", "HISTFAAAA", strings.Repeat("A", 100)} {
		if _, err := DecodeHistogram(text); err == nil {
			t.Errorf("%q was decoded", text)
		}
	}
}

// TestEachIsTheDistribution holds the quick walk to the library's own, over
// the whole range.
func TestEachIsTheDistribution(t *testing.T) {
	h := NewHistogram()
	for d := time.Duration(0); d <= longest; d += d/700 + 1 {
		h.Record(d)
	}
	type bar struct {
		value time.Duration
		count int64
	}
	var want, got []bar
	h.eachOfOthers(func(value time.Duration, count int64) { want = append(want, bar{value, count}) })
	h.Each(func(value time.Duration, count int64) { got = append(got, bar{value, count}) })
	if !slices.Equal(got, want) {
		t.Errorf("Each visits %d values, Distribution has %d, or others", len(got), len(want))
	}
}

// TestEndsAreTheLibrarys holds that the quick ends are those the library finds
// by walking all buckets.
func TestEndsAreTheLibrarys(t *testing.T) {
	for _, durations := range [][]time.Duration{
		nil, {0}, {1}, {0, 5}, {time.Millisecond}, {3 * time.Microsecond, 2 * time.Second}, {longest}, {7, longest, 123_456_789},
	} {
		h := NewHistogram()
		for _, d := range durations {
			h.Record(d)
		}
		if h.Min() != time.Duration(h.hdr.Min()) || h.Max() != time.Duration(h.hdr.Max()) {
			t.Errorf("of %v: %v to %v, the library says %v to %v", durations, h.Min(), h.Max(), time.Duration(h.hdr.Min()), time.Duration(h.hdr.Max()))
		}
	}
}

// TestMergeIsTheLibrarys holds the quick way to the library's, for histograms
// of ours and of others.
func TestMergeIsTheLibrarys(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		durations := rapid.SliceOf(rapid.Int64Range(-1, int64(2*longest)))
		figures := rapid.SampledFrom([]int{digits, 2}).Draw(t, "figures")
		other := &Histogram{hdr: hdrhistogram.New(1, int64(longest), figures)}
		quick, slow := NewHistogram(), NewHistogram()
		for _, d := range durations.Draw(t, "before") {
			quick.Record(time.Duration(d))
			slow.Record(time.Duration(d))
		}
		for _, d := range durations.Draw(t, "merged") {
			other.Record(time.Duration(d))
		}
		quick.Merge(other)
		slow.outOfRange += other.outOfRange + slow.hdr.Merge(other.hdr)
		if !quick.hdr.Equals(slow.hdr) || quick.outOfRange != slow.outOfRange {
			t.Fatalf("merged to %d and %d out of range, by the library to %d and %d", quick.Count(), quick.outOfRange, slow.Count(), slow.outOfRange)
		}
	})
}
