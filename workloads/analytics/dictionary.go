package analytics

import (
	"cmp"
	"maps"
	"slices"
)

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
