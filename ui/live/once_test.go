package live_test

import (
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/ui/live"
)

// TestRateOfWhatIsCarriedOutOnce holds that work that is carried out once shows
// its rate so far, without what failed, and that its target is known before the
// end not to be measured.
func TestRateOfWhatIsCarriedOutOnce(t *testing.T) {
	spec := engine.Spec{
		Name: "bulk-creation", Operations: 1000, PassItems: 1000,
		Targets: []engine.Target{{Metric: engine.MetricSpeedup, Bound: 5, Gates: true}},
	}
	for _, once := range []bool{true, false} {
		var r live.Run
		r.Apply(engine.RunStarted{Plan: engine.Plan{Workloads: []string{spec.Name}, Rounds: 1, Once: once}, Specs: []engine.Spec{spec}, Workers: []int{16}})
		r.Apply(engine.ScheduleStarted{At: engine.At(time.Second), Schedule: engine.Concurrent})
		r.Apply(engine.LegStarted{At: engine.At(time.Second), Workload: spec.Name, Kind: engine.Parallel, Purpose: engine.Measured, Round: 1})
		lane := &r.Lanes[0]
		if rate, ok := lane.Rate(engine.Parallel); ok {
			t.Errorf("once %v: %v before anything was done", once, rate)
		}
		r.Apply(engine.Progressed{At: engine.At(3 * time.Second), Lanes: []engine.LaneProgress{{
			Workload: spec.Name, Kind: engine.Parallel, Purpose: engine.Measured, Round: 1, Operations: 400, Planned: 1000, Failed: 100,
		}}})
		rate, ok := lane.Rate(engine.Parallel)
		if ok != once || once && rate != 150 {
			t.Errorf("once %v: rate %v, %v", once, rate, ok)
		}
		if rate, ok := lane.Rate(engine.Sequential); ok {
			t.Errorf("once %v: a sequential rate of %v", once, rate)
		}
		if s, ok := lane.Standing(); !ok || s.Final != once || s.Outcome != engine.NotMeasured {
			t.Errorf("once %v: %+v", once, s)
		}
	}
}
