package order

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// The defaults of a sweep: as many rounds as there are sizes, so that each size
// is measured once at each place of a round.
const (
	sweepRounds  = "12"
	sweepTime    = 12 * time.Minute
	fewestSizes  = 2
	mostSizes    = 64
	sizeExpected = "two or more numbers such as 1,2,4,8, or a range such as 1..64"
)

// usualSizes are the numbers of workers that a sweep has where none are given.
var usualSizes = []int{1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64}

// RegisterSweep gives a set the flags that decide how a sweep is measured, always one
// workload after another.
func (f *Flags) RegisterSweep(set *pflag.FlagSet) {
	f.set, f.sizes, f.ranges = set, map[string]*int{}, map[string]*string{}
	set.SortFlags = false
	set.StringVar(&f.workers, "workers", cli.Auto, "numbers of workers to measure; auto is 1 to 64 for work that waits, and 1 to twice the CPUs for work that computes. A range has those of "+list(usualSizes)+" in it, and its ends. A sweep over sizes has one number, "+defaultWorkers+" by default")
	cli.Describe(set, "workers", groupMeasure, "list|a..b", sizeExpected)
	set.StringVar(&f.Rounds, "rounds", sweepRounds, "measured rounds, of which an interval needs 6; a round has a leg of each number of workers, or two of each size")
	cli.Describe(set, "rounds", groupMeasure, "n", fmt.Sprintf("1 to %d", engine.MostRounds))
	set.DurationVar(&f.maxTime, "max-time", sweepTime, "after this time a workload ends with its current round; workloads share it equally")
	cli.Describe(set, "max-time", groupMeasure, "time", fmt.Sprintf("%v or more, such as 90s", shortestMaxTime))
	f.registerSeed()
	f.registerTimeout()
	f.registerFailures()
	f.registerLeg()
	f.registerSweptSizes()
	f.registerInput()
	f.Schedule = string(engine.Isolated)
}

// SettleSweep checks the flags of a sweep. The only file that it reads is that of
// --latency.
func (f *Flags) SettleSweep(args []string, cpus int) (Order, error) {
	made, err := f.choose(args)
	if err != nil {
		return Order{}, cli.WrongUsage(err)
	}
	entries := made.Entries
	o := Order{Entries: entries, Own: made.Own, Children: made.Children}
	if o.Plan, err = f.base(Names(entries)); err != nil {
		return o, err
	}
	if o.Plan.Rounds, err = f.ParseRounds(); err != nil || o.Plan.Rounds == 0 {
		return o, cli.WrongValue(f.set, "rounds")
	}
	if f.maxTime < shortestMaxTime {
		return o, cli.WrongValue(f.set, "max-time")
	}
	o.Plan.Warmups, o.Plan.MaxTime = 1, f.maxTime
	if o.Environment.Sizes, err = f.chosenSizes(entries); err != nil {
		return o, err
	}
	if err = f.sweepOver(&o, cpus); err != nil {
		return o, err
	}
	if legs := o.Plan.Rounds * len(o.Plan.Variants); legs > engine.MostSamples {
		return o, cli.Usagef("%s of %s each are %d legs: expected %d at the most", units.Counted(o.Plan.Rounds, "round"), units.Counted(len(o.Plan.Variants), "leg"), legs, engine.MostSamples)
	}
	o.Latency, err = ParseLatency(f.set)
	return o, err
}

// sweepOver chooses what the sweep is over: one of the sizes where several are given
// of it, else the number of workers.
func (f *Flags) sweepOver(o *Order, cpus int) (err error) {
	name, sizes, err := f.sweptSize(o.Entries)
	if err != nil {
		return err
	}
	if name == "" {
		o.Plan.Sustained = true
		o.Plan.Variants, err = f.sweepSizes(cpus)
		return err
	}
	if o.Plan.Workers, err = f.workersOfPairs(); err != nil {
		return err
	}
	o.SweptSize, o.Plan.Variants = name, engine.SizePairs(name, sizes, 0)
	return nil
}

// sweepSizes are the variants of the sweep.
func (f *Flags) sweepSizes(cpus int) ([]engine.Variant, error) {
	if f.workers == cli.Auto {
		return usualVariants(cpus), nil
	}
	workers, ok := parseSizes(f.workers)
	if !ok {
		return nil, cli.WrongValue(f.set, "workers")
	}
	return engine.Sizes(workers), nil
}

// usualVariants are those of --workers auto. Work that computes has none beyond
// twice the CPUs, where more workers only wait for one another. It has the number
// of CPUs among them, and twice that.
func usualVariants(cpus int) []engine.Variant {
	computing := append(slices.DeleteFunc(slices.Clone(usualSizes), func(n int) bool { return n > 2*cpus }), cpus, 2*cpus)
	all := slices.Concat(usualSizes, computing)
	slices.Sort(all)
	variants := engine.Sizes(slices.Compact(all))
	for i := range variants {
		v := &variants[i]
		switch waits, computes := slices.Contains(usualSizes, v.Workers), slices.Contains(computing, v.Workers); {
		case !computes:
			v.Bound = engine.IOBound
		case !waits:
			v.Bound = engine.CPUBound
		}
	}
	return variants
}

// parseSizes reads "1,2,4", "1..64", or both mixed. It is false for anything else,
// and for fewer than two numbers.
func parseSizes(text string) ([]int, bool) {
	var all []int
	for part := range strings.SplitSeq(text, ",") {
		from, to, ranged := strings.Cut(strings.TrimSpace(part), "..")
		least, ok := parseSize(from)
		if !ok {
			return nil, false
		}
		all = append(all, least)
		if !ranged {
			continue
		}
		most, ok := parseSize(to)
		if !ok || most <= least {
			return nil, false
		}
		all = append(all, most)
		for _, n := range usualSizes {
			if n > least && n < most {
				all = append(all, n)
			}
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	return all, len(all) >= fewestSizes && len(all) <= mostSizes
}

func parseSize(text string) (int, bool) {
	n, err := strconv.Atoi(text)
	return n, err == nil && n >= 1 && n <= MostWorkers
}
