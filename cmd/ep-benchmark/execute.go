package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine"
	"ep-benchmark/engine/profiler"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/recording"
	"ep-benchmark/ui/report"
	"ep-benchmark/ui/tui"
)

// carryOut plans, runs, reports and exports a run, and decides the exit code.
// It reports every mistake in the command line or the files before the run.
func (f *runFlags) carryOut(ctx context.Context, args []string, env process.Environment) error {
	order, target, err := f.measured.settle(ctx, args, env, f.demand())
	if err != nil {
		return err
	}
	if err := apart(f.uses(env)); err != nil {
		return err
	}
	files, err := f.open(ctx, &order, target, env)
	if err != nil {
		return err
	}
	defer files.close()
	server, err := serve(ctx, &order, target, env)
	if err != nil {
		return err
	}
	session := &session{order: &order, target: target, server: server, env: env, record: files.record, warnings: files.warnings, profiler: files.profiler}
	if !f.keep.nothing && files.store != nil && !files.store.ReadOnly() {
		session.store = files.store
	}
	defer func() { session.server.stop() }()
	if err := session.refuse(ctx, files.yardstick, files.counts); err != nil {
		return err
	}
	if files.seat == nil {
		return f.plainly(ctx, session, files)
	}
	options, err := dashboardOptions(env, files.settings, files.yardstick)
	if err != nil {
		return err
	}
	if files.store != nil {
		options.Store = files.store
	}
	options.AllowMismatch = f.compared.mismatch
	outcome, err := session.watch(ctx, files.seat, options)
	outcome.Err = errors.Join(err, outcome.Err)
	return f.leave(outcome, session, files)
}

// files holds the opened files that the command line names and a run needs.
type files struct {
	destinations exports
	store        *baselines.Store // nil where nothing is kept or compared with
	yardstick    *yardstick       // what to compare with; nil where that is not asked for
	counts       counts           // what makes the exit code
	warnings     []string
	record       *recording.Writer
	profiler     *profiler.Profiler // nil without --debug
	bulk         *bulk              // nil without --results
	streamed     bool               // whether stdout holds a document, and so not the report
	frame        string             // of the dashboard, printed in place of the report; "" for none
	seat         *seat              // of the dashboard; nil where it is not shown
	settings     config.Config
}

// close closes what open has opened. Finished output stays.
func (f *files) close() {
	f.destinations.abandon()
	f.bulk.close()
	f.seat.close()
	if f.profiler != nil {
		f.profiler.Discard()
	}
	if f.store != nil {
		_ = f.store.Close() // saved runs stay in it
	}
}

// open opens the files of the command line, and reads the input into the order.
func (f *runFlags) open(ctx context.Context, o *order, t *target, env process.Environment) (opened files, err error) {
	if opened.counts, err = f.fail.counts(); err != nil {
		return opened, err
	}
	if opened.streamed, err = toStream(f.streamed()); err != nil {
		return opened, err
	}
	if err = process.LostOutput(env.Stdout, f.streamed()); err != nil {
		return opened, err
	}
	if opened.destinations, err = f.exports.open(env.Stdout); err != nil {
		return opened, err
	}
	defer func() {
		if err != nil {
			opened.close()
		}
	}()
	if flags := &f.measured.order; flags.inBulk() {
		opened.bulk, err = openBulk(ctx, flags, o, t == nil, env)
	} else {
		err = flags.lines(ctx, o, env)
	}
	if err != nil {
		return opened, err
	}
	if err = t.count(o); err != nil {
		return opened, err
	}
	if err = f.openStore(&opened, env); err != nil {
		return opened, err
	}
	opened.seat = f.findSeat(env, opened.streamed)
	if opened.seat != nil || f.config != "" {
		if opened.settings, err = loadConfig(f.config, env.Getenv); err != nil {
			return opened, err
		}
	}
	if opened.profiler, err = f.debug.open(); err != nil {
		return opened, err
	}
	opened.record, err = openRecording(f.set, f.record, env.Stdout)
	return opened, err
}

// openStore opens where the run is kept, and what it is compared with.
func (f *runFlags) openStore(opened *files, env process.Environment) error {
	if !f.compared.given() && f.compared.mismatch {
		return cli.Usagef("--allow-mismatch is for --compare, and does nothing without")
	}
	store, warning, err := f.keep.openForRun(f.compared.given(), env.Getenv)
	if err != nil {
		return err
	}
	opened.store = store
	if warning != "" {
		opened.warnings = append(opened.warnings, warning)
	}
	opened.yardstick, err = f.compared.yardstick(store)
	return err
}

// plainly runs the order with plain lines. It runs it again if a change has to
// be confirmed.
func (f *runFlags) plainly(ctx context.Context, s *session, files files) error {
	finished, err := s.run(ctx, nil, plainProgress(s.env))
	if err != nil {
		return errors.Join(err, s.unrecorded)
	}
	var c *compare.Comparison
	if files.yardstick != nil {
		if c, err = s.compared(ctx, &finished, files.yardstick); err != nil {
			return errors.Join(err, present(&finished.Report, nil, files, s.env), s.unrecorded)
		}
	}
	if err := errors.Join(present(&finished.Report, c, files, s.env), s.unrecorded); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return cli.Coded(cli.ExitInterrupted)
	}
	return s.verdict(&finished.Report, c, files.counts)
}

func plainProgress(env process.Environment) engine.Observer {
	return report.NewProgress(env.Stderr, env.StyleOf(env.Stderr), env.CanRedraw(env.Stderr)).Observe
}

// compared compares a run, and makes a fresh run if figures changed. With the
// isolated schedule, the fresh run has only the workloads that changed. With
// others it has all of them, because workloads that run together affect each
// other. A fresh run that ends early confirms nothing.
func (s *session) compared(ctx context.Context, finished *tui.Finished, y *yardstick) (*compare.Comparison, error) {
	c, err := y.compare(&finished.Report, finished.Number)
	if err != nil {
		return nil, err
	}
	now := []*engine.Report{&finished.Report}
	if suspects := c.Suspects(); len(suspects) > 0 {
		s.env.Tell("%s changed: a fresh run has to confirm it", strings.Join(suspects, ", "))
		if finished.Report.Plan.Schedule != engine.Isolated {
			suspects = nil
		}
		again, err := s.run(ctx, suspects, plainProgress(s.env))
		if err != nil {
			return &c, fmt.Errorf("the fresh run: %w", err)
		}
		if !again.Report.Partial {
			c.Confirm(compare.RunOf("the fresh run", &again.Report))
			now = append(now, &again.Report)
		}
	}
	return &c, y.explain(&c, now)
}

// demand returns one run, or two with --compare, because a fresh run may have
// to confirm a change.
func (f *runFlags) demand() demand {
	d := demand{runs: 1, debug: f.debug.given()}
	if f.compared.given() {
		d.runs = 2
	}
	return d
}

// present writes the exports and the report. It writes files first, because the
// reader of the report may block it, and a stop leaves it two seconds. It
// reports an error of an export even if the report was written, and the other
// way round.
func present(finished *engine.Report, c *compare.Comparison, files files, env process.Environment) error {
	paths, err := files.destinations.toFiles(finished, c)
	closing := files.bulk.finish()
	err = errors.Join(files.report(finished, c, env), err, files.destinations.toStream(finished, c), closing)
	tellExported(env, paths)
	if closing == nil {
		files.bulk.tell(env)
	}
	return err
}

// report writes the report, or the dashboard's frame in its place. Both go to
// stdout; the report goes to stderr if stdout holds a document.
func (f *files) report(finished *engine.Report, c *compare.Comparison, env process.Environment) error {
	if f.frame != "" {
		// The frame is laid out in lines already and has escape sequences of its
		// own, which say would take out.
		_, err := io.WriteString(env.Stdout, f.frame+"\n")
		return err
	}
	out := env.Stdout
	if f.streamed {
		out = env.Stderr
	}
	err := report.Write(out, finished, env.StyleOf(out))
	if err == nil && f.profiler != nil && f.profiler.Written() {
		fmt.Fprintln(out)
		err = report.WriteProfiles(out, finished, f.profiler.Folder(), env.StyleOf(out))
	}
	if c != nil {
		if err == nil {
			_, err = fmt.Fprintln(out)
		}
		err = errors.Join(err, report.WriteComparison(out, c, env.StyleOf(out)))
	}
	return err
}
