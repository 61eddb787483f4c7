package live_test

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ep-benchmark/engine"
	"ep-benchmark/ui/live"
)

var lanes = rapid.SampledFrom([]string{"a", "b", "stranger", ""})

func at(t *rapid.T) engine.At {
	return engine.At(rapid.Int64().Draw(t, "at"))
}

// events draws any event at any moment, including those that no engine sends.
func events() *rapid.Generator[engine.Event] {
	purposes := rapid.SampledFrom([]engine.Purpose{engine.Warmup, engine.Measured, engine.Filler, "?"})
	kinds := rapid.SampledFrom([]engine.LegKind{engine.Sequential, engine.Parallel, ""})
	schedules := rapid.SampledFrom([]engine.Schedule{engine.Concurrent, engine.Isolated, engine.Both, "?"})
	return rapid.Custom(func(t *rapid.T) engine.Event {
		switch rapid.IntRange(0, 8).Draw(t, "event") {
		case 0:
			plan := engine.Plan{Schedule: schedules.Draw(t, "schedule"), Rounds: rapid.Int().Draw(t, "rounds")}
			if rapid.Bool().Draw(t, "adaptive") {
				plan.Looks = rapid.SliceOfN(rapid.Int(), 1, 4).Draw(t, "looks")
				plan.MaxTime = time.Duration(rapid.Int64().Draw(t, "longest"))
			}
			specs := []engine.Spec{{Name: "a"}, {Name: "b"}}
			return engine.RunStarted{At: at(t), Plan: plan, Specs: specs, Workers: make([]int, rapid.IntRange(0, 3).Draw(t, "workers"))}
		case 1:
			return engine.ScheduleStarted{At: at(t), Schedule: schedules.Draw(t, "schedule")}
		case 2:
			return engine.LegStarted{At: at(t), Workload: lanes.Draw(t, "lane"), Kind: kinds.Draw(t, "kind"), Purpose: purposes.Draw(t, "purpose"), Round: rapid.Int().Draw(t, "round")}
		case 3:
			sample := engine.Sample{Workload: lanes.Draw(t, "lane"), Kind: kinds.Draw(t, "kind"), Passes: rapid.Int().Draw(t, "passes"), Makespan: time.Duration(rapid.Int64().Draw(t, "makespan"))}
			return engine.LegFinished{At: at(t), Purpose: purposes.Draw(t, "purpose"), Sample: sample}
		case 4:
			return engine.WorkloadFinished{At: at(t), Result: engine.Result{Spec: engine.Spec{Name: lanes.Draw(t, "lane")}}}
		case 5:
			return engine.Progressed{At: at(t), Lanes: []engine.LaneProgress{{Workload: lanes.Draw(t, "lane"), Purpose: purposes.Draw(t, "purpose")}}}
		case 6:
			return engine.HostSampled{At: at(t)}
		case 7:
			return engine.Warned{At: at(t), Text: "careful"}
		}
		return engine.RunFinished{At: at(t)}
	})
}

// TestAnyEventsInAnyOrder holds that no sequence of events takes the fold to
// where it can't be shown: no panic, a share between 0 and 1, time left that
// is not negative.
func TestAnyEventsInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var r live.Run
		check(t, &r)
		last := r.At
		for _, event := range rapid.SliceOfN(events(), 0, 40).Draw(t, "events") {
			r.Apply(event)
			check(t, &r)
			if r.At < last {
				t.Fatalf("the run goes back from %v to %v", last, r.At)
			}
			last = r.At
		}
	})
}

func check(t *rapid.T, r *live.Run) {
	if share := r.Progress(); math.IsNaN(share) || share < 0 || share > 1 {
		t.Fatalf("progress is %v", share)
	}
	if left, _ := r.Left(); left < 0 {
		t.Fatalf("%v are left", left)
	}
	for i := range r.Lanes {
		if done := r.Done(&r.Lanes[i]); math.IsNaN(done) || done < 0 || done > 1 {
			t.Fatalf("%v of a lane is done", done)
		}
		if speedup, known := r.Lanes[i].LastSpeedup(); known && (math.IsNaN(speedup) || math.IsInf(speedup, 0)) {
			t.Fatalf("a speedup of %v is shown", speedup)
		}
	}
}
