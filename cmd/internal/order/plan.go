package order

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/engine"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/easypost"
)

// plan makes the plan from the flags, and returns an error for wrong ones.
func (f *Flags) plan(names []string) (engine.Plan, error) {
	workers, err := f.parseWorkers()
	if err != nil {
		return engine.Plan{}, err
	}
	plan, err := f.base(names)
	if err != nil {
		return plan, err
	}
	plan.Workers, plan.Warmups = workers, 1
	if f.quick {
		plan.Warmups = 0 // its sequential leg would take half of the time
	}
	return plan, f.chooseRounds(&plan)
}

// base is what the plans of runs and sweeps have in common.
func (f *Flags) base(names []string) (engine.Plan, error) {
	schedule, err := engine.ParseSchedule(f.Schedule)
	if err != nil {
		return engine.Plan{}, cli.WrongValue(f.set, "schedule")
	}
	if f.timeout < time.Millisecond {
		return engine.Plan{}, cli.WrongValue(f.set, "timeout")
	}
	if f.leg < time.Millisecond || f.leg > longestLeg {
		return engine.Plan{}, cli.WrongValue(f.set, "minimum-leg")
	}
	seed := f.seed
	if seed == 0 {
		seed = rand.Uint64N(1<<32-1) + 1 // short enough to be typed again
	}
	failures, err := engine.ParseFailureLimit(f.failures)
	if err != nil {
		return engine.Plan{}, cli.WrongValue(f.set, "max-failures")
	}
	return engine.Plan{
		Workloads: names, Schedule: schedule, Seed: seed,
		MinimumLeg: f.leg, OperationTimeout: f.timeout, MaxFailures: failures,
	}, nil
}

// chooseRounds sets the number of rounds, or what decides it.
func (f *Flags) chooseRounds(plan *engine.Plan) error {
	rounds, err := f.ParseRounds()
	if err != nil {
		return err
	}
	if f.maxTime < shortestMaxTime {
		return cli.WrongValue(f.set, "max-time")
	}
	switch {
	case f.quick && f.set.Changed("rounds"):
		return cli.Usagef("--quick is one round: expected either --quick or --rounds")
	case f.quick:
		rounds = 1
	}
	if rounds > 0 {
		plan.Rounds = rounds
		if f.set.Changed("max-time") {
			by := "--quick"
			if !f.quick {
				by = cli.SourceOf(f.set.Lookup("rounds"))
			}
			return cli.Usagef("--max-time bounds --rounds auto: it does nothing where the rounds are fixed, as they are by %s", by)
		}
		return nil
	}
	plan.Looks, plan.MaxTime = engine.DeclaredLooks(), f.maxTime
	plan.Rounds = plan.Looks[len(plan.Looks)-1]
	return nil
}

// ParseRounds reads a number of rounds; 0 stands for auto.
func (f *Flags) ParseRounds() (int, error) {
	if f.Rounds == cli.Auto {
		return 0, nil
	}
	n, err := strconv.Atoi(f.Rounds)
	if err != nil || n < 1 || n > engine.MostRounds {
		return 0, cli.WrongValue(f.set, "rounds")
	}
	return n, nil
}

// Recommended is the value of --workers that takes the number from a stored sweep.
const Recommended = "recommended"

// recommended tells whether a stored sweep decides the number of workers.
func (f *Flags) recommended() bool { return f.workers == Recommended && f.sweptWorkers }

// parseWorkers reads a number of workers; 0 stands for auto, and for one that is
// looked up later.
func (f *Flags) parseWorkers() (int, error) {
	if f.workers == cli.Auto || f.recommended() {
		return 0, nil
	}
	n, err := strconv.Atoi(f.workers)
	if err != nil || n < 1 || n > MostWorkers {
		return 0, cli.WrongValue(f.set, "workers")
	}
	return n, nil
}

// chosenSizes returns the sizes of the entries from the flags. It rejects a
// size of a workload that is not run, because it would have no effect.
func (f *Flags) chosenSizes(entries []workloads.Entry) (map[string]int, error) {
	sizes := map[string]int{}
	for _, entry := range entries {
		for _, size := range entry.Sizes {
			n, ok := f.sizeOf(&size)
			if !ok {
				return nil, cli.WrongValue(f.set, size.Name)
			}
			sizes[size.Name] = n
		}
	}
	for _, entry := range workloads.Entries() {
		for _, size := range entry.Sizes {
			if _, run := sizes[size.Name]; !run && f.set.Changed(size.Name) {
				return nil, cli.Usagef("--%s is a size of %s, which is not among the workloads that are run", size.Name, entry.Name)
			}
		}
	}
	return sizes, nil
}

// bounds reads the targets by workload, of those that are run. A given target
// holds where no flag has one.
func (f *Flags) bounds(entries []workloads.Entry) (map[string]string, error) {
	bounds, flagged := map[string]string{}, map[string]bool{}
	for _, name := range Names(entries) {
		if bound, given := f.Given.Targets[name]; given {
			bounds[name] = bound.Text
		}
	}
	for _, text := range f.targets {
		name, bound, found := strings.Cut(text, "=")
		switch {
		case !found || bound == "":
			return nil, cli.Unexpected(f.set.Lookup("target"), text)
		case !slices.Contains(f.Names(), name):
			return nil, fmt.Errorf("--target %q: %w", text, UnknownName(name, f.Names(), nil))
		case !slices.Contains(Names(entries), name):
			return nil, cli.Usagef("--target %q: %s is not among the workloads that are run: expected %s", text, name, strings.Join(Names(entries), ", "))
		case flagged[name]:
			return nil, cli.Usagef("--target %q: %s has a target already", text, name)
		}
		bounds[name], flagged[name] = bound, true
	}
	for _, entry := range entries {
		if bound, has := bounds[entry.Name]; has {
			if _, err := TargetsOf(entry, bound); err != nil {
				return nil, cli.Usagef("%s: %w", f.TargetSource(entry.Name), err)
			}
		}
	}
	return bounds, nil
}

// CheckBound checks the bound of a workload of the registry, which alone can read
// it.
func CheckBound(name, bound string) error {
	entries, err := workloads.Select([]string{name})
	if err != nil {
		return err
	}
	_, err = TargetsOf(entries[0], bound)
	return err
}

// TargetsOf are the targets of a workload, with a bound unless that is "". It builds
// the workload at its smallest size, because the full size may take a minute.
func TargetsOf(entry workloads.Entry, bound string) ([]engine.Target, error) {
	lines, err := workloads.SampleLines()
	if err != nil {
		return nil, err
	}
	smallest := map[string]int{}
	for _, size := range entry.Sizes {
		smallest[size.Name] = 1
	}
	bounds := map[string]string{}
	if bound != "" {
		bounds[entry.Name] = bound
	}
	workload, err := entry.Build(workloads.Environment{
		Sizes: smallest, Lines: lines, Targets: bounds,
		Client: new(easypost.Client), // no request is sent with it
	})
	if err != nil {
		return nil, err
	}
	return workload.Spec().Targets, nil
}

// TargetSource is where the target of a workload is from: a flag, or what was given;
// "" for the workload's own.
func (f *Flags) TargetSource(workload string) string {
	for _, text := range f.targets {
		if name, _, _ := strings.Cut(text, "="); name == workload {
			return "--target"
		}
	}
	return f.Given.Targets[workload].Source
}
