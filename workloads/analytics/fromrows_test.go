package analytics

import (
	"cmp"
	"maps"
	"slices"
)

// fromRows stores rows by column. Every string, cost, zone and number of days is kept as it is; of the time of creation
// only the date in UTC, and no identifier.
func fromRows(rows []Record) *Records {
	n := len(rows)
	r := &Records{count: n}
	r.carriers, r.carrier = encode(n, func(i int) string { return rows[i].Carrier })
	r.services, r.service = encode(n, func(i int) string { return rows[i].Service })
	r.origins, r.origin = encode(n, func(i int) string { return rows[i].Origin })
	r.destinations, r.destination = encode(n, func(i int) string { return rows[i].Destination })
	r.statuses, r.status = encode(n, func(i int) string { return rows[i].Status })
	r.days, r.date = encode(n, func(i int) Day { return DayOf(rows[i].Created) })
	r.cost = quantities(n, func(i int) int64 { return rows[i].CostCents })
	r.zone = quantities(n, func(i int) int64 { return int64(rows[i].Zone) })
	r.deliveryDays = quantities(n, func(i int) int64 { return int64(rows[i].DeliveryDays) })
	r.shape = r.measure()
	return r
}

// rows are all records in their readable form.
func (r *Records) rows() []Record {
	rows := make([]Record, r.count)
	for i := range rows {
		rows[i] = r.Row(i)
	}
	return rows
}

// encode numbers the distinct keys of length records in ascending order, so that comparing two codes compares two keys,
// and returns the keys by code with the column of codes.
func encode[K cmp.Ordered](length int, key func(index int) K) ([]K, column) {
	codes := make(map[K]int64)
	for i := range length {
		codes[key(i)] = 0
	}
	keys := slices.Sorted(maps.Keys(codes))
	for code, k := range keys {
		codes[k] = int64(code)
	}
	encoded := newColumn(length, 0, int64(len(keys)))
	for i := range length {
		encoded.set(i, codes[key(i)])
	}
	return keys, encoded
}

// quantities stores one number for each record.
func quantities(length int, value func(index int) int64) column {
	var low, high int64
	for i := range length {
		low, high = min(low, value(i)), max(high, value(i))
	}
	stored := newColumn(length, low, high)
	for i := range length {
		stored.set(i, value(i))
	}
	return stored
}
