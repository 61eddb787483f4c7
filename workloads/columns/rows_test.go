package columns

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"

	"ep-benchmark/workloads/analytics"
)

// generated are n invented records as one whole.
func generated(n int, seed uint64) (*analytics.Records, analytics.Answer) {
	records := analytics.Generate(n, seed)
	accumulator := analytics.NewAccumulator(records)
	accumulator.Add(0, n)
	return records, analytics.Merge(records, []*analytics.Accumulator{accumulator})
}

// otherRow is a shipment as other programs write it: with 64-bit numbers, values that
// may be missing, and a time of day.
type otherRow struct {
	ID           string `parquet:"id"`
	DeliveryDays *int64 `parquet:"delivery_days,optional"`
	Carrier      string `parquet:"carrier,optional"`
	Origin       string `parquet:"origin,dict"`
	Destination  string `parquet:"destination,optional,dict"`
	Status       string `parquet:"status,optional"`
	Created      int64  `parquet:"created,timestamp(microsecond)"`
	CostCents    int64  `parquet:"cost_cents,optional,delta"`
}

func otherRows(records *analytics.Records) []otherRow {
	rows := make([]otherRow, records.Len())
	for i := range rows {
		from := records.Row(i)
		days := int64(from.DeliveryDays)
		rows[i] = otherRow{
			ID: from.ID, Carrier: from.Carrier, Origin: from.Origin, Destination: from.Destination, Status: from.Status,
			Created: from.Created.Add(time.Duration(i%86_400) * time.Second).UnixMicro(), CostCents: from.CostCents, DeliveryDays: &days,
		}
	}
	return rows
}

// writeRows writes rows of any type by the format's own library.
func writeRows[T any](t *testing.T, path string, rows []T, codec compress.Codec, options ...parquet.WriterOption) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	options = append(options, parquet.Compression(codec), parquet.PageBufferSize(2000), parquet.MaxRowsPerRowGroup(900))
	writer := parquet.NewGenericWriter[T](file, options...)
	if _, err := writer.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}

// readAll is the answer for a set, whose row groups are dealt to the given number of
// readers.
func readAll(s *Set, readers int) (analytics.Answer, error) {
	var streams []*analytics.Stream
	var all []*Reader
	for range readers {
		stream := analytics.NewStream(1 << 24)
		streams, all = append(streams, stream), append(all, s.NewReader(stream))
	}
	for group := range s.Groups() {
		if _, err := all[group%readers].Read(context.Background(), group); err != nil {
			return analytics.Answer{}, err
		}
	}
	return analytics.MergeStreams(streams), nil
}

// reads checks the answer for files.
func reads(t *testing.T, want analytics.Answer, readers int, paths ...string) {
	t.Helper()
	s, err := Open(paths)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	got, err := readAll(s, readers)
	if err != nil {
		t.Fatal(err)
	}
	if !got.Equal(want) {
		t.Fatalf("got, against want:\n%s", got.Diff(want))
	}
}

func in(t *testing.T, name string) string { return filepath.Join(t.TempDir(), name) }
