package live_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/stats"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/live"
)

// TestGatedRounds holds what a run with gated rounds shows: which they were and
// why, marked legs, a line of the log for each, and figures without them.
func TestGatedRounds(t *testing.T) {
	run := recorded.Gated()
	r := folded(run, 31*time.Second) // tracking is in its last round but one
	lane := &r.Lanes[1]
	want := []live.GatedRound{
		{Round: 3, Gate: engine.Contended, Reason: "other programs took 34 % of the CPUs"},
		{Round: 5, Gate: engine.Contended, Reason: "other programs took 17 % of the CPUs"},
	}
	if diff := cmp.Diff(want, lane.Gates); diff != "" {
		t.Errorf("the gated rounds differ:\n%s", diff)
	}
	marked := 0
	for _, s := range lane.Stretches {
		if s.Gate != "" {
			marked++
		}
	}
	if marked != 4 {
		t.Errorf("%d legs are marked, want the two of both rounds", marked)
	}
	var speedups []float64
	for _, s := range lane.Samples {
		if s.Kind != engine.Parallel || s.Round == 3 || s.Round == 5 {
			continue
		}
		for _, before := range lane.Samples {
			if before.Kind == engine.Sequential && before.Round == s.Round {
				speedups = append(speedups, before.TimePerPass()/s.TimePerPass())
			}
		}
	}
	if band, ok := stats.Sequence(stats.Logs(speedups), assess.Confidence); !ok || lane.Band == nil || lane.Band.N != band.N {
		t.Errorf("the band is %+v, want one of %d rounds", lane.Band, band.N)
	}
	timed := 0
	for _, s := range lane.Samples {
		if s.Kind == engine.Parallel && s.Round != 3 && s.Round != 5 {
			timed += int(s.Latency.Count)
		}
	}
	if d, ok := lane.Latency(engine.Parallel); !ok || int(d.Count) != timed {
		t.Errorf("the latency is of %d operations, want %d", d.Count, timed)
	}
	var told []string
	for _, line := range r.Log {
		if line.Level == live.Caution {
			told = append(told, line.Workload+": "+line.Text)
		}
	}
	if diff := cmp.Diff([]string{
		"tracking: round 3 gated: contended, other programs took 34 % of the CPUs; it is made again",
		"analytics: round 6 gated: contended, other programs took 34 % of the CPUs; it is made again",
		"tracking: round 5 gated: contended, other programs took 17 % of the CPUs; it is made again",
	}, told); diff != "" {
		t.Errorf("the log differs:\n%s", diff)
	}
}

// TestRoundsMadeAgain holds that rounds made again are added to those ahead, up
// to the limit, and that a bar waits for them.
func TestRoundsMadeAgain(t *testing.T) {
	r := start(engine.Concurrent, 10, "a")
	lane := &r.Lanes[0]
	round := func(number int, gate engine.Gate) {
		for _, kind := range []engine.LegKind{engine.Sequential, engine.Parallel} {
			r.Apply(engine.LegStarted{Workload: "a", Kind: kind, Purpose: engine.Measured, Round: number})
			sample := engine.Sample{Workload: "a", Kind: kind, Round: number, Passes: 1, Makespan: time.Second}
			if kind == engine.Parallel {
				sample.Gate = gate
			}
			r.Apply(engine.LegFinished{Purpose: engine.Measured, Sample: sample})
		}
	}
	for number, want := range []struct {
		gate  engine.Gate
		ahead int
		done  float64
	}{
		{"", 10, 0.1},
		{engine.Contended, 11, 0.15}, // half of it had been done when that was found
		{"", 11, 0.2},
		{engine.Throttled, 12, 0.25},
		{engine.Throttled, 13, 0.25},
		{engine.Throttled, 13, 0.3}, // the fourth is not made again, and counts
		{"", 13, 0.4},
	} {
		round(number+1, want.gate)
		if got := r.RoundsAhead(lane); got != want.ahead {
			t.Errorf("after round %d there are %d ahead, want %d", number+1, got, want.ahead)
		}
		if got := r.Done(lane); got != want.done {
			t.Errorf("after round %d %v is done, want %v", number+1, got, want.done)
		}
	}
	round(14, "")
	if got := r.RoundsAhead(lane); got != 14 {
		t.Errorf("in round 14 there are %d ahead", got)
	}
}

// TestLooksAheadWithGates holds that a look is later where rounds are made
// again.
func TestLooksAheadWithGates(t *testing.T) {
	r := begin(adaptive(engine.Concurrent, 0), "a")
	lane := &r.Lanes[0]
	r.Apply(engine.LegFinished{Purpose: engine.Measured, Sample: engine.Sample{Workload: "a", Kind: engine.Parallel, Round: 2, Gate: engine.Contended}})
	for round, want := range map[int]int{3: 5, 5: 5, 6: 11, 11: 11, 12: 21} {
		r.Apply(engine.LegStarted{Workload: "a", Kind: engine.Parallel, Purpose: engine.Measured, Round: round})
		if got := r.RoundsAhead(lane); got != want {
			t.Errorf("in round %d there are %d ahead, want %d", round, got, want)
		}
	}
}

// TestGatedLate holds that a round that only the result shows to be gated is
// marked as other gated rounds are.
func TestGatedLate(t *testing.T) {
	r := start(engine.Concurrent, 2, "a")
	var samples []engine.Sample
	for round := 1; round <= 2; round++ {
		for _, kind := range []engine.LegKind{engine.Sequential, engine.Parallel} {
			leg := timing(t, "a", kind, round, time.Second, time.Millisecond)
			r.Apply(leg)
			leg.Sample.Gate, leg.Sample.GateReason = engine.Throttled, "slow"
			if round == 1 {
				leg.Sample.Gate, leg.Sample.GateReason = "", ""
			}
			samples = append(samples, leg.Sample)
		}
	}
	frozen := r.Freeze()
	r.Apply(engine.WorkloadFinished{Result: engine.Result{Spec: engine.Spec{Name: "a"}, Samples: samples}})
	lane := &r.Lanes[0]
	if len(lane.Gates) != 1 || lane.Gates[0].Round != 2 || lane.Stretches[3].Gate != engine.Throttled || lane.Stretches[1].Gate != "" {
		t.Errorf("the gates are %+v, the legs %+v", lane.Gates, lane.Stretches)
	}
	if d, _ := lane.Latency(engine.Parallel); d.Count != 1 {
		t.Errorf("the latency is of %d operations, want that of the other round", d.Count)
	}
	if last := r.Log[len(r.Log)-1]; last.Level != live.Caution || strings.Contains(last.Text, "again") {
		t.Errorf("the log ends with %+v", last)
	}
	if len(frozen.Lanes[0].Gates) != 0 || frozen.Lanes[0].Stretches[3].Gate != "" || frozen.Lanes[0].Samples[3].Gate != "" {
		t.Error("what was frozen before has changed")
	}
}

// TestLogSince holds that a caller who counts lines misses none that is
// remembered.
func TestLogSince(t *testing.T) {
	var r live.Run
	for range 3000 {
		before := r.Told
		r.Apply(engine.Warned{Text: "once"})
		if news := r.LogSince(before); len(news) != 1 || news[0].Text != "once" {
			t.Fatalf("%d lines are new", len(news))
		}
	}
	if all := r.LogSince(0); len(all) != len(r.Log) || len(all) >= 3000 {
		t.Errorf("%d lines of %d are remembered, and %d returned", len(r.Log), r.Told, len(all))
	}
}
