package main

import (
	"context"
	"errors"
	"fmt"

	"ep-benchmark/engine"
	"ep-benchmark/ui/report"
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
	destinations, err := f.openExports(world.stdout)
	if err != nil {
		return err
	}
	defer destinations.abandon()
	if order.environment.Lines, err = f.lines(order.entries, world.stderr); err != nil {
		return err
	}
	server, err := order.serve(ctx, world)
	if err != nil {
		return err
	}
	session := &session{order: &order, server: server, world: world, record: f.record}
	defer func() { session.server.stop() }()
	if f.wantsDashboard(world, destinations) {
		options, err := dashboardOptions(world, f.config, f.compare)
		if err != nil {
			return err
		}
		outcome, err := session.watch(ctx, options)
		outcome.Err = errors.Join(err, outcome.Err)
		return f.leave(outcome, session, destinations)
	}
	return f.plainly(ctx, session, destinations)
}

// plainly runs the order once, with plain lines.
func (f *runFlags) plainly(ctx context.Context, s *session, destinations exports) error {
	world := s.world
	progress := report.NewProgress(world.stderr, styleOf(world.stderr, world.getenv), canRedraw(world.stderr, world.getenv))
	finished, err := s.run(ctx, nil, progress.Observe)
	if err != nil {
		return err
	}
	if err := present(&finished, destinations, world); err != nil {
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
func present(finished *engine.Report, destinations exports, world surroundings) error {
	out := world.stdout
	if destinations.toStream() {
		out = world.stderr
	}
	err := report.Write(out, finished, styleOf(out, world.getenv))
	for _, destination := range destinations {
		if failed := destination.Write(*finished); failed != nil {
			err = errors.Join(err, failed)
		} else if destination.Path() != "" {
			fmt.Fprintln(world.stderr, "exported to "+destination.Path())
		}
	}
	return err
}
