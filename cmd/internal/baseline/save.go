package baseline

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/session"
)

// saveFlags are the flags of baseline save.
type saveFlags struct {
	measured          session.Flags
	debug             session.DebugFlag
	keep              files.StoreFlag
	runs, last        int
	add, replace, pin bool
	set               *pflag.FlagSet
}

func newBaselineSave(env process.Environment) *cobra.Command {
	f := &saveFlags{}
	command := &cobra.Command{
		Use:   "save NAME [workload...]",
		Short: "Run several times and keep the runs as a baseline, or keep existing runs",
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
	f.register(command.Flags())
	f.measured.Complete(command)
	return command
}

func (f *saveFlags) register(set *pflag.FlagSet) {
	f.set = set
	set.SortFlags = false
	set.IntVar(&f.runs, "runs", 5, "fresh runs; with fewer than 5 in a baseline its verdicts are provisional")
	cli.Describe(set, "runs", groupBaseline, "n", fmt.Sprintf("1 to %d", baselines.KeptRuns))
	set.IntVar(&f.last, "last", 0, "use the last N clean runs that match the newest one instead of running")
	cli.Describe(set, "last", groupBaseline, "n", fmt.Sprintf("1 to %d", baselines.KeptRuns))
	set.BoolVar(&f.add, "add", false, "add to an existing baseline")
	cli.Describe(set, "add", groupBaseline, "", "true or false")
	set.BoolVar(&f.replace, "replace", false, "overwrite an existing baseline")
	cli.Describe(set, "replace", groupBaseline, "", "true or false")
	set.BoolVar(&f.pin, "pin", false, "pin it, too")
	cli.Describe(set, "pin", groupBaseline, "", "true or false")
	f.measured.Register(set)
	f.debug.Register(set)
	f.keep.Register(set)
}

// save makes a baseline of fresh or of stored runs. It reports every mistake
// before the first run.
func (f *saveFlags) save(ctx context.Context, store *baselines.Store, args []string, env process.Environment) error {
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

func (f *saveFlags) checkSaving(store *baselines.Store, name string) error {
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
func (f *saveFlags) chooseRuns(ctx context.Context, store *baselines.Store, args []string, env process.Environment) ([]int64, error) {
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

func (f *saveFlags) keepAs(store *baselines.Store, name string, numbers []int64) (baselines.Baseline, error) {
	if f.add {
		return store.AddToBaseline(name, numbers)
	}
	return store.SaveBaseline(name, numbers, f.replace)
}
