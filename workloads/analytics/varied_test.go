package analytics

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// variedRecords returns one set of records for each code path of an accumulator: direct indexing or numbering, short or
// full rows of slots, narrow or wide columns.
func variedRecords() map[string]*Records {
	return map[string]*Records{
		"generated":          Generate(5000, 7),
		"cities":             invented(20_000, 300, 400, 20, 9),
		"one carrier each":   invented(9000, 3, 3, 9000, 70),
		"scattered dates":    scattered(9000),
		"long deliveries":    invented(3000, 4, 4, 3, 5000),
		"costs of any size":  costly(3000),
		"a single shipment":  Generate(1, 1),
		"all of them sparse": withoutDirectIndexing(Generate(5000, 7)),
	}
}

func invented(count, origins, destinations, carriers, longest int) *Records {
	return fromRows(inventedRows(count, origins, destinations, carriers, longest))
}

func inventedRows(count, origins, destinations, carriers, longest int) []Record {
	source := rand.New(rand.NewPCG(1, 2))
	rows := make([]Record, count)
	for i := range rows {
		rows[i] = shipment(fmt.Sprint("carrier ", source.IntN(carriers)), source.Int64N(100_000), source.IntN(longest+3)-2)
		rows[i].Origin = fmt.Sprint("origin ", source.IntN(origins))
		rows[i].Destination = fmt.Sprint("destination ", source.IntN(destinations))
		if source.IntN(5) == 0 {
			rows[i].Status = "returned"
		}
	}
	return rows
}

func scattered(count int) *Records {
	source := rand.New(rand.NewPCG(3, 4))
	rows := inventedRows(count, 2, 2, 2, 5)
	for i := range rows {
		rows[i].Created = january.AddDate(0, 0, source.IntN(200_000)-100_000)
	}
	return fromRows(rows)
}

func costly(count int) *Records {
	source := rand.New(rand.NewPCG(5, 6))
	rows := inventedRows(count, 2, 2, 2, 5)
	for i := range rows {
		rows[i].CostCents = source.Int64N(math.MaxInt64/int64(count)) * int64(1-2*source.IntN(2))
	}
	return fromRows(rows)
}

// withoutDirectIndexing returns records that have accumulators number every group.
func withoutDirectIndexing(records *Records) *Records {
	records.shape.denseCarriers, records.shape.denseDates, records.shape.denseRoutes = false, false, false
	return records
}
