package live_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
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
	racebuild.SkipSequential(t)
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

// TestTimeLeft holds that the time left that is shown halfway through is right
// to within a tenth, once every lane has its pace.
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

// TestTimeLeftOfBothSchedules holds that the time left includes the schedule to
// come.
func TestTimeLeftOfBothSchedules(t *testing.T) {
	racebuild.SkipSequential(t)
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

// TestIsolatedShare holds that lanes that take turns have equal shares of the
// progress.
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

// TestConcurrentShare holds that the slowest lane decides progress and time
// left.
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

// measure applies the given number of measured legs of a lane, one after
// another, of either kind in turn.
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

// TestMoreLegsThanPlanned holds that a lane with more legs than planned has no
// time left, and never a negative one.
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

// TestOnlyTimingsAreShown holds that a leg without a valid timing does not replace
// the last timing.
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

// begin is a run of lanes under a plan.
func begin(plan engine.Plan, names ...string) *live.Run {
	r := start(plan.Schedule, plan.Rounds, names...)
	r.Plan = plan
	return r
}

// adaptive is a plan of three looks.
func adaptive(schedule engine.Schedule, longest time.Duration) engine.Plan {
	return engine.Plan{Schedule: schedule, Rounds: 20, Looks: []int{4, 10, 20}, MaxTime: longest}
}

// TestDoneByLooks holds that each look fills half of the rest of a lane's bar,
// and that a lane with a result is done.
func TestDoneByLooks(t *testing.T) {
	for legs, want := range map[int]float64{0: 0, 4: 0.25, 8: 0.5, 14: 0.625, 20: 0.75, 30: 0.875, 40: 1, 44: 1} {
		r := begin(adaptive(engine.Concurrent, 0), "a")
		measure(r, "a", legs, time.Second)
		if got := r.Done(&r.Lanes[0]); got != want || r.Progress() != want {
			t.Errorf("after %d legs %v of the lane and %v of the run are done, want %v", legs, got, r.Progress(), want)
		}
	}
	r := begin(adaptive(engine.Concurrent, 0), "a")
	measure(r, "a", 8, time.Second)
	r.Apply(engine.WorkloadFinished{Result: engine.Result{Spec: engine.Spec{Name: "a"}}})
	if r.Progress() != 1 {
		t.Errorf("a run that ends at its first look has come to %v", r.Progress())
	}
}

// TestProgressByTime holds that a run with a time limit is at least as far as
// its time, and has no more time left than the limit leaves.
func TestProgressByTime(t *testing.T) {
	r := begin(adaptive(engine.Concurrent, time.Minute), "a")
	measure(r, "a", 4, 5*time.Second)
	if left, known := r.Left(); !known || left != 20*time.Second || r.Progress() != 20.0/60 {
		t.Errorf("%v of the run is done and %v left (known: %v), want a third and 20 s to the first look", r.Progress(), left, known)
	}
	r.Apply(engine.HostSampled{At: engine.At(45 * time.Second)})
	if left, _ := r.Left(); left != 15*time.Second || r.Progress() != 0.75 {
		t.Errorf("%v of the run is done and %v left, want what the time says", r.Progress(), left)
	}
	r.Apply(engine.HostSampled{At: engine.At(70 * time.Second)})
	if left, _ := r.Left(); left != 0 || r.Progress() != 1 {
		t.Errorf("%v of the run is done and %v left beyond its time", r.Progress(), left)
	}
}

// TestLeftOfBothSchedulesByLooks holds that the schedule to come counts with
// the fewest rounds that it can have.
func TestLeftOfBothSchedulesByLooks(t *testing.T) {
	plan := adaptive(engine.Both, 0)
	plan.Warmups = 1
	r := begin(plan, "a")
	r.Schedule = engine.Isolated
	measure(r, "a", 4, time.Second)
	if left, known := r.Left(); !known || left != 14*time.Second {
		t.Errorf("%v left (known: %v), want 2 rounds to the look, 4 and a warm-up to come", left, known)
	}
}

// TestRoundsAhead holds what a round's number is shown against.
func TestRoundsAhead(t *testing.T) {
	for round, want := range map[int]int{0: 4, 1: 4, 4: 4, 5: 10, 10: 10, 11: 20, 20: 20, 21: 21} {
		r := begin(adaptive(engine.Concurrent, 0), "a")
		r.Apply(engine.LegStarted{Workload: "a", Kind: engine.Parallel, Purpose: engine.Measured, Round: round})
		if got := r.RoundsAhead(&r.Lanes[0]); got != want {
			t.Errorf("round %d of %d, want %d", round, got, want)
		}
	}
	r := start(engine.Concurrent, 8, "a")
	if got := r.RoundsAhead(&r.Lanes[0]); got != 8 {
		t.Errorf("a plan of 8 rounds has %d ahead", got)
	}
}

// TestAdaptiveRunMovesAndIsLogged holds that progress moves through an adaptive
// run as it does through others, lane by lane, and that its log says when and
// why each workload ended.
func TestAdaptiveRunMovesAndIsLogged(t *testing.T) {
	racebuild.SkipSequential(t)
	run := recorded.Adaptive()
	var r live.Run
	var last [4]float64
	for i, event := range run.Events {
		r.Apply(event)
		for lane := range r.Lanes {
			done := r.Done(&r.Lanes[lane])
			if done < last[lane] {
				t.Fatalf("event %d (%T) takes %s from %v to %v", i, event, r.Lanes[lane].Spec.Name, last[lane], done)
			}
			last[lane] = done
		}
	}
	var told []string
	for _, line := range r.Log {
		if line.Workload != "" {
			told = append(told, line.Workload+": "+line.Text)
		}
	}
	want := []string{
		"parsing: target < 1 s met with 465 µs at look 1 (8 rounds)",
		"analytics: target > 9.8x met with 10.2x at look 4 (40 rounds)",
		"bulk-creation: target > 5x met with 12.4x at look 1 (8 rounds)",
		"tracking: target > 8x unclear with 7.94x: the time allowed, 1m30s, was up after 29 rounds",
	}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Errorf("the log differs:\n%s", diff)
	}
}
