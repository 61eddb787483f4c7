package live_test

import (
	"math"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/live"
)

// While a sweep is on, its figures are those of the result, as far as the legs go:
// the same medians, and the same tails.
func TestSweepSoFar(t *testing.T) {
	run := recorded.Sweep()
	for i := range run.Report.Results {
		result := &run.Report.Results[i]
		r := foldedUntil(run, result)
		lane := &r.Lanes[i]
		if lane.Result != nil || lane.Legs != len(result.Samples) {
			t.Fatalf("%d legs, over: %v", lane.Legs, lane.Result != nil)
		}
		now := r.Sweep(lane)
		if now.Scaling.Recommended != result.Scaling.Recommended || now.Scaling.Best != result.Scaling.Best || now.Gated != result.Gated {
			t.Errorf("%+v, the result has %+v", now.Scaling, result.Scaling)
		}
		for j := range result.Variants {
			a, b := &now.Variants[j], &result.Variants[j]
			if a.Legs != b.Legs || math.Abs(a.Throughput.Value/b.Throughput.Value-1) > 1e-12 || a.Latency.P99 != b.Latency.P99 || a.Latency.Count != b.Latency.Count {
				t.Errorf("%s: %+v, the result has %+v", a.Name, a, b)
			}
		}
		if again := r.Sweep(lane); again != now {
			t.Error("the same legs are assessed twice")
		}
	}
}

// foldedUntil is a run right before the result of one of its lanes.
func foldedUntil(run recorded.Run, result *engine.Result) *live.Run {
	r := &live.Run{}
	for _, event := range run.Events {
		if e, over := event.(engine.WorkloadFinished); over && e.Result.Spec.Name == result.Spec.Name {
			break
		}
		r.Apply(event)
	}
	return r
}

// Where every leg was gated the tails are theirs, as in the result.
func TestSweepOfGatedLegs(t *testing.T) {
	run := recorded.Sweep()
	r := &live.Run{}
	for _, event := range run.Events {
		if e, ok := event.(engine.LegFinished); ok {
			e.Sample.Gate = engine.Contended
			event = e
		}
		if _, over := event.(engine.WorkloadFinished); over {
			break
		}
		r.Apply(event)
	}
	sweep := r.Sweep(&r.Lanes[0])
	if !sweep.UsesGated || sweep.Variants[3].Latency.P99 < 100*time.Millisecond || sweep.Variants[3].Legs != 8 || len(r.Lanes[0].Gates) != 88 {
		t.Errorf("%+v, %d gates", sweep.Variants[3], len(r.Lanes[0].Gates))
	}
}

// The share that is done counts legs of all numbers, and ends at all of it.
func TestProgressOfSweep(t *testing.T) {
	run, r, last := recorded.Sweep(), &live.Run{}, 0.0
	for _, event := range run.Events {
		r.Apply(event)
		if share := r.Progress(); share < last || share > 1 {
			t.Fatalf("%v after %v", share, last)
		} else {
			last = share
		}
	}
	if last != 1 {
		t.Errorf("it ends at %v", last)
	}
}
