package runner

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/engine"
)

// contenders are two configurations of which the second takes longer.
func contenders() [2]Contender {
	plan := planOf(1)
	plan.Schedule = engine.Isolated
	return [2]Contender{
		{Runner: &Runner{Workloads: []engine.Workload{waits("work", 10, 100*time.Millisecond)}}, Plan: plan},
		{Runner: &Runner{Workloads: []engine.Workload{waits("work", 10, 110*time.Millisecond)}}, Plan: plan},
	}
}

func TestInterleaveTakesTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var turns []Turn
		reports, err := Interleave(t.Context(), contenders(), 6, 1, func(turn Turn) { turns = append(turns, turn) })
		if err != nil {
			t.Fatal(err)
		}
		firsts := 0
		for i := 0; i < len(turns); i += 2 {
			a, b := turns[i], turns[i+1]
			if a.Round != b.Round || a.Round != i/2 || a.Contender == b.Contender || a.Rounds != 6 {
				t.Errorf("turns %+v and %+v", a, b)
			}
			if i > 0 && a.Contender == 0 {
				firsts++
			}
		}
		if len(turns) != 14 || firsts != 3 {
			t.Errorf("%d turns, a first in %d of 6 rounds: expected 14, and 3", len(turns), firsts)
		}
		for i, want := range []float64{1.0, 1.1} {
			r := reports[i].Results[0]
			if r.Rounds != 6 || len(r.Samples) != 12 || math.Abs(r.Sequential.TimePerPass.Value-want) > 1e-9 || reports[i].Partial {
				t.Errorf("configuration %d: %d rounds, %d samples, %v a pass", i, r.Rounds, len(r.Samples), r.Sequential.TimePerPass.Value)
			}
			for j := 2; j < len(r.Samples); j++ {
				if r.Samples[j].Round == 0 || r.Samples[j].StartedAt < r.Samples[j-1].StartedAt {
					t.Errorf("sample %d: round %d at %v", j, r.Samples[j].Round, r.Samples[j].StartedAt)
				}
			}
		}
	})
}

func TestInterleaveThatEndsEarly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		reports, err := Interleave(ctx, contenders(), 6, 1, func(turn Turn) {
			if turn.Round == 3 {
				cancel()
			}
		})
		if err != nil || !reports[0].Partial || reports[1].Ended != "interrupted" || reports[0].Results[0].Rounds != 2 {
			t.Errorf("%v, %+v", err, reports[0].Results[0].Rounds)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		both := contenders()
		both[1].Runner.Workloads[0] = failing("work", 10, func(context.Context, engine.Op) error { return errors.New("no") })
		turns := 0
		reports, err := Interleave(t.Context(), both, 6, 1, func(Turn) { turns++ })
		if err != nil || turns > 3 || !reports[0].Partial || reports[1].Results[0].Failure == "" {
			t.Errorf("%v, %d turns, %q", err, turns, reports[1].Ended)
		}
	})
}

func TestInterleaveRefusesBothSchedules(t *testing.T) {
	both := contenders()
	both[0].Plan.Schedule = engine.Both
	if _, err := Interleave(t.Context(), both, 6, 1, nil); err == nil || !strings.Contains(err.Error(), "one schedule only") {
		t.Errorf("%v", err)
	}
}
