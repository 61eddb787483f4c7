package main

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/dataset"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/session"
	"ep-benchmark/engine/text"
	"ep-benchmark/workloads/columns"
)

// analyticsFlags are the flags of analytics: those of a run of workloads, and those
// of files that are read in place of records in memory.
type analyticsFlags struct {
	runFlags
	data dataset.Flags
}

// ofFiles are the flags of a run that hold for files too, among those that say what
// is measured and how.
var ofFiles = []string{"quick", "rounds", "max-time", "workers", "seed", "timeout", "max-failures", "minimum-leg", "target"}

// ofRecords are those that hold for records in memory.
var ofRecords = []string{"schedule", "records", "chunks"}

// newAnalytics returns the command that measures analytics: over records in memory, as
// a workload is named, or over files.
func newAnalytics(env process.Environment, take taker) *cobra.Command {
	f := &analyticsFlags{}
	f.take = take
	command := &cobra.Command{
		Use:   "analytics [workload...] | --data PATH | --generate SIZE",
		Short: "Measure analytics: of records in memory, or of Parquet files larger than memory",
		Long: `analytics sums up shipments by carrier, date and route, with one worker and with n,
and says with an interval how much faster n are. The records are in memory, unless
--data names Parquet files, or --generate invents some. Files may be larger than
memory: they are read page by page, row groups are handed to the workers, and the
whole program keeps within --memory, which the report proves by the system's own
mark. The answer has to be the same in each leg, to the cent. The report says how
much of the time went into reads, decoding and computing, and which of disk and CPU
bounds the work.

` + strings.Join(text.Wrap("A file needs the columns "+columns.Schema+", and may have others.", 84), "\n"),
		Example: `  The records in memory
    ep-benchmark analytics --records 1000000
  Files that are there
    ep-benchmark analytics --data shipments/ --memory 256MB
  Invented ones, kept for the next time
    ep-benchmark analytics --generate 2GB --data shipments/ --memory 128MB
  Does the disk keep up?
    ep-benchmark analytics --data shipments/ --cold
  How many workers pay?
    ep-benchmark analytics --data shipments/ --workers 1,2,4,8
  Is it still as fast as it was?
    ep-benchmark analytics --data shipments/ --compare`,
		ValidArgsFunction: f.measured.CompleteNames(env),
	}
	command.Args = func(cmd *cobra.Command, args []string) error { return f.check(cmd, args, env) }
	command.RunE = func(cmd *cobra.Command, args []string) error {
		if of, err := f.data.Given(); of || err != nil {
			return errors.Join(err, f.readFiles(cmd.Context(), env))
		}
		return f.carryOut(cmd.Context(), append([]string{cmd.Name()}, args...), env)
	}
	f.register(command)
	return command
}

// register registers the flags. Help leaves out those of other workloads, which may be
// named beside this one.
func (f *analyticsFlags) register(command *cobra.Command) {
	set := command.Flags()
	f.data.Register(set)
	f.runFlags.register(command)
	f.measured.Order.RegisterMany(mostReaders)
	f.visitOthers(func(flag *pflag.Flag) { flag.Hidden = true })
	f.data.Complete(command)
}

// mostReaders is the most workers of a sweep over files.
const mostReaders = 64

// visitOthers calls do with each flag of other workloads.
func (f *analyticsFlags) visitOthers(do func(*pflag.Flag)) {
	measuring := pflag.NewFlagSet("", pflag.ContinueOnError)
	new(session.Flags).Register(measuring)
	f.set.VisitAll(func(flag *pflag.Flag) {
		if measuring.Lookup(flag.Name) != nil && !slices.Contains(ofFiles, flag.Name) && !slices.Contains(ofRecords, flag.Name) {
			do(flag)
		}
	})
}

// check checks the arguments, and that no flag is given that does nothing.
func (f *analyticsFlags) check(cmd *cobra.Command, args []string, env process.Environment) error {
	of, err := f.data.Given()
	if err != nil {
		return err
	}
	if !of {
		if f.measured.Order.Many() {
			return cli.Usagef("--workers: several numbers are for files: expected --data or --generate with them, or ep-benchmark sweep %s", cmd.Name())
		}
		return f.measured.CheckNames(env, 0)(cmd, append([]string{cmd.Name()}, args...))
	}
	if len(args) > 0 {
		return cli.Usagef("%s with --data or --generate runs by itself, and was given %q: a path is given by --data", cmd.Name(), args[0])
	}
	f.set.Visit(func(flag *pflag.Flag) {
		others := slices.Contains(ofRecords, flag.Name) || flag.Name == "results"
		f.visitOthers(func(other *pflag.Flag) { others = others || other == flag })
		if others && err == nil {
			err = cli.Usagef("--%s is for records in memory, or for other workloads: it does nothing with --data or --generate", flag.Name)
		}
	})
	if err != nil {
		return err
	}
	return f.data.Check()
}

// readFiles measures analytics of files.
func (f *analyticsFlags) readFiles(ctx context.Context, env process.Environment) (err error) {
	if err := files.Apart(append(f.data.Uses(), f.uses(env)...)); err != nil {
		return err
	}
	o, err := f.measured.Order.SettleFiles()
	if err != nil {
		return err
	}
	var data *dataset.Data
	defer func() {
		if data != nil {
			err = errors.Join(err, data.Close())
		}
	}()
	return f.perform(ctx, []*session.Part{{Order: &o}}, func(*opened) error {
		opened, err := f.data.Open(ctx, &o, runtime.NumCPU(), env)
		if err == nil {
			data = opened
		}
		return err
	}, env)
}
