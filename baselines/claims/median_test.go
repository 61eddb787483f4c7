package claims

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// The median of an even number of latencies lies between the two in the middle, and is
// P50 where there is no histogram.
func TestMedianOfALeg(t *testing.T) {
	for _, c := range []struct {
		latencies []time.Duration
		want      float64
	}{
		{[]time.Duration{100, 200, 900}, 200e-9},
		{[]time.Duration{100, 200, 400, 900}, 300e-9},
		{[]time.Duration{300}, 300e-9},
		{nil, 0},
	} {
		h := stats.NewHistogram()
		for _, d := range c.latencies {
			h.Record(d)
		}
		l, err := engine.LatencyOf(h)
		if err != nil {
			t.Fatal(err)
		}
		s := engine.Sample{Latency: l}
		if got := medianOf(&s); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%v: %g s, want %g s", c.latencies, got, c.want)
		}
		s.Latency.Histogram = ""
		if got := medianOf(&s); got != l.P50.Seconds() {
			t.Errorf("%v without a histogram: %g s", c.latencies, got)
		}
	}
}

// Legs of few requests confirm a claim about their median on the edge no more often
// than others do.
func TestMedianOnTheEdge(t *testing.T) {
	const truth, noise, requests = float64(50 * time.Millisecond), .05, 12
	edge := truth / 1e9
	claim := Range{High: &edge, OpenHigh: true}
	r := rand.New(rand.NewPCG(20261130, 15))
	confirmed := 0
	for range simulations {
		medians := make([]float64, UsualRounds)
		for i := range medians {
			h := stats.NewHistogram()
			for range requests {
				h.Record(time.Duration(truth * math.Exp(noise*r.NormFloat64())))
			}
			medians[i] = middle(h).Seconds()
		}
		e, _ := stats.OnLogs(medians, confidence)
		if v, _ := Judge(claim, e); v == Confirmed {
			confirmed++
		}
	}
	share := float64(confirmed) / simulations
	t.Logf("%.2f %% of %d are confirmed", 100*share, simulations)
	if share > .025 {
		t.Errorf("on the edge %.2f %% are confirmed, want 2.5 %% at the most", 100*share)
	}
}
