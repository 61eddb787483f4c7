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

// An operation that fails makes its leg no timing, is counted by kind, and
// leaves the other legs and workloads as they are.
func TestFailedOperations(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		calls := 0
		flaky := failing("flaky", 10, func(ctx context.Context, op engine.Op) error {
			if op.Index == 3 {
				if calls++; calls == 3 || calls == 4 {
					return errors.New("broken \x1b[31m")
				}
			}
			return pause(ctx, 100*time.Millisecond)
		})
		sound := waits("sound", 10, 100*time.Millisecond)
		plan := planOf(8)
		report, _ := runPlan(t, t.Context(), plan, flaky, sound)
		r := report.Results[0]
		if r.Failure != "" || r.Operations.Failed != 2 || r.Rounds < 6 || r.Rounds > 7 {
			t.Errorf("failure %q, %d failed, %d rounds", r.Failure, r.Operations.Failed, r.Rounds)
		}
		untimed := 0
		for _, s := range r.Samples {
			if !s.Timed() {
				untimed++
				if !strings.Contains(s.Untimed, "1 of 10 operations went wrong") {
					t.Errorf("untimed: %q", s.Untimed)
				}
			}
		}
		if untimed != 2 {
			t.Errorf("%d legs have no valid timing: expected 2", untimed)
		}
		if e := r.Operations.Errors; len(e) != 1 || e[0].Count != 2 || strings.ContainsRune(e[0].Message, 0x1b) {
			t.Errorf("errors %+v: expected one kind, twice, safe to print", e)
		}
		if report.Results[1].Rounds != 8 {
			t.Errorf("the sound workload has %d rounds", report.Results[1].Rounds)
		}
	})
}

func TestPanics(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var nothing map[string]int
		broken := failing("broken", 4, func(context.Context, engine.Op) error { nothing["x"]++; return nil })
		report, _ := runPlan(t, t.Context(), planOf(8), broken, waits("sound", 10, 100*time.Millisecond))
		r := report.Results[0]
		if r.Failure == "" || r.Speedup != nil || r.Assessments[0].Outcome != engine.NotMeasured {
			t.Errorf("failure %q, outcome %q: expected it to be given up", r.Failure, r.Assessments[0].Outcome)
		}
		if !strings.Contains(r.Failure, "panic: assignment to entry in nil map (in ep-benchmark/engine/runner.TestPanics") {
			t.Errorf("failure %q: expected the panic and where it was", r.Failure)
		}
		if report.Results[1].Rounds != 8 {
			t.Error("the sound workload was taken down")
		}
		if len(report.Warnings) != 1 || !strings.Contains(report.Warnings[0], "broken was given up") {
			t.Errorf("warnings %q", report.Warnings)
		}
	})
}

// An operation that outlasts the timeout is hung: the leg ends, the workload
// is given up, the others go on.
func TestHungOperation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hangs := failing("hangs", 10, func(ctx context.Context, op engine.Op) error {
			if op.Index == 7 {
				<-ctx.Done()
				return ctx.Err()
			}
			return pause(ctx, 100*time.Millisecond)
		})
		began := time.Now()
		report, _ := runPlan(t, t.Context(), planOf(8), hangs, waits("sound", 10, 100*time.Millisecond))
		r := report.Results[0]
		if !strings.Contains(r.Failure, "1 of 10 operations hung") {
			t.Errorf("failure %q", r.Failure)
		}
		if took := time.Since(began); took > 45*time.Second {
			t.Errorf("the run lasted %v with a timeout of 30 s", took)
		}
		if report.Results[1].Rounds != 8 {
			t.Error("the sound workload was taken down")
		}
	})
}

// An operation that does not end even when it is cancelled is left running.
func TestOperationThatNeverComesBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		stuck := failing("stuck", 4, func(_ context.Context, op engine.Op) error {
			if op.Index == 2 {
				<-release
			}
			return nil
		})
		plan := planOf(8)
		plan.Schedule = engine.Concurrent
		report, _ := runPlan(t, t.Context(), plan, stuck, waits("sound", 10, 100*time.Millisecond))
		close(release)
		if r := report.Results[0]; r.Failure == "" || r.Assessments[0].Outcome != engine.NotMeasured {
			t.Errorf("failure %q", r.Failure)
		}
		if report.Results[1].Rounds != 8 {
			t.Error("the sound workload was taken down")
		}
	})
}

// When the run is ended, what is done is kept, and the cancelled operations
// don't count as failed.
func TestInterrupted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 4950*time.Millisecond)
		defer cancel()
		report, _ := runPlan(t, ctx, planOf(8), waits("ten", 10, 100*time.Millisecond), waits("later", 10, 100*time.Millisecond))
		r := report.Results[0]
		if !report.Partial || r.Rounds != 3 || r.Failure != "" || r.Operations.Unfinished() != 0 || r.Operations.Cancelled == 0 {
			t.Errorf("partial %v, %d rounds, failure %q, %+v", report.Partial, r.Rounds, r.Failure, r.Operations.OperationCounts)
		}
		if later := report.Results[1]; later.Assessments[0].Outcome != engine.NotMeasured {
			t.Errorf("the workload that never ran has outcome %q", later.Assessments[0].Outcome)
		}
	})
}

// A wrong answer is a failure, even if it is fast.
func TestWrongAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		wrong := waits("wrong", 10, 20*time.Millisecond)
		inner := wrong.prepare
		wrong.prepare = func(leg engine.Leg) (engine.Job, error) {
			job, err := inner(leg)
			job.Verify = func(context.Context) error { return errors.New("off by a cent") }
			return job, err
		}
		report, _ := runPlan(t, t.Context(), planOf(8), wrong)
		if r := report.Results[0]; !strings.Contains(r.Failure, "wrong answer: off by a cent") || r.Speedup != nil {
			t.Errorf("failure %q, speedup %v", r.Failure, r.Speedup)
		}
	})
}

func TestBrokenPreparation(t *testing.T) {
	for name, prepare := range map[string]func(engine.Leg) (engine.Job, error){
		"error":   func(engine.Leg) (engine.Job, error) { return engine.Job{}, errors.New("no server") },
		"panic":   func(engine.Leg) (engine.Job, error) { panic("no server") },
		"nothing": func(engine.Leg) (engine.Job, error) { return engine.Job{}, nil },
	} {
		synctest.Test(t, func(t *testing.T) {
			workload := waits("unprepared", 10, time.Second)
			workload.prepare = prepare
			report, _ := runPlan(t, t.Context(), planOf(8), workload)
			if report.Results[0].Failure == "" {
				t.Errorf("%s: not given up", name)
			}
		})
	}
}

// Goexit ends a worker without an error; its operation must not count as done.
func TestWorkerThatExits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		quits := failing("quits", 4, func(_ context.Context, op engine.Op) error {
			if op.Index == 1 {
				exitGoroutine()
			}
			return nil
		})
		report, _ := runPlan(t, t.Context(), planOf(2), quits)
		for _, s := range report.Results[0].Samples {
			if s.Timed() {
				t.Errorf("a %s leg with a vanished operation is a timing", s.Kind)
			}
		}
	})
}

// A leg during which the process was suspended has no valid timing, and its operations
// are not hung.
func TestSuspended(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var disturbed atomic.Int64
		legs := 0
		workload := waits("ten", 10, 100*time.Millisecond)
		inner := workload.prepare
		workload.prepare = func(leg engine.Leg) (engine.Job, error) {
			job, err := inner(leg)
			if legs++; legs == 4 {
				job.Operations = 1
				job.Do = func(context.Context, engine.Op) (engine.Work, error) {
					time.Sleep(40 * time.Second) // longer than the timeout
					disturbed.Add(1)
					time.Sleep(2 * time.Second)
					return engine.Work{Items: 1}, nil
				}
			}
			return job, err
		}
		plan := planOf(8)
		plan.OperationTimeout = 39500 * time.Millisecond
		r := Runner{Workloads: []engine.Workload{workload}, Host: engine.Host{LogicalCPUs: 16}, Disturbed: &disturbed}
		report, err := r.Run(t.Context(), plan, nil)
		if err != nil {
			t.Fatal(err)
		}
		result := report.Results[0]
		if result.Failure != "" || result.Rounds != 7 {
			t.Errorf("failure %q, %d rounds: expected 7 and none", result.Failure, result.Rounds)
		}
		untimed := ""
		for _, s := range result.Samples {
			untimed += s.Untimed
		}
		if untimed != errDisturbed.Error() {
			t.Errorf("untimed: %q", untimed)
		}
	})
}

// A bug of an observer ends the run with an error, not the process.
func TestObserverThatPanics(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := Runner{Workloads: []engine.Workload{waits("ten", 10, 100*time.Millisecond)}, Host: engine.Host{LogicalCPUs: 16}}
		_, err := r.Run(t.Context(), planOf(8), func(event engine.Event) {
			if _, ok := event.(engine.LegFinished); ok {
				panic("drawn over the edge")
			}
		})
		if err == nil || !strings.Contains(err.Error(), "drawn over the edge") {
			t.Errorf("error %v", err)
		}
	})
}

func TestPrintable(t *testing.T) {
	got := message("a\x1b[31mb\nc\u202ed\xffe" + strings.Repeat("x", 400))
	if strings.ContainsAny(got, "\x1b\n\u202e") || !strings.HasPrefix(got, "a [31mb c d\ufffde") || len([]rune(got)) > 310 {
		t.Errorf("%q", got)
	}
}
