package workloads

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/workloads/easypost"
	"ep-benchmark/workloads/sheets"
	"ep-benchmark/workloads/shipping"
)

// Bulk is an input of which every good line is created once. It is read while
// the workers create shipments, so it may have any number of lines.
type Bulk struct {
	Good, Bad int // lines that [CheckLines] found
	// Read begins to read the input from its first line.
	Read func() (*sheets.Reading, error)
	// Record receives the rows of all lines, good and bad, in the order of the
	// lines. A call has one row or more, and calls do not overlap. When Record
	// fails, no further shipment is created, since it would not be recorded.
	Record func([]BulkRow) error
}

// A BulkRow is the result of a line.
type BulkRow struct {
	Line     int                // its number in the input, from 1
	Shipment *easypost.Shipment // nil where none is known to have been created
	Latency  time.Duration      // of the request; 0 where none was made
	Err      error              // why there is no shipment, or what is wrong with it
}

// Cheapest is the shipment's cheapest rate; false where it has none.
func (r *BulkRow) Cheapest() (easypost.Rate, bool) {
	if r.Shipment == nil {
		return easypost.Rate{}, false
	}
	return r.Shipment.Cheapest()
}

// bulkCreation creates all lines of an input. Each operation takes the next
// line.
type bulkCreation struct {
	creation // as which it is described
	begun    atomic.Bool
}

func newBulkCreation(e Environment) (engine.Workload, error) {
	if e.Bulk.Good == 0 {
		return nil, errors.New("there is no line to create shipments from")
	}
	return &bulkCreation{creation: creation{Environment: e, shipments: e.Bulk.Good}}, nil
}

// Prepare begins to read the input. The second time it fails.
func (b *bulkCreation) Prepare(_ context.Context, leg engine.Leg) (engine.Job, error) {
	if b.begun.Swap(true) {
		return engine.Job{}, errors.New("the lines were handed out already: a bulk run creates each of them once")
	}
	reading, err := b.Bulk.Read()
	if err != nil {
		return engine.Job{}, fmt.Errorf("%s: %w", b.Lines.Source, err)
	}
	traffic := b.Client.Traffic(leg.Workers)
	lines := newBulkLines(reading, b.Bulk, leg.Workers)
	workers := make([]bulkWorker, leg.Workers)
	for i := range workers {
		workers[i] = bulkWorker{lines: lines, session: traffic.Session(i)}
	}
	return engine.Job{
		Operations: b.Bulk.Good,
		Do: func(ctx context.Context, op engine.Op) (engine.Work, error) {
			return workers[op.Worker].create(ctx)
		},
		Wire:   traffic.Evidence,
		Verify: func(ctx context.Context) error { return verifyBulk(ctx, traffic.Session(0), workers) },
		Close: func() error {
			traffic.Close()
			return lines.close()
		},
	}, nil
}

// bulkWorker creates one line after another.
type bulkWorker struct {
	lines   *bulkLines
	session *easypost.Session
	line    shipping.Shipment
	last    string // id
	_       [64]byte
}

// create creates a shipment for the next line, and has the result recorded, be
// it a success or an error.
func (w *bulkWorker) create(ctx context.Context) (engine.Work, error) {
	place, number, err := w.lines.next(ctx, &w.line)
	if err != nil {
		return engine.Work{}, err
	}
	row := BulkRow{Line: number, Err: errors.New("a bug in ep-benchmark: whether it was created is unknown")}
	defer func() { w.lines.rows.put(place, row) }() // a panic must not keep the rows behind it waiting
	begun := time.Now()
	created, bytes, err := w.session.CreateShipment(ctx, &w.line)
	row.Latency, row.Err = time.Since(begun), err
	if created.ID != "" { // a shipment was created, even if its answer is wrong
		row.Shipment = &created
	}
	if err != nil {
		if ctx.Err() != nil {
			row.Err = fmt.Errorf("%w: it may have been created all the same", cut(ctx))
		}
		return engine.Work{}, err
	}
	w.last = created.ID
	return engine.Work{Items: 1, Bytes: int64(bytes)}, nil
}

// cut says in words why a context ended.
func cut(ctx context.Context) error {
	if cause := context.Cause(ctx); !errors.Is(cause, context.Canceled) {
		return cause
	}
	return errors.New("the run ended before its answer")
}

// verifyBulk checks that the server has the last shipment of every worker.
// Whether each answer was about its line was checked when it arrived. The other
// ids are not kept, since an input may have any number of lines.
func verifyBulk(ctx context.Context, session *easypost.Session, workers []bulkWorker) error {
	ctx, cancel := context.WithTimeout(ctx, verifyPatience)
	defer cancel()
	seen := map[string]bool{}
	for i := range workers {
		id := workers[i].last
		if id == "" {
			continue
		}
		if seen[id] {
			return fmt.Errorf("two shipments have the id %.40q", id)
		}
		seen[id] = true
		found, err := session.Shipment(ctx, id)
		if err == nil && found.ID != id {
			err = fmt.Errorf("asked for shipment %.40q, was given %.40q", id, found.ID)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
