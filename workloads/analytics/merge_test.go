package analytics

import (
	"sync"
	"testing"
	"time"
)

var january = time.Date(2026, time.January, 31, 23, 59, 59, 0, time.UTC)

// shipment returns a delivered record; each test changes the fields that it needs.
func shipment(carrier string, cents int64, days int) Record {
	return Record{
		ID: "shp", Carrier: carrier, Service: "Ground", CostCents: cents, Zone: 2, Created: january,
		Origin: "Ohio", Destination: "Iowa", Status: StatusDelivered, DeliveryDays: days,
	}
}

func answerOf(rows []Record) Answer {
	records := fromRows(rows)
	a := NewAccumulator(records)
	a.Add(0, records.Len())
	return Merge(records, []*Accumulator{a})
}

func requireEqual(t *testing.T, got, want Answer) {
	t.Helper()
	if difference := got.Diff(want); difference != "" || !got.Equal(want) {
		t.Fatalf("got, against want:\n%s", difference)
	}
}

func TestAnswerByHand(t *testing.T) {
	rows := []Record{
		shipment("UPS", 1000, 2),
		shipment("USPS", 500, 3),
		shipment("USPS", 501, 1),
		shipment("USPS", 500, 0),
		shipment("UPS", 1001, 99),
		shipment("DHL", 7, 5),
	}
	rows[1].Created = january.Add(time.Second)   // the next day
	rows[2].Created = january.AddDate(-60, 0, 0) // before 1970
	rows[3].Status = "in_transit"
	rows[4].Destination = "Alabama"
	rows[5].Status, rows[5].DeliveryDays = StatusDelivered, -1

	first, last := DayOf(rows[2].Created), DayOf(rows[1].Created)
	want := Answer{
		Summary: Summary{Shipments: 6, CostCents: 3509, AverageCents: 585, First: first, Last: last}, // 584.83
		Carriers: []CarrierLine{
			{"USPS", 3, 1501, 500, 500, 2, 667, 2, 1, 3},   // 500.33
			{"UPS", 2, 2001, 1001, 333, 2, 1000, 2, 2, 99}, // 1000.5
			{"DHL", 1, 7, 7, 167, 1, 1000, 0, 0, 0},
		},
		Dates: []DateLine{{first, 1, 501}, {DayOf(january), 4, 2508}, {last, 1, 500}},
		Routes: []RouteLine{
			{"Ohio", "Iowa", 5, 2508},
			{"Ohio", "Alabama", 1, 1001},
		},
	}
	requireEqual(t, answerOf(rows), want)
	requireEqual(t, plain(rows), want)
}

func TestTiesBreakByName(t *testing.T) {
	var rows []Record
	for _, name := range []string{"m", "b", "z", "a", "y", "c", "x", "d", "w", "e", "v", "f"} {
		row := shipment("carrier "+name, 1, 1)
		row.Origin, row.Destination = "from "+name, "to"
		rows = append(rows, row)
	}
	rows[2].Origin = "from a" // of the two routes from a, "to" sorts before "to z"
	rows[2].Destination = "to z"

	got := answerOf(rows)
	requireEqual(t, got, plain(rows))
	var carriers, routes string
	for _, line := range got.Carriers {
		carriers += line.Carrier[len("carrier "):]
	}
	for _, line := range got.Routes {
		routes += line.Origin[len("from "):] + line.Destination[len("to"):]
	}
	if carriers != "abcdefmvwxyz" || routes != "aa zbcdefmvw" {
		t.Errorf("carriers %q, routes %q", carriers, routes)
	}
}

func TestNoRecords(t *testing.T) {
	for name, records := range map[string]*Records{"rows": fromRows(nil), "generated": Generate(0, 1)} {
		t.Run(name, func(t *testing.T) {
			a := NewAccumulator(records)
			a.Add(records.Chunk(3, 16))
			requireEqual(t, Merge(records, []*Accumulator{a}), Answer{})
			requireEqual(t, Merge(records, nil), Answer{})
		})
	}
}

func TestMergeLeavesAccumulatorsAsTheyAre(t *testing.T) {
	records := Generate(1000, 1)
	accumulators := []*Accumulator{NewAccumulator(records), NewAccumulator(records), NewAccumulator(records)}
	accumulators[0].Add(0, 700)
	accumulators[2].Add(700, 1000)
	first := Merge(records, accumulators)
	requireEqual(t, Merge(records, accumulators), first)
	requireEqual(t, first, plain(records.rows()))
}

func TestResetForgets(t *testing.T) {
	for name, records := range variedRecords() {
		t.Run(name, func(t *testing.T) {
			a := NewAccumulator(records)
			a.Add(0, records.Len())
			a.Reset()
			requireEqual(t, Merge(records, []*Accumulator{a}), Answer{})
			a.Add(0, records.Len())
			requireEqual(t, Merge(records, []*Accumulator{a}), plain(records.rows()))
		})
	}
}

func TestParallelEqualsPlain(t *testing.T) {
	for name, records := range variedRecords() {
		want := plain(records.rows())
		for _, workers := range []int{1, 2, 16} {
			for _, chunks := range []int{1, 16, 333} {
				var accumulators []*Accumulator
				for range workers {
					accumulators = append(accumulators, NewAccumulator(records))
				}
				got := inParallel(records, accumulators, chunks)
				if difference := got.Diff(want); difference != "" {
					t.Errorf("%s, %d workers, %d chunks: %s", name, workers, chunks, difference)
				}
			}
		}
	}
}

// TestAddDoesNotAllocate would also catch a conversion to an interface in the loop over blocks.
func TestAddDoesNotAllocate(t *testing.T) {
	for name, records := range variedRecords() {
		a := NewAccumulator(records)
		pass := func() {
			a.Reset()
			a.Add(0, records.Len())
		}
		pass()
		if allocations := testing.AllocsPerRun(10, pass); allocations > 0 {
			t.Errorf("%s: %v allocations", name, allocations)
		}
	}
}

func TestMisuseIsRefused(t *testing.T) {
	records, others := Generate(10, 1), Generate(10, 1)
	a := NewAccumulator(records)
	for name, misuse := range map[string]func(){
		"chunk beyond the end":     func() { a.Add(5, 11) },
		"chunk turned round":       func() { a.Add(5, 4) },
		"accumulator of others":    func() { Merge(others, []*Accumulator{a}) },
		"negative number":          func() { Generate(-1, 1) },
		"more than can be counted": func() { a.added = mostRecords; a.Add(0, 1) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("accepted")
				}
			}()
			misuse()
		})
	}
}

// TestOneAccumulatorForEachGoroutine lets the race detector check workers that share only the records.
func TestOneAccumulatorForEachGoroutine(t *testing.T) {
	records := Generate(20_000, 3)
	want := plain(records.rows())
	var runs sync.WaitGroup
	for range 4 {
		runs.Go(func() {
			accumulators := []*Accumulator{NewAccumulator(records), NewAccumulator(records), NewAccumulator(records)}
			for range 5 {
				if difference := inParallel(records, accumulators, 16).Diff(want); difference != "" {
					t.Error(difference)
				}
			}
		})
	}
	runs.Wait()
}
