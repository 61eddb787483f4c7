package main

import (
	"fmt"
	"strings"

	"ep-benchmark/workloads"
)

// examples are grouped by purpose. A test runs every line of them.
const examples = `  Measure
    ep-benchmark                               all workloads at once
    ep-benchmark --quick                       one round each, a few seconds
    ep-benchmark bulk-creation tracking        only these
    ep-benchmark --schedule=isolated           one workload after another
    ep-benchmark --schedule=both               both ways, and what they cost each other

  Choose how much
    ep-benchmark --max-time 5m                 more rounds, where the outcome is unclear
    ep-benchmark --rounds 15 --workers 32      so many rounds, more workers
    ep-benchmark --workers auto                by CPUs and by what the work waits for
    ep-benchmark --shipments 100 --packages 100 --records 1000000 --iterations 1000

  Use your own lines
    ep-benchmark parsing bulk-creation --input orders.tsv

  Decide
    ep-benchmark --target bulk-creation=6 --target parsing=500ms
    ep-benchmark --strict                      unclear is a failure too (exit code 5)

  Keep the result
    ep-benchmark --export=json:result.json     report on stdout, everything in the file
    ep-benchmark --export=json                 JSON on stdout, report on stderr

  Compare, and see it again
    ep-benchmark --compare=m3-max              beside claims that nobody measured
    ep-benchmark --record run.events           and then: ep-benchmark replay run.events

  Serve an EasyPost-like API by itself
    ep-benchmark simulator --addr 127.0.0.1:8080`

const exitCodes = `Exit codes:
  0 nothing missed   1 could not run or measure   2 usage   3 a target missed
  5 with --strict: something unclear   130 interrupted (what is done is reported)
`

func workloadHelp() string {
	var b strings.Builder
	for _, entry := range workloads.Entries() {
		fmt.Fprintf(&b, "  %-14s %s\n", entry.Name, entry.Summary)
	}
	return strings.TrimRight(b.String(), "\n")
}
