// Package order reads the flags and files that say what is measured or carried
// out: a plan, the workloads in their sizes, and the lines that they work on. It
// runs nothing. An order that can't be carried out is rejected here.
package order

import (
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

// An Order is what the command line asks to be measured or carried out.
type Order struct {
	Entries     []workloads.Entry
	Plan        engine.Plan
	Environment workloads.Environment
	Latency     Latency
	Target      *engine.Target // of a workload of the user's own; nil for its default
	Children    Children       // that run commands; nil where none are run
}
