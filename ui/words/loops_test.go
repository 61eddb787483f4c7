package words

import (
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

func TestHidden(t *testing.T) {
	estimate := func(value, low, high float64) *stats.Estimate {
		return &stats.Estimate{Value: value, N: 6, Interval: &stats.Interval{Low: low, High: high, Confidence: 0.95}}
	}
	for want, loop := range map[string]*engine.OpenLoop{
		"": nil,
		"the closed loop hides 41.0 ms [38.0 ms, 44.0 ms] at 95.0 % at p99":                                            {Hidden: estimate(0.041, 0.038, 0.044)},
		"nothing hidden is seen at p99: the difference is -1.00 ms [-2.00 ms, 3.00 ms] at 95.0 %":                      {Hidden: estimate(-0.001, -0.002, 0.003)},
		"p99 of the open loop has no number in 6 rounds: it is beyond the slowest, since arrivals were skipped":        {Beyond: 6},
		"the closed loop is slower by 5.00 ms [-6.00 ms, -4.00 ms] at 95.0 % at p99, as its workers send all they can": {Hidden: estimate(-0.005, -0.006, -0.004)},
	} {
		r := &engine.Result{OpenLoop: loop, Variants: []engine.VariantFigures{{}, {Arrivals: &engine.ArrivalCounts{LateP99: 50 * time.Microsecond}}}}
		if got := Hidden(r); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	late := &engine.Result{
		OpenLoop: &engine.OpenLoop{Hidden: estimate(0.041, 0.038, 0.044)},
		Variants: []engine.VariantFigures{{Arrivals: &engine.ArrivalCounts{LateP99: 40 * time.Millisecond}}},
	}
	if got := Hidden(late); !strings.HasSuffix(got, "; this program itself began requests late, by 40.0 ms at p99, which makes the open loop that much slower") {
		t.Errorf("%q", got)
	}
	// A difference that the program's own lateness explains is not claimed.
	late.Variants[0].Arrivals.LateP99 = 42 * time.Millisecond
	if got := Hidden(late); !strings.HasPrefix(got, "what the closed loop hides at p99 can't be told: the difference is 41.0 ms [38.0 ms, 44.0 ms]") {
		t.Errorf("%q", got)
	}
}

// What was offered, what was sent and what was answered are three figures.
func TestArrivals(t *testing.T) {
	a := &engine.ArrivalCounts{Offered: 200, Skipped: 8, Span: 2 * time.Second, Answered: 190, Planned: 100, Rate: 96, LateP99: time.Millisecond, LateMax: 2 * time.Millisecond}
	want := "200 arrivals offered at 100/s; 8 skipped (4.0 %): all that may be in flight were; sent at 96.0/s; 190 answered by the last arrival, 95.0/s; late by p99 1.00 ms, max 2.00 ms"
	if got := strings.Join(Arrivals(a), "; "); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	v := &engine.VariantFigures{Throughput: stats.Estimate{Value: 88.9}, Arrivals: a}
	if got := LoopRate(v, "requests"); got != "95.0 requests/s" {
		t.Errorf("%q", got)
	}
	if a.Span = 0; LoopRate(v, "requests") != "88.9 requests/s" || strings.Contains(strings.Join(Arrivals(a), ""), "answered") { // of an older run
		t.Errorf("%q, %q", LoopRate(v, "requests"), Arrivals(a))
	}
}

// A percentile among the skipped arrivals is never shown as a number.
func TestLatenciesBeyond(t *testing.T) {
	h := stats.NewHistogram()
	for range 96 {
		h.Record(5 * time.Millisecond)
	}
	l := engine.SummaryOf(h)
	l.Skip(h, 4)
	if got := Latencies(&l); got != "p50 5.00, max 5.00 ms; p99 beyond the slowest: 4 skipped" {
		t.Errorf("%q", got)
	}
	l = engine.SummaryOf(h)
	if got := Latencies(&l); got != "p50 5.00, p99 5.00, max 5.00 ms" {
		t.Errorf("%q", got)
	}
}
