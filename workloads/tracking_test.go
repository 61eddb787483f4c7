package workloads

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
)

// Fifty packages of 50 ms: 2.5 s with one worker, four waves with sixteen.
func TestTracking(t *testing.T) {
	for workers, makespan := range map[int]time.Duration{1: 2500 * time.Millisecond, 16: 200 * time.Millisecond} {
		overSimulator(t, func(t *testing.T, environment Environment) {
			job := prepared(t, built(t, "tracking", environment), engine.Leg{Workers: workers, Seed: 12345})
			began := time.Now()
			done := carryOut(t, job, workers, 2)
			if took := time.Since(began); took != 2*makespan {
				t.Errorf("two passes of %d workers took %v: expected %v each", workers, took, makespan)
			}
			wire := job.Wire()
			if done.Items != 100 || wire.Requests != 100 || wire.InFlightMax != int64(workers) || wire.Connections != int64(workers) {
				t.Errorf("%d workers: %+v, %+v", workers, done, wire)
			}
			if err := job.Verify(t.Context()); err != nil {
				t.Error(err)
			}
			if err := errors.Join(job.Close(), job.Close()); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestTrackingIsVerified(t *testing.T) {
	for words, tracked := range map[string][][]int{
		"":                                 {{0, 1}, {2}, nil},
		"package 2 was tracked 0 times":    {{0, 1}},
		"package 0 was tracked 0 times":    {{}},
		"package 1 was tracked 2 times":    {{0, 1}, {1, 2}},
		"package 1 was tracked 1 times, p": {{0, 1}, {0, 2, 2}},
	} {
		err := verifyTracked(tracked, 3)
		if words == "" && err != nil || words != "" && (err == nil || !strings.Contains(err.Error(), words)) {
			t.Errorf("%v: %v: expected %q", tracked, err, words)
		}
	}
	if err := verifyTracked([][]int{{0, 1, 2}, {2, 1, 0}}, 3); err != nil {
		t.Errorf("two passes: %v", err)
	}
}

// A failed operation does not count its package as tracked, so Verify reports
// that the leg is incomplete.
func TestFailedTracking(t *testing.T) {
	overSimulator(t, func(t *testing.T, environment Environment) {
		job := prepared(t, built(t, "tracking", environment), engine.Leg{Workers: 1})
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		defer cancel()
		if done, err := job.Do(ctx, engine.Op{}); err == nil || done != (engine.Work{}) {
			t.Errorf("%+v, %v", done, err)
		}
		for index := 1; index < job.Operations; index++ {
			do(t, job, index)
		}
		if err := job.Verify(t.Context()); err == nil || !strings.Contains(err.Error(), "package 0 was tracked 0 times") {
			t.Errorf("verified: %v", err)
		}
	})
}
