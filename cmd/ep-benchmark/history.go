package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/trend"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/report"
	"ep-benchmark/workloads"
)

const groupHistory = "Which runs"

// historyFlags are the flags of history.
type historyFlags struct {
	keep     keeping
	workload string
	like     string
	last     int
}

// newHistory returns the command that shows how figures changed over the runs.
func newHistory(world surroundings) *cobra.Command {
	var f historyFlags
	command := &cobra.Command{
		Use:   "history",
		Short: "Show how the figures went over the stored runs, and since when they changed",
		Long: `history shows the stored runs of one machine and plan, those of the newest run,
and of every figure its trend: since which run it changed, and how it stands
beside the pinned baseline and beside the latest runs. Only clean runs count in a
trend.`,
		Example: historyExamples,
		Args:    noArguments,
		RunE: func(_ *cobra.Command, _ []string) error {
			return withStore(f.keep.openToRead, world, func(store *baselines.Store) error { return f.show(store, world) })
		},
	}
	set := command.Flags()
	set.SortFlags = false
	set.StringVar(&f.workload, "workload", "", "this workload only")
	describe(set, "workload", groupHistory, "name", strings.Join(workloads.Names(), ", "))
	set.IntVar(&f.last, "last", trend.Latest, "how many of the newest runs")
	describe(set, "last", groupHistory, "n", fmt.Sprintf("1 to %d", trend.Latest))
	set.StringVar(&f.like, "like", "", "runs of the machine and plan of this one, in place of the newest's")
	describe(set, "like", groupHistory, "run", "a run's number or the name of a baseline")
	f.keep.register(set)
	_ = command.RegisterFlagCompletionFunc("workload", cobra.FixedCompletions(workloads.Names(), cobra.ShellCompDirectiveNoFileComp))
	command.AddCommand(storeCommand(world, (*keeping).openToChange, "delete NUMBER...", "Forget runs that no baseline holds", 1, -1, deleteRuns))
	return command
}

func (f *historyFlags) show(store *baselines.Store, world surroundings) error {
	if f.workload != "" && !slices.Contains(workloads.Names(), f.workload) {
		return fmt.Errorf("--workload: %w", unknownWorkload(f.workload, nil))
	}
	set := f.keep.set
	if f.last < 1 || f.last > trend.Latest {
		return wrongValue(set, "last")
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
	return report.WriteHistory(world.stdout, h, styleOf(world.stdout, world.getenv))
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
	beside, err := besidesOf(store, runs, fingerprint)
	if err != nil {
		return nil, err
	}
	for _, subject := range runs[len(runs)-1].Subjects {
		if f.workload != "" && subject.Name != f.workload {
			continue
		}
		for _, metric := range compare.Metrics() {
			if !metric.OfWork() || hasFigure(runs, compare.Key{Workload: subject.Name, Metric: metric}) {
				h.Series = append(h.Series, beside.series(runs, subject, metric))
			}
		}
	}
	return h, nil
}

// hasFigure reports whether any of the runs has a figure.
func hasFigure(runs []compare.Run, key compare.Key) bool {
	return slices.ContainsFunc(runs, func(r compare.Run) bool {
		_, ok := r.Figure(key)
		return ok
	})
}

// besides holds what the latest clean run is compared with.
type besides struct {
	pinned, rolling compare.Comparison
	floors          compare.Floors
}

func besidesOf(store *baselines.Store, runs []compare.Run, fingerprint string) (*besides, error) {
	b := &besides{}
	var err error
	if b.floors, err = store.Floors(fingerprint); err != nil {
		return nil, err
	}
	at := len(runs) - 1
	for at > 0 && !runs[at].Joins() {
		at--
	}
	now, o := compare.SideOf(runs[at]), compare.Options{Floors: b.floors}
	if baseline, found, err := store.Pinned(fingerprint); err != nil {
		return nil, err
	} else if found {
		side, err := store.Side(baseline.Name)
		if err != nil {
			return nil, err
		}
		b.pinned = compare.Against(now, side, o)
	}
	rolling, err := store.Rolling(fingerprint, runs[at].Number)
	b.rolling = compare.Against(now, compare.Side{Name: compare.RollingName, Runs: rolling}, o)
	return b, err
}

// series returns how one figure changed over the clean runs.
func (b *besides) series(runs []compare.Run, subject compare.Subject, metric compare.Metric) report.HistorySeries {
	key := compare.Key{Workload: subject.Name, Metric: metric}
	s := report.HistorySeries{Key: key, Title: subject.Title, Item: subject.Item}
	for i := range runs {
		value := math.NaN()
		if figure, ok := runs[i].Figure(key); ok && runs[i].Sound(metric) {
			value = figure.Value
		}
		s.Values = append(s.Values, value)
	}
	s.Changes = trend.Of(metric, s.Values, b.floors.Trend(key)).Changes
	s.Pinned, s.Rolling = beside(&b.pinned, key), beside(&b.rolling, key)
	return s
}

// beside returns a figure's change in a comparison; nil if there is none.
func beside(c *compare.Comparison, key compare.Key) *report.HistoryChange {
	row, ok := c.Row(key)
	if !ok || row.Verdict == compare.NoBaseline || row.Verdict == compare.NotComparable {
		return nil
	}
	return &report.HistoryChange{Name: c.Then.Name, Runs: len(row.Then.Values), Worse: row.Change}
}

func deleteRuns(store *baselines.Store, args []string, world surroundings) error {
	var numbers []int64
	for _, arg := range args {
		number, err := strconv.ParseInt(strings.TrimPrefix(arg, "#"), 10, 64)
		if err != nil || number < 1 {
			return usagef("history delete %q: expected the numbers of runs, as ep-benchmark history shows them", arg)
		}
		numbers = append(numbers, number)
	}
	if err := store.Delete(numbers...); err != nil {
		return err
	}
	return say(world.stdout, "%s deleted", units.Counted(len(numbers), "run"))
}
