package pages

import (
	"slices"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/words"
)

func TestLoopLines(t *testing.T) {
	h := stats.NewHistogram()
	for range 90 {
		h.Record(5 * time.Millisecond)
	}
	open := engine.SummaryOf(h)
	open.Skip(h, 10)
	r := &engine.Result{
		Spec:     engine.Spec{Items: "requests"},
		OpenLoop: &engine.OpenLoop{Open: "open", Closed: "closed", Beyond: 1},
		Variants: []engine.VariantFigures{
			{Variant: engine.Variant{Name: "closed", Settings: map[string]string{engine.LoopSetting: "closed"}}},
			{
				Variant: engine.Variant{Name: "open", Settings: map[string]string{engine.LoopSetting: "constant at 100/s"}}, Legs: 1, Latency: open,
				Throughput: stats.Estimate{Value: 90}, Arrivals: &engine.ArrivalCounts{Offered: 100, Skipped: 10, Planned: 100, Rate: 90, LateP99: time.Millisecond},
			},
		},
	}
	if !words.Loops(r) {
		t.Error("they are no loops")
	}
	want := []string{"closed loop: not measured yet", "open loop: 90.0 requests/s", "100 arrivals offered at 100/s", "10 skipped (10 %): all that may be in flight were", "sent at 90.0/s", "late by p99 1.00 ms, max 0 s"}
	if got := loopRates(r); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	want = []string{"open loop: p50 5.00, max 5.00 ms; p99 beyond the slowest: 10 skipped", "p99 of the open loop has no number in 1 round: it is beyond the slowest, since arrivals were skipped"}
	if got := loopLatencies(r); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// A run with a closed loop and an open one is no comparison of variants, whose bars would
// hold the rate that was asked for against what a closed loop reaches, and no sweep.
func TestLoopsAreNoTurns(t *testing.T) {
	run := &live.Run{Plan: engine.Plan{Variants: []engine.Variant{
		{Name: "closed", Settings: map[string]string{engine.LoopSetting: "closed"}}, {Name: "open", Settings: map[string]string{engine.LoopSetting: "constant at 100/s"}},
	}}}
	page := Scaling{in: Subject{Run: run}}
	if page.in.turns() || page.Title() != "Loops" {
		t.Errorf("turns: %v, title %q", page.in.turns(), page.Title())
	}
	run.Plan.Variants = engine.Sizes([]int{1, 2})
	if page.Title() != "Scaling" {
		t.Errorf("title %q", page.Title())
	}
}
