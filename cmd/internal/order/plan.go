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
			return cli.Usagef("--max-time bounds --rounds auto: it does nothing where the rounds are fixed, as they are with --quick or --rounds %d", rounds)
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

// parseWorkers reads a number of workers; 0 stands for auto.
func (f *Flags) parseWorkers() (int, error) {
	if f.workers == cli.Auto {
		return 0, nil
	}
	n, err := strconv.Atoi(f.workers)
	if err != nil || n < 1 || n > mostWorkers {
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
			n := *f.sizes[size.Name]
			if n < 1 || n > size.Most {
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

// bounds reads the targets by workload, of those that are run.
func (f *Flags) bounds(entries []workloads.Entry) (map[string]string, error) {
	bounds := map[string]string{}
	for _, text := range f.targets {
		name, bound, found := strings.Cut(text, "=")
		switch _, twice := bounds[name]; {
		case !found || bound == "":
			return nil, cli.Unexpected(f.set.Lookup("target"), text)
		case !slices.Contains(workloads.Names(), name):
			return nil, fmt.Errorf("--target %q: %w", text, UnknownName(name, nil))
		case !slices.Contains(Names(entries), name):
			return nil, cli.Usagef("--target %q: %s is not among the workloads that are run: expected %s", text, name, strings.Join(Names(entries), ", "))
		case twice:
			return nil, cli.Usagef("--target %q: %s has a target already", text, name)
		}
		bounds[name] = bound
	}
	return bounds, checkBounds(entries, bounds)
}

// checkBounds builds the workloads that have a target, because only they can
// read it. It builds them at their smallest size, because the full size may
// take a minute.
func checkBounds(entries []workloads.Entry, bounds map[string]string) error {
	lines, err := workloads.SampleLines()
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if _, has := bounds[entry.Name]; !has {
			continue
		}
		smallest := map[string]int{}
		for _, size := range entry.Sizes {
			smallest[size.Name] = 1
		}
		_, err := entry.Build(workloads.Environment{
			Sizes: smallest, Lines: lines, Targets: bounds,
			Client: new(easypost.Client), // no request is sent with it
		})
		if err != nil {
			return cli.Usagef("--target: %w", err)
		}
	}
	return nil
}
