package runner

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
)

const always = 24 * time.Hour

// gatedIn lists the gated rounds of a result, each with both its legs.
func gatedIn(t *testing.T, r engine.Result) map[engine.Gate][]int {
	t.Helper()
	found := map[engine.Gate][]int{}
	for i, s := range r.Samples {
		if s.Round != i/2+1 || s.Position != i%2+1 {
			t.Errorf("leg %d is leg %d of round %d", i, s.Position, s.Round)
		}
		if other := r.Samples[i^1]; s.Gate != other.Gate || s.GateReason != other.GateReason || (s.Gate == "") != (s.GateReason == "") {
			t.Errorf("round %d: %q, %q; the other leg %q, %q", s.Round, s.Gate, s.GateReason, other.Gate, other.GateReason)
		}
		if s.Gate != "" && s.Position == 1 {
			found[s.Gate] = append(found[s.Gate], s.Round)
		}
	}
	return found
}

func off(value, want float64) bool { return value < 0.97*want || value > 1.03*want }

// The clock is 1.2 times slower in the middle third, and so are the legs. Those
// rounds are found with any noise, and the figures are those of the rest. With
// all rounds they would not be.
func TestThrottledInTheMiddleThird(t *testing.T) {
	right := 0
	for seed := range uint64(throttledRuns) {
		synctest.Test(t, func(t *testing.T) {
			// With two workers the warm-up and a round take 1.5 s each, 2 ms of
			// canary apart, and a slow round 1.8 s.
			w := &weather{noise: rand.New(rand.NewPCG(seed, 7))}
			w.slowdown = between(13517*time.Millisecond, 27933*time.Millisecond, 1.2, 1)
			w.start()
			plan, ten := planOf(24), w.computes("ten")
			plan.Workers, ten.spec.Targets[0].Bound = 2, 1.5
			report, _ := runUnder(t, w, plan, ten)
			r := report.Results[0]
			gated := gatedIn(t, r)[engine.Throttled]
			if slices.Equal(gated, []int{9, 10, 11, 12, 13, 14, 15, 16}) {
				right++
			} else {
				t.Logf("seed %d: rounds %v are gated, and 9 to 16 were slow", seed, gated)
			}
			if again := len(r.Samples)/2 - 24; again != 7 {
				t.Errorf("seed %d: %d rounds made again, expected 7", seed, again)
			}
			if r.UsesGated || off(r.Speedup.Value, 2) || off(r.Sequential.TimePerPass.Value, 1) || off(r.Parallel.TimePerPass.Value, 0.5) {
				t.Errorf("seed %d: %v, %v s and %v s", seed, r.Speedup.Value, r.Sequential.TimePerPass.Value, r.Parallel.TimePerPass.Value)
			}
			if r.Assessments[0].Outcome != engine.Met || report.Quality.Badge != engine.Fair {
				t.Errorf("seed %d: %+v, %+v", seed, r.Assessments[0], report.Quality)
			}
			if all := ungated(r); !off(all.Sequential.TimePerPass.Value, 1) {
				t.Errorf("seed %d: with all rounds it is %v s: nothing to gate for", seed, all.Sequential.TimePerPass.Value)
			}
		})
	}
	if right < throttledRuns*19/20 {
		t.Errorf("the rounds that were slow, and no other, are gated in %d of %d runs", right, throttledRuns)
	}
}

// ungated is the result of the planned rounds without any gates.
func ungated(r engine.Result) engine.Result {
	samples := slices.Clone(r.Samples[:48])
	for i := range samples {
		samples[i].Gate = ""
	}
	return assess.Workload(assess.Input{Spec: r.Spec, Schedule: r.Schedule, Workers: r.Workers, CPUs: 16, Samples: samples})
}

// A gate that stays shut all along still lets the run end, and nothing is
// claimed.
func TestNeverFit(t *testing.T) {
	third := func(time.Duration) float64 { return 0.34 }
	for name, c := range map[string]struct {
		machine *weather
		gate    engine.Gate
		says    string
		weight  float64
	}{
		"hot":         {&weather{thermal: "serious"}, engine.Throttled, "the system calls its heat serious", 1},
		"events":      {&weather{events: 1}, engine.Throttled, "heat slowed the CPUs down once", 1},
		"taken":       {&weather{foreign: third}, engine.Contended, "other programs took 34 % of the CPUs", 0.34},
		"stolen":      {&weather{steal: 0.2}, engine.Contended, "the hypervisor kept back 20 % of the CPUs", 0.2},
		"hot, shared": {&weather{foreign: third, thermal: "critical"}, engine.Contended, "other programs took 34 % of the CPUs", 0.34},
	} {
		for _, rounds := range []int{1, 3, 8, 20} {
			synctest.Test(t, func(t *testing.T) {
				report, _ := runUnder(t, c.machine.start(), planOf(rounds), steady("ten", time.Second))
				r := report.Results[0]
				if all := rounds + 3*rounds/10; len(r.Samples) != 2*all || r.Gated != all || len(gatedIn(t, r)[c.gate]) != all {
					t.Errorf("%s, %d rounds: %d legs, %d gated: expected %d rounds", name, rounds, len(r.Samples), r.Gated, all)
				}
				a := r.Assessments[0]
				if !r.UsesGated || a.Outcome != engine.Unclear || !strings.HasPrefix(a.Reason, string(c.gate)+": ") || !strings.Contains(a.Reason, c.says) {
					t.Errorf("%s, %d rounds: %v, %+v", name, rounds, r.UsesGated, a)
				}
				if s := r.Samples[0]; s.GateReason != c.says || math.Abs(s.GateWeight-c.weight) > 1e-9 {
					t.Errorf("%s: %q, which weighs %v: expected %v", name, s.GateReason, s.GateWeight, c.weight)
				}
				if report.Partial || report.Quality.Badge != engine.Poor {
					t.Errorf("%s: partial %v, %+v", name, report.Partial, report.Quality)
				}
			})
		}
	}
}

// The clock slows down for good when there is just enough of a reference.
func TestThrottledForGood(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := (&weather{slowdown: between(6611*time.Millisecond, always, 1.2, 1)}).start()
		report, log := runUnder(t, w, planOf(8), w.computes("ten"))
		r := report.Results[0]
		if gated := gatedIn(t, r)[engine.Throttled]; !slices.Equal(gated, []int{6, 7, 8, 9, 10}) {
			t.Errorf("rounds %v are gated, expected 6 to 10", gated)
		}
		if a := r.Assessments[0]; !r.UsesGated || a.Outcome != engine.Unclear || !strings.HasPrefix(a.Reason, "throttled: 5 of 10 rounds") || !strings.Contains(a.Reason, "20 % longer") {
			t.Errorf("%v, %+v", r.UsesGated, a)
		}
		// That a row of three began with the sixth is known before the eighth.
		var told []int
		for _, event := range log {
			if e, is := event.(engine.LegFinished); is && e.Sample.Gate != "" {
				told = append(told, e.Sample.Round)
				if e.Sample.Position != 2 {
					t.Errorf("round %d is gated before its end", e.Sample.Round)
				}
			}
		}
		if !slices.Equal(told, []int{8, 9, 10}) {
			t.Errorf("rounds %v are reported as gated, expected 8 to 10", told)
		}
	})
}

// Others take the CPUs for some rounds, which makes the clock look slow as
// well.
func TestContendedForAWhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		from, to := 8900*time.Millisecond, 15*time.Second
		w := (&weather{foreign: between(from, to, 0.5, 0.02), slowdown: between(from, to, 1.3, 1)}).start()
		report, _ := runUnder(t, w, planOf(20), w.computes("ten"))
		r := report.Results[0]
		gated := gatedIn(t, r)
		if len(gated[engine.Contended]) < 4 || len(gated[engine.Contended]) > 6 || len(gated[engine.Throttled]) > 0 {
			t.Errorf("gated are %v", gated)
		}
		if len(r.Samples)/2 != 20+len(gated[engine.Contended]) || r.Rounds != 20 || off(r.Sequential.TimePerPass.Value, 1) {
			t.Errorf("%d legs, %d rounds, %v s", len(r.Samples), r.Rounds, r.Sequential.TimePerPass.Value)
		}
		for _, s := range r.Samples {
			if m := s.Evidence.Machine; m == nil || m.Foreign == nil || m.CanaryUnit < 400*time.Microsecond || m.CanaryOnCPU == nil || *m.CanaryOnCPU != 0.99 {
				t.Errorf("round %d: %+v", s.Round, m)
			}
		}
		// The rounds made again keep their order of legs, so that each kind of leg is
		// first equally often in those that count.
		first := 0
		for _, s := range assess.Believed(r.Samples) {
			if s.Position == 1 && s.Kind == engine.Sequential {
				first++
			}
		}
		if first != 10 {
			t.Errorf("the sequential leg is first in %d of 20 rounds", first)
		}
	})
}

// Canaries wait for a CPU though no program is seen to take it: contended, by
// the median of three. Where lanes run at once they may wait for our own
// threads.
func TestCanariesThatWait(t *testing.T) {
	for _, c := range []struct {
		schedule engine.Schedule
		want     []int
	}{{engine.Isolated, []int{6, 7, 8}}, {engine.Concurrent, nil}} {
		synctest.Test(t, func(t *testing.T) {
			// Each round begins 1.102 s after the one before, the fifth at 5.5 s:
			// it is the first of three slow ones, and the median's last is the
			// eighth.
			w := (&weather{onCPU: between(5500*time.Millisecond, 8600*time.Millisecond, 0.4, 1)}).start()
			plan := planOf(12)
			plan.Schedule = c.schedule
			report, _ := runUnder(t, w, plan, steady("one", time.Second), steady("two", time.Second))
			r := report.Results[0]
			if gated := gatedIn(t, r)[engine.Contended]; !slices.Equal(gated, c.want) {
				t.Errorf("%s: rounds %v are gated, expected %v", c.schedule, gated, c.want)
			}
			if why := r.Samples[10].GateReason; c.want != nil && why != "the canary had a CPU for only 40 % of its time (median of 3 readings, each of up to 3 tries)" {
				t.Errorf("%q", why)
			}
		})
	}
}

// A machine with nothing but its usual noise is never doubted.
func TestQuietGatesNothing(t *testing.T) {
	rounds := 0
	for seed := range uint64(quietRuns) {
		synctest.Test(t, func(t *testing.T) {
			w := (&weather{noise: rand.New(rand.NewPCG(seed, 1))}).start()
			plan := planOf(40)
			plan.Workers = 2
			report, _ := runUnder(t, w, plan, steady("ten", 300*time.Millisecond))
			r := report.Results[0]
			rounds += len(r.Samples) / 2
			if r.Gated > 0 || report.Quality.Badge != engine.Clean || len(report.Quality.Reasons) > 0 {
				t.Errorf("seed %d: %v, %+v", seed, gatedIn(t, r), report.Quality)
			}
		})
	}
	if rounds != 40*quietRuns {
		t.Errorf("%d rounds", rounds)
	}
}

// Short rounds are judged over half a second, which reaches back before them,
// since over 100 ms the share of other programs is too coarse.
func TestShortRounds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		// Others take all for 30 ms of every 600: more than a tenth of a round
		// of 200 that has them, and 6 % of half a second.
		w := (&weather{foreign: func(at time.Duration) float64 {
			if at%(600*time.Millisecond) < 30*time.Millisecond {
				return 1
			}
			return 0
		}}).start()
		plan := planOf(20)
		plan.Workers = 1 // both legs take 100 ms
		report, _ := runUnder(t, w, plan, waits("short", 10, 10*time.Millisecond))
		if r := report.Results[0]; r.Gated > 0 {
			t.Errorf("gated are %v: %s", gatedIn(t, r), r.Samples[0].GateReason)
		}
	})
}

// Legs that are too short for valid figures are not gated, but the machine's
// evidence is still recorded. Without a machine there is none.
func TestWithoutGates(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := (&weather{thermal: "critical"}).start()
		plan := planOf(2)
		plan.MinimumLeg = engine.MinimumLeg - 1
		report, _ := runUnder(t, w, plan, steady("ten", time.Second))
		if r := report.Results[0]; r.Gated > 0 || len(r.Samples) != 4 || r.Samples[0].Evidence.Machine.Thermal != "critical" {
			t.Errorf("%d gated, %d legs, %+v", r.Gated, len(r.Samples), r.Samples[0].Evidence.Machine)
		}
		report, _ = runPlan(t, t.Context(), planOf(2), steady("ten", time.Second))
		if r := report.Results[0]; r.Gated > 0 || r.Samples[0].Evidence.Machine != nil {
			t.Errorf("%d gated, %+v", r.Gated, r.Samples[0].Evidence.Machine)
		}
	})
}

// A look comes when enough rounds are believed, or when no more may be made
// again.
func TestGatesWhileAdaptive(t *testing.T) {
	for name, c := range map[string]struct {
		taken   [2]time.Duration // from, to
		allowed time.Duration
		rounds  int
		look    int
		stopped string
		outcome engine.Outcome
	}{
		"two rounds":  {[2]time.Duration{3500 * time.Millisecond, 5 * time.Second}, 0, 10, 1, "every target decided at look 1 (10 rounds, 2 of them gated)", engine.Met},
		"five rounds": {[2]time.Duration{3500 * time.Millisecond, 8 * time.Second}, 0, 19, 2, "every target decided at look 2 (19 rounds, 5 of them gated)", engine.Met},
		"throughout":  {[2]time.Duration{0, always}, 0, 78, 5, "still unclear at the last look (78 rounds, 78 of them gated)", engine.Unclear},
		"time is up":  {[2]time.Duration{0, always}, 13 * time.Second, 11, 2, "its share of the time allowed, 13s, was up after 11 rounds, 11 of them gated", engine.Unclear},
	} {
		synctest.Test(t, func(t *testing.T) {
			w := (&weather{foreign: between(c.taken[0], c.taken[1], 0.5, 0)}).start()
			report, _ := runUnder(t, w, adaptive(c.allowed), steady("ten", time.Second))
			r := report.Results[0]
			expect(t, r, c.rounds, c.look, c.stopped)
			if a := r.Assessments[0]; a.Outcome != c.outcome || r.UsesGated != (c.outcome == engine.Unclear) {
				t.Errorf("%s: %+v, uses gated %v", name, a, r.UsesGated)
			}
			if c.allowed > 0 && report.Duration > c.allowed+2*time.Second {
				t.Errorf("%s: it lasted %v of %v", name, report.Duration, c.allowed)
			}
		})
	}
}

// The round in which a run ends does not count, and is not gated.
func TestGatesOfAPartialRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := (&weather{foreign: between(0, always, 0.5, 0)}).start()
		ctx, cancel := context.WithTimeoutCause(t.Context(), 5*time.Second, errors.New("that was enough"))
		defer cancel()
		r := Runner{Workloads: []engine.Workload{steady("ten", time.Second)}, Host: engine.Host{LogicalCPUs: 16}, Machine: w}
		report, err := r.Run(ctx, planOf(8), nil)
		if err != nil {
			t.Fatal(err)
		}
		result := report.Results[0]
		if !report.Partial || result.Gated != 3 || report.Quality.Badge != engine.Poor || report.Quality.Reasons[0] != "partial: that was enough" {
			t.Errorf("partial %v, %d gated, %+v", report.Partial, result.Gated, report.Quality)
		}
		if a := result.Assessments[0]; a.Outcome != engine.Unclear || !result.UsesGated {
			t.Errorf("%+v", a)
		}
	})
}

// Lanes that run at once read the canary one at a time. Their readings are
// compared with those of their own schedule.
func TestLanesReadOneCanaryAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := (&weather{}).start()
		plan := planOf(6)
		plan.Schedule = engine.Both
		report, _ := runUnder(t, w, plan, steady("one", time.Second), steady("two", time.Second), steady("three", time.Second))
		if w.twice.Load() {
			t.Error("two canaries at once")
		}
		if w.asked[engine.Isolated] != 18 || w.asked[engine.Concurrent] != 18 {
			t.Errorf("canaries: %v", w.asked)
		}
		if report.Quality.Badge != engine.Clean {
			t.Errorf("%+v", report.Quality)
		}
	})
}

// A clock that slows down while lanes run at once is found in each lane.
func TestThrottledLanes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := (&weather{}).start()
		w.slowdown = between(10*time.Second, 16*time.Second, 1.2, 1)
		plan := planOf(24)
		plan.Schedule = engine.Concurrent
		report, _ := runUnder(t, w, plan, w.computes("one"), w.computes("two"))
		for _, r := range report.Results {
			gated := gatedIn(t, r)[engine.Throttled]
			if len(gated) < 4 || len(gated) > 6 || r.Rounds != 24 || off(r.Sequential.TimePerPass.Value, 1) {
				t.Errorf("%s: %v gated, %d rounds, %v s", r.Spec.Name, gated, r.Rounds, r.Sequential.TimePerPass.Value)
			}
		}
	})
}

// Of configurations that take turns each leg is gated for itself, and no round is
// made again.
func TestGatesOfTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := (&weather{foreign: between(8*time.Second, 15*time.Second, 0.5, 0)}).start()
		plan := planOf(12)
		plan.Variants = slices.Concat(engine.Side("a", 4), engine.Side("b", 8))
		report, _ := runUnder(t, w, plan, steady("ten", time.Second))
		gated := 0
		for _, v := range report.Results[0].Variants {
			if gated += v.Gated; v.Legs+v.Gated != 12 {
				t.Errorf("%s: %d legs, %d gated", v.Name, v.Legs, v.Gated)
			}
		}
		if len(report.Results[0].Samples) != 48 || gated < 7 || gated > 16 {
			t.Errorf("%d legs, %d of them gated: expected 48, and those within seven seconds", len(report.Results[0].Samples), gated)
		}
		for _, name := range []string{"a", "b"} {
			side := assess.Side(&report, name)
			if r := &side.Results[0]; r.Gated == 0 || len(r.Samples) != 24 || r.Rounds != 12-r.Gated || side.Quality.Badge != engine.Fair {
				t.Errorf("%s: %d gated, %d legs, %d rounds, %+v", name, r.Gated, len(r.Samples), r.Rounds, side.Quality)
			}
		}
	})
}
