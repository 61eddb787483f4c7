package main

import (
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/engine"
	"ep-benchmark/workloads"
)

// An order is what the command line asks to be measured or carried out.
type order struct {
	entries     []workloads.Entry
	plan        engine.Plan
	environment workloads.Environment
	latency     latency
}

// settle checks the flags. The only file that it reads is that of --latency.
func (f *orderFlags) settle(args []string) (order, error) {
	entries, err := workloads.Select(args)
	if err != nil {
		return order{}, cli.WrongUsage(err)
	}
	o := order{entries: entries}
	if o.plan, err = f.plan(names(entries)); err != nil {
		return order{}, err
	}
	if o.latency, err = parseLatency(f.set); err != nil {
		return order{}, err
	}
	if o.environment.Sizes, err = f.chosenSizes(entries); err != nil {
		return order{}, err
	}
	if err = f.settleBulk(&o); err != nil {
		return order{}, err
	}
	o.environment.Targets, err = f.bounds(entries)
	return o, err
}
