package order

import (
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/engine"
)

// Settle checks the flags. The only file that it reads is that of --latency.
func (f *Flags) Settle(args []string) (Order, error) {
	made, err := f.choose(args)
	if err != nil {
		return Order{}, cli.WrongUsage(err)
	}
	entries := made.Entries
	o := Order{Entries: entries, Own: made.Own, Children: made.Children, Guests: made.Guests}
	if o.Plan, err = f.plan(Names(entries)); err != nil {
		return Order{}, err
	}
	if o.Latency, err = ParseLatency(f.set); err != nil {
		return Order{}, err
	}
	if o.Environment.Sizes, err = f.chosenSizes(entries); err != nil {
		return Order{}, err
	}
	if err = f.chosenVariables(&o); err != nil {
		return Order{}, err
	}
	if o.Recommended = f.recommended(); o.Recommended && len(entries) != 1 {
		return Order{}, cli.Usagef("--workers %s is for a run of one workload, since a sweep recommends a number for each: found %d", Recommended, len(entries))
	}
	if err = f.settleBulk(&o); err != nil {
		return Order{}, err
	}
	o.Environment.Targets, err = f.bounds(entries)
	return o, err
}

// SettleOwn checks the flags of a workload of the user's own. The order has no
// workload yet.
func (f *Flags) SettleOwn() (Order, error) {
	o := Order{}
	var err error
	if workers := f.many(); workers != nil {
		o.Plan, err = f.sweepOwn(workers)
		return o, err
	}
	if o.Plan, err = f.plan(nil); err != nil {
		return o, err
	}
	if f.set.Changed("target") {
		target, err := ownTarget(f.target)
		if err != nil {
			return o, cli.WrongValue(f.set, "target")
		}
		o.Target = &target
	}
	return o, nil
}

// ownTarget reads a target of a workload of the user's own: a speedup such as 3x,
// or a time such as 5s.
func ownTarget(text string) (engine.Target, error) {
	time, err := engine.Target{Metric: engine.MetricTime, Gates: true}.WithBound(text)
	if err == nil {
		return time, nil
	}
	return engine.Target{Metric: engine.MetricSpeedup, Gates: true}.WithBound(text)
}
