package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/cmd/internal/api"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine/profiler"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/report"
)

// A series is one order carried out several times, each run kept. Baselines and
// calibrations use it to find how much runs differ.
type series struct {
	order  order.Order
	target *api.Target
	env    process.Environment
	wanted int // clean runs
	// profiler profiles the first clean run. Later runs are compared with its
	// profiles. It is nil without --debug.
	profiler *profiler.Profiler
}

// series checks the order of the flags, and reads its input.
func (f *measuredFlags) series(ctx context.Context, args []string, env process.Environment, wanted int, debug bool) (*series, error) {
	o, t, err := f.settle(ctx, args, env, api.Demand{Runs: wanted + spares(wanted), Rounds: order.FewestRounds, Debug: debug})
	if err != nil {
		return nil, err
	}
	if !o.Plan.Adaptive() && o.Plan.Rounds < order.FewestRounds {
		return nil, cli.Usagef("runs of %s have no interval, and only runs with one count: expected --rounds %d or more, or auto", units.Counted(o.Plan.Rounds, "round"), order.FewestRounds)
	}
	if err = f.order.ReadLines(ctx, &o, env); err == nil {
		err = t.Count(&o)
	}
	return &series{order: o, target: t, env: env, wanted: wanted}, err
}

// start starts or connects to the server that the order's workloads call.
func (s *series) start(ctx context.Context) (*session, error) {
	return openSession(ctx, &s.order, s.target, s.env)
}

// spares returns how many unclean runs a series accepts before it gives up:
// half of the wanted runs, and two at least.
func spares(wanted int) int { return max(2, wanted/2) }

// carryOut runs until there are as many clean runs as wanted, and returns
// those.
func (s *series) carryOut(ctx context.Context, store *baselines.Store) ([]compare.Run, error) {
	session, err := s.start(ctx)
	if err != nil {
		return nil, err
	}
	session.store, session.profiler, session.profilesClean = store, s.profiler, true
	defer session.close()
	var clean []compare.Run
	began := time.Now()
	for attempt := 1; len(clean) < s.wanted; attempt++ {
		if attempt > s.wanted+spares(s.wanted) {
			return clean, fmt.Errorf("only %d of %d runs were clean: the reasons stand above", len(clean), attempt-1)
		}
		s.env.Tell("%s", s.heading(len(clean), time.Since(began)))
		run, err := s.one(ctx, session)
		if err != nil {
			return clean, err
		}
		if !run.Joins() {
			s.env.Tell("run %d is not clean, and is made again: %s", run.Number, run.Reservations()[0])
			continue
		}
		clean = append(clean, run)
	}
	return clean, nil
}

// heading returns which run comes next, and how long the remaining ones will
// take.
func (s *series) heading(done int, elapsed time.Duration) string {
	text := fmt.Sprintf("run %d of %d", done+1, s.wanted)
	if done > 0 {
		left := elapsed / time.Duration(done) * time.Duration(s.wanted-done)
		text += fmt.Sprintf(", about %v left", left.Round(time.Second))
	}
	return text
}

// one makes one run; an interrupted one ends the series.
func (s *series) one(ctx context.Context, session *session) (compare.Run, error) {
	progress := report.NewProgress(s.env.Stderr, s.env.StyleOf(s.env.Stderr), s.env.CanRedraw(s.env.Stderr))
	finished, err := session.run(ctx, nil, progress.Observe)
	switch {
	case err != nil:
		return compare.Run{}, err
	case ctx.Err() != nil:
		return compare.Run{}, cli.WithCode(cli.ExitInterrupted, errors.New("interrupted: the runs that were finished are kept"))
	}
	run := compare.RunOf(fmt.Sprintf("run %d", finished.Number), &finished.Report)
	run.Number = finished.Number
	return run, nil
}
