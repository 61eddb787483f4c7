package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/session"
	"ep-benchmark/engine/text"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/report"
)

const groupBaseline = "Which runs"

// newBaseline returns the command that manages baselines.
func newBaseline(env process.Environment) *cobra.Command {
	command := &cobra.Command{
		Use:   "baseline",
		Short: "Save and look after the runs that others are compared with",
		Long: `A baseline is a named set of runs of one machine and plan: how they differ among
each other is what a later run is held against. Under five runs every verdict is
provisional; the newest twenty are kept.`,
		Example: `  Save one, and compare with it
    ep-benchmark baseline save main --runs 5
    ep-benchmark baseline pin main
    ep-benchmark --compare
  Take it elsewhere
    ep-benchmark baseline export baselines.json
    ep-benchmark baseline import baselines.json`,
	}
	command.AddCommand(newBaselineSave(env),
		storeCommand(env, (*files.StoreFlag).OpenToRead, "list", "List the baselines", 0, 0, listBaselines),
		storeCommand(env, (*files.StoreFlag).OpenToRead, "show NAME", "Show a baseline's figures and runs", 1, 1, showBaseline),
		storeCommand(env, (*files.StoreFlag).OpenToChange, "pin NAME", "Compare runs of its machine and plan with it, where nothing else is named", 1, 1, pinBaseline),
		storeCommand(env, (*files.StoreFlag).OpenToChange, "unpin NAME", "Compare them with the latest clean runs again", 1, 1, unpinBaseline),
		storeCommand(env, (*files.StoreFlag).OpenToChange, "delete NAME", "Forget a baseline; its runs stay", 1, 1, deleteBaseline),
		storeCommand(env, (*files.StoreFlag).OpenToRead, "export FILE [name...]", "Write baselines with their runs as JSON, all of them if none is named; - for stdout", 1, -1, exportBaselines),
		newBaselineImport(env))
	return command
}

// storeCommand returns a command that opens the store and works on it with the
// names in its arguments. It takes at least least and at most most of them (-1:
// any number).
func storeCommand(env process.Environment, open func(*files.StoreFlag, func(string) string) (*baselines.Store, error), use, short string, least, most int, do func(*baselines.Store, []string, process.Environment) error) *cobra.Command {
	var keep files.StoreFlag
	command := &cobra.Command{
		Use: use, Short: short,
		Args: func(cmd *cobra.Command, args []string) error { return cli.Numbered(cmd, args, least, most) },
		RunE: func(_ *cobra.Command, args []string) error {
			opened := func(getenv func(string) string) (*baselines.Store, error) { return open(&keep, getenv) }
			return files.WithStore(opened, env, func(store *baselines.Store) error { return do(store, args, env) })
		},
	}
	keep.Register(command.Flags())
	return command
}

func listBaselines(store *baselines.Store, _ []string, env process.Environment) error {
	all, err := store.Baselines()
	if err != nil {
		return err
	}
	shown := make([]report.Baseline, len(all))
	for i := range all {
		shown[i] = listed(&all[i])
	}
	return report.WriteBaselines(env.Stdout, shown, env.StyleOf(env.Stdout))
}

func listed(b *baselines.Baseline) report.Baseline {
	shown := report.Baseline{Name: b.Name, Pinned: b.Pinned, Runs: len(b.Runs)}
	if n := len(b.Runs); n > 0 {
		last := &b.Runs[n-1]
		shown.First, shown.Last = b.Runs[0].StartedAt, last.StartedAt
		shown.Machine, shown.Schedule, shown.Workloads = last.Machine, last.Schedule, last.Workloads
	}
	return shown
}

func showBaseline(store *baselines.Store, args []string, env process.Environment) error {
	side, err := store.Side(args[0])
	if err != nil {
		return err
	}
	pinned := false
	if b, err := store.Baseline(args[0]); err == nil {
		pinned = b.Pinned
	}
	return report.WriteBaseline(env.Stdout, &side, pinned, env.StyleOf(env.Stdout))
}

func pinBaseline(store *baselines.Store, args []string, env process.Environment) error {
	if err := store.Pin(args[0]); err != nil {
		return err
	}
	return process.Say(env.Stdout, "%s is pinned: runs of its machine and plan are compared with it", args[0])
}

func unpinBaseline(store *baselines.Store, args []string, env process.Environment) error {
	if err := store.Unpin(args[0]); err != nil {
		return err
	}
	return process.Say(env.Stdout, "%s is not pinned any more", args[0])
}

func deleteBaseline(store *baselines.Store, args []string, env process.Environment) error {
	if err := store.DeleteBaseline(args[0]); err != nil {
		return err
	}
	return process.Say(env.Stdout, "%s is deleted; its runs stay in the store", args[0])
}

func exportBaselines(store *baselines.Store, args []string, env process.Environment) error {
	if err := files.Apart(append(files.StoreUses("the store", store.Path(), false), files.WritesOutput("baseline export", args[0])...)); err != nil {
		return err
	}
	var document bytes.Buffer
	if err := store.Export(&document, args[1:]...); err != nil {
		return err
	}
	if args[0] == export.StreamPath {
		_, err := env.Stdout.Write(text.JSON(document.Bytes()))
		return err
	}
	if err := export.WriteFile(args[0], document.Bytes()); err != nil {
		return err
	}
	return process.Say(env.Stdout, "exported to %s", args[0])
}

func newBaselineImport(env process.Environment) *cobra.Command {
	var keep files.StoreFlag
	var replace bool
	command := &cobra.Command{
		Use: "import FILE", Short: "Add what baseline export has written, all of it or nothing; - for stdin",
		Args: func(cmd *cobra.Command, args []string) error { return cli.Numbered(cmd, args, 1, 1) },
		RunE: func(_ *cobra.Command, args []string) error {
			if err := files.Apart(append(keep.Uses(env.Getenv, true), files.ReadsInput("baseline import", args[0], env.Stdin))); err != nil {
				return err
			}
			return files.WithStore(keep.Open, env, func(store *baselines.Store) error { return importBaselines(store, args[0], replace, env) })
		},
	}
	set := command.Flags()
	set.BoolVar(&replace, "replace", false, "overwrite baselines of the same names")
	cli.Describe(set, "replace", groupBaseline, "", "true or false")
	keep.Register(set)
	return command
}

func importBaselines(store *baselines.Store, path string, replace bool, env process.Environment) error {
	in := env.Stdin
	if path != files.Stdin {
		file, err := os.Open(path)
		if err != nil {
			return fmt.Errorf("import: %w", err)
		}
		defer func() { _ = file.Close() }() // it was read only
		in = file
	}
	all, err := store.Import(in, replace)
	if err != nil {
		return fmt.Errorf("import %s: %w", path, err)
	}
	for i := range all {
		if err := process.Say(env.Stdout, "%s: %s", all[i].Name, units.Counted(len(all[i].Runs), "run")); err != nil {
			return err
		}
	}
	return nil
}

// baselineFlags are the flags of baseline save.
type baselineFlags struct {
	measured          session.Flags
	debug             session.DebugFlag
	keep              files.StoreFlag
	runs, last        int
	add, replace, pin bool
	set               *pflag.FlagSet
}

func newBaselineSave(env process.Environment) *cobra.Command {
	f := &baselineFlags{}
	command := &cobra.Command{
		Use:   "save NAME [workload...]",
		Short: "Run several times and keep the runs as a baseline, or keep runs that there are",
		Example: `  Five fresh runs
    ep-benchmark baseline save main --runs 5
  The last ten clean runs like the newest one
    ep-benchmark baseline save main --last 10`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cli.Usagef("%s: expected a name, such as main", cmd.CommandPath())
			}
			if err := baselines.CheckName(args[0]); err != nil {
				return cli.WrongUsage(err)
			}
			return order.CheckNames(cmd, args[1:])
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := files.Apart(f.measured.SeriesUses(&f.keep, &f.debug, env)); err != nil {
				return err
			}
			return files.WithStore(f.keep.Open, env, func(store *baselines.Store) error { return f.save(cmd.Context(), store, args, env) })
		},
	}
	set := command.Flags()
	f.set = set
	set.SortFlags = false
	set.IntVar(&f.runs, "runs", 5, "fresh runs; with fewer than 5 in a baseline its verdicts are provisional")
	cli.Describe(set, "runs", groupBaseline, "n", fmt.Sprintf("1 to %d", baselines.KeptRuns))
	set.IntVar(&f.last, "last", 0, "use the last N clean runs that match the newest one instead of running")
	cli.Describe(set, "last", groupBaseline, "n", fmt.Sprintf("1 to %d", baselines.KeptRuns))
	set.BoolVar(&f.add, "add", false, "add to a baseline that there is")
	cli.Describe(set, "add", groupBaseline, "", "true or false")
	set.BoolVar(&f.replace, "replace", false, "overwrite an existing baseline")
	cli.Describe(set, "replace", groupBaseline, "", "true or false")
	set.BoolVar(&f.pin, "pin", false, "pin it, too")
	cli.Describe(set, "pin", groupBaseline, "", "true or false")
	f.measured.Register(set)
	f.debug.Register(set)
	f.keep.Register(set)
	f.measured.Complete(command)
	return command
}

// save makes a baseline of fresh or of stored runs. It reports every mistake
// before the first run.
func (f *baselineFlags) save(ctx context.Context, store *baselines.Store, args []string, env process.Environment) error {
	name := args[0]
	if err := f.checkSaving(store, name); err != nil {
		return err
	}
	numbers, err := f.chooseRuns(ctx, store, args[1:], env)
	if err != nil && len(numbers) == 0 {
		return err
	}
	saved, problem := f.keepAs(store, name, numbers)
	if err = errors.Join(err, problem); problem != nil {
		return err
	}
	for _, number := range saved.LeftOut {
		env.Tell("run %d is left out: a baseline keeps the newest %d", number, baselines.KeptRuns)
	}
	if f.pin {
		err = errors.Join(err, store.Pin(name))
	}
	return errors.Join(err, showBaseline(store, []string{name}, env))
}

func (f *baselineFlags) checkSaving(store *baselines.Store, name string) error {
	_, err := store.Baseline(name)
	exists := err == nil
	switch {
	case err != nil && !baselines.Unknown(err):
		return err
	case f.add && f.replace:
		return cli.Usagef("expected either --add or --replace")
	case f.runs < 1 || f.runs > baselines.KeptRuns:
		return cli.WrongValue(f.set, "runs")
	case f.set.Changed("last") && (f.last < 1 || f.last > baselines.KeptRuns):
		return cli.WrongValue(f.set, "last")
	case f.set.Changed("last") && f.debug.Given():
		return cli.Usagef("--debug profiles a fresh run, and --last takes runs that there are: expected one of the two")
	case f.set.Changed("last") && f.set.Changed("runs"):
		return cli.Usagef("--last takes runs that there are, and --runs makes new ones: expected one of the two")
	case exists && !f.add && !f.replace:
		return cli.Usagef("there is a baseline %s: expected another name, --add or --replace", name)
	case !exists && f.add:
		return cli.Usagef("there is no baseline %s to add to", name)
	}
	return nil
}

// chooseRuns makes the runs, or finds stored ones. If there are fewer than
// wanted, it returns their numbers together with an error.
func (f *baselineFlags) chooseRuns(ctx context.Context, store *baselines.Store, args []string, env process.Environment) ([]int64, error) {
	if f.set.Changed("last") {
		return latestLike(store, f.last, args)
	}
	s, err := f.measured.Series(ctx, args, env, f.runs, f.debug.Given())
	if err != nil {
		return nil, err
	}
	if s.Profiler, err = f.debug.Open(); err != nil {
		return nil, err
	}
	runs, err := s.CarryOut(ctx, store)
	if p := s.Profiler; p != nil {
		p.Discard()
		if p.Written() {
			env.Tell("the profiles of the first clean run are in %s", p.Folder())
		}
	}
	return numbersOf(runs), err
}

func numbersOf(runs []compare.Run) []int64 {
	var numbers []int64
	for i := range runs {
		numbers = append(numbers, runs[i].Number)
	}
	return numbers
}

// latestLike returns the latest clean runs with the fingerprint of the newest
// one.
func latestLike(store *baselines.Store, wanted int, args []string) ([]int64, error) {
	if len(args) > 0 {
		return nil, cli.Usagef("--last takes runs as they were: expected no workloads, and was given %q", args[0])
	}
	newest, err := store.List(baselines.Query{CleanOnly: true, Limit: 1})
	if err != nil {
		return nil, err
	}
	if len(newest) == 0 {
		return nil, errors.New("the store has no clean run yet")
	}
	like, err := store.List(baselines.Query{CleanOnly: true, Fingerprint: newest[0].Fingerprint, Limit: wanted})
	if err != nil {
		return nil, err
	}
	var numbers []int64
	for i := range like {
		numbers = append(numbers, like[i].Number)
	}
	if len(numbers) < wanted {
		return numbers, fmt.Errorf("there are only %d clean runs like the newest one, and they are saved", len(numbers))
	}
	return numbers, nil
}

func (f *baselineFlags) keepAs(store *baselines.Store, name string, numbers []int64) (baselines.Baseline, error) {
	if f.add {
		return store.AddToBaseline(name, numbers)
	}
	return store.SaveBaseline(name, numbers, f.replace)
}
