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

// rangeSizes are the numbers that a range has between its ends.
var rangeSizes = append(slices.Clone(usualSizes), 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072)

// RegisterMany has --workers of a workload of the user's own take several numbers, up
// to a most. They make a sweep.
func (f *Flags) RegisterMany(most int) {
	f.manyWorkers = true
	f.set.Lookup("workers").Usage += "; several, such as 1,2,4 or 1.." + strconv.Itoa(most) + ", are measured as a sweep, in 12 rounds unless --rounds says otherwise"
	cli.Describe(f.set, "workers", groupMeasure, "n|auto|list|a..b", fmt.Sprintf("auto, 1 to %d, or several such as 1,2,4 or 1..%d", most, most))
}

// many are the numbers of workers of a sweep of a workload of the user's own; nil
// where there is one.
func (f *Flags) many() []int {
	if !f.manyWorkers || !strings.ContainsAny(f.workers, ",.") {
		return nil
	}
	workers, _ := parseSizes(f.workers) // what can't be read is no number either, and rejected as one
	return workers
}

// Many reports whether --workers has several numbers where a workload of the user's
// own may have them.
func (f *Flags) Many() bool { return f.many() != nil }

// sweepOwn makes the plan of a sweep of a workload of the user's own.
func (f *Flags) sweepOwn(workers []int) (engine.Plan, error) {
	plan, err := f.base(nil)
	if err != nil {
		return plan, err
	}
	if plan.Rounds, err = f.ParseRounds(); err != nil {
		return plan, err
	}
	switch {
	case f.quick && f.set.Changed("rounds"):
		return plan, cli.Usagef("--quick is one round: expected either --quick or --rounds")
	case f.set.Changed("target"):
		return plan, cli.Usagef("--target is a bound of one number of workers, and a sweep has several: expected one of them")
	case f.set.Changed("max-time") && f.maxTime < shortestMaxTime:
		return plan, cli.WrongValue(f.set, "max-time")
	case f.quick:
		plan.Rounds = 1
	case plan.Rounds == 0:
		plan.Rounds, _ = strconv.Atoi(sweepRounds)
	}
	plan.MaxTime = sweepTime
	if f.set.Changed("max-time") {
		plan.MaxTime = f.maxTime
	}
	plan.Warmups, plan.Sustained, plan.Variants = 1, true, engine.Sizes(workers)
	f.refine(&plan)
	return plan, fewLegs(&plan)
}

// fewLegs rejects a sweep with more legs than a report can have.
func fewLegs(plan *engine.Plan) error {
	legs := plan.Rounds * (len(plan.Variants) + plan.Refinements*engine.RefinedLegs)
	if legs <= engine.MostSamples {
		return nil
	}
	text := fmt.Sprintf("%s of %s each are %d legs", units.Counted(plan.Rounds, "round"), units.Counted(len(plan.Variants), "leg"), legs)
	if plan.Refinements > 0 {
		text = fmt.Sprintf("%s of %s each, and those around the recommended number, are up to %d legs", units.Counted(plan.Rounds, "round"), units.Counted(len(plan.Variants), "leg"), legs)
	}
	return cli.Usagef("%s: expected %d at the most", text, engine.MostSamples)
}

// refinements is how often a sweep is refined around the number that it recommends.
const refinements = 2

// refine has a sweep go on around the number that it recommends, where its numbers are
// a range or the usual ones: a list is measured as it was given. Without intervals, and
// between fewer than three numbers, there is nothing to go on from.
func (f *Flags) refine(plan *engine.Plan) {
	listed := f.workers != cli.Auto && !strings.Contains(f.workers, "..")
	if !listed && plan.Rounds >= FewestRounds && len(plan.Variants) > 2 {
		plan.Refinements = refinements
	}
}

// RegisterSweep gives a set the flags that decide how a sweep is measured, always one
// workload after another.
func (f *Flags) RegisterSweep(set *pflag.FlagSet) {
	f.set, f.sizes, f.ranges, f.sweeping = set, map[string]*int{}, map[string]*string{}, true
	set.SortFlags = false
	set.StringVar(&f.workers, "workers", cli.Auto, "numbers of workers to measure; auto is 1 to 64 for work that waits, and 1 to twice the CPUs for work that computes. A range has those of "+list(usualSizes)+" in it, beyond them 96, 128, 192, 256 and so on, and its ends. A sweep over sizes has one number, "+defaultWorkers+" by default")
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
	o := Order{Entries: entries, Own: made.Own, Children: made.Children, Guests: made.Guests}
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
	if err = fewLegs(&o.Plan); err != nil {
		return o, err
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
		f.refine(&o.Plan)
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
		for _, n := range rangeSizes {
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
