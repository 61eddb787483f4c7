package columns

import (
	"context"
	"fmt"
	"time"

	"github.com/parquet-go/parquet-go"

	"ep-benchmark/workloads/analytics"
)

// Reader gives one worker's stream the shipments of row groups. It keeps its buffers from group to group.
type Reader struct {
	set     *Set
	stream  *analytics.Stream
	work    Work
	cursors [roles]cursor
}

// NewReader returns a reader of the set's row groups into a stream.
func (s *Set) NewReader(stream *analytics.Stream) *Reader {
	r := &Reader{set: s, stream: stream}
	numbers := [roles]func([]byte) uint32{
		carrier: stream.Carrier, origin: stream.Origin, destination: stream.Destination, status: stream.Status,
	}
	for i := range r.cursors {
		r.cursors[i] = cursor{role: role(i), kind: wanted[i].kind, number: numbers[i]}
	}
	return r
}

// Read adds the shipments of one row group to the stream. The error names the file. After an error the stream may have
// some of them.
func (r *Reader) Read(ctx context.Context, group int) (work Work, err error) {
	g := &r.set.groups[group]
	r.work = Work{}
	start := time.Now()
	defer func() {
		if err != nil && ctx.Err() == nil {
			err = fmt.Errorf("%s: %w", g.file.name, err)
		}
		r.work.Computing = time.Since(start) - r.work.Reading - r.work.Decoding
		work = r.work
	}()
	defer survive(&err, fmt.Sprintf("row group %d", g.number+1))
	defer func() {
		for i := range r.cursors {
			r.cursors[i].close()
		}
	}()
	from := &source{g.file.at, &r.work}
	for i := range r.cursors {
		c := &r.cursors[i]
		c.perDay = g.file.layout.perDay
		c.open(g.chunks[i], from)
	}
	return r.work, r.readRows(ctx, g)
}

// readRows goes through the columns side by side, as many rows at a time as each has left of its page.
func (r *Reader) readRows(ctx context.Context, g *group) error {
	for r.work.Rows < g.rows {
		if err := ctx.Err(); err != nil {
			return err
		}
		n := g.rows - r.work.Rows
		for i := range r.cursors {
			left, err := r.cursors[i].left(&r.work)
			if err != nil {
				return err
			}
			if left == 0 {
				return fmt.Errorf("row group %d ends after %d rows of the column %s: expected %d", g.number+1, r.work.Rows, wanted[i].name, g.rows)
			}
			n = min(n, int64(left))
		}
		if err := r.addRows(int(n)); err != nil {
			return err
		}
		r.work.Rows += n
	}
	for i := range r.cursors {
		left, err := r.cursors[i].left(&r.work)
		if err != nil {
			return err
		}
		if left > 0 {
			return fmt.Errorf("row group %d goes on after %d rows of the column %s: expected no more", g.number+1, g.rows, wanted[i].name)
		}
	}
	return nil
}

// addRows gives rows that each column has in its page to the stream.
func (r *Reader) addRows(n int) error {
	b := r.stream.Batch()
	for n > 0 {
		length := min(n, analytics.BatchLength)
		for _, codes := range [...]struct {
			role role
			into []uint32
		}{{carrier, b.Carriers}, {origin, b.Origins}, {destination, b.Destinations}, {status, b.Delivered}, {created, b.Dates}} {
			if err := r.cursors[codes.role].fillCodes(codes.into[:length]); err != nil {
				return fmt.Errorf("the column %s: %w", wanted[codes.role].name, err)
			}
		}
		r.cursors[cost].fillQuantities(b.Cents[:length])
		r.cursors[deliveryDays].fillQuantities(b.DeliveryDays[:length])
		if err := r.stream.Add(length); err != nil {
			return err
		}
		n -= length
	}
	return nil
}

// chunksOf are the column chunks of a row group that are read.
func chunksOf(g parquet.RowGroup, l *layout) (chunks [roles]*parquet.FileColumnChunk, err error) {
	all := g.ColumnChunks()
	for i, at := range l.index {
		chunk, ok := all[at].(*parquet.FileColumnChunk)
		if !ok {
			return chunks, fmt.Errorf("the column %s is in no file", wanted[i].name)
		}
		chunks[i] = chunk
	}
	return chunks, nil
}
