package analytics

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// streamed gives rows to streams in batches, and merges them.
func streamed(t *rapid.T, rows []Record, streams []*Stream) Answer {
	for len(rows) > 0 {
		length := rapid.IntRange(1, min(len(rows), BatchLength)).Draw(t, "length")
		s := streams[rapid.IntRange(0, len(streams)-1).Draw(t, "stream")]
		fillBatch(s, rows[:length])
		if err := s.Add(length); err != nil {
			t.Fatal(err)
		}
		rows = rows[length:]
	}
	return MergeStreams(streams)
}

func fillBatch(s *Stream, rows []Record) {
	b := s.Batch()
	for i, row := range rows {
		b.Carriers[i] = s.Carrier([]byte(row.Carrier))
		b.Origins[i] = s.Origin([]byte(row.Origin))
		b.Destinations[i] = s.Destination([]byte(row.Destination))
		b.Delivered[i] = s.Status([]byte(row.Status))
		b.Dates[i], _ = DateCode(DayOf(row.Created))
		b.Cents[i], b.DeliveryDays[i] = row.CostCents, int64(row.DeliveryDays)
	}
}

func newStreams(n int) []*Stream {
	var streams []*Stream
	for range n {
		streams = append(streams, NewStream(1<<26))
	}
	return streams
}

// countable keeps the rows whose dates a stream can count.
func countable(rows []Record) []Record {
	var kept []Record
	for _, row := range rows {
		if _, ok := DateCode(DayOf(row.Created)); ok {
			kept = append(kept, row)
		}
	}
	return kept
}

func TestStreamsEqualPlain(t *testing.T) {
	streams := newStreams(4) // with the names of earlier checks
	rapid.Check(t, func(t *rapid.T) {
		rows := countable(rapid.SliceOfN(rowGenerator(), 0, 60).Draw(t, "rows"))
		for _, s := range streams {
			s.Reset()
		}
		got, want := streamed(t, rows, streams[:rapid.IntRange(1, 4).Draw(t, "streams")]), plain(rows)
		if difference := got.Diff(want); difference != "" || !got.Equal(want) {
			t.Fatalf("got, against want:\n%s", difference)
		}
	})
}

// TestStreamsCountManyRoutes has so many pairs of names that they get numbers in place of a table.
func TestStreamsCountManyRoutes(t *testing.T) {
	var rows []Record
	for i := range 3000 {
		rows = append(rows, Record{
			Carrier: fmt.Sprint("c", i%7), Origin: fmt.Sprint("o", i*7%1009), Destination: fmt.Sprint("d", i*3%1013),
			Created: time.Unix(int64(i)*secondsPerDay/9, 0), CostCents: int64(i), Status: StatusDelivered, DeliveryDays: i % 90,
		})
	}
	s := NewStream(1 << 26)
	for from := 0; from < len(rows); from += 100 {
		fillBatch(s, rows[from:from+100])
		if err := s.Add(100); err != nil {
			t.Fatal(err)
		}
	}
	if s.routes.met == nil {
		t.Fatal("the routes are in a table")
	}
	if got, want := MergeStreams([]*Stream{s}), plain(rows); !got.Equal(want) {
		t.Fatalf("got, against want:\n%s", got.Diff(want))
	}
}

func TestStreamsKeepTheirLimit(t *testing.T) {
	s := NewStream(1 << 16)
	for i := range 10_000 {
		fillBatch(s, []Record{{Carrier: "c", Origin: fmt.Sprint(i), Destination: fmt.Sprint("to ", i), Created: time.Unix(0, 0)}})
		if err := s.Add(1); err != nil {
			var groups TooManyGroups
			if !errors.As(err, &groups) || groups.Needed <= groups.Limit || groups.Origins < 10 {
				t.Fatal(err)
			}
			return
		}
	}
	t.Fatal("ten thousand origins fit into 64 KiB")
}

func TestStretchesAreGenerate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, seed := rapid.IntRange(1, 3000).Draw(t, "n"), rapid.Uint64().Draw(t, "seed")
		whole := Generate(n, seed)
		var accumulator *Accumulator
		var stretch *Records
		from := 0
		for stretch = range Stretches(n, seed, rapid.IntRange(1, 700).Draw(t, "length")) {
			if accumulator == nil {
				accumulator = NewAccumulator(stretch)
			}
			for i := range stretch.Len() {
				got, want := stretch.Row(i), whole.Row(from+i)
				if got.ID = want.ID; got != want {
					t.Fatalf("record %d: %+v, want %+v", from+i, got, want)
				}
			}
			accumulator.Add(0, stretch.Len())
			from += stretch.Len()
		}
		if from != n {
			t.Fatalf("%d records, want %d", from, n)
		}
		if got, want := Merge(stretch, []*Accumulator{accumulator}), plain(whole.rows()); !got.Equal(want) {
			t.Fatal(got.Diff(want))
		}
	})
}
