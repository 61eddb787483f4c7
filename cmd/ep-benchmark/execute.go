package main

import (
	"context"
	"errors"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/cmd/internal/api"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/comparing"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/screen"
	"ep-benchmark/cmd/internal/session"
	"ep-benchmark/ui/tui"
)

// carryOut plans, runs, reports and exports a run, and decides the exit code.
// It reports every mistake in the command line or the files before the run.
func (f *runFlags) carryOut(ctx context.Context, args []string, env process.Environment) error {
	order, target, err := f.measured.Settle(ctx, args, env, f.demand())
	if err != nil {
		return err
	}
	return f.execute(ctx, order, target, env)
}

// execute carries an order out whose flags are checked.
func (f *runFlags) execute(ctx context.Context, o order.Order, target *api.Target, env process.Environment) error {
	if err := files.Apart(f.uses(env)); err != nil {
		return err
	}
	input := func(opened *opened) error { return f.openInput(ctx, opened, &o, target, env) }
	return f.perform(ctx, []*session.Part{{Order: &o, Target: target}}, input, env)
}

// perform opens the files, has the input read, and runs the plan of the first
// part.
func (f *runFlags) perform(ctx context.Context, parts []*session.Part, input func(*opened) error, env process.Environment) (err error) {
	if err := f.fail.check(&parts[0].Order.Plan, f.compared.Given()); err != nil {
		return err
	}
	opened, err := f.open(input, env)
	if err != nil {
		return err
	}
	defer opened.close()
	begin := session.OpenParts
	if opened.seat != nil && opened.comparer == nil { // a comparison is refused before the dashboard is shown
		begin = session.DeferParts
	}
	s, err := begin(ctx, parts, env)
	if err != nil {
		return err
	}
	s.Record, s.Warnings, s.Profiler = opened.record, opened.warnings, opened.profiler
	if !f.keep.NoSave && opened.store != nil && !opened.store.ReadOnly() {
		s.Store = opened.store
	}
	defer func() { err = errors.Join(err, s.Close(ctx)) }()
	if err := s.Advise(ctx, opened.store); err != nil {
		return err
	}
	if err := comparing.Refuse(ctx, s, opened.comparer, len(opened.counts) > 0); err != nil {
		return err
	}
	if f.take != nil {
		return f.take(ctx, s)
	}
	if opened.seat == nil {
		return f.plainly(ctx, s, opened)
	}
	options, err := comparing.ScreenOptions(env, opened.settings, opened.comparer)
	if err != nil {
		return err
	}
	if opened.store != nil {
		options.Store = opened.store
		empty, err := opened.store.Empty()
		options.First = empty && err == nil // History says why a store can't be read
	}
	options.AllowMismatch = f.compared.Mismatch
	options.Sweeps = s.Advised()
	outcome, err := watch(ctx, s, opened.seat, options)
	outcome.Err = errors.Join(err, outcome.Err)
	return f.leave(outcome, s, opened)
}

// plainly runs the order with plain lines. It runs it again if a change has to
// be confirmed.
func (f *runFlags) plainly(ctx context.Context, s *session.Session, opened opened) error {
	finished, err := s.Run(ctx, nil, session.PlainProgress(s.Env))
	if err != nil {
		return errors.Join(err, s.Unrecorded)
	}
	if duel, two := duelOf(&finished.Report); two {
		return tellDuel(duel, &finished.Report, s, opened)
	}
	var c *compare.Comparison
	if opened.comparer != nil {
		if c, err = comparing.Compare(ctx, s, &finished, opened.comparer); err != nil {
			return errors.Join(err, present(&finished.Report, nil, opened, s.Env), s.Unrecorded)
		}
	}
	if err := errors.Join(present(&finished.Report, c, opened, s.Env), s.Unrecorded); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return cli.Coded(cli.ExitInterrupted)
	}
	return sessionVerdict(s, &finished.Report, c, opened.counts)
}

// demand returns one run, or two with --compare, because a fresh run may have
// to confirm a change.
func (f *runFlags) demand() order.Demand {
	d := order.Demand{Runs: 1, Debug: f.debug.Given()}
	if f.compared.Given() {
		d.Runs = 2
	}
	return d
}

// watch runs the order in the dashboard, and returns the outcome when the
// dashboard is closed.
func watch(ctx context.Context, s *session.Session, at *screen.Seat, o tui.Options) (tui.Outcome, error) {
	o.Start, o.Workloads, o.Once = s.Run, order.Names(s.Order.Entries), s.Order.Plan.Once
	return at.Show(ctx, s.Env, o)
}

// leave writes what the dashboard leaves on the normal screen: the frame that
// the user kept, or the report. It does so even if a later run or the dashboard
// failed.
func (f *runFlags) leave(outcome tui.Outcome, s *session.Session, opened opened) error {
	if outcome.Report == nil {
		if outcome.Err != nil {
			return outcome.Err
		}
		return cli.WithCode(cli.ExitInterrupted, errors.New("no run was finished"))
	}
	opened.frame = outcome.Frame
	if duel, two := duelOf(outcome.Report); two {
		return errors.Join(outcome.Err, tellDuel(duel, outcome.Report, s, opened))
	}
	err := present(outcome.Report, outcome.Comparison, opened, s.Env)
	if err = errors.Join(outcome.Err, err, s.Unrecorded); err != nil {
		return err
	}
	counting := outcome.Comparison
	if opened.comparer == nil {
		counting = nil // without --compare, it does not decide the exit code
	}
	return sessionVerdict(s, outcome.Report, counting, opened.counts)
}
