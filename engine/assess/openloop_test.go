package assess

import (
	"math"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// loopSample is a leg of which each operation took as long, except for the slow
// ones; counts is nil for a closed loop.
func loopSample(t *testing.T, kind string, round int, each time.Duration, n int, slow time.Duration, of int, counts *engine.ArrivalCounts) engine.Sample {
	t.Helper()
	h := stats.NewHistogram()
	for range n - of {
		h.Record(each)
	}
	for range of {
		h.Record(slow)
	}
	l, err := engine.LatencyOf(h)
	if err != nil {
		t.Fatal(err)
	}
	if counts != nil {
		l.Skip(h, counts.Skipped)
	}
	return engine.Sample{Kind: engine.LegKind(kind), Round: round, Makespan: time.Second, Passes: 1, Items: int64(n), Latency: l, Arrivals: counts}
}

func TestOpenLoop(t *testing.T) {
	variants := []engine.Variant{
		{Name: "closed", Workers: 1, Settings: map[string]string{"loop": "closed"}},
		{Name: "open", Workers: 9, Settings: map[string]string{"loop": "open"}},
	}
	var samples []engine.Sample
	for round := 1; round <= 6; round++ {
		samples = append(samples,
			loopSample(t, "closed", round, 5*time.Millisecond, 1000, time.Second, 1, nil),
			loopSample(t, "open", round, 5*time.Millisecond, 1000, 905*time.Millisecond, 100, &engine.ArrivalCounts{Offered: 1000, Planned: 100, Rate: 100, LateP99: time.Duration(round)}))
	}
	r := Workload(Input{Spec: engine.Spec{Name: "http"}, Workers: 1, Variants: variants, Samples: samples})
	loop := r.OpenLoop
	if loop == nil || loop.Open != "open" || loop.Closed != "closed" || loop.Beyond != 0 || loop.Hidden == nil || math.Abs(loop.Hidden.Value-0.9) > 0.002 {
		t.Fatalf("%+v", loop)
	}
	if a := r.Variants[1].Arrivals; a == nil || a.Offered != 6000 || a.LateP99 != 6 || math.Abs(a.Rate-100) > 1e-9 || r.Variants[0].Arrivals != nil || r.Scaling != nil {
		t.Errorf("%+v", a)
	}

	// With 2 % skipped, p99 has no number in any round.
	for i := range samples {
		if s := &samples[i]; s.Arrivals != nil {
			*s = loopSample(t, "open", s.Round, 5*time.Millisecond, 980, 0, 0, &engine.ArrivalCounts{Offered: 1000, Skipped: 20})
		}
	}
	r = Workload(Input{Spec: engine.Spec{Name: "http"}, Workers: 1, Variants: variants, Samples: samples})
	if loop = r.OpenLoop; loop.Hidden != nil || loop.Beyond != 6 {
		t.Errorf("%+v", loop)
	}
	if l := r.Variants[1].Latency; l.Skipped != 120 || l.P99 != 0 || !l.Beyond(0.99) || l.P90 == 0 {
		t.Errorf("%+v", l)
	}
}
