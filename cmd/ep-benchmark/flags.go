package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/engine"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/simulator"
)

// What a run is without flags: the report that the project reproduces had 16
// workers; eight rounds are the fewest that give an interval above 95 % with
// room for one that fails.
const (
	defaultRounds  = 8
	defaultWorkers = "16"
	mostRounds     = 1000
	mostWorkers    = 4096
)

// runFlags are the flags of the main command.
type runFlags struct {
	quick    bool
	strict   bool
	schedule string
	rounds   int
	workers  string
	seed     uint64
	timeout  time.Duration
	latency  string
	input    string
	exports  []string
	targets  []string
	sizes    map[string]*int
}

func newRunFlags() *runFlags { return &runFlags{sizes: map[string]*int{}} }

func (f *runFlags) register(command *cobra.Command) {
	set := command.Flags()
	set.SortFlags = false
	set.BoolVar(&f.quick, "quick", false, "one round each: a first look, with outcomes by point estimate")
	set.StringVar(&f.schedule, "schedule", string(engine.Concurrent), "concurrent, isolated or both")
	set.IntVar(&f.rounds, "rounds", defaultRounds, "measured rounds; an interval needs 6")
	set.StringVar(&f.workers, "workers", defaultWorkers, "workers of a parallel leg, or auto")
	f.registerSizes(set)
	set.StringVar(&f.input, "input", "", "`file` with spreadsheet lines, tab-separated, in place of the built-in sample")
	set.StringVar(&f.latency, "latency", simulator.Fixed.String(), "how late the simulator answers: fixed (100 ms, 50 ms), recorded or none")
	set.DurationVar(&f.timeout, "timeout", 30*time.Second, "an operation that lasts longer is hung, and its workload given up")
	set.Uint64Var(&f.seed, "seed", 0, "order of the legs and choice of the inputs; 0 draws one, which the report shows")
	set.StringArrayVar(&f.targets, "target", nil, "another target for a `workload=bound`: bulk-creation=6, parsing=500ms; repeatable")
	set.StringArrayVar(&f.exports, "export", nil, "write the run as `json[:PATH]`; without a path to stdout, and the report to stderr; repeatable")
	set.BoolVar(&f.strict, "strict", false, "exit with 5 when an outcome is unclear")
	command.MarkFlagsMutuallyExclusive("quick", "rounds")
	complete := func(name string, values ...string) {
		_ = command.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
	}
	complete("schedule", string(engine.Concurrent), string(engine.Isolated), string(engine.Both))
	complete("latency", simulator.Fixed.String(), simulator.Recorded.String(), simulator.None.String())
	complete("workers", "auto", defaultWorkers)
	complete("export", "json", "json:")
}

// registerSizes gives every size of the registry its flag.
func (f *runFlags) registerSizes(set *pflag.FlagSet) {
	for _, entry := range workloads.Entries() {
		for _, size := range entry.Sizes {
			f.sizes[size.Name] = set.Int(size.Name, size.Default, size.Usage)
		}
	}
}

// plan makes the plan of the flags, and says what is wrong with them.
func (f *runFlags) plan(names []string) (engine.Plan, error) {
	schedule, err := engine.ParseSchedule(f.schedule)
	if err != nil {
		return engine.Plan{}, usageError{err}
	}
	workers, err := parseWorkers(f.workers)
	if err != nil {
		return engine.Plan{}, err
	}
	if f.quick {
		f.rounds = 1
	}
	if f.rounds < 1 || f.rounds > mostRounds {
		return engine.Plan{}, usagef("--rounds %d: expected 1 to %d", f.rounds, mostRounds)
	}
	if f.timeout < time.Millisecond {
		return engine.Plan{}, usagef("--timeout %v: expected 1ms or more", f.timeout)
	}
	if f.seed == 0 {
		f.seed = rand.Uint64N(1<<32-1) + 1 // short enough to be typed again
	}
	return engine.Plan{
		Workloads: names, Schedule: schedule, Rounds: f.rounds, Warmups: 1, Workers: workers, Seed: f.seed,
		MinimumLeg: engine.MinimumLeg, OperationTimeout: f.timeout,
	}, nil
}

// parseWorkers reads a number of workers; 0 stands for auto.
func parseWorkers(text string) (int, error) {
	if text == "auto" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > mostWorkers {
		return 0, usagef("--workers %q: expected auto or 1 to %d", text, mostWorkers)
	}
	return n, nil
}

// bounds reads the targets by workload, of those that are run.
func (f *runFlags) bounds(names []string) (map[string]string, error) {
	bounds := map[string]string{}
	for _, text := range f.targets {
		name, bound, found := strings.Cut(text, "=")
		if !found || bound == "" {
			return nil, usagef("--target %q: expected workload=bound, such as bulk-creation=6", text)
		}
		if !slices.Contains(workloads.Names(), name) {
			return nil, usagef("--target %q: unknown workload, expected %s", text, strings.Join(workloads.Names(), ", "))
		}
		if !slices.Contains(names, name) {
			return nil, usagef("--target %q: the workload is not among those that are run", text)
		}
		bounds[name] = bound
	}
	return bounds, nil
}

// chosenSizes are the sizes as the flags have them.
func (f *runFlags) chosenSizes() map[string]int {
	sizes := map[string]int{}
	for name, value := range f.sizes {
		sizes[name] = *value
	}
	return sizes
}

// names lists the entries' names.
func names(entries []workloads.Entry) []string {
	var all []string
	for _, entry := range entries {
		all = append(all, entry.Name)
	}
	return all
}

// plural counts lines for messages.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
