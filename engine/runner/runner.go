// Package runner carries out a plan: it runs workloads leg by leg, measures
// each, and reports whatever goes wrong.
//
// Its opinion: measuring must not affect the work that is measured. While a leg
// runs, its workers only touch counters and a histogram of their own. A
// reporter reads those counters ten times a second. Events reach the observer
// through a queue, so that a slow screen does not slow the run.
package runner

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync"
	"sync/atomic"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/alarm"
	"ep-benchmark/engine/assess"
)

// A Runner runs plans. All fields but Workloads may be left empty; what they
// would provide is then missing from the evidence.
type Runner struct {
	Workloads []engine.Workload // those of the plan, in its order
	// Variants are the instances of the workloads that a variant of the plan has to
	// itself, by the variant's name and in the order of Workloads. A variant that is
	// not in it uses those of Workloads.
	Variants map[string][]engine.Workload
	Host     engine.Host
	Alarm    alarm.Alarm // waits for the arrivals of open loops; nil for the runtime's
	Machine  Machine
	Meter    Meter
	Version  string   // of the program, for the report
	Warnings []string // that the caller already has, for the report

	// Explain finds what the report's evidence shows, before the report goes
	// out; nil leaves it without findings.
	Explain func(*engine.Report) []engine.Finding

	LegHook LegHook // looks at legs from outside; nil for none

	// Disturbed counts events from outside that make a leg under way invalid, as
	// a suspension of the process does; nil when they are not counted.
	Disturbed *atomic.Int64
}

// Run carries the plan out and returns its report. When ctx ends early, the
// report holds what was done until then and is marked partial. Run fails only
// where the plan can't be run, or by a bug of its own. What goes wrong with a
// workload is in the report.
func (r *Runner) Run(ctx context.Context, plan engine.Plan, observe engine.Observer) (engine.Report, error) {
	if err := r.check(plan); err != nil {
		return engine.Report{}, err
	}
	ctx, crash := context.WithCancelCause(ctx)
	defer crash(nil)
	run := newRun(r, plan, observe, crash)
	defer run.events.close()
	run.start()
	for _, schedule := range plan.Schedules() {
		if ctx.Err() != nil {
			break
		}
		run.carryOut(ctx, schedule)
	}
	if bug, ok := errors.AsType[*panicError](context.Cause(ctx)); ok {
		return engine.Report{}, fmt.Errorf("a bug in the runner: %w", bug)
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
	for name, instances := range r.Variants {
		if len(instances) != len(r.Workloads) {
			return fmt.Errorf("the variant %q has %d workloads: expected %d", name, len(instances), len(r.Workloads))
		}
	}
	return errors.Join(checkOnce(plan), plan.CheckVariants(), checkLooks(plan))
}

// run is one execution of a plan.
type run struct {
	*Runner
	plan     engine.Plan
	began    time.Time
	events   *queue
	ticked   atomic.Int64            // time of the reporter's last tick, in nanoseconds since began
	crash    context.CancelCauseFunc // ends the run because of a bug in the runner
	mutex    sync.Mutex              // guards lanes
	lanes    []*lane                 // of the schedule under way
	gates    *gates                  // likewise
	results  []engine.Result
	warnings []string
}

func newRun(r *Runner, plan engine.Plan, observe engine.Observer, crash context.CancelCauseFunc) *run {
	began := time.Now()
	return &run{
		Runner: r, plan: plan, began: began, crash: crash,
		events:   newQueue(began, observe, crash),
		warnings: append([]string{}, r.Warnings...),
	}
}

// Announce is the first event of a run of the plan, without its moment: all
// that is known before anything is measured.
func (r *Runner) Announce(plan engine.Plan) engine.RunStarted {
	started := engine.RunStarted{Plan: plan, Host: r.Host}
	for _, workload := range r.Workloads {
		spec := workload.Spec()
		started.Specs = append(started.Specs, spec)
		started.Workers = append(started.Workers, plan.WorkersOf(&spec, r.Host.CPUs()))
	}
	return started
}

func (r *run) start() {
	started := r.Announce(r.plan)
	started.StartedAt = r.began
	r.events.put(func(at engine.At) engine.Event { started.At = at; return started })
	for _, text := range r.warnings {
		r.events.put(func(at engine.At) engine.Event { return engine.Warned{At: at, Text: text} })
	}
}

// carryOut runs all workloads under one schedule.
func (r *run) carryOut(ctx context.Context, schedule engine.Schedule) {
	r.events.put(func(at engine.At) engine.Event { return engine.ScheduleStarted{At: at, Schedule: schedule} })
	r.gates = r.newGates(schedule)
	r.guarded(func() { r.gates.mark() })
	var lanes []*lane
	for i := range r.Workloads {
		lane := newLane(r, i, schedule)
		if r.plan.Schedule == engine.Both && schedule == engine.Concurrent && lane.spec.Alone {
			continue // it was measured under the isolated schedule
		}
		lanes = append(lanes, lane)
	}
	r.mutex.Lock()
	r.lanes = lanes
	r.mutex.Unlock()

	stopReporting := r.report()
	shared, alone := parted(lanes)
	if schedule == engine.Concurrent {
		for _, lane := range alone {
			lane.turns = len(shared) > 0
		}
		r.together(ctx, shared, len(alone))
		r.gates = r.newGates(engine.Isolated)
	} else {
		alone = append(shared, alone...)
	}
	r.oneByOne(ctx, alone, schedule)
	stopReporting()

	for _, lane := range lanes {
		r.results = append(r.results, lane.result)
	}
}

// parted parts the lanes that share the machine from those of workloads that run
// alone.
func parted(lanes []*lane) (shared, alone []*lane) {
	for _, lane := range lanes {
		if lane.spec.Alone {
			alone = append(alone, lane)
		} else {
			shared = append(shared, lane)
		}
	}
	return shared, alone
}

// oneByOne runs lanes one after another.
func (r *run) oneByOne(ctx context.Context, lanes []*lane, schedule engine.Schedule) {
	for i, lane := range lanes {
		lane.turns = lane.turns || len(lanes) > 1
		lane.deadline = share(r.deadline(schedule), 1, len(lanes)-i)
		r.guarded(func() { lane.measure(ctx) })
	}
}

// together runs lanes at once. A lane that has finished its rounds goes on with
// filler until the last has, so that every measured leg meets the same mix. Where
// the plan has variants, all lanes run the same one at the same time. Each of the
// lanes that come later keeps its share of the time.
func (r *run) together(ctx context.Context, lanes []*lane, later int) {
	filling, allMeasured := context.WithCancel(ctx)
	defer allMeasured()
	var measuring atomic.Int64
	measuring.Store(int64(len(lanes)))
	var step *inStep
	if len(lanes) > 1 && len(r.plan.Variants) > 0 {
		step = newInStep(len(lanes))
	}
	var running sync.WaitGroup
	for _, lane := range lanes {
		lane.shared, lane.turns, lane.step = len(lanes) > 1, later > 0, step
		lane.deadline = share(r.deadline(engine.Concurrent), len(lanes), len(lanes)+later)
		running.Go(func() {
			r.guarded(func() { lane.measure(ctx) })
			if measuring.Add(-1) == 0 {
				allMeasured()
			}
			if step == nil { // in step all end together
				r.guarded(func() { lane.fill(filling) })
			}
		})
	}
	running.Wait()
}

// guarded turns a panic of the runner into the run's end, so that the program
// can restore the terminal.
func (r *run) guarded(step func()) {
	defer recovered(r.crash)
	step()
}

// recovered ends the run if there was a panic. It is deferred.
func recovered(crash context.CancelCauseFunc) {
	if value := recover(); value != nil {
		crash(newPanicError(value))
	}
}

// finish derives the report from what the lanes have measured.
func (r *run) finish(ctx context.Context) engine.Report {
	report := engine.Report{
		Schema: engine.SchemaOf(&r.plan), StartedAt: r.began.UTC(), Duration: time.Since(r.began),
		Version: r.Version, Plan: r.plan, Host: r.Host, Results: r.results,
		Findings: []engine.Finding{}, Warnings: r.warnings,
	}
	if ctx.Err() != nil {
		report.Partial = true
		report.Ended = ended(context.Cause(ctx))
	}
	report.Interference = assess.Interference(report.Results)
	report.Utilisation = assess.Utilisation(report.Results, r.Host)
	report.Quality = assess.Quality(&report)
	if r.Explain != nil {
		report.Findings = r.Explain(&report)
	}
	r.events.put(func(at engine.At) engine.Event { return engine.RunFinished{At: at, Report: report} })
	return report
}

// ended says in words why a context ended.
func ended(cause error) string {
	if errors.Is(cause, context.Canceled) {
		return "interrupted"
	}
	return cause.Error()
}

// warn adds a warning to the report and emits it.
func (r *run) warn(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	r.mutex.Lock()
	r.warnings = append(r.warnings, text)
	r.mutex.Unlock()
	r.events.put(func(at engine.At) engine.Event { return engine.Warned{At: at, Text: text} })
}

// passesFor is how many passes make a leg long enough, judged by an earlier
// leg. The third on top keeps later, faster legs above the minimum.
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
