package database

import (
	"time"

	"ep-benchmark/workloads/simulator/splitmix"
)

// A shipment is a row of the table. It depends on the seed and on its id alone, so
// that every answer can be checked without keeping the table.
type shipment struct {
	id      int64 // from 1
	carrier string
	zone    int16
	grams   int32
	cents   int64
	created time.Time
}

// carriers are those of the rows, in the order of the answers.
var carriers = []string{"CanadaPost", "DHLExpress", "FedEx", "UPS", "USPS"}

// firstDay is the day of the first shipments.
var firstDay = time.Date(2025, time.January, 1, 0, 0, 0, 0, time.UTC)

// shipmentOf makes the row with the id.
func shipmentOf(seed uint64, id int64) shipment {
	bits := splitmix.Mix(splitmix.Mix(seed) ^ uint64(id))
	zone := bits >> 8 % 8
	grams := bits >> 16 % 20_000
	return shipment{
		id: id, carrier: carriers[bits%uint64(len(carriers))], zone: int16(zone + 1), grams: int32(grams + 1),
		cents:   int64(395 + 85*zone + grams/10 + bits>>40%100),
		created: firstDay.Add(time.Duration(bits>>32%(365*24*3600)) * time.Second),
	}
}

// keyOf is the id of the row that an operation of a leg asks for.
func keyOf(seed uint64, index, rows int) int64 {
	return int64(splitmix.Mix(seed+uint64(index))%uint64(rows)) + 1
}

// A total is what the table has of one carrier.
type total struct {
	carrier      string
	count, cents int64
}

// totalsOf are the totals of all rows, by carrier.
func totalsOf(seed uint64, rows int) []total {
	all := make([]total, len(carriers))
	at := map[string]int{}
	for i, carrier := range carriers {
		all[i].carrier, at[carrier] = carrier, i
	}
	for id := int64(1); id <= int64(rows); id++ {
		s := shipmentOf(seed, id)
		t := &all[at[s.carrier]]
		t.count, t.cents = t.count+1, t.cents+s.cents
	}
	kept := all[:0]
	for _, t := range all {
		if t.count > 0 {
			kept = append(kept, t)
		}
	}
	return kept
}
