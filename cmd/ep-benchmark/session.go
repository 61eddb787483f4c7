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

	"github.com/spf13/pflag"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
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
	target   *target // nil if the workloads call the simulator
	server   *server
	env      process.Environment
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

// run runs the named workloads of the order, or all of them without a name, and
// keeps the run.
func (s *session) run(ctx context.Context, workloads []string, observe engine.Observer) (tui.Finished, error) {
	if err := s.revive(ctx); err != nil {
		return tui.Finished{}, err
	}
	if s.order.plan.Once && s.runs > 0 {
		return tui.Finished{}, errors.New("a bulk run is carried out once: a second would create every line's shipment again")
	}
	if err := s.server.affords(s.target); err != nil {
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

// kept saves a run in the store. If that fails, it adds a warning to the
// report, because the run was measured all the same.
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

// revive starts the simulator again if it ended during an earlier run.
func (s *session) revive(ctx context.Context) error {
	if s.server.died() == nil {
		return nil
	}
	s.server.stop()
	server, err := serve(ctx, s.order, s.target, s.env)
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

// contender builds the named workloads of the order, or all of them without a
// name, and the plan of their run.
func (s *session) contender(ctx context.Context, workloads []string) (runner.Contender, error) {
	o := s.order
	run := runner.Runner{Version: process.Version(), Explain: diagnose.Explain}
	plan := o.plan
	plan.Workloads = nil
	// The second run has another order of legs than the first, so that an
	// effect of one order does not look like an effect of the code.
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
	run.Warnings = append(run.Warnings, s.target.notices()...)
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
	run.Machine, run.Disturbed = newMachine(ctx, time.Now(), s.server), s.env.Suspensions
	return runner.Contender{Runner: &run, Plan: plan}, nil
}

// alarmed emits one warning when the simulator has ended during the run,
// because the failures after that have this cause.
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

// recorded writes the events to the recording, too. Later runs of a session get
// their own files, so that no recording is lost. On stdout only the first run
// is recorded. A run stops when the reader of its recording on stdout has gone.
func (s *session) recorded(observe engine.Observer, stop func()) (both engine.Observer, closeIt func() error, err error) {
	if s.record == nil {
		return observe, func() error { return nil }, nil
	}
	writer := s.record
	switch {
	case s.runs > 1 && writer.Path() == "":
		s.env.Tell("this run is not recorded: standard output has the recording of the first")
		return observe, func() error { return nil }, nil
	case s.runs > 1:
		folder, name := filepath.Split(writer.Path())
		base, ending, _ := strings.Cut(name, ".")
		if writer, err = recording.Create(export.FreeName(folder, base, ending), process.Version()); err != nil {
			return nil, nil, err
		}
	}
	return func(event engine.Event) {
		writer.Observe(event)
		observe(event)
		if process.ClosedOutput(writer.Err()) {
			stop()
		}
	}, writer.Close, nil
}

// openRecording opens the file of --record, so that a path that can't be
// written is reported before the run. It returns nil without --record.
func openRecording(set *pflag.FlagSet, path string, stdout io.Writer) (*recording.Writer, error) {
	switch {
	case !set.Changed("record"):
		return nil, nil
	case path == "":
		return nil, cli.WrongValue(set, "record")
	case path == export.StreamPath:
		return recording.Stream(stdout, process.Version())
	}
	return recording.Create(path, process.Version())
}

// incomplete reports whether lines of a bulk run have no shipment. Bad lines
// count too.
func (s *session) incomplete(report *engine.Report) bool {
	bulk := s.order.environment.Bulk
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
