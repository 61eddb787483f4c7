// Package session carries orders out: once, again to confirm a change, or as often
// as a baseline needs. It keeps each run, records it, and profiles it where that
// is asked for. What a run is worth is for others to judge.
package session

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/cmd/internal/api"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine"
	"ep-benchmark/engine/profiler"
	"ep-benchmark/engine/runner"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/recording"
	"ep-benchmark/ui/tui"
)

// Session carries an order out as often as it is asked to, on the same
// workloads and the same server.
type Session struct {
	Order    *order.Order
	target   *api.Target // nil if the workloads call the simulator
	server   *api.Server
	Env      process.Environment
	Store    *baselines.Store   // that runs are kept in; nil for none
	Warnings []string           // for every report
	Record   *recording.Writer  // of the first run; nil for none
	Profiler *profiler.Profiler // of the first run; nil for none
	// profilesClean says that the profiler waits for the first run that may
	// join a baseline.
	profilesClean bool
	runs          int
	Unrecorded    error // why a recording is not whole
}

// Open starts or connects to the server that the order's workloads call.
func Open(ctx context.Context, o *order.Order, t *api.Target, env process.Environment) (*Session, error) {
	server, err := api.Serve(ctx, o, t, env)
	if err != nil {
		return nil, err
	}
	return &Session{Order: o, target: t, server: server, Env: env}, nil
}

// Close ends the connections, and a simulator of ours.
func (s *Session) Close() { s.server.Stop() }

// Died returns an error if a simulator of ours has ended by itself.
func (s *Session) Died() error { return s.server.Died() }

// Run runs the named workloads of the order, or all of them without a name, and
// keeps the run.
func (s *Session) Run(ctx context.Context, workloads []string, observe engine.Observer) (tui.Finished, error) {
	if err := s.revive(ctx); err != nil {
		return tui.Finished{}, err
	}
	if s.Order.Plan.Once && s.runs > 0 {
		return tui.Finished{}, errors.New("a bulk run is carried out once: a second would create every line's shipment again")
	}
	if err := s.server.Affords(s.target); err != nil {
		return tui.Finished{}, err
	}
	s.runs++
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	observe, closeRecording, err := s.recorded(observe, stop)
	if err != nil {
		return tui.Finished{}, err
	}
	report, err := s.measure(ctx, workloads, observe)
	if problem := closeRecording(); problem != nil { // the run is measured all the same
		s.Unrecorded = errors.Join(s.Unrecorded, problem)
		report.Warnings = append(report.Warnings, "the recording is not whole: "+problem.Error())
	}
	if err != nil {
		return tui.Finished{Report: report}, err
	}
	s.profiled(ctx, &report)
	return s.kept(report), nil
}

// kept saves a run in the store. If that fails, it adds a warning to the
// report, because the run was measured all the same.
func (s *Session) kept(report engine.Report) tui.Finished {
	finished := tui.Finished{Report: report}
	if s.Store == nil {
		return finished
	}
	entry, err := s.Store.Save(&report)
	if err != nil {
		finished.Report.Warnings = append(finished.Report.Warnings, "this run is not kept: "+err.Error())
		return finished
	}
	finished.Number = entry.Number
	return finished
}

// revive starts the simulator again if it ended during an earlier run.
func (s *Session) revive(ctx context.Context) error {
	if s.server.Died() == nil {
		return nil
	}
	s.server.Stop()
	server, err := api.Serve(ctx, s.Order, s.target, s.Env)
	if err != nil {
		return err
	}
	s.server = server
	return nil
}

// measure builds the workloads and runs the plan.
func (s *Session) measure(ctx context.Context, workloads []string, observe engine.Observer) (engine.Report, error) {
	c, err := s.Contender(ctx, workloads)
	if err != nil {
		return engine.Report{}, err
	}
	finished, err := c.Runner.Run(ctx, c.Plan, s.alarmed(observe))
	if err != nil {
		return finished, err
	}
	if err := s.server.Died(); err != nil {
		finished.Warnings = append(finished.Warnings, api.SimulatorEnded+": "+err.Error())
	}
	return finished, nil
}

// Contender builds the named workloads of the order, or all of them without a
// name, and the plan of their run.
func (s *Session) Contender(ctx context.Context, workloads []string) (runner.Contender, error) {
	o := s.Order
	run := runner.Runner{Version: process.Version(), Explain: diagnose.Explain}
	plan := o.Plan
	plan.Workloads = nil
	// The second run has another order of legs than the first, so that an
	// effect of one order does not look like an effect of the code.
	plan.Seed += uint64(max(s.runs-1, 0))
	for _, entry := range o.Entries {
		if len(workloads) > 0 && !slices.Contains(workloads, entry.Name) {
			continue
		}
		workload, err := entry.Build(o.Environment)
		if err != nil {
			return runner.Contender{}, err
		}
		run.Workloads = append(run.Workloads, workload)
		plan.Workloads = append(plan.Workloads, entry.Name)
	}
	run.Host, run.Warnings = identify(ctx)
	run.Warnings = append(run.Warnings, s.Warnings...)
	run.Warnings = append(run.Warnings, s.target.Notices()...)
	bad := o.Environment.Lines.Bad
	if o.Environment.Bulk != nil {
		bad = o.Environment.Bulk.Bad
	}
	if bad > 0 {
		run.Warnings = append(run.Warnings, fmt.Sprintf("%s of %s left out", units.Counted(bad, "bad line"), o.Environment.Lines.Source))
	}
	if plan.MinimumLeg < engine.MinimumLeg && !plan.Once {
		run.Warnings = append(run.Warnings, fmt.Sprintf("legs of %v are timed, shorter than the %v that figures need to be worth something", plan.MinimumLeg, engine.MinimumLeg))
	}
	run.Meter = newMeter()
	run.Machine, run.Disturbed = newMachine(ctx, time.Now(), s.server), s.Env.Suspensions
	return runner.Contender{Runner: &run, Plan: plan}, nil
}

// Begins returns the conditions of the run, which are known before it begins.
func (s *Session) Begins(ctx context.Context) (compare.Run, error) {
	c, err := s.Contender(ctx, nil)
	if err != nil {
		return compare.Run{}, err
	}
	started := c.Runner.Announce(c.Plan)
	return compare.Begun("this run", &started), nil
}

// alarmed emits one warning when the simulator has ended during the run,
// because the failures after that have this cause.
func (s *Session) alarmed(observe engine.Observer) engine.Observer {
	told := false
	return func(event engine.Event) {
		if _, first := event.(engine.RunStarted); !first && !told {
			if err := s.server.Died(); err != nil {
				told = true
				observe(engine.Warned{At: engine.At(event.When()), Text: api.SimulatorEnded + "; the next run starts it again: " + err.Error()})
			}
		}
		observe(event)
	}
}

// Incomplete reports whether lines of a bulk run have no shipment. Bad lines
// count too.
func (s *Session) Incomplete(report *engine.Report) bool {
	bulk := s.Order.Environment.Bulk
	if bulk == nil {
		return false
	}
	for i := range report.Results {
		if report.Results[i].Operations.Unfinished() > 0 {
			return true
		}
	}
	return bulk.Bad > 0
}
