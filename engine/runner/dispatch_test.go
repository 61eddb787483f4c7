package runner

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/engine"
)

// handed is a workload of twenty operations, each as long as its index says, that
// are handed out by a dispatch. most becomes the most that were under way.
func handed(d engine.Dispatch, each func(index int) time.Duration, most *atomic.Int64) *scripted {
	var underWay atomic.Int64
	s := waits("handed", 20, 0)
	s.prepare = func(leg engine.Leg) (engine.Job, error) {
		busy := make([]atomic.Bool, leg.Workers)
		job := engine.Job{Operations: 20, Do: func(ctx context.Context, op engine.Op) (engine.Work, error) {
			if busy[op.Worker].Swap(true) {
				panic("two operations on one worker at once")
			}
			defer busy[op.Worker].Store(false)
			most.Store(max(most.Load(), underWay.Add(1)))
			defer underWay.Add(-1)
			return engine.Work{Items: 1}, pause(ctx, each(op.Index))
		}}
		if leg.Kind == engine.Parallel {
			job.Dispatch = d
		}
		return job, nil
	}
	return s
}

func TestDispatches(t *testing.T) {
	const ms = time.Millisecond
	alike := func(int) time.Duration { return 10 * ms }
	growing := func(index int) time.Duration { return time.Duration(index%5+1) * 10 * ms } // in chunks of 5: longest 50, mean 30
	firstSlow := func(index int) time.Duration {
		if index == 0 {
			return 100 * ms
		}
		return 10 * ms
	}
	for text, c := range map[string]struct {
		each     func(int) time.Duration
		makespan time.Duration
		chunks   int64
		barrier  time.Duration
	}{
		"semaphore:5": {each: alike, makespan: 40 * ms},
		"chunks:5":    {each: growing, makespan: 200 * ms, chunks: 4, barrier: 80 * ms},
		"window:5":    {each: firstSlow, makespan: 130 * ms}, // operations 5 to 19 begin after the first one's end
	} {
		synctest.Test(t, func(t *testing.T) {
			d, err := engine.ParseDispatch(text)
			if err != nil {
				t.Fatal(err)
			}
			var most atomic.Int64
			plan := planOf(1)
			plan.MinimumLeg = ms
			report, _ := runPlan(t, t.Context(), plan, handed(d, c.each, &most))
			for _, s := range report.Results[0].Samples {
				switch {
				case !s.Timed():
					t.Errorf("%s, %s: %s", text, s.Kind, s.Untimed)
				case s.Kind == engine.Sequential && s.Dispatch != nil:
					t.Errorf("%s: one worker has a dispatch", text)
				case s.Kind == engine.Parallel && (s.Makespan != c.makespan || s.Dispatch == nil || *s.Dispatch != engine.DispatchEvidence{Dispatch: text, Chunks: c.chunks, Barrier: c.barrier}):
					t.Errorf("%s: %v, %+v", text, s.Makespan, s.Dispatch)
				}
			}
			if most.Load() != 5 {
				t.Errorf("%s: %d under way", text, most.Load())
			}
		})
	}
}

// A dispatch ends with the run, and with an operation that hangs.
func TestDispatchesEnd(t *testing.T) {
	for _, text := range []string{"semaphore:4", "chunks:4", "window:4"} {
		synctest.Test(t, func(t *testing.T) {
			d, _ := engine.ParseDispatch(text)
			var most atomic.Int64
			plan := planOf(1)
			plan.Warmups, plan.OperationTimeout = 0, time.Second
			report, _ := runPlan(t, t.Context(), plan, handed(d, func(int) time.Duration { return time.Hour }, &most))
			if r := report.Results[0]; r.Failure == "" {
				t.Errorf("%s: %+v", text, r)
			}
			ctx, cancel := context.WithTimeout(t.Context(), 25*time.Millisecond)
			defer cancel()
			began := time.Now()
			runPlan(t, ctx, planOf(1), handed(d, func(int) time.Duration { return 10 * time.Millisecond }, &most))
			if took := time.Since(began); took > 30*time.Millisecond {
				t.Errorf("%s: ended %v after it began", text, took)
			}
		})
	}
}
