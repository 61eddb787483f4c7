package main

import (
	"context"

	"ep-benchmark/baselines"
	"ep-benchmark/cmd/internal/api"
	"ep-benchmark/cmd/internal/bulk"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/comparing"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/screen"
	"ep-benchmark/cmd/internal/session"
	"ep-benchmark/engine/profiler"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/recording"
)

// opened holds the opened files that the command line names and a run needs.
type opened struct {
	destinations files.Destinations
	store        *baselines.Store    // nil where nothing is kept or compared with
	comparer     *comparing.Comparer // what to compare with; nil where that is not asked for
	counts       counts              // what makes the exit code
	warnings     []string
	record       *recording.Writer
	profiler     *profiler.Profiler // nil without --debug
	bulk         *bulk.Files        // nil without --results
	streamed     bool               // whether stdout holds a document, and so not the report
	frame        string             // of the dashboard, printed in place of the report; "" for none
	seat         *screen.Seat       // of the dashboard; nil where it is not shown
	settings     config.Config
}

// close closes what open has opened. Finished output stays.
func (f *opened) close() {
	f.destinations.Abandon()
	f.bulk.Close()
	f.seat.Close()
	if f.profiler != nil {
		f.profiler.Discard()
	}
	if f.store != nil {
		_ = f.store.Close() // saved runs stay in it
	}
}

// open opens the files of the command line, and has the input read.
func (f *runFlags) open(input func(*opened) error, env process.Environment) (opened opened, err error) {
	if opened.counts, err = f.fail.counts(); err != nil {
		return opened, err
	}
	if opened.streamed, err = files.OneDocument(f.streamed()); err != nil {
		return opened, err
	}
	if err = process.LostOutput(env.Stdout, f.streamed()); err != nil {
		return opened, err
	}
	if opened.destinations, err = f.exports.Open(env.Stdout); err != nil {
		return opened, err
	}
	defer func() {
		if err != nil {
			opened.close()
		}
	}()
	if err = input(&opened); err != nil {
		return opened, err
	}
	if err = f.openStore(&opened, env); err != nil {
		return opened, err
	}
	opened.seat = f.seat(env, opened.streamed || opened.bulk.OnTerminal())
	if notice := f.measured.Project.Brief(); notice != "" && opened.seat != nil { // the dashboard hides what was printed before it
		opened.warnings = append(opened.warnings, notice)
	}
	if opened.seat != nil || f.config != "" {
		if opened.settings, err = files.LoadConfig(f.config, env.Getenv); err != nil {
			return opened, err
		}
	}
	if opened.profiler, err = f.debug.Open(); err != nil {
		return opened, err
	}
	opened.record, err = session.OpenRecording(f.set, f.record, env.Stdout)
	return opened, err
}

// openInput reads the input into the order, or opens it for a bulk run.
func (f *runFlags) openInput(ctx context.Context, opened *opened, o *order.Order, t *api.Target, env process.Environment) (err error) {
	if flags := &f.measured.Order; flags.InBulk() {
		opened.bulk, err = bulk.Open(ctx, flags, o, t == nil, env)
	} else {
		err = flags.ReadLines(ctx, o, env)
	}
	if err != nil {
		return err
	}
	return t.Count(o)
}

// openStore opens where the run is kept, and what it is compared with.
func (f *runFlags) openStore(opened *opened, env process.Environment) error {
	if !f.compared.Given() && f.compared.Mismatch {
		return cli.Usagef("--allow-mismatch is for --compare, and does nothing without")
	}
	store, warning, err := f.keep.OpenForRun(f.compared.Given(), env.Getenv)
	if err != nil {
		return err
	}
	opened.store = store
	if warning != "" {
		opened.warnings = append(opened.warnings, warning)
	}
	opened.comparer, err = f.compared.Comparer(store)
	if err == nil && opened.comparer == nil && f.compared.Given() {
		opened.warnings = append(opened.warnings, "not compared with the baseline "+f.compared.With()+": there is no store")
	}
	return err
}

// seat returns where to show the dashboard: a terminal that can draw it, if
// stdout gets no other output. It returns nil if plain lines are printed. It
// prints the reason if that may surprise the user.
func (f *runFlags) seat(env process.Environment, shown bool) *screen.Seat {
	if f.plain || f.debug.Given() || shown || !screen.Wanted(env) {
		return nil
	}
	s, err := screen.FindSeat(env, f.measured.Order.Input == files.Stdin)
	if err != nil {
		env.Tell("plain lines in place of the dashboard: %v", err)
		return nil
	}
	return s
}
