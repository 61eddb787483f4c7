package runner

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/engine"
)

// offered is a workload in an open loop of 100 operations a second: they arrive
// every 10 ms from 10 ms on, and each lasts as its index says.
func offered(operations int, each func(index int) time.Duration) *scripted {
	s := waits("offered", operations, 0)
	s.prepare = func(engine.Leg) (engine.Job, error) {
		return engine.Job{
			Operations: operations,
			Arrival:    func(index int) time.Duration { return time.Duration(index+1) * 10 * time.Millisecond },
			Do: func(ctx context.Context, op engine.Op) (engine.Work, error) {
				return engine.Work{Items: 1}, pause(ctx, each(op.Index))
			},
		}, nil
	}
	return s
}

// openLeg runs one round with an open loop on that many workers, and returns its
// sample.
func openLeg(t *testing.T, workers int, w *scripted) engine.Sample {
	t.Helper()
	plan := planOf(1)
	plan.Variants = []engine.Variant{
		{Name: "first", Workers: workers, Settings: map[string]string{"loop": "open"}},
		{Name: "second", Workers: workers, Settings: map[string]string{"loop": "open"}},
	}
	report, _ := runPlan(t, t.Context(), plan, w)
	s := report.Results[0].Samples[0]
	if !s.Timed() || s.Passes != 1 || s.Arrivals == nil {
		t.Fatalf("%+v", s)
	}
	return s
}

// With enough workers every arrival begins at its moment, and the rate is held.
func TestOpenLoopHoldsItsRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := openLeg(t, 4, offered(50, func(int) time.Duration { return 25 * time.Millisecond }))
		a := *s.Arrivals
		if a != (engine.ArrivalCounts{Offered: 50, Span: 500 * time.Millisecond, Answered: 47, Planned: a.Planned, Rate: a.Rate}) || a.Planned < 99.999 || a.Planned > 100.001 || a.Rate != a.Planned {
			t.Errorf("%+v", a)
		}
		if s.Makespan != 525*time.Millisecond || s.Latency.Max.Round(100*time.Microsecond) != 25*time.Millisecond || s.Operations.Planned != 50 || s.Latency.Skipped != 0 {
			t.Errorf("%v, %+v, %+v", s.Makespan, s.Latency, s.Operations)
		}
	})
}

// Two workers, operations of 30 ms: of each three arrivals the third finds both
// busy. It is skipped, and not carried out late.
func TestSkippedArrivals(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := openLeg(t, 2, offered(60, func(int) time.Duration { return 29 * time.Millisecond }))
		if s.Arrivals.Offered != 60 || s.Arrivals.Skipped != 20 || s.Arrivals.LateMax != 0 {
			t.Errorf("%+v", s.Arrivals)
		}
		l := &s.Latency
		if l.Count != 40 || l.Skipped != 20 || l.Max.Round(100*time.Microsecond) != 29*time.Millisecond || s.Operations.Planned != 40 || s.Operations.Finished != 40 {
			t.Errorf("%+v, %+v", l, s.Operations)
		}
		if l.P50 == 0 || l.P90 != 0 || l.P99 != 0 || l.Beyond(0.5) || !l.Beyond(0.9) || !l.Beyond(0.99) {
			t.Errorf("a third is slower than all: %+v", l)
		}
	})
}

// Latencies count from the moment at which an operation was meant to begin.
func TestLatencyFromTheIntendedStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		late := &lateAlarm{by: 7 * time.Millisecond}
		c := newCrew(4, nil)
		c.alarm = late
		w := offered(20, func(int) time.Duration { return 5 * time.Millisecond })
		job, _ := w.prepare(engine.Leg{})
		c.begin(&job, &amount{passes: 1}, nil, nil)
		if _, _, err := c.carryOut(t.Context(), &job, 1, time.Minute, func() int64 { return 0 }); err != nil {
			t.Fatal(err)
		}
		var s engine.Sample
		c.fill(&s)
		if s.Latency.Min.Round(100*time.Microsecond) != 12*time.Millisecond || s.Latency.Max.Round(100*time.Microsecond) != 12*time.Millisecond || s.Busy != 100*time.Millisecond {
			t.Errorf("%+v, busy %v", s.Latency, s.Busy)
		}
		if s.Arrivals.LateP99 != 7*time.Millisecond || s.Arrivals.LateMax != 7*time.Millisecond {
			t.Errorf("%+v", s.Arrivals)
		}
	})
}

// lateAlarm waits longer than it should.
type lateAlarm struct{ by time.Duration }

func (l *lateAlarm) Wait(ctx context.Context, deadline time.Time) bool {
	return pause(ctx, time.Until(deadline)+l.by) == nil
}

// The end of the run ends the wait for an arrival.
func TestOpenLoopEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 15*time.Second)
		defer cancel()
		plan := planOf(1)
		plan.Variants = []engine.Variant{{Name: "a", Workers: 2}, {Name: "b", Workers: 2}}
		w := offered(2, func(int) time.Duration { return 0 })
		made := w.prepare
		w.prepare = func(leg engine.Leg) (engine.Job, error) {
			job, err := made(leg)
			job.Arrival = func(index int) time.Duration { return time.Duration(index+1) * time.Hour }
			return job, err
		}
		began := time.Now()
		runPlan(t, ctx, plan, w)
		if took := time.Since(began); took > 16*time.Second {
			t.Errorf("ended after %v", took)
		}
	})
}
