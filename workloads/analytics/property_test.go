package analytics

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func rowGenerator() *rapid.Generator[Record] {
	name := rapid.OneOf(rapid.SampledFrom([]string{"", "a", "b", "B", "ä"}), rapid.String())
	cents := rapid.OneOf(rapid.Int64Range(0, 5000), rapid.Int64Range(-3, 3), rapid.Int64())
	days := rapid.OneOf(rapid.IntRange(0, 9), rapid.IntRange(-3, 70), rapid.Int())
	seconds := rapid.OneOf(rapid.Int64Range(-3*secondsPerDay, 3*secondsPerDay), rapid.Int64Range(-1<<40, 1<<40))
	return rapid.Custom(func(t *rapid.T) Record {
		return Record{
			Carrier:      name.Draw(t, "carrier"),
			Service:      name.Draw(t, "service"),
			CostCents:    cents.Draw(t, "cents"),
			Zone:         rapid.Int().Draw(t, "zone"),
			Created:      time.Unix(seconds.Draw(t, "created"), 0).UTC(),
			Origin:       name.Draw(t, "origin"),
			Destination:  name.Draw(t, "destination"),
			Status:       rapid.SampledFrom([]string{StatusDelivered, StatusDelivered, "Delivered", "failure", ""}).Draw(t, "status"),
			DeliveryDays: days.Draw(t, "days"),
		}
	})
}

// anyDivisionEqualsPlain checks that the answer equals that of plain for any rows, cut into any chunks, which are given
// to several workers in any order.
func anyDivisionEqualsPlain(t *rapid.T) {
	rows := rapid.SliceOfN(rowGenerator(), 0, 60).Draw(t, "rows")
	records := fromRows(rows)
	records.shape.denseCarriers = rapid.Bool().Draw(t, "dense carriers")
	records.shape.denseDates = rapid.Bool().Draw(t, "dense dates")
	records.shape.denseRoutes = rapid.Bool().Draw(t, "dense routes")

	cuts := rapid.SliceOf(rapid.IntRange(0, len(rows))).Draw(t, "cuts")
	slices.Sort(cuts)
	chunks := make([][2]int, 0, len(cuts)+1)
	from := 0
	for _, to := range append(cuts, len(rows)) {
		chunks = append(chunks, [2]int{from, to})
		from = to
	}
	accumulators := make([]*Accumulator, rapid.IntRange(1, 5).Draw(t, "workers"))
	for i := range accumulators {
		accumulators[i] = NewAccumulator(records)
	}
	for _, chunk := range rapid.Permutation(chunks).Draw(t, "order") {
		worker := rapid.IntRange(0, len(accumulators)-1).Draw(t, "worker")
		accumulators[worker].Add(chunk[0], chunk[1])
	}
	got, want := Merge(records, rapid.Permutation(accumulators).Draw(t, "merging")), plain(rows)
	if difference := got.Diff(want); difference != "" || !got.Equal(want) {
		t.Fatalf("got, against want:\n%s", difference)
	}
}

func TestAnyDivisionEqualsPlain(t *testing.T) { rapid.Check(t, anyDivisionEqualsPlain) }

func FuzzAnyDivisionEqualsPlain(f *testing.F) { f.Fuzz(rapid.MakeFuzz(anyDivisionEqualsPlain)) }

func TestRowsSurviveColumns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOf(rowGenerator()).Draw(t, "rows")
		records := fromRows(rows)
		want := make([]Record, len(rows))
		for i, row := range rows {
			row.ID, row.Created = fmt.Sprintf("shp_demo_%09d", i+1), DayOf(row.Created).Time()
			want[i] = row
		}
		if difference := cmp.Diff(want, records.rows()); difference != "" || records.Len() != len(rows) {
			t.Fatal(difference)
		}
	})
}

func TestChunksCoverTheRecordsOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := &Records{count: rapid.IntRange(0, 1000).Draw(t, "count")}
		chunks, reached := rapid.IntRange(1, 50).Draw(t, "chunks"), 0
		for chunk := range chunks {
			from, to := records.Chunk(chunk, chunks)
			if size := to - from; from != reached || size < records.count/chunks || size > records.count/chunks+1 {
				t.Fatalf("chunk %d of %d: from %d to %d after %d", chunk, chunks, from, to, reached)
			}
			reached = to
		}
		if reached != records.count {
			t.Fatalf("%d of %d", reached, records.count)
		}
	})
}

func TestPercentileByCountingEqualsSorting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.SliceOfN(rapid.IntRange(0, 90), 1, 200).Draw(t, "days")
		percent := rapid.IntRange(1, 100).Draw(t, "percent")
		slices.Sort(days)
		sorted := timings{counted: make([]uint32, longestCounted+1)}
		for _, d := range days {
			if d > longestCounted {
				sorted.beyond = append(sorted.beyond, longDelivery{days: int64(d)})
			} else {
				sorted.counted[d]++
			}
		}
		want := days[int(math.Ceil(float64(percent*len(days))/100))-1]
		if got := sorted.percentile(percent, sorted.total()); got != want {
			t.Fatalf("p%d of %v: %d, want %d", percent, days, got, want)
		}
	})
}

func TestColumnsHoldTheirBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.OneOf(rapid.Int64Range(0, 300), rapid.Int64Range(0, math.MaxUint32), rapid.Int64())
		values := rapid.SliceOfN(value, 1, 40).Draw(t, "values")
		stored := quantities(len(values), func(i int) int64 { return values[i] })
		read := make([]int64, len(values))
		stored.readValues(read, 0)
		low, high := stored.bounds()
		if !slices.Equal(values, read) || low != slices.Min(values) || high != slices.Max(values) {
			t.Fatalf("%v read as %v, %d to %d", values, read, low, high)
		}
	})
}

func TestSpan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		codes := rapid.SliceOfN(rapid.Uint32Max(math.MaxUint32-1), 1, 50).Draw(t, "codes")
		low, high := span(codes)
		if low != int(slices.Min(codes)) || high != int(slices.Max(codes))+1 {
			t.Fatalf("%v: from %d to %d", codes, low, high)
		}
	})
}
