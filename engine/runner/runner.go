// Package runner carries out a plan: it runs workloads leg by leg, measures
// each, and watches that nothing goes wrong unseen.
//
// Its opinion: whatever measures must not be felt by what is measured. While
// a leg runs, its workers touch counters and a histogram of their own and
// nothing else; a reporter looks at those counters ten times a second, and
// events reach the observer through a queue, so that a slow screen slows the
// screen.
package runner

import (
	"context"
	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"errors"
	"fmt"
	"math"
	"sync"
	"sync/atomic"
	"time"
)

// Machine is what the runner asks of the machine it runs on.
type Machine interface {
	// Cores returns each core's time since the machine's start.
	Cores() ([]engine.CoreTime, error)
	// Shares is each core's busy share (0 to 1) between two readings; nil
	// where it can't be told.
	Shares(before, after []engine.CoreTime) []float64
	// Sample returns the machine's state; shares are over the time since the
	// sample before.
	Sample(now time.Time) engine.HostSample
	// OwnCPU returns the CPU time that this process has used.
	OwnCPU() (user, system time.Duration, err error)
}

// A Runner runs plans. All fields but Workloads may be left empty; what then
// can't be known is missing from the evidence.
type Runner struct {
	Workloads []engine.Workload // those of the plan, in its order
	Host      engine.Host
	Machine   Machine
	Version   string   // of the program, for the report
	Warnings  []string // that the caller already has, for the report
}

// Run carries the plan out and returns its report. When ctx ends early, the
// report holds what was done until then and is marked partial. It fails only
// where nothing could be run: everything that goes wrong with a workload is
// in the report.
func (r *Runner) Run(ctx context.Context, plan engine.Plan, observe engine.Observer) (engine.Report, error) {
	if err := r.check(plan); err != nil {
		return engine.Report{}, err
	}
	run := newRun(r, plan, observe)
	defer run.events.close()
	run.start()
	for _, schedule := range plan.Schedules() {
		if ctx.Err() != nil {
			break
		}
		run.carryOut(ctx, schedule)
	}
	return run.finish(ctx), nil
}

func (r *Runner) check(plan engine.Plan) error {
	switch {
	case len(r.Workloads) == 0:
		return errors.New("the plan names no workload")
	case plan.Rounds < 1:
		return fmt.Errorf("the plan has %d rounds: expected 1 or more", plan.Rounds)
	case plan.OperationTimeout <= 0:
		return fmt.Errorf("the plan's operation timeout is %v: expected more than 0", plan.OperationTimeout)
	}
	return nil
}

// run is one execution of a plan.
type run struct {
	*Runner
	plan     engine.Plan
	began    time.Time
	events   *queue
	mutex    sync.Mutex // guards lanes
	lanes    []*lane    // of the schedule under way
	results  []engine.Result
	warnings []string
}

func newRun(r *Runner, plan engine.Plan, observe engine.Observer) *run {
	return &run{
		Runner: r, plan: plan, began: time.Now(),
		events:   newQueue(observe),
		warnings: append([]string{}, r.Warnings...),
	}
}

// now is the moment since the run's start, as events carry it.
func (r *run) now() engine.At { return engine.At(time.Since(r.began)) }

func (r *run) start() {
	started := engine.RunStarted{At: r.now(), StartedAt: r.began, Plan: r.plan, Host: r.Host}
	for _, workload := range r.Workloads {
		spec := workload.Spec()
		started.Specs = append(started.Specs, spec)
		started.Workers = append(started.Workers, r.plan.WorkersFor(spec.Bound, r.Host.CPUs()))
	}
	r.events.put(started)
	for _, text := range r.warnings {
		r.events.put(engine.Warned{At: r.now(), Text: text})
	}
}

// carryOut runs all workloads under one schedule.
func (r *run) carryOut(ctx context.Context, schedule engine.Schedule) {
	r.events.put(engine.ScheduleStarted{At: r.now(), Schedule: schedule})
	lanes := make([]*lane, len(r.Workloads))
	for i, workload := range r.Workloads {
		lanes[i] = newLane(r, workload, schedule)
	}
	r.mutex.Lock()
	r.lanes = lanes
	r.mutex.Unlock()

	stopReporting := r.report()
	if schedule == engine.Isolated {
		for _, lane := range lanes {
			lane.measure(ctx)
		}
	} else {
		together(ctx, lanes)
	}
	stopReporting()

	for _, lane := range lanes {
		r.results = append(r.results, lane.result)
	}
}

// together runs lanes at once. One that has finished its rounds goes on with
// filler until the last has, so that every measured leg meets the same mix.
func together(ctx context.Context, lanes []*lane) {
	filling, allMeasured := context.WithCancel(ctx)
	defer allMeasured()
	var measuring atomic.Int64
	measuring.Store(int64(len(lanes)))
	var running sync.WaitGroup
	for _, lane := range lanes {
		lane.shared = len(lanes) > 1
		running.Go(func() {
			lane.measure(ctx)
			if measuring.Add(-1) == 0 {
				allMeasured()
			}
			lane.fill(filling)
		})
	}
	running.Wait()
}

// finish derives the report from what the lanes have measured.
func (r *run) finish(ctx context.Context) engine.Report {
	report := engine.Report{
		Schema: engine.ReportSchema, StartedAt: r.began.UTC(), Duration: time.Since(r.began),
		Version: r.Version, Plan: r.plan, Host: r.Host, Results: r.results,
		Findings: []engine.Finding{}, Warnings: r.warnings,
	}
	if ctx.Err() != nil {
		report.Partial = true
		report.Ended = ended(context.Cause(ctx))
	}
	report.Interference = assess.Interference(report.Results)
	report.Utilisation = assess.Utilisation(report.Results, r.Host)
	r.events.put(engine.RunFinished{At: r.now(), Report: report})
	return report
}

// ended says in words why a context ended.
func ended(cause error) string {
	if errors.Is(cause, context.Canceled) {
		return "interrupted"
	}
	return cause.Error()
}

// warn adds a warning to the report and tells the observer.
func (r *run) warn(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	r.mutex.Lock()
	r.warnings = append(r.warnings, text)
	r.mutex.Unlock()
	r.events.put(engine.Warned{At: r.now(), Text: text})
}

// passesFor is how many passes make a leg long enough, judged by one that has
// been run. The third on top keeps later, luckier legs above the minimum.
func passesFor(minimum time.Duration, passes int, makespan time.Duration) int {
	if makespan >= minimum {
		return passes
	}
	perPass := max(float64(makespan)/float64(passes), 1)
	wanted := math.Ceil(1.33 * float64(minimum) / perPass)
	// A first pass is slower than later ones, so grow step by step.
	return int(min(max(wanted, float64(passes+1)), float64(passes)*100, maxPasses))
}

// maxPasses bounds the passes of a leg, for work that takes no time at all.
const maxPasses = 1 << 20
