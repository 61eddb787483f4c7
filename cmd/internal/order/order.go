// Package order reads the flags and files that say what is measured or carried
// out: a plan, the workloads in their sizes, and the lines that they work on. It
// runs nothing. An order that can't be carried out is rejected here.
package order

import (
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
