// Package bulk carries a file's lines out once in place of measuring them: it reads
// the whole input before anything is created, and writes down what came of each
// line at once, so that a stop loses no row.
package bulk

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strconv"
	"time"

	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine/text"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/export"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/sheets"
)

// Open checks the input of a bulk run, prints its bad lines, and opens the
// file of results, so that mistakes are reported before anything is created.
func Open(ctx context.Context, f *order.Flags, o *order.Order, simulated bool, env process.Environment) (b *Files, err error) {
	b = &Files{}
	defer func() {
		if err != nil {
			b.Close()
		}
	}()
	if b.input, err = f.OpenInput(ctx, o.Entries, env); err != nil {
		return b, err
	}
	good, bad, err := f.CheckLines(ctx, b.input, env)
	if err == nil {
		err = f.CheckCount(b.input, good, bad)
	}
	if err != nil {
		return b, err
	}
	if b.results, err = openResults(f.Results, env.Stdout); err != nil {
		return b, fmt.Errorf("--results %s: %w", f.Results, err)
	}
	if simulated {
		env.Tell("shipments are created at the simulator, and are not real: --api-url names another server")
	}
	o.Environment.Lines = workloads.Lines{Source: f.Source()}
	read := func() (*sheets.Reading, error) { return b.input.Read(ctx) }
	o.Environment.Bulk = &workloads.Bulk{Good: good, Bad: bad, Read: read, Record: b.record}
	return b, nil
}

// openResults opens the file of results, or writes them to stdout.
func openResults(path string, stdout io.Writer) (*export.Sheet, error) {
	if export.IsStream(path) {
		return export.StreamSheet(stdout, resultTitles)
	}
	return export.CreateSheet(path, resultTitles)
}

// OnTerminal reports whether the rows of the results are shown on a terminal as
// they come, where a dashboard would be drawn over them.
func (b *Files) OnTerminal() bool {
	return b != nil && b.results.Device() != nil && process.IsTerminal(b.results.Device())
}

// Files holds the open files of a bulk run; nil in a benchmark.
type Files struct {
	input   *sheets.Input
	results *export.Sheet
}

// Close closes the files. Recorded rows stay in the results.
func (b *Files) Close() {
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
func (b *Files) record(rows []workloads.BulkRow) error {
	for i := range rows {
		if err := b.results.Add(Cells(&rows[i])...); err != nil {
			return err
		}
	}
	return b.results.Flush()
}

// Cells returns the cells of a row, in the order of resultTitles.
func Cells(row *workloads.BulkRow) []string {
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

// Finish closes the results.
func (b *Files) Finish() error {
	if b == nil {
		return nil
	}
	return b.results.Close()
}

// Tell prints where the results are.
func (b *Files) Tell(env process.Environment) {
	if b == nil || b.results.Rows() == 0 {
		return
	}
	env.Tell("results of %s written to %s", units.Counted(b.results.Rows(), "line"), cmp.Or(b.results.Path(), "standard output"))
}
