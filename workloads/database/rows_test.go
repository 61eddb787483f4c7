package database

import (
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// Rows are the same at every call, differ by the seed, and add up.
func TestShipments(t *testing.T) {
	const rows = 2000
	totals := totalsOf(5, rows)
	if len(totals) != len(carriers) {
		t.Fatalf("totals of %d carriers", len(totals))
	}
	counts, cents, alike := map[string]int64{}, map[string]int64{}, 0
	for id := int64(1); id <= rows; id++ {
		s := shipmentOf(5, id)
		if s != shipmentOf(5, id) || s.id != id || s.zone < 1 || s.zone > 8 || s.grams < 1 || s.grams > 20_000 || s.cents < 395 || s.created.Year() != 2025 {
			t.Fatalf("row %+v", s)
		}
		if s == shipmentOf(6, id) {
			alike++
		}
		counts[s.carrier], cents[s.carrier] = counts[s.carrier]+1, cents[s.carrier]+s.cents
	}
	if alike > 0 {
		t.Errorf("%d rows are the same with another seed", alike)
	}
	for i, total := range totals {
		if total.count != counts[total.carrier] || total.cents != cents[total.carrier] || total.count < rows/10 || i > 0 && total.carrier <= totals[i-1].carrier {
			t.Errorf("total %+v: counted %d rows and %d cents", total, counts[total.carrier], cents[total.carrier])
		}
	}
	if few := totalsOf(5, 1); len(few) != 1 || few[0].count != 1 {
		t.Errorf("totals of one row: %+v", few)
	}
}

func TestKeysAreOfRows(t *testing.T) {
	seen := map[int64]bool{}
	for index := range 1000 {
		key := keyOf(9, index, 10)
		if key < 1 || key > 10 || key != keyOf(9, index, 10) {
			t.Fatalf("key %d", key)
		}
		seen[key] = true
	}
	if len(seen) != 10 {
		t.Errorf("only %d of 10 rows are asked for", len(seen))
	}
}

// The text for COPY is the same however it is read.
func TestRowReader(t *testing.T) {
	whole, err := io.ReadAll(&rowReader{seed: 3, rows: 300})
	if err != nil {
		t.Fatal(err)
	}
	halves, err := io.ReadAll(iotest.OneByteReader(&rowReader{seed: 3, rows: 300}))
	if err != nil || string(halves) != string(whole) {
		t.Errorf("read byte by byte it differs: %v", err)
	}
	lines := strings.Split(strings.TrimSuffix(string(whole), "\n"), "\n")
	if len(lines) != 300 {
		t.Fatalf("%d lines", len(lines))
	}
	s := shipment{id: 7, carrier: "UPS", zone: 2, grams: 50, cents: 1205, created: firstDay}
	if got, want := string(appendRow(nil, s)), "7\tUPS\t2\t50\t12.05\t2025-01-01 00:00:00Z\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
