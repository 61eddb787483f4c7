package workloads

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"ep-benchmark/workloads/sheets"
	"ep-benchmark/workloads/shipping"
)

// aheadPerWorker is how many rows per worker may wait for the first row that is
// not recorded yet, such as one with a slow answer. It bounds the memory, and
// how many rows are lost if the process is killed.
const aheadPerWorker = 32

// bulkLines gives an input's lines to the workers, and records their rows in
// the order of the lines.
type bulkLines struct {
	rows *inOrder

	mutex    sync.Mutex // of what follows
	reading  *sheets.Reading
	place    int // of the next line among all, from 0
	left     int // good lines that were not handed out
	expected int
}

func newBulkLines(reading *sheets.Reading, b *Bulk, workers int) *bulkLines {
	return &bulkLines{reading: reading, left: b.Good, expected: b.Good, rows: newInOrder(b.Record, aheadPerWorker*workers)}
}

// next reads the next good line, and records the bad ones before it. The place
// is where its row belongs.
func (b *bulkLines) next(ctx context.Context, into *shipping.Shipment) (place, number int, err error) {
	for {
		if err := b.rows.reserve(ctx); err != nil {
			return 0, 0, err
		}
		place, line, err := b.read(into)
		if err != nil {
			b.rows.release()
			return 0, 0, err
		}
		if line.Err == nil {
			return place, line.Number, nil
		}
		b.rows.put(place, badRow(&line))
	}
}

// badRow is the row of a bad line. It keeps the error's words alone: the error
// holds all of the line, which may be long, and many rows may wait.
func badRow(line *shipping.Line) BulkRow {
	return BulkRow{Line: line.Number, Err: errors.New(line.Err.Error())}
}

// read reads a line, good or bad. The parser's shipment is copied, as the next
// line overwrites it.
func (b *bulkLines) read(into *shipping.Shipment) (place int, line shipping.Line, err error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	line, ok := b.reading.Next()
	switch {
	case !ok && b.reading.Err() != nil:
		return 0, line, b.reading.Err()
	case !ok:
		return 0, line, fmt.Errorf("it ends before its %d good lines, though it had them when it was checked", b.expected)
	case line.Err == nil && b.left == 0:
		return 0, line, errors.New("it has more good lines than when it was checked")
	case line.Err == nil:
		b.left--
		*into = *line.Shipment
	}
	place = b.place
	b.place++
	return place, line, nil
}

// close records what is left: the bad lines after the last good one, unless
// the run ended before it, and rows that wait for one that never came.
func (b *bulkLines) close() error {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	for b.left == 0 {
		line, ok := b.reading.Next()
		if !ok {
			break
		}
		if line.Err != nil {
			b.rows.hold(b.place, badRow(&line))
			b.place++
		}
	}
	return errors.Join(b.rows.finish(), b.reading.Close())
}

// inOrder records rows in the order of their places, as soon as those before
// them are there.
type inOrder struct {
	record func([]BulkRow) error
	room   chan struct{} // holds something for each row that is under way or waits

	mutex   sync.Mutex // of what follows
	next    int        // the first place that is not recorded
	waiting map[int]BulkRow
	due     []BulkRow // used again and again
	err     error     // of record
}

func newInOrder(record func([]BulkRow) error, ahead int) *inOrder {
	return &inOrder{record: record, room: make(chan struct{}, ahead), waiting: map[int]BulkRow{}}
}

// reserve waits until there is room for a row. It fails where rows can't be
// recorded any more.
func (o *inOrder) reserve(ctx context.Context) error {
	if ctx.Err() != nil { // a select with both cases ready takes either
		return context.Cause(ctx)
	}
	select {
	case o.room <- struct{}{}:
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	o.mutex.Lock()
	defer o.mutex.Unlock()
	if o.err != nil {
		<-o.room
		return &unrecordedError{o.err}
	}
	return nil
}

// release gives back the room that was reserved for a row when there is no such
// row.
func (o *inOrder) release() { <-o.room }

// put takes a row for which there was room.
func (o *inOrder) put(place int, row BulkRow) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	o.waiting[place] = row
	o.due = o.due[:0]
	for row, there := o.waiting[o.next]; there; row, there = o.waiting[o.next] {
		o.due = append(o.due, row)
		delete(o.waiting, o.next)
		o.next++
		<-o.room
	}
	o.write()
}

// write records the rows that are due. The mutex is held.
func (o *inOrder) write() {
	if o.err == nil && len(o.due) > 0 {
		o.err = o.record(o.due)
	}
}

// hold takes the row of a bad line, for which no room was reserved. It does not
// wait: when too many rows wait, it records them all.
func (o *inOrder) hold(place int, row BulkRow) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	o.waiting[place] = row
	if len(o.waiting) > cap(o.room) {
		o.flush()
	}
}

// finish records the rows that still wait for earlier ones, since those will
// not come any more.
func (o *inOrder) finish() error {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	o.flush()
	if o.err != nil {
		return &unrecordedError{o.err}
	}
	return nil
}

// flush records all rows that wait, in their order. The mutex is held.
func (o *inOrder) flush() {
	o.due = o.due[:0]
	for _, place := range slices.Sorted(maps.Keys(o.waiting)) {
		o.due = append(o.due, o.waiting[place])
	}
	clear(o.waiting)
	o.write()
}

// unrecordedError is why a shipment was not created, or not recorded.
type unrecordedError struct{ cause error }

func (e *unrecordedError) Error() string {
	return "what comes of the lines can't be recorded: " + e.cause.Error()
}

// Kind is the error's name in counts by kind.
func (*unrecordedError) Kind() string { return "not recorded" }

func (e *unrecordedError) Unwrap() error { return e.cause }
