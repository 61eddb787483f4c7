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
    ep-benchmark --rounds 15 --workers 32      15 rounds, 32 workers
    ep-benchmark --workers auto                by CPUs and by what the work waits for
    ep-benchmark --shipments 100 --packages 100 --records 1000000 --iterations 1000

  Use your own lines
    ep-benchmark parsing bulk-creation --input orders.tsv
    ep-benchmark bulk-creation --input orders.csv --shipments 50

  Create every line of a file once
    ep-benchmark bulk-creation --input orders.xlsx --results created.csv

  Decide
    ep-benchmark --target bulk-creation=6 --target parsing=500ms
    ep-benchmark --fail-on missed,unclear      what makes the exit code other than 0

  Keep the result
    ep-benchmark --export=json:result.json     report on stdout, everything in the file
    ep-benchmark --export=json                 JSON on stdout, report on stderr

  Measure a project by its ep-benchmark.toml (see docs/project.md)
    ep-benchmark config --explain              each setting, and where it is from
    ep-benchmark --no-project                  without such a file

  Compare with other runs
    ep-benchmark --compare                     with the pinned baseline, else with the latest runs
    ep-benchmark --compare=m3-max              beside published claims, which were not measured
    ep-benchmark baseline save main --runs 5   five runs, kept as one baseline
    ep-benchmark compare main last             without running
    ep-benchmark history                       trends, and since when a figure changed
    ep-benchmark ab --a '--workers 8' --b '--workers 16'
    ep-benchmark ab tracking --vary connections=pooled,per-request --rtt 0ms,20ms

  Ask a running server, a simulator or the real API (see docs/real-api.md)
    ep-benchmark --api-url http://127.0.0.1:8080
    ep-benchmark --api-url http://127.0.0.1:8080 --max-requests 500   limited as a remote server is

  Find how many workers pay
    ep-benchmark sweep bulk-creation

  Put the claims of a report to the test (see docs/claims.md)
    ep-benchmark claims list                   and then: ep-benchmark claims

  Look further
    ep-benchmark --debug parsing               profiles and traces, in a new folder

  See it again
    ep-benchmark demo                          a run that comes with the program
    ep-benchmark --record run.events           and then: ep-benchmark replay run.events

  Serve the EasyPost API by itself
    ep-benchmark simulator --addr 127.0.0.1:8080`

const abExamples = `  More workers, or fewer?
    ep-benchmark ab --a '--workers 8' --b '--workers 16' tracking
  Cut the records finer, by itself and for longer?
    ep-benchmark ab --a '--chunks 16' --b '--chunks 64' --schedule isolated --rounds 30 analytics
  What does waiting for the slowest of each chunk cost?
    ep-benchmark ab bulk-creation --vary dispatch=pool,chunks:8,window:8 --shipments 48
  From which round trip on do pooled connections pay?
    ep-benchmark ab tracking --vary connections=pooled,per-request --rtt 0ms,5ms,20ms`

const sweepExamples = `  How many workers pay?
    ep-benchmark sweep bulk-creation parsing
  Only these numbers
    ep-benchmark sweep tracking --workers 1,2,4,8,16,32,64
    ep-benchmark sweep tracking --workers 1..128 --rounds 8
  From how many records on do 16 workers pay?
    ep-benchmark sweep analytics --records 1k..10M
  Keep the result
    ep-benchmark sweep tracking --export=json:sweep.json`

const claimsExamples = `  The built-in report on this machine
    ep-benchmark claims
    ep-benchmark claims --max-time 1h
  What it claims, what each claim needs, and how long it takes
    ep-benchmark claims list
  Some claims only
    ep-benchmark claims pooling pool-size
  Your own
    ep-benchmark claims check claims.toml --fail-on refuted,unclear,stale
  The report as a page, and everything as JSON
    ep-benchmark claims --export=html:report.html --export=json:claims.json`

const historyExamples = `  All figures, or one workload's
    ep-benchmark history
    ep-benchmark history --workload tracking
  Forget a run
    ep-benchmark history delete 12`

const exitCodes = `Exit codes:
  0 success   1 could not run or measure   2 usage   3 a target missed
  4 regressed against the baseline   5 with --fail-on unclear: something unclear
  6 --compare found no baseline   7 --compare found other conditions only
  8 with --results: lines have no shipment
  9 more operations failed than --max-failures allows
  claims: 10 refuted or impossible   with --fail-on: 11 stale   12 depends
  13 not measured
  130 interrupted (what is done is reported)   141 the reader of stdout closed it
`

func workloadHelp() string {
	var b strings.Builder
	for _, entry := range workloads.Entries() {
		fmt.Fprintf(&b, "  %-14s %s\n", entry.Name, entry.Summary)
	}
	return strings.TrimRight(b.String(), "\n")
}
