// Package order reads the flags and files that say what is measured or carried
// out: a plan, the workloads in their sizes, and the lines that they work on. It
// runs nothing. An order that can't be carried out is rejected here.
package order

import (
	"context"
	"errors"
	"slices"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/workloads"
)

// Children are processes whose CPU time is part of what is measured.
type Children interface {
	PID() int           // of the process that starts them
	CPU() time.Duration // of all of them so far, or of those that have ended
	Live() bool         // whether CPU has those that are running
	Running() bool      // whether one is running
}

// Own is what workloads of the user's own need before they can be measured.
type Own interface {
	Open(ctx context.Context) error  // before the first run; nothing is left open after an error
	Close(ctx context.Context) error // after the last run; it works even if ctx has ended
}

// All is the needs of several workloads.
type All []Own

// Open opens all of them, or none.
func (all All) Open(ctx context.Context) error {
	for i, one := range all {
		if err := one.Open(ctx); err != nil {
			return errors.Join(err, all[:i].Close(ctx))
		}
	}
	return nil
}

// Close closes them in the reverse order.
func (all All) Close(ctx context.Context) error {
	var problems []error
	for _, one := range slices.Backward(all) {
		problems = append(problems, one.Close(ctx))
	}
	return errors.Join(problems...)
}

// An Order is what the command line asks to be measured or carried out.
type Order struct {
	Entries     []workloads.Entry
	Plan        engine.Plan
	Environment workloads.Environment
	Latency     Latency
	Recommended bool           // the workers are those that a stored sweep recommends
	SweptSize   string         // the size in which the plan's variants differ; "" where they don't
	Target      *engine.Target // of a workload of the user's own; nil for its default
	Own         Own            // of workloads of the user's own; nil where there are none
	Children    Children       // that run commands, while Own is open; nil where none are run
}
