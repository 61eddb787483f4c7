package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/text"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/export"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/sheets"
)

// registerResults adds --results.
func (f *runFlags) registerResults() {
	set := f.set
	set.StringVar(&f.results, "results", "", "create every good line of --input once, in parallel, and write what came of each line to a new .csv file, or - for stdout: shipment, cheapest rate, latency, error")
	describe(set, "results", groupOutcome, "file", "the path of a new file, or - for stdout")
}

// inBulk tells whether the run is no benchmark, but creates the input's lines.
func (f *runFlags) inBulk() bool { return f.set.Lookup("results") != nil && f.set.Changed("results") }

// idle are the flags that have nothing to do in a bulk run, and why.
var idle = []struct{ reason, names string }{
	{"a bulk run creates every line once", "quick rounds max-time schedule shipments"},
	{"a bulk run measures no speedup, so that it decides nothing", "target compare allow-mismatch fail-on strict"},
	{"a bulk run is not carried out a second time", "debug"},
	{"a bulk run creates shipments and buys none", "buy"},
}

// settleBulk makes a bulk run of an order, where --results asks for one.
func (f *runFlags) settleBulk(o *order) error {
	switch {
	case !f.inBulk():
		return nil
	case f.results == "":
		return wrongValue(f.set, "results")
	case !f.set.Changed("input"):
		return usagef("--results %s: it is about the lines of --input, and there is no --input", f.results)
	case len(o.entries) != 1 || !o.entries[0].InBulk:
		return usagef("--results %s: only a run of %s alone has any: expected that name and no other", f.results, strings.Join(bulkNames(), " or "))
	}
	for _, group := range idle {
		for _, name := range strings.Fields(group.names) {
			if f.set.Changed(name) {
				return usagef("--%s with --results: %s", name, group.reason)
			}
		}
	}
	plan := &o.plan
	plan.Once, plan.Rounds, plan.Warmups, plan.Looks, plan.MaxTime = true, 1, 0, nil, 0
	return nil
}

// bulkNames are the workloads that a bulk run can be of.
func bulkNames() []string {
	entries := slices.DeleteFunc(workloads.Entries(), func(e workloads.Entry) bool { return !e.InBulk })
	return names(entries)
}

// openBulk checks the input of a bulk run, tells its bad lines, and opens the
// file of results: what can be wrong is known before anything is created.
func (f *runFlags) openBulk(ctx context.Context, o *order, world surroundings) (b *bulk, err error) {
	b = &bulk{}
	defer func() {
		if err != nil {
			b.close()
		}
	}()
	if b.input, err = f.openInput(ctx, o.entries, world); err != nil {
		return b, err
	}
	good, bad, err := f.checkLines(ctx, b.input, world)
	if err == nil {
		err = f.checkCount(b.input, good, bad)
	}
	if err != nil {
		return b, err
	}
	if b.results, err = f.openResults(world.stdout); err != nil {
		return b, fmt.Errorf("--results %s: %w", f.results, err)
	}
	if o.target == nil {
		tell(world, "shipments are created at the simulator, and are not real: --api-url names another server")
	}
	o.environment.Lines = workloads.Lines{Source: f.source()}
	read := func() (*sheets.Reading, error) { return b.input.Read(ctx) }
	o.environment.Bulk = &workloads.Bulk{Good: good, Bad: bad, Read: read, Record: b.record}
	return b, nil
}

// openResults opens the file of results, or has them written to stdout.
func (f *runFlags) openResults(stdout io.Writer) (*export.Sheet, error) {
	if f.results == export.StreamPath {
		return export.StreamSheet(stdout, resultTitles)
	}
	return export.CreateSheet(f.results, resultTitles)
}

// checkLines reads the input to its end, and tells every bad line.
func (f *runFlags) checkLines(ctx context.Context, input *sheets.Input, world surroundings) (good, bad int, err error) {
	reading, err := input.Read(ctx)
	if err != nil {
		return 0, 0, f.inputError(err)
	}
	defer func() { _ = reading.Close() }()                             // it was read only
	if input.Format() == sheets.Workbook && isTerminal(world.stderr) { // for large ones that takes half a minute
		tell(world, "%s: checking its lines", f.source())
	}
	told := f.newBadLines(world)
	good, bad, err = workloads.CheckLines(reading.Reader, told.tell)
	told.end()
	if err != nil {
		return good, bad, f.inputError(err)
	}
	return good, bad, nil
}

// bulk is what a bulk run has open; nil in a benchmark.
type bulk struct {
	input   *sheets.Input
	results *export.Sheet
}

// close gives back what is open. What was recorded stays.
func (b *bulk) close() {
	if b == nil {
		return
	}
	if b.results != nil {
		_ = b.results.Close() // whoever cares has asked before
	}
	if b.input != nil {
		_ = b.input.Close() // a copy that can't be removed is the next run's to clear up
	}
}

// resultTitles are the columns of the results. New ones come behind the last,
// so that whoever reads them by number goes on to.
var resultTitles = []string{"line", "shipment_id", "rate", "currency", "carrier", "service", "latency_ms", "error"}

// record writes rows to the results, and has the system take them.
func (b *bulk) record(rows []workloads.BulkRow) error {
	for i := range rows {
		if err := b.results.Add(resultCells(&rows[i])...); err != nil {
			return err
		}
	}
	return b.results.Flush()
}

// resultCells are a row's cells, by the titles.
func resultCells(row *workloads.BulkRow) []string {
	id, rate, currency, carrier, service, latency, problem := "", "", "", "", "", "", ""
	if row.Shipment != nil {
		id = text.Line(row.Shipment.ID)
	}
	if cheapest, found := row.Cheapest(); found {
		rate = fmt.Sprintf("%d.%02d", cheapest.Cents/100, cheapest.Cents%100)
		currency, carrier, service = text.Line(cheapest.Currency), text.Line(cheapest.Carrier), text.Line(cheapest.Service)
	}
	if row.Latency > 0 {
		latency = strconv.FormatFloat(float64(row.Latency.Round(time.Microsecond))/float64(time.Millisecond), 'f', 3, 64)
	}
	if row.Err != nil {
		problem = text.Line(row.Err.Error())
	}
	return []string{strconv.Itoa(row.Line), id, rate, currency, carrier, service, latency, problem}
}

// finish closes the results.
func (b *bulk) finish() error {
	if b == nil {
		return nil
	}
	return b.results.Close()
}

// tell says where the results are.
func (b *bulk) tell(world surroundings) {
	if b == nil || b.results.Rows() == 0 {
		return
	}
	tell(world, "results of %s written to %s", units.Counted(b.results.Rows(), "line"), cmp.Or(b.results.Path(), "standard output"))
}

// incomplete tells whether a bulk run has left lines without a shipment, bad
// ones among them.
func (s *session) incomplete(report *engine.Report) bool {
	bulk := s.order.environment.Bulk
	if bulk == nil {
		return false
	}
	for i := range report.Results {
		if report.Results[i].Operations.Unfinished() > 0 {
			return true
		}
	}
	return bulk.Bad > 0
}
