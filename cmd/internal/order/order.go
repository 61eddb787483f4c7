// Package order reads the flags and files that say what is measured or carried
// out: a plan, the workloads in their sizes, and the lines that they work on. It
// runs nothing. An order that can't be carried out is rejected here.
package order

import (
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/engine"
	"ep-benchmark/workloads"
)

// An Order is what the command line asks to be measured or carried out.
type Order struct {
	Entries     []workloads.Entry
	Plan        engine.Plan
	Environment workloads.Environment
	Latency     Latency
}

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
