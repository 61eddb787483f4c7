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

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
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
	cli.Describe(set, "results", groupOutcome, "file", "the path of a new file, or - for stdout")
}

// inBulk reports whether the run creates every line of the input once, in place
// of a benchmark.
func (f *runFlags) inBulk() bool { return f.set.Lookup("results") != nil && f.set.Changed("results") }

// idle lists the flags that have no effect in a bulk run, with the reasons.
var idle = []struct{ reason, names string }{
	{"a bulk run creates every line once", "quick rounds max-time schedule shipments"},
	{"a bulk run measures no speedup, so that it decides nothing", "target compare allow-mismatch fail-on strict"},
	{"a bulk run is not carried out a second time", "debug"},
	{"a bulk run creates shipments and buys none", "buy"},
}

// settleBulk turns an order into a bulk run if --results is given.
func (f *runFlags) settleBulk(o *order) error {
	switch {
	case !f.inBulk():
		return nil
	case f.results == "":
		return cli.WrongValue(f.set, "results")
	case !f.set.Changed("input"):
		return cli.Usagef("--results %s: it is about the lines of --input, and there is no --input", f.results)
	case len(o.entries) != 1 || !o.entries[0].InBulk:
		return cli.Usagef("--results %s: only a run of %s alone has any: expected that name and no other", f.results, strings.Join(bulkNames(), " or "))
	}
	for _, group := range idle {
		for _, name := range strings.Fields(group.names) {
			if f.set.Changed(name) {
				return cli.Usagef("--%s with --results: %s", name, group.reason)
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

// openBulk checks the input of a bulk run, prints its bad lines, and opens the
// file of results, so that mistakes are reported before anything is created.
func (f *runFlags) openBulk(ctx context.Context, o *order, env process.Environment) (b *bulk, err error) {
	b = &bulk{}
	defer func() {
		if err != nil {
			b.close()
		}
	}()
	if b.input, err = f.openInput(ctx, o.entries, env); err != nil {
		return b, err
	}
	good, bad, err := f.checkLines(ctx, b.input, env)
	if err == nil {
		err = f.checkCount(b.input, good, bad)
	}
	if err != nil {
		return b, err
	}
	if b.results, err = f.openResults(env.Stdout); err != nil {
		return b, fmt.Errorf("--results %s: %w", f.results, err)
	}
	if o.target == nil {
		env.Tell("shipments are created at the simulator, and are not real: --api-url names another server")
	}
	o.environment.Lines = workloads.Lines{Source: f.source()}
	read := func() (*sheets.Reading, error) { return b.input.Read(ctx) }
	o.environment.Bulk = &workloads.Bulk{Good: good, Bad: bad, Read: read, Record: b.record}
	return b, nil
}

// openResults opens the file of results, or writes them to stdout.
func (f *runFlags) openResults(stdout io.Writer) (*export.Sheet, error) {
	if f.results == export.StreamPath {
		return export.StreamSheet(stdout, resultTitles)
	}
	return export.CreateSheet(f.results, resultTitles)
}

// checkLines reads the input to its end and prints every bad line.
func (f *runFlags) checkLines(ctx context.Context, input *sheets.Input, env process.Environment) (good, bad int, err error) {
	reading, err := input.Read(ctx)
	if err != nil {
		return 0, 0, f.inputError(err)
	}
	defer func() { _ = reading.Close() }()                                   // it was read only
	if input.Format() == sheets.Workbook && process.IsTerminal(env.Stderr) { // large workbooks take half a minute
		env.Tell("%s: checking its lines", f.source())
	}
	told := f.newBadLines(env)
	good, bad, err = workloads.CheckLines(reading.Reader, told.tell)
	told.end()
	if err != nil {
		return good, bad, f.inputError(err)
	}
	return good, bad, nil
}

// bulk holds the open files of a bulk run; nil in a benchmark.
type bulk struct {
	input   *sheets.Input
	results *export.Sheet
}

// close closes the files. Recorded rows stay in the results.
func (b *bulk) close() {
	if b == nil {
		return
	}
	if b.results != nil {
		_ = b.results.Close() // finish reports the error
	}
	if b.input != nil {
		_ = b.input.Close() // the next run removes a copy that is left
	}
}

// resultTitles are the columns of the results. New columns are added at the
// end, so that programs that read columns by number keep working.
var resultTitles = []string{"line", "shipment_id", "rate", "currency", "carrier", "service", "latency_ms", "error"}

// record writes rows to the results and flushes them.
func (b *bulk) record(rows []workloads.BulkRow) error {
	for i := range rows {
		if err := b.results.Add(resultCells(&rows[i])...); err != nil {
			return err
		}
	}
	return b.results.Flush()
}

// resultCells returns the cells of a row, in the order of resultTitles.
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

// tell prints where the results are.
func (b *bulk) tell(env process.Environment) {
	if b == nil || b.results.Rows() == 0 {
		return
	}
	env.Tell("results of %s written to %s", units.Counted(b.results.Rows(), "line"), cmp.Or(b.results.Path(), "standard output"))
}

// incomplete reports whether lines of a bulk run have no shipment. Bad lines
// count too.
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
