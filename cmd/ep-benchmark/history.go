package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/trend"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/report"
	"ep-benchmark/workloads"
)

const groupHistory = "Which runs"

// historyFlags are the flags of history.
type historyFlags struct {
	keep     files.StoreFlag
	set      *pflag.FlagSet
	workload string
	like     string
	last     int
}

// newHistory returns the command that shows how figures changed over the runs.
func newHistory(env process.Environment) *cobra.Command {
	var f historyFlags
	command := &cobra.Command{
		Use:   "history",
		Short: "Show the trend of each figure over the stored runs, and since which run it changed",
		Long: `history shows the stored runs that have the machine and plan of the newest run,
and the trend of every figure: since which run it changed, and how it compares
with the pinned baseline and with the latest runs. Only clean runs count in a
trend.`,
		Example: historyExamples,
		Args:    cli.NoArguments,
		RunE: func(_ *cobra.Command, _ []string) error {
			return files.WithStore(f.keep.OpenToRead, env, func(store *baselines.Store) error { return f.show(store, env) })
		},
	}
	set := command.Flags()
	f.set = set
	set.SortFlags = false
	set.StringVar(&f.workload, "workload", "", "this workload only")
	cli.Describe(set, "workload", groupHistory, "name", strings.Join(workloads.Names(), ", "))
	set.IntVar(&f.last, "last", trend.Latest, "how many of the newest runs")
	cli.Describe(set, "last", groupHistory, "n", fmt.Sprintf("1 to %d", trend.Latest))
	set.StringVar(&f.like, "like", "", "runs of the machine and plan of this one, in place of the newest's")
	cli.Describe(set, "like", groupHistory, "run", "a run's number or the name of a baseline")
	f.keep.Register(set)
	_ = command.RegisterFlagCompletionFunc("workload", cobra.FixedCompletions(workloads.Names(), cobra.ShellCompDirectiveNoFileComp))
	command.AddCommand(files.StoreCommand(env, (*files.StoreFlag).OpenToChange, "delete NUMBER...", "Forget runs that no baseline holds", 1, -1, deleteRuns))
	return command
}

func (f *historyFlags) show(store *baselines.Store, env process.Environment) error {
	if f.workload != "" && !slices.Contains(workloads.Names(), f.workload) {
		return fmt.Errorf("--workload: %w", order.UnknownName(f.workload, nil))
	}
	set := f.set
	if f.last < 1 || f.last > trend.Latest {
		return cli.WrongValue(set, "last")
	}
	fingerprint, err := newestLike(store, f.like)
	if err != nil {
		if f.like == "" && baselines.Unknown(err) {
			return fmt.Errorf("the store %s has no run yet: ep-benchmark keeps every run that it finishes", store.Path())
		}
		return err
	}
	h, err := f.history(store, fingerprint)
	if err != nil {
		return err
	}
	return report.WriteHistory(env.Stdout, h, env.StyleOf(env.Stdout))
}

// newestLike returns the fingerprint of the runs that a history shows: that of
// a named run or baseline, else that of the newest run.
func newestLike(store *baselines.Store, name string) (string, error) {
	if name == "" {
		name = baselines.NewestRun
	}
	side, err := store.Side(name)
	switch {
	case err != nil:
		return "", err
	case side.Claimed:
		return "", fmt.Errorf("%s is a published claim, not a run", name)
	}
	return side.Runs[len(side.Runs)-1].Fingerprint(), nil
}

// history gathers the runs with a fingerprint, and how their figures changed.
func (f *historyFlags) history(store *baselines.Store, fingerprint string) (*report.History, error) {
	entries, err := store.List(baselines.Query{Fingerprint: fingerprint, Workload: f.workload, Limit: f.last})
	if err != nil {
		return nil, err
	}
	slices.Reverse(entries)
	h := &report.History{}
	var numbers []int64
	for i := range entries {
		e := &entries[i]
		h.Runs = append(h.Runs, report.HistoryRun{
			Number: e.Number, StartedAt: e.StartedAt, Version: e.Version, Badge: e.Badge, Doubts: e.Doubts, Baselines: e.Baselines,
		})
		numbers = append(numbers, e.Number)
	}
	runs, err := store.Runs(numbers...)
	if err != nil || len(runs) == 0 {
		return h, err
	}
	past, err := trend.PastOf(store, runs, fingerprint)
	if err != nil {
		return nil, err
	}
	h.Pinned = past.Pinned
	h.Figures = slices.DeleteFunc(past.Figures, func(one trend.Figure) bool { return f.workload != "" && one.Workload != f.workload })
	return h, nil
}

func deleteRuns(store *baselines.Store, args []string, env process.Environment) error {
	var numbers []int64
	for _, arg := range args {
		number, err := strconv.ParseInt(strings.TrimPrefix(arg, "#"), 10, 64)
		if err != nil || number < 1 {
			return cli.Usagef("history delete %q: expected the numbers of runs, as ep-benchmark history shows them", arg)
		}
		numbers = append(numbers, number)
	}
	if err := store.Delete(numbers...); err != nil {
		return err
	}
	return process.Say(env.Stdout, "%s deleted", units.Counted(len(numbers), "run"))
}
