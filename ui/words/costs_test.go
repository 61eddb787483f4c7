package words

import (
	"testing"
	"time"

	"ep-benchmark/engine"
)

// sweptResult has two numbers of workers of work that waits.
func sweptResult() *engine.Result {
	figures := func(workers int, p99 time.Duration, count int64) engine.VariantFigures {
		return engine.VariantFigures{Variant: engine.Variant{Workers: workers}, Legs: 1, Latency: engine.Latency{Count: count, P99: p99, Max: p99}}
	}
	return &engine.Result{
		Spec: engine.Spec{Bound: engine.IOBound}, Scaling: &engine.Scaling{},
		Variants: []engine.VariantFigures{figures(8, 12*time.Millisecond, 900), figures(1, 5*time.Millisecond, 40)},
	}
}

func TestDoubling(t *testing.T) {
	r := sweptResult()
	if got := Doubling(r); got != "p99 does not double up to 8 workers: 12.0 ms, and max 5.00 ms of 40 with 1 worker" {
		t.Error(got)
	}
	r.Scaling.TailDoubles = 8
	if got := Doubling(r); got != "p99 doubles from 8 workers on: 12.0 ms, and max 5.00 ms of 40 with 1 worker" {
		t.Error(got)
	}
	r.Variants[1].Latency.Count = 0
	if got := Doubling(r); got != "" {
		t.Errorf("of one number: %s", got)
	}
}

// What is not known is not shown, and no column of it.
func TestCosts(t *testing.T) {
	r := sweptResult()
	if HasCosts(r) {
		t.Error("nothing is known")
	}
	r.Variants[0].SchedulingP99, r.Variants[0].BytesPerItem = 1500*time.Microsecond, 2867.2
	if ready, bytes := Costs(&r.Variants[0]); ready != "1.50 ms" || bytes != "2.80 KB" || !HasCosts(r) {
		t.Errorf("%q, %q", ready, bytes)
	}
	if ready, bytes := Costs(&r.Variants[1]); ready != "" || bytes != "" {
		t.Errorf("%q, %q", ready, bytes)
	}
	if r.Spec.Bound = engine.CPUBound; HasCosts(r) {
		t.Error("work that computes")
	}
}
