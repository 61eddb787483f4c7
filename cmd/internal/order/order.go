// Package order reads the flags and files that say what is measured or carried
// out: a plan, the workloads in their sizes, and the lines that they work on. It
// runs nothing. An order that can't be carried out is rejected here.
package order

import (
	"context"
	"errors"
	"slices"
	"time"

	"ep-benchmark/cmd/internal/cli"
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

// Demand is what a command runs.
type Demand struct {
	Runs   int
	Rounds int  // the least of each run
	Debug  bool // each workload is run once more, under the profilers
}

// A Guest is a workload of the user's own that asks a server. The requests to one
// that is another's are counted.
type Guest interface {
	Name() string   // of the workload
	Server() string // as it is shown: scheme, host and port
	Port() uint16   // of a server on this machine; 0 for another
	Counted() bool
	// Count counts the requests of the plan. It fails for too many.
	Count(plan *engine.Plan, d Demand) error
	Affords() error    // fails where too few requests are left for another run
	Notices() []string // what a run reports about the server
}

// OnlyHere rejects servers and limits that a command of many legs does not support.
func (o *Order) OnlyHere(command string) error {
	for _, guest := range o.Guests {
		if guest.Counted() {
			return cli.Usagef("%s: the requests of %s to %s are counted, and %s has more legs than a server that others run should be asked for: expected other workloads", command, guest.Name(), guest.Server(), command)
		}
	}
	return nil
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
	Children    []Children     // while Own is open
	Guests      []Guest        // among the workloads of the user's own
	// Study adds to a report what workloads of the user's own have found beside their
	// legs, and says it in findings; nil for nothing.
	Study func(*engine.Report) []engine.Finding
}
