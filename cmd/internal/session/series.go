package session

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
	"ep-benchmark/engine"
	"ep-benchmark/engine/profiler"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/report"
)

// A Series is one order carried out several times, each run kept. Baselines and
// calibrations use it to find how much runs differ.
type Series struct {
	Order  order.Order
	target *api.Target
	env    process.Environment
	wanted int // clean runs
	// Profiler profiles the first clean run. Later runs are compared with its
	// profiles. It is nil without --debug.
	Profiler *profiler.Profiler
}

// Series checks the order of the flags, and reads its input.
func (f *Flags) Series(ctx context.Context, args []string, env process.Environment, wanted int, debug bool) (*Series, error) {
	o, t, err := f.Settle(ctx, args, env, order.Demand{Runs: wanted + spares(wanted), Rounds: order.FewestRounds, Debug: debug})
	if err != nil {
		return nil, err
	}
	if !o.Plan.Adaptive() && o.Plan.Rounds < order.FewestRounds {
		return nil, cli.Usagef("runs of %s have no interval, and only runs with one count: expected --rounds %d or more, or auto", units.Counted(o.Plan.Rounds, "round"), order.FewestRounds)
	}
	if err = f.Order.ReadLines(ctx, &o, env); err == nil {
		err = t.Count(&o)
	}
	return &Series{Order: o, target: t, env: env, wanted: wanted}, err
}

// Start starts or connects to the server that the order's workloads call.
func (s *Series) Start(ctx context.Context) (*Session, error) {
	return Open(ctx, &s.Order, s.target, s.env)
}

// spares returns how many unclean runs a series accepts before it gives up:
// half of the wanted runs, and two at least.
func spares(wanted int) int { return max(2, wanted/2) }

// CarryOut runs until there are as many clean runs as wanted, and returns
// those.
func (s *Series) CarryOut(ctx context.Context, store *baselines.Store) (clean []compare.Run, err error) {
	session, err := s.Start(ctx)
	if err != nil {
		return nil, err
	}
	session.Store, session.Profiler, session.profilesClean = store, s.Profiler, true
	defer func() { err = errors.Join(err, session.Close(ctx)) }()
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
func (s *Series) heading(done int, elapsed time.Duration) string {
	text := fmt.Sprintf("run %d of %d", done+1, s.wanted)
	if done > 0 {
		left := elapsed / time.Duration(done) * time.Duration(s.wanted-done)
		text += fmt.Sprintf(", about %v left", left.Round(time.Second))
	}
	return text
}

// one makes one run; an interrupted one ends the series.
func (s *Series) one(ctx context.Context, session *Session) (compare.Run, error) {
	finished, err := session.Run(ctx, nil, PlainProgress(s.env))
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

// PlainProgress returns the observer that prints plain lines.
func PlainProgress(env process.Environment) engine.Observer {
	return report.NewProgress(env.Stderr, env.StyleOf(env.Stderr), env.CanRedraw(env.Stderr)).Observe
}
