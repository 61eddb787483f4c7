package runner

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/engine"
)

// overWire is a workload that reports for each leg what was seen on the wire.
func overWire(each time.Duration, seen func(leg engine.Leg) engine.WireEvidence) *scripted {
	s := waits("asking", 4, each)
	prepare := s.prepare
	s.prepare = func(leg engine.Leg) (engine.Job, error) {
		job, err := prepare(leg)
		job.Wire = func() engine.WireEvidence { return seen(leg) }
		return job, err
	}
	return s
}

// A leg that held back for a rate limit has no valid timing, though all of its
// operations were answered in the end; the others are.
func TestLegThatHeldBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		limited := overWire(100*time.Millisecond, func(leg engine.Leg) engine.WireEvidence {
			e := engine.WireEvidence{Requests: 4}
			if leg.Round == 2 && leg.Kind == engine.Parallel {
				e = engine.WireEvidence{Requests: 7, RateLimited: 3, Repeated: 3, Slept: 1500 * time.Millisecond}
			}
			return e
		})
		report, _ := runPlan(t, t.Context(), planOf(8), limited)
		r := report.Results[0]
		if r.Failure != "" || r.Rounds != 7 || r.Operations.Unfinished() != 0 || r.Operations.Finished != 8*2*4 {
			t.Errorf("failure %q, %d rounds, %+v", r.Failure, r.Rounds, r.Operations)
		}
		for _, s := range r.Samples {
			held := s.Round == 2 && s.Kind == engine.Parallel
			const words = "the server limits the rate: 3 of 7 requests were refused (HTTP 429), 3 sent again, and workers held back for 1.5s in all"
			if s.Timed() == held || held && s.Untimed != words {
				t.Errorf("round %d, %s: untimed %q", s.Round, s.Kind, s.Untimed)
			}
		}
	})
}

// Where every leg has to hold back, further legs are useless.
func TestWorkloadThatAlwaysHoldsBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		report, _ := runPlan(t, t.Context(), planOf(8), overWire(100*time.Millisecond, func(engine.Leg) engine.WireEvidence {
			return engine.WireEvidence{Requests: 5, RateLimited: 1, Repeated: 1, Slept: time.Second}
		}))
		if r := report.Results[0]; !strings.Contains(r.Failure, "2 legs in a row failed (2 warm-ups among them): the server limits the rate") {
			t.Errorf("failure %q", r.Failure)
		}
	})
}

// Work that may not be repeated is carried out once in a leg, even a short one,
// and the report warns that it is short.
func TestMostPasses(t *testing.T) {
	for most, want := range map[int]int{0: 100, 1: 1, 3: 3, 1000: 100} {
		synctest.Test(t, func(t *testing.T) {
			short := waits("short", 16, time.Millisecond)
			short.spec.MostPasses = most
			plan := planOf(2)
			plan.Warmups = 0
			report, _ := runPlan(t, t.Context(), plan, short)
			for _, s := range report.Results[0].Samples {
				if s.Passes != want {
					t.Errorf("at most %d: %d passes, expected %d", most, s.Passes, want)
				}
			}
			warned := len(report.Warnings) == 1 && strings.Contains(report.Warnings[0], "short: a leg lasts 1ms and not the 100ms")
			if warned != (most == 1 || most == 3) {
				t.Errorf("at most %d: warnings %q", most, report.Warnings)
			}
			legs := 1 + 2*2
			if want == 100 {
				legs++ // to see that this many passes are enough
			}
			if len(short.legs) != legs {
				t.Errorf("at most %d: %d legs, expected %d", most, len(short.legs), legs)
			}
		})
	}
}
