package main

import (
	"context"
	"errors"
	"fmt"

	compare "ep-benchmark/baselines/sidebyside"
	"ep-benchmark/engine"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/recording"
	"ep-benchmark/ui/report"
	"ep-benchmark/ui/tui/pages"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/simulator"
)

// carryOut is the main job: plan, run, report, export, verdict. Whatever can
// be wrong with the command line or the files is found before the run.
func (f *runFlags) carryOut(ctx context.Context, args []string, world surroundings) error {
	order, err := f.settle(args)
	if err != nil {
		return err
	}
	files, err := f.open(&order, world)
	if err != nil {
		return err
	}
	defer files.destinations.abandon()
	server, err := order.serve(ctx, world)
	if err != nil {
		return err
	}
	session := &session{order: &order, server: server, world: world, record: files.record}
	defer func() { session.server.stop() }()
	if !files.dashboard {
		return f.plainly(ctx, session, files)
	}
	options, err := dashboardOptions(world, files.settings, files.with)
	if err != nil {
		return err
	}
	outcome, err := session.watch(ctx, options)
	outcome.Err = errors.Join(err, outcome.Err)
	return f.leave(outcome, session, files)
}

// files is what the command line names and a run needs, opened.
type files struct {
	destinations exports
	with         *pages.Kept // to compare with; nil for nothing
	record       *recording.Writer
	dashboard    bool // is shown
	settings     config.Config
}

// open opens the files of the command line, the input into the order.
func (f *runFlags) open(o *order, world surroundings) (opened files, err error) {
	if opened.destinations, err = f.openExports(world.stdout); err != nil {
		return opened, err
	}
	defer func() {
		if err != nil {
			opened.destinations.abandon()
		}
	}()
	if o.environment.Lines, err = f.lines(o.entries, world.stderr); err != nil {
		return opened, err
	}
	if opened.with, err = f.comparison(); err != nil {
		return opened, err
	}
	opened.dashboard = f.wantsDashboard(world, opened.destinations)
	if opened.dashboard || f.config != "" {
		if opened.settings, err = config.Load(f.config); err != nil {
			return opened, err
		}
	}
	opened.record, err = f.openRecording()
	return opened, err
}

// plainly runs the order once, with plain lines.
func (f *runFlags) plainly(ctx context.Context, s *session, files files) error {
	world := s.world
	progress := report.NewProgress(world.stderr, styleOf(world.stderr, world.getenv), canRedraw(world.stderr, world.getenv))
	finished, err := s.run(ctx, nil, progress.Observe)
	if err != nil {
		return err
	}
	if err := present(&finished, files, world); err != nil {
		return err
	}
	return verdict(&finished, f.strict, s.server.died())
}

// order is what the command line asks for.
type order struct {
	entries     []workloads.Entry
	plan        engine.Plan
	environment workloads.Environment
	latency     simulator.Profile
}

// settle checks all that can be checked without touching a file.
func (f *runFlags) settle(args []string) (order, error) {
	entries, err := workloads.Select(args)
	if err != nil {
		return order{}, usageError{err}
	}
	o := order{entries: entries}
	if o.plan, err = f.plan(names(entries)); err != nil {
		return order{}, err
	}
	if o.latency, err = parseLatency(f.set); err != nil {
		return order{}, err
	}
	if o.environment.Sizes, err = f.chosenSizes(entries); err != nil {
		return order{}, err
	}
	o.environment.Targets, err = f.bounds(entries)
	return o, err
}

// present writes the report and the exports. A broken export is told even
// where the report could be written, and the other way round.
func present(finished *engine.Report, files files, world surroundings) error {
	out := world.stdout
	if files.destinations.toStream() {
		out = world.stderr
	}
	err := report.Write(out, finished, styleOf(out, world.getenv))
	if files.with != nil {
		c := compare.Sides(compare.Of("this run", finished), files.with.Side, finished.Plan.Workloads)
		err = errors.Join(err, report.WriteComparison(out, &c, styleOf(out, world.getenv)))
	}
	for _, destination := range files.destinations {
		if failed := destination.Write(*finished); failed != nil {
			err = errors.Join(err, failed)
		} else if destination.Path() != "" {
			fmt.Fprintln(world.stderr, "exported to "+legible(destination.Path()))
		}
	}
	return err
}
