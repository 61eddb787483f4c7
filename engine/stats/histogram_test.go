package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/HdrHistogram/hdrhistogram-go"
	"pgregory.net/rapid"

	"ep-benchmark/engine/racebuild"
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
			rank := max(int(math.Ceil(q*float64(len(values))-1e-9)), 1)
			want := float64(values[rank-1])
			if got := float64(h.Quantile(q)); math.Abs(got-want) > 0.001*want+1 {
				t.Fatalf("quantile %v is %v: expected %v to three digits", q, got, want)
			}
		}
	})
}

// TestQuantilesAreNearestRank compares every percentile that is printed with a
// sort of the same durations, for every number of them up to 2,000.
func TestQuantilesAreNearestRank(t *testing.T) {
	racebuild.SkipSequential(t)
	random := rand.New(rand.NewPCG(1, 2))
	h := NewHistogram()
	var sorted []int64
	for n := 1; n <= 2000; n++ {
		// Below 2048 ns each duration has a bucket of its own, so that the answer is
		// exact; distinct durations distinguish neighbouring ranks.
		h.Reset()
		sorted = sorted[:0]
		for _, v := range random.Perm(2048)[:n] {
			h.Record(time.Duration(v))
			sorted = append(sorted, int64(v))
		}
		slices.Sort(sorted)
		for _, percent := range []int{1, 5, 7, 25, 29, 50, 57, 58, 75, 90, 95, 99, 100} {
			rank := (percent*n + 99) / 100
			if got := int64(h.Quantile(float64(percent) / 100)); got != sorted[rank-1] {
				t.Fatalf("p%d of %d durations is %d: the sorted ones have %d at rank %d", percent, n, got, sorted[rank-1], rank)
			}
		}
		if got := int64(h.Quantile(0.999)); got != sorted[(999*n+999)/1000-1] {
			t.Fatalf("p99.9 of %d durations is %d: expected %d", n, got, sorted[(999*n+999)/1000-1])
		}
	}
}

// TestOneStallIsTheP99Of80 is a leg of 80 operations of which one stalled.
func TestOneStallIsTheP99Of80(t *testing.T) {
	h := NewHistogram()
	for range 79 {
		h.Record(100 * time.Millisecond)
	}
	h.Record(1100 * time.Millisecond)
	if got := h.Quantile(0.99); got < 1100*time.Millisecond || got > 1102*time.Millisecond {
		t.Errorf("p99 is %v: expected 1.1 s, the 80th of 80", got)
	}
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

// TestHistogramIsTheLibrarys compares every figure with the library's, for the same
// durations.
func TestHistogramIsTheLibrarys(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		durations := rapid.SliceOf(rapid.OneOf(rapid.Int64Range(-1, 5000), rapid.Int64Range(0, int64(2*time.Second)), rapid.Int64Range(0, 3*int64(longest))))
		h, other, library := NewHistogram(), NewHistogram(), hdrhistogram.New(1, int64(longest), digits)
		outside := int64(0)
		record := func(into *Histogram, d int64) {
			into.Record(time.Duration(d))
			if library.RecordValue(d) != nil {
				outside++
			}
		}
		for _, d := range durations.Draw(t, "durations") {
			record(h, d)
		}
		for _, d := range durations.Draw(t, "merged") {
			record(other, d)
		}
		h.Merge(other)
		if !h.library().Equals(library) || h.Count() != library.TotalCount() || h.OutOfRange() != outside {
			t.Fatalf("%d counted and %d out of range, by the library %d and %d", h.Count(), h.OutOfRange(), library.TotalCount(), outside)
		}
		for _, q := range []float64{0, 0.01, 0.5, 0.9, 0.99, 1} {
			percentile := 0.0
			if q > 0 && h.Count() > 0 { // the library rounds the rank to the nearest whole number, and gives back a whole rank
				percentile = 100 * float64(nearestRank(q, h.Count())) / float64(h.Count())
			}
			if got, want := h.Quantile(q), time.Duration(library.ValueAtPercentile(percentile)); got != want {
				t.Fatalf("quantile %v is %v, by the library %v", q, got, want)
			}
		}
		if got, want := h.Mean(), time.Duration(library.Mean()); got != want {
			t.Fatalf("the mean is %v, by the library %v", got, want)
		}
		if h.Min() != time.Duration(library.Min()) || h.Max() != time.Duration(library.Max()) {
			t.Fatalf("%v to %v, by the library %v to %v", h.Min(), h.Max(), time.Duration(library.Min()), time.Duration(library.Max()))
		}
	})
}

// TestEachIsTheDistribution compares the values with the library's, over the whole
// range.
func TestEachIsTheDistribution(t *testing.T) {
	h := NewHistogram()
	for d := time.Duration(0); d <= longest; d += d/700 + 1 {
		h.Record(d)
	}
	type bar struct{ value, count int64 }
	var want, got []bar
	for _, b := range h.library().Distribution() {
		if b.Count > 0 {
			want = append(want, bar{b.To, b.Count})
		}
	}
	h.Each(func(value time.Duration, count int64) { got = append(got, bar{int64(value), count}) })
	if !slices.Equal(got, want) {
		t.Errorf("Each visits %d values, Distribution has %d, or others", len(got), len(want))
	}
}

// The counts of a histogram with other buckets keep their values to its precision.
func TestDecodeAnothersHistogram(t *testing.T) {
	other := hdrhistogram.New(1, int64(time.Hour), 2)
	for _, d := range []time.Duration{5, time.Millisecond, 2 * time.Second, 50 * time.Minute} {
		if err := other.RecordValues(int64(d), 3); err != nil {
			t.Fatal(err)
		}
	}
	text, err := other.Encode(hdrhistogram.V2CompressedEncodingCookieBase)
	if err != nil {
		t.Fatal(err)
	}
	h, err := DecodeHistogram(string(text))
	if err != nil {
		t.Fatal(err)
	}
	if h.Count() != 9 || h.OutOfRange() != 3 || h.Min() != 5 {
		t.Errorf("%d counted, %d out of range, from %v on", h.Count(), h.OutOfRange(), h.Min())
	}
	if most := h.Max(); most < 2*time.Second || most > 2020*time.Millisecond {
		t.Errorf("the longest is %v: expected 2 s to two digits", most)
	}
}
