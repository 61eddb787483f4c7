package runner

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/engine"
)

func onceOf() engine.Plan {
	plan := planOf(1)
	plan.Once, plan.Warmups, plan.OperationTimeout = true, 0, time.Second
	return plan
}

// Work that is carried out once is one leg and one pass of every operation,
// even where a benchmark would repeat it for being too short.
func TestOnceIsOneLeg(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var calls atomic.Int64
		work := failing("work", 32, func(ctx context.Context, _ engine.Op) error {
			calls.Add(1)
			return pause(ctx, time.Millisecond)
		})
		report, seen := runPlan(t, t.Context(), onceOf(), work)
		r := report.Results[0]
		if calls.Load() != 32 || len(work.legs) != 1 || work.legs[0].Kind != engine.Parallel || work.legs[0].Workers != 16 {
			t.Errorf("%d calls, legs %+v", calls.Load(), work.legs)
		}
		if len(r.Samples) != 1 || !r.Samples[0].Timed() || r.Sequential != nil || r.Speedup != nil || r.Rounds != 0 || r.Failure != "" {
			t.Errorf("%+v", r)
		}
		if r.Parallel == nil || r.Parallel.Throughput != 16000 || r.Parallel.Latency.Count != 32 {
			t.Errorf("parallel: %+v", r.Parallel)
		}
		if a := r.Assessments; len(a) != 1 || a[0].Outcome != engine.NotMeasured || !strings.Contains(a[0].Reason, "carried out once") {
			t.Errorf("assessments: %+v", a)
		}
		if report.Quality.Badge != "" || report.Partial {
			t.Errorf("quality %+v, partial %v", report.Quality, report.Partial)
		}
		started := 0
		for _, event := range seen {
			if leg, ok := event.(engine.LegStarted); ok {
				started++
				if leg.Purpose != engine.Measured || leg.Round != 1 {
					t.Errorf("%+v", leg)
				}
			}
		}
		if started != 1 {
			t.Errorf("%d legs were started", started)
		}
	})
}

// Operations that fail, panic or never answer are counted. The others are
// carried out, and the throughput counts only those.
func TestOnceGoesOnOverFailures(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var nothing map[string]int
		work := failing("work", 160, func(ctx context.Context, op engine.Op) error {
			switch op.Index {
			case 3, 4:
				return errors.New("broken")
			case 5:
				nothing["x"]++
			case 6:
				return pause(ctx, time.Hour)
			}
			return pause(ctx, 10*time.Millisecond)
		})
		report, _ := runPlan(t, t.Context(), onceOf(), work)
		r := report.Results[0]
		o := r.Operations
		if o.Finished != 156 || o.Failed != 3 || o.Panicked != 1 || o.Hung != 0 || r.Failure != "" {
			t.Errorf("%+v, failure %q", o, r.Failure)
		}
		if s := r.Samples[0]; !s.Timed() || s.Makespan != time.Second || r.Parallel == nil || r.Parallel.Throughput != 156 {
			t.Errorf("untimed %q, makespan %v, parallel %+v", s.Untimed, s.Makespan, r.Parallel)
		}
		kinds := map[string]int64{}
		for _, e := range o.Errors {
			kinds[e.Kind] = e.Count
		}
		if kinds["timeout"] != 1 || kinds["panic"] != 1 || kinds["error"] != 2 {
			t.Errorf("%+v", o.Errors)
		}
	})
}

// Where nothing succeeds there has no valid timing, but the workload is not given up.
func TestOnceWithNothingButFailures(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		work := failing("work", 20, func(context.Context, engine.Op) error { return errors.New("no") })
		report, _ := runPlan(t, t.Context(), onceOf(), work)
		if r := report.Results[0]; r.Parallel != nil || r.Failure != "" || r.Operations.Failed != 20 {
			t.Errorf("%+v", r)
		}
	})
}

// An operation that ignores its own deadline is hung, and ends the leg.
func TestOnceStillEndsWhatHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		work := failing("work", 20, func(_ context.Context, op engine.Op) error {
			if op.Index == 7 {
				<-release
			}
			return nil
		})
		report, _ := runPlan(t, t.Context(), onceOf(), work)
		close(release)
		if r := report.Results[0]; r.Failure == "" || r.Operations.Hung != 1 {
			t.Errorf("failure %q, %+v", r.Failure, r.Operations)
		}
	})
}

func TestOnceEndedEarly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 105*time.Millisecond)
		defer cancel()
		report, _ := runPlan(t, ctx, onceOf(), waits("work", 1600, 10*time.Millisecond))
		r := report.Results[0]
		if !report.Partial || r.Operations.Finished != 160 || r.Operations.Cancelled != 16 || r.Parallel != nil || report.Quality.Badge != engine.Poor {
			t.Errorf("partial %v, %+v, %+v", report.Partial, r.Operations, report.Quality)
		}
	})
}

func TestOncePlansAreChecked(t *testing.T) {
	for name, change := range map[string]func(*engine.Plan){
		"rounds":   func(p *engine.Plan) { p.Rounds = 2 },
		"warm-ups": func(p *engine.Plan) { p.Warmups = 1 },
		"looks":    func(p *engine.Plan) { p.Looks = []int{1} },
		"both":     func(p *engine.Plan) { p.Schedule = engine.Both },
	} {
		plan := onceOf()
		change(&plan)
		r := Runner{Workloads: []engine.Workload{waits("work", 1, 0)}}
		if _, err := r.Run(t.Context(), plan, func(engine.Event) {}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
