package live_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ep-benchmark/engine"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/live"
)

// folded is the state after the events up to a moment.
func folded(run recorded.Run, until time.Duration) *live.Run {
	var r live.Run
	for _, event := range run.Events {
		if event.When() > until {
			break
		}
		r.Apply(event)
	}
	return &r
}

func TestFinishedRun(t *testing.T) {
	run := recorded.Finished()
	r := folded(run, run.Report.Duration)
	if !r.Finished || r.Progress() != 1 || r.At != run.Report.Duration {
		t.Errorf("finished %v, progress %v, at %v of %v", r.Finished, r.Progress(), r.At, run.Report.Duration)
	}
	if left, known := r.Left(); known {
		t.Errorf("%v are left of a finished run", left)
	}
	if diff := cmp.Diff(run.Report, r.Report); diff != "" {
		t.Errorf("the report differs:\n%s", diff)
	}
	for i, lane := range r.Lanes {
		if lane.Result == nil || lane.Legs != 16 || lane.Workers != 16 || r.Done(&r.Lanes[i]) != 1 {
			t.Errorf("%s has %d legs, %d workers, result %v", lane.Spec.Name, lane.Legs, lane.Workers, lane.Result != nil)
		}
	}
}

// TestProgressIsMonotonic holds that progress never goes back, under any
// schedule, and ends at 1.
func TestProgressIsMonotonic(t *testing.T) {
	for _, run := range recorded.Runs() {
		var r live.Run
		last := 0.0
		for i, event := range run.Events {
			r.Apply(event)
			now := r.Progress()
			if now < last || now > 1 {
				t.Errorf("%s: event %d (%T) takes progress from %v to %v", run.Name, i, event, last, now)
			}
			last = now
		}
		if last != 1 {
			t.Errorf("%s ends at %v", run.Name, last)
		}
	}
}

// TestTimeLeft holds that what is said to be left comes out: within a tenth
// halfway through, once every lane has its pace.
func TestTimeLeft(t *testing.T) {
	for _, run := range []recorded.Run{recorded.Finished(), recorded.TwoCPUs()} {
		half := run.Report.Duration / 2
		left, known := folded(run, half).Left()
		real := run.Report.Duration - half
		if !known || left < real*9/10 || left > real*11/10 {
			t.Errorf("%s: halfway %v are left (known: %v), and it took %v", run.Name, left, known, real)
		}
	}
}

// TestTimeLeftOfBothSchedules holds that the schedule to come counts.
func TestTimeLeftOfBothSchedules(t *testing.T) {
	run := recorded.BothSchedules()
	var second time.Duration
	for _, event := range run.Events {
		if started, is := event.(engine.ScheduleStarted); is && started.Schedule == engine.Concurrent {
			second = event.When()
		}
	}
	left, known := folded(run, second-time.Second).Left()
	real := run.Report.Duration - second + time.Second
	if !known || left < real*9/10 || left > real*11/10 {
		t.Errorf("before the second schedule %v are left (known: %v), and it took %v", left, known, real)
	}
	if _, known := folded(run, second+time.Second).Left(); known {
		t.Error("a pace is claimed a second into the new schedule")
	}
}

// TestIsolatedShare holds that lanes which take turns count alike.
func TestIsolatedShare(t *testing.T) {
	r := start(engine.Isolated, 2, "a", "b")
	measure(r, "a", 4, time.Second)
	r.Apply(engine.WorkloadFinished{Result: engine.Result{Spec: engine.Spec{Name: "a"}}})
	if got := r.Progress(); got != 0.5 {
		t.Errorf("one of two lanes done is %v", got)
	}
	if _, known := r.Left(); known {
		t.Error("a lane that has not begun has a pace")
	}
	measure(r, "b", 2, time.Second)
	if left, known := r.Left(); !known || left != 2*time.Second {
		t.Errorf("%v left (known: %v), want 2s", left, known)
	}
}

// TestConcurrentShare holds that the slowest lane is the measure.
func TestConcurrentShare(t *testing.T) {
	r := start(engine.Concurrent, 4, "a", "b")
	measure(r, "a", 6, time.Second)
	measure(r, "b", 2, 3*time.Second)
	if got := r.Progress(); got != 0.25 {
		t.Errorf("progress is %v, want 0.25", got)
	}
	if left, known := r.Left(); !known || left != 18*time.Second {
		t.Errorf("%v left (known: %v), want 18s", left, known)
	}
}

// start is a run of lanes under a schedule.
func start(schedule engine.Schedule, rounds int, names ...string) *live.Run {
	var r live.Run
	started := engine.RunStarted{Plan: engine.Plan{Schedule: schedule, Rounds: rounds}}
	for _, name := range names {
		started.Specs = append(started.Specs, engine.Spec{Name: name})
	}
	r.Apply(started)
	r.Apply(engine.ScheduleStarted{Schedule: schedule})
	return &r
}

// measure applies so many measured legs of a lane, one after another, of
// either kind in turn.
func measure(r *live.Run, lane string, legs int, each time.Duration) {
	for i := range legs {
		at := engine.At(time.Duration(i) * each)
		kind := []engine.LegKind{engine.Sequential, engine.Parallel}[i%2]
		r.Apply(engine.LegStarted{At: at, Workload: lane, Kind: kind, Purpose: engine.Measured})
		r.Apply(engine.LegFinished{At: at + engine.At(each), Purpose: engine.Measured, Sample: engine.Sample{Workload: lane, Kind: kind}})
	}
}

// TestLegUnderWay holds that share and time left move within a leg.
func TestLegUnderWay(t *testing.T) {
	r := start(engine.Concurrent, 2, "a")
	measure(r, "a", 2, 4*time.Second)
	r.Apply(engine.LegStarted{At: engine.At(8 * time.Second), Workload: "a", Kind: engine.Parallel, Purpose: engine.Measured})
	r.Apply(engine.Progressed{At: engine.At(9 * time.Second), Lanes: []engine.LaneProgress{
		{Workload: "a", Kind: engine.Parallel, Purpose: engine.Measured, Operations: 25, Planned: 100},
	}})
	if got := r.Progress(); got != 2.25/4 {
		t.Errorf("progress is %v, want %v", got, 2.25/4)
	}
	if left, known := r.Left(); !known || left != 7*time.Second {
		t.Errorf("%v left (known: %v), want 7s", left, known)
	}
}

// TestMoreLegsThanPlanned holds that a lane which goes on has nothing left,
// and not less.
func TestMoreLegsThanPlanned(t *testing.T) {
	r := start(engine.Concurrent, 2, "a")
	measure(r, "a", 6, time.Second)
	r.Apply(engine.LegStarted{At: engine.At(6 * time.Second), Workload: "a", Kind: engine.Parallel, Purpose: engine.Measured})
	r.Apply(engine.HostSampled{At: engine.At(7 * time.Second)})
	if left, known := r.Left(); !known || left != 0 || r.Progress() != 1 {
		t.Errorf("%v left (known: %v), progress %v", left, known, r.Progress())
	}
}

func TestUnknownWorkloadsAreIgnored(t *testing.T) {
	r := start(engine.Concurrent, 1, "a")
	before := slices.Clone(r.Lanes)
	measure(r, "stranger", 2, time.Second)
	r.Apply(engine.WorkloadFinished{Result: engine.Result{Spec: engine.Spec{Name: "stranger"}}})
	r.Apply(engine.Progressed{Lanes: []engine.LaneProgress{{Workload: "stranger", Failed: 3}}})
	if !reflect.DeepEqual(before, r.Lanes) {
		t.Errorf("a stranger changed the lane:\n%+v\n%+v", before, r.Lanes)
	}
}

// TestOnlyTimingsAreShown holds that a leg which is no timing leaves the last
// that was one.
func TestOnlyTimingsAreShown(t *testing.T) {
	r := start(engine.Concurrent, 4, "a")
	leg := func(kind engine.LegKind, purpose engine.Purpose, makespan time.Duration, untimed string) {
		r.Apply(engine.LegFinished{Purpose: purpose, Sample: engine.Sample{Workload: "a", Kind: kind, Passes: 1, Makespan: makespan, Untimed: untimed}})
	}
	if _, known := r.Lanes[0].LastSpeedup(); known {
		t.Error("a lane without legs has a speedup")
	}
	leg(engine.Sequential, engine.Measured, 6*time.Second, "")
	leg(engine.Parallel, engine.Measured, 2*time.Second, "")
	leg(engine.Parallel, engine.Measured, time.Second, "went wrong")
	leg(engine.Parallel, engine.Filler, time.Second, "")
	leg(engine.Sequential, engine.Warmup, time.Second, "")
	if speedup, known := r.Lanes[0].LastSpeedup(); !known || speedup != 3 {
		t.Errorf("the speedup is %v (known: %v), want 3", speedup, known)
	}
	if r.Lanes[0].Legs != 3 {
		t.Errorf("%d legs are counted, want the 3 measured", r.Lanes[0].Legs)
	}
}
