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

// A number of workers that a sweep has chosen itself is a variant of the lane from its
// first leg on. The plan's rounds count again for each refinement, and the share that
// is done never goes back.
func TestRefinedSweepSoFar(t *testing.T) {
	spec := engine.Spec{Name: "calls", Key: "calls", Bound: engine.IOBound, Operations: 10, PassItems: 10}
	plan := engine.Plan{Workloads: []string{"calls"}, Schedule: engine.Isolated, Rounds: 2, Refinements: 2, Variants: engine.Sizes([]int{1, 4, 8})}
	r, at, last := &live.Run{}, time.Duration(0), 0.0
	r.Apply(engine.RunStarted{Plan: plan, Specs: []engine.Spec{spec}, Workers: []int{8}})
	r.Apply(engine.ScheduleStarted{Schedule: engine.Isolated})
	leg := func(round, workers int) {
		kind := engine.LegKind(engine.Refined(workers).Name)
		r.Apply(engine.LegStarted{At: engine.At(at), Workload: "calls", Kind: kind, Purpose: engine.Measured, Round: round, Workers: workers})
		at += time.Second
		r.Apply(engine.LegFinished{At: engine.At(at), Purpose: engine.Measured, Sample: engine.Sample{
			Workload: "calls", Schedule: engine.Isolated, Kind: kind, Round: round, Workers: workers, Passes: 1, Makespan: time.Second, Rate: float64(workers),
		}})
		if share := r.Progress(); share <= last || share > 1 {
			t.Errorf("round %d: %v after %v", round, share, last)
		} else {
			last = share
		}
	}
	for round := 1; round <= 2; round++ {
		for _, n := range []int{1, 4, 8} {
			leg(round, n)
		}
	}
	if left, known := r.Left(); !known || left != 16*time.Second { // two refinements of two rounds, of four legs at the most
		t.Errorf("%v left", left)
	}
	leg(3, 6)
	lane := &r.Lanes[0]
	if len(lane.Variants) != 4 || !lane.Variants[2].Refined || lane.Variants[2].Workers != 6 || r.RoundsAhead(lane) != 4 {
		t.Errorf("%+v, %d rounds ahead", lane.Variants, r.RoundsAhead(lane))
	}
	if now := r.Sweep(lane); len(now.Variants) != 4 || now.Variants[2].Legs != 1 || now.Scaling.Best != 8 {
		t.Errorf("%+v", now)
	}
	leg(3, 8)
	if left, known := r.Left(); !known || left != 14*time.Second {
		t.Errorf("%v left", left)
	}
	r.Apply(engine.LegStarted{Workload: "calls", Kind: "x", Purpose: engine.Measured, Round: 3, Workers: 7})
	if len(lane.Variants) != 4 {
		t.Errorf("%+v", lane.Variants)
	}
}
