package stats

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/HdrHistogram/hdrhistogram-go"
)

// BenchmarkRecordBesideLibrary records the same durations in a histogram and in the
// library's, in turn, and reports the median ratio of their times.
func BenchmarkRecordBesideLibrary(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	durations := make([]time.Duration, 10_000)
	for i := range durations {
		durations[i] = time.Duration(float64(100*time.Millisecond) * (1 + random.ExpFloat64()/20))
	}
	ours, library := NewHistogram(), hdrhistogram.New(1, int64(longest), digits)
	var ratios, own []float64
	for b.Loop() {
		for range 9 {
			began := time.Now()
			for _, d := range durations {
				ours.Record(d)
			}
			between := time.Now()
			for _, d := range durations {
				_ = library.RecordValue(int64(d))
			}
			took := between.Sub(began)
			own = append(own, float64(took)/float64(len(durations)))
			ratios = append(ratios, float64(time.Since(between))/float64(took))
		}
	}
	b.ReportMetric(Median(own), "ns/duration")
	b.ReportMetric(Median(ratios), "times-faster")
	b.ReportMetric(0, "ns/op")
}
