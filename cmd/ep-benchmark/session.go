package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/engine"
	"ep-benchmark/engine/profiler"
	"ep-benchmark/engine/runner"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/recording"
	"ep-benchmark/ui/tui"
)

// session carries an order out as often as it is asked to, on the same
// workloads and the same server.
type session struct {
	order    *order
	server   *server
	world    surroundings
	store    *baselines.Store   // that runs are kept in; nil for none
	warnings []string           // for every report
	record   *recording.Writer  // of the first run; nil for none
	profiler *profiler.Profiler // of the first run; nil for none
	// profilesClean says that the profiler waits for the first run that may
	// join a baseline.
	profilesClean bool
	runs          int
	unrecorded    error // why a recording is not whole
}

// run runs some of the order's workloads, all of them for no name, and keeps
// the run.
func (s *session) run(ctx context.Context, workloads []string, observe engine.Observer) (tui.Finished, error) {
	if err := s.revive(ctx); err != nil {
		return tui.Finished{}, err
	}
	if s.order.plan.Once && s.runs > 0 {
		return tui.Finished{}, errors.New("a bulk run is carried out once: a second would create every line's shipment again")
	}
	if err := s.server.affords(s.order.target); err != nil {
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
		s.unrecorded = errors.Join(s.unrecorded, problem)
		report.Warnings = append(report.Warnings, "the recording is not whole: "+problem.Error())
	}
	if err != nil {
		return tui.Finished{Report: report}, err
	}
	s.profiled(ctx, &report)
	return s.kept(report), nil
}

// kept keeps a run in the store. One that can't be kept is a warning of its
// report, since it was measured all the same.
func (s *session) kept(report engine.Report) tui.Finished {
	finished := tui.Finished{Report: report}
	if s.store == nil {
		return finished
	}
	entry, err := s.store.Save(&report)
	if err != nil {
		finished.Report.Warnings = append(finished.Report.Warnings, "this run is not kept: "+err.Error())
		return finished
	}
	finished.Number = entry.Number
	return finished
}

// revive starts the simulator again where an earlier run has lost it.
func (s *session) revive(ctx context.Context) error {
	if s.server.died() == nil {
		return nil
	}
	s.server.stop()
	server, err := s.order.serve(ctx, s.world)
	if err != nil {
		return err
	}
	s.server = server
	return nil
}

// measure builds the workloads and runs the plan.
func (s *session) measure(ctx context.Context, workloads []string, observe engine.Observer) (engine.Report, error) {
	c, err := s.contender(ctx, workloads)
	if err != nil {
		return engine.Report{}, err
	}
	finished, err := c.Runner.Run(ctx, c.Plan, s.alarmed(observe))
	if err != nil {
		return finished, err
	}
	if err := s.server.died(); err != nil {
		finished.Warnings = append(finished.Warnings, simulatorEnded+": "+err.Error())
	}
	return finished, nil
}

// contender builds some of the order's workloads, all of them for no name, and
// the plan that they are run by.
func (s *session) contender(ctx context.Context, workloads []string) (runner.Contender, error) {
	o := s.order
	run := runner.Runner{Version: version(), Explain: diagnose.Explain}
	plan := o.plan
	plan.Workloads = nil
	// The second run draws another order than the first, so that what one
	// order favours is not taken for the code's.
	plan.Seed += uint64(max(s.runs-1, 0))
	for _, entry := range o.entries {
		if len(workloads) > 0 && !slices.Contains(workloads, entry.Name) {
			continue
		}
		workload, err := entry.Build(o.environment)
		if err != nil {
			return runner.Contender{}, err
		}
		run.Workloads = append(run.Workloads, workload)
		plan.Workloads = append(plan.Workloads, entry.Name)
	}
	run.Host, run.Warnings = identify(ctx)
	run.Warnings = append(run.Warnings, s.warnings...)
	run.Warnings = append(run.Warnings, o.target.notices()...)
	bad := o.environment.Lines.Bad
	if o.environment.Bulk != nil {
		bad = o.environment.Bulk.Bad
	}
	if bad > 0 {
		run.Warnings = append(run.Warnings, fmt.Sprintf("%s of %s left out", units.Counted(bad, "bad line"), o.environment.Lines.Source))
	}
	if plan.MinimumLeg < engine.MinimumLeg && !plan.Once {
		run.Warnings = append(run.Warnings, fmt.Sprintf("legs of %v are timed, shorter than the %v that figures need to be worth something", plan.MinimumLeg, engine.MinimumLeg))
	}
	run.Meter = newMeter()
	run.Machine, run.Disturbed = newMachine(ctx, time.Now(), s.server), s.world.suspensions
	return runner.Contender{Runner: &run, Plan: plan}, nil
}

// alarmed tells, once and while the run goes on, that the simulator is gone:
// what fails afterwards fails because of it.
func (s *session) alarmed(observe engine.Observer) engine.Observer {
	told := false
	return func(event engine.Event) {
		if _, first := event.(engine.RunStarted); !first && !told {
			if err := s.server.died(); err != nil {
				told = true
				observe(engine.Warned{At: engine.At(event.When()), Text: simulatorEnded + "; the next run starts it again: " + err.Error()})
			}
		}
		observe(event)
	}
}

// recorded has the events written as well as observed. Later runs of a
// session have files of their own, so that none is lost; stdout has the first
// run alone. A run is stopped when whoever reads its recording there has gone.
func (s *session) recorded(observe engine.Observer, stop func()) (both engine.Observer, closeIt func() error, err error) {
	if s.record == nil {
		return observe, func() error { return nil }, nil
	}
	writer := s.record
	switch {
	case s.runs > 1 && writer.Path() == "":
		tell(s.world, "this run is not recorded: standard output has the recording of the first")
		return observe, func() error { return nil }, nil
	case s.runs > 1:
		folder, name := filepath.Split(writer.Path())
		base, ending, _ := strings.Cut(name, ".")
		if writer, err = recording.Create(export.FreeName(folder, base, ending), version()); err != nil {
			return nil, nil, err
		}
	}
	return func(event engine.Event) {
		writer.Observe(event)
		observe(event)
		if closedOutput(writer.Err()) {
			stop()
		}
	}, writer.Close, nil
}

// openRecording opens the file of --record, so that a path that can't be
// written is known before the run; nil where none is asked for.
func (f *runFlags) openRecording(stdout io.Writer) (*recording.Writer, error) {
	switch {
	case !f.set.Changed("record"):
		return nil, nil
	case f.record == "":
		return nil, wrongValue(f.set, "record")
	case f.record == export.StreamPath:
		return recording.Stream(stdout, version())
	}
	return recording.Create(f.record, version())
}
