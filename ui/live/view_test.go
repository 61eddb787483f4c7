package live_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/live"
)

// shown is all that a view can ask of a run, as text that can be compared.
func shown(r *live.Run) string {
	var b strings.Builder
	left, known := r.Left()
	fmt.Fprintf(&b, "%v %v %v %v %v %v %v\n", r.At, r.Started, r.Schedule, r.Finished, r.Progress(), left, known)
	fmt.Fprintf(&b, "%v\n%v\n%v\n%v\n", r.Machine.Cores, r.Loads.Until(), r.Log, r.Warnings)
	var loads live.Raster
	loads.Fill(&r.Loads, [][]int{{0}, {1, 2}, {live.OwnLoad}, {live.ForeignLoad}}, 0, r.At, 7)
	for row := range 4 {
		for x := range 7 {
			fmt.Fprint(&b, loads.At(row, x), " ")
		}
	}
	for i := range r.Lanes {
		lane := &r.Lanes[i]
		fmt.Fprintf(&b, "%s %+v %d %v %v\n", lane.Spec.Name, lane.Progress, lane.Legs, len(lane.Samples), r.Done(lane))
		leg, under := lane.Underway()
		length, rates := time.Duration(0), 0.0
		for _, s := range lane.Stretches {
			length, rates = length+s.To-s.From, rates+s.Throughput
		}
		fmt.Fprintf(&b, "  %d %v %v %v %v\n", len(lane.Stretches), length, rates, leg, under)
		standing, has := lane.Standing()
		fmt.Fprintf(&b, "  %v %v\n", standing, has)
		estimate, has := lane.Speedup()
		fmt.Fprintf(&b, "  %v %v", estimate.Value, has)
		if estimate.Interval != nil {
			fmt.Fprintf(&b, " %v", *estimate.Interval)
		}
		for _, kind := range []engine.LegKind{engine.Sequential, engine.Parallel} {
			rate, has := lane.Rate(kind)
			d, some := lane.Latency(kind)
			fmt.Fprintf(&b, "\n  %s %v %v %v %d %v %v %v %v %v %v", kind, rate, has, some, d.Count, d.P50, d.P90, d.P99, d.Min, d.Max, d.Buckets(time.Microsecond, time.Second, 40))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestHowOftenOneLooksDoesNotMatter holds that a run's state follows from its
// events alone: whether they are applied at once, or in parts with reads and
// frozen copies between.
func TestHowOftenOneLooksDoesNotMatter(t *testing.T) {
	racebuild.SkipSequential(t)
	random := rand.New(rand.NewPCG(1, 2))
	for _, run := range []recorded.Run{recorded.Quick(), recorded.Interrupted(), recorded.Refused()} {
		for range 6 {
			end := random.IntN(len(run.Events) + 1)
			split := random.IntN(end + 1)
			var once, halves live.Run
			apply(&once, run.Events[:end])
			apply(&halves, run.Events[:split])
			shown(&halves)
			second := halves.Freeze()
			apply(&halves, run.Events[split:end])
			apply(second, run.Events[split:end])
			want := shown(&once)
			if shown(&halves) != want || shown(second) != want {
				t.Fatalf("%s: %d events in two parts at %d are not what they are at once", run.Name, end, split)
			}
		}
	}
}

func apply(r *live.Run, events []engine.Event) {
	for _, event := range events {
		r.Apply(event)
	}
}

// TestMemoryIsBounded holds that what is kept of a run does not grow with its
// length, and is always its latest part.
func TestMemoryIsBounded(t *testing.T) {
	r := start(engine.Concurrent, 4, "a")
	const many = 100_000
	for i := range many {
		at := engine.At(time.Duration(i) * time.Second)
		r.Apply(engine.Warned{At: at, Text: "careful"})
	}
	if n := len(r.Log); n < 500 || n > 1000 {
		t.Errorf("%d lines are kept", n)
	}
	if n := len(r.Warnings); n > 1000 {
		t.Errorf("%d warnings are kept", n)
	}
	r = start(engine.Concurrent, 4, "a")
	for i := range many {
		at := time.Duration(i) * time.Second
		r.Apply(engine.LegStarted{At: engine.At(at), Workload: "a", Kind: engine.Parallel, Purpose: engine.Filler})
		r.Apply(engine.LegFinished{At: engine.At(at + time.Second), Purpose: engine.Filler, Sample: engine.Sample{Workload: "a", Kind: engine.Parallel, Makespan: time.Second}})
	}
	stretches := r.Lanes[0].Stretches
	if n := len(stretches); n < 4096 || n > 8192 || stretches[n-1].To != many*time.Second {
		t.Errorf("%d stretches are kept, up to %v", n, stretches[n-1].To)
	}
	for i := 1; i < len(stretches); i++ {
		if stretches[i].From != stretches[i-1].To {
			t.Fatalf("the stretches have a hole at %d", i)
		}
	}
}

// TestStretchesAreTheLegs holds that a line of time has each leg where it was,
// and the one under way as far as it has come.
func TestStretchesAreTheLegs(t *testing.T) {
	r := start(engine.Concurrent, 4, "a")
	r.Lanes[0].Spec.Operations, r.Lanes[0].Spec.PassItems = 10, 100
	lane := &r.Lanes[0]
	r.Apply(engine.LegStarted{At: engine.At(time.Second), Workload: "a", Kind: engine.Sequential, Purpose: engine.Warmup})
	r.Apply(engine.Progressed{At: engine.At(2 * time.Second), Lanes: []engine.LaneProgress{{Workload: "a", Kind: engine.Sequential, Operations: 4, Planned: 10}}})
	if leg, ok := lane.Underway(); !ok || leg.From != time.Second || leg.To != 2*time.Second || leg.Throughput != 40 || leg.Purpose != engine.Warmup {
		t.Errorf("the leg under way is %+v", leg)
	}
	r.Apply(engine.LegFinished{At: engine.At(3 * time.Second), Purpose: engine.Warmup, Sample: engine.Sample{Workload: "a", Kind: engine.Sequential, Makespan: 2 * time.Second, Items: 100}})
	if _, ok := lane.Underway(); ok {
		t.Error("a leg that is over is under way")
	}
	r.Apply(engine.LegFinished{At: engine.At(5 * time.Second), Purpose: engine.Measured, Sample: engine.Sample{Workload: "a", Kind: engine.Parallel, Makespan: time.Second, Items: 100}})
	want := []live.Stretch{
		{From: time.Second, To: 3 * time.Second, Kind: engine.Sequential, Purpose: engine.Warmup, Throughput: 50},
		{From: 4 * time.Second, To: 5 * time.Second, Kind: engine.Parallel, Purpose: engine.Measured, Throughput: 100},
	}
	if len(lane.Stretches) != 2 || lane.Stretches[0] != want[0] || lane.Stretches[1] != want[1] {
		t.Errorf("the stretches are %+v, want %+v", lane.Stretches, want)
	}
}

// TestStandingSaysNoMoreThanItsBand holds that an outcome while the run is on
// is met or missed only when the whole band is on that side of the bound.
func TestStandingSaysNoMoreThanItsBand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := start(engine.Concurrent, 40, "a")
		metric := rapid.SampledFrom([]engine.Metric{engine.MetricSpeedup, engine.MetricTime}).Draw(t, "metric")
		bound := rapid.Float64Range(0.1, 20).Draw(t, "bound")
		r.Lanes[0].Spec.Targets = []engine.Target{{Metric: metric, Bound: bound / 2}, {Metric: metric, Bound: bound, Gates: true}}
		lane := &r.Lanes[0]
		for round := 1; round <= rapid.IntRange(0, 12).Draw(t, "rounds"); round++ {
			for _, kind := range []engine.LegKind{engine.Sequential, engine.Parallel} {
				makespan := time.Duration(rapid.Float64Range(0.1, 20).Draw(t, "seconds") * float64(time.Second))
				r.Apply(engine.LegFinished{Purpose: engine.Measured, Sample: engine.Sample{Workload: "a", Kind: kind, Round: round, Passes: 1, Makespan: makespan}})
			}
			s, ok := lane.Standing()
			if !ok || s.Final || s.Target.Bound != bound {
				t.Fatalf("the standing is %+v", s)
			}
			if metric != engine.MetricSpeedup {
				continue
			}
			if lane.Band == nil || lane.Band.Interval == nil {
				if s.Outcome != engine.NotMeasured {
					t.Fatalf("%s after %d rounds, without a band", s.Outcome, round)
				}
				continue
			}
			low, high := lane.Band.Interval.Low, lane.Band.Interval.High
			if math.IsNaN(low) || math.IsNaN(high) || low <= 0 || low > high {
				t.Fatalf("the band goes from %v to %v", low, high)
			}
			switch want := outcomeOf(low, high, bound); s.Outcome {
			case want:
			default:
				t.Fatalf("%s, where the band from %v to %v says %s of > %v", s.Outcome, low, high, want, bound)
			}
		}
	})
}

func outcomeOf(low, high, bound float64) engine.Outcome {
	switch {
	case low > bound:
		return engine.Met
	case high <= bound:
		return engine.Missed
	}
	return engine.Unclear
}

// TestStandingOfATime holds that a time is met below the bound and missed above
// it.
func TestStandingOfATime(t *testing.T) {
	for _, of := range []struct {
		makespan time.Duration
		want     engine.Outcome
	}{{500 * time.Millisecond, engine.Met}, {2 * time.Second, engine.Missed}, {time.Second, engine.Unclear}} {
		r := start(engine.Concurrent, 40, "a")
		r.Lanes[0].Spec.Targets = []engine.Target{{Metric: engine.MetricTime, Bound: 1, Gates: true}}
		for round := range 6 {
			jitter := time.Duration(round%3-1) * 5 * time.Millisecond
			r.Apply(engine.LegFinished{Purpose: engine.Measured, Sample: engine.Sample{Workload: "a", Kind: engine.Sequential, Round: round, Passes: 1, Makespan: of.makespan + jitter}})
		}
		if s, _ := r.Lanes[0].Standing(); s.Outcome != of.want {
			t.Errorf("%v against 1 s is %s, want %s", of.makespan, s.Outcome, of.want)
		}
	}
}

// TestFinalStanding holds that a final standing is the result's, whatever the
// band was.
func TestFinalStanding(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, run := range recorded.Runs() {
		r := folded(run, run.Report.Duration)
		for i := range r.Lanes {
			lane := &r.Lanes[i]
			s, ok := lane.Standing()
			if len(lane.Variants) > 0 && !ok {
				continue // a sweep decides no target
			}
			if lane.Result == nil || !ok || !s.Final {
				t.Errorf("%s: %s ends with %+v", run.Name, lane.Spec.Name, s)
				continue
			}
			for _, a := range lane.Result.Assessments {
				if a.Target.Gates && (a.Outcome != s.Outcome || a.Reason != s.Reason) {
					t.Errorf("%s: %s ends %s, its result says %s", run.Name, lane.Spec.Name, s.Outcome, a.Outcome)
				}
			}
			if e, ok := lane.Speedup(); ok && lane.Result.Speedup != nil && e.Value != lane.Result.Speedup.Value {
				t.Errorf("%s: %s ends with a speedup of %v", run.Name, lane.Spec.Name, e.Value)
			}
		}
	}
}

// TestALaneWithoutATarget holds that a lane without a gating target has no
// standing.
func TestALaneWithoutATarget(t *testing.T) {
	r := start(engine.Concurrent, 4, "a")
	r.Lanes[0].Spec.Targets = []engine.Target{{Metric: engine.MetricSpeedup, Bound: 5}}
	if s, ok := r.Lanes[0].Standing(); ok {
		t.Errorf("a target that does not gate stands as %+v", s)
	}
}

// TestLogLevels holds that successes, problems and other events have different
// levels.
func TestLogLevels(t *testing.T) {
	levels := func(run recorded.Run) map[string]live.Level {
		r := folded(run, run.Report.Duration)
		found := map[string]live.Level{}
		for _, line := range r.Log {
			found[line.Workload+": "+line.Text] = line.Level
			if line.At > r.At || line.Text == "" {
				t.Errorf("%s: a line says %+v", run.Name, line)
			}
		}
		return found
	}
	has := func(run recorded.Run, words string, want live.Level) {
		t.Helper()
		for text, level := range levels(run) {
			if strings.Contains(text, words) {
				if level != want {
					t.Errorf("%s: %q is a %s, want %s", run.Name, text, level, want)
				}
				return
			}
		}
		t.Errorf("%s: no line says %q", run.Name, words)
	}
	has(recorded.Finished(), ": run started", live.Note)
	has(recorded.Finished(), "concurrent schedule", live.Note)
	has(recorded.Finished(), "bulk-creation: target > 5x met with 12.4x after 8 rounds", live.Success)
	has(recorded.Finished(), "parsing: target < 1 s met with 465 µs after 8 rounds", live.Success)
	has(recorded.Finished(), "run finished", live.Note)
	has(recorded.TwoCPUs(), "bulk-creation: target > 5x missed", live.Problem)
	has(recorded.TwoCPUs(), "tracking: target > 8x unclear", live.Note)
	has(recorded.Refused(), "bulk-creation was given up: ", live.Problem)
	has(recorded.Flaky(), "has no valid timing", live.Problem)
	has(recorded.Interrupted(), "run ended early: interrupted; what is done is kept", live.Problem)
	has(recorded.Unwatched(), "the system reports neither", live.Problem)
}
