package order

import (
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/workloads"
)

// Settle checks the flags. The only file that it reads is that of --latency.
func (f *Flags) Settle(args []string) (Order, error) {
	entries, err := workloads.Select(args)
	if err != nil {
		return Order{}, cli.WrongUsage(err)
	}
	o := Order{Entries: entries}
	if o.Plan, err = f.plan(Names(entries)); err != nil {
		return Order{}, err
	}
	if o.Latency, err = ParseLatency(f.set); err != nil {
		return Order{}, err
	}
	if o.Environment.Sizes, err = f.chosenSizes(entries); err != nil {
		return Order{}, err
	}
	if err = f.settleBulk(&o); err != nil {
		return Order{}, err
	}
	o.Environment.Targets, err = f.bounds(entries)
	return o, err
}
