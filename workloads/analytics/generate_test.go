package analytics

import (
	"crypto/sha256"
	"fmt"
	"runtime"
	"testing"
)

// TestGenerateIsDeterministic compares the records with a checksum, since stored runs are comparable only as long as a
// seed means the same work. A deliberate change of the generator has to change the checksum here.
func TestGenerateIsDeterministic(t *testing.T) {
	const want = "a983ea3c9d27b5d0"
	sum := sha256.New()
	for _, row := range Generate(10_000, 1).rows() {
		sum.Write(fmt.Appendln(nil, row))
	}
	if got := fmt.Sprintf("%x", sum.Sum(nil)[:8]); got != want {
		t.Errorf("checksum %s, want %s", got, want)
	}
}

func TestSeedsDiffer(t *testing.T) {
	one, two := plain(Generate(1000, 1).rows()), plain(Generate(1000, 2).rows())
	if one.Equal(two) {
		t.Error("two seeds, one answer")
	}
}

func TestGeneratedIsPlausible(t *testing.T) {
	answer := plain(Generate(100_000, 1).rows())
	if n := len(answer.Dates); n != daysGenerated {
		t.Errorf("%d dates", n)
	}
	if average := answer.Summary.AverageCents; average < 500 || average > 5000 {
		t.Errorf("average cost %d cents", average)
	}
	if n := len(answer.Carriers); n != 5 {
		t.Fatalf("%d carriers", n)
	}
	if most, least := answer.Carriers[0], answer.Carriers[4]; most.Share < 300 || least.Share > 100 {
		t.Errorf("carriers are not skewed: %v to %v", most.Share, least.Share)
	}
	for _, line := range answer.Carriers {
		if line.Success < 850 || line.Success > 990 {
			t.Errorf("%s: success %v", line.Carrier, line.Success)
		}
		if line.DaysP50 < 1 || line.DaysP95 <= line.DaysP50 || line.DaysP95 > 15 {
			t.Errorf("%s: %d and %d days", line.Carrier, line.DaysP50, line.DaysP95)
		}
	}
	if first, tenth := answer.Routes[0], answer.Routes[topRoutes-1]; first.Shipments < 2*tenth.Shipments {
		t.Errorf("routes are not skewed: %d to %d", first.Shipments, tenth.Shipments)
	}
}

func TestGeneratedRowsAreConsistent(t *testing.T) {
	identifiers := make(map[string]bool)
	var before Record
	for i, row := range Generate(20_000, 5).rows() {
		switch {
		case identifiers[row.ID]:
			t.Fatalf("%s twice", row.ID)
		case row.Zone < 1 || row.Zone > farthestZone:
			t.Fatalf("zone %d", row.Zone)
		case row.CostCents < 400 || row.CostCents > 20_000:
			t.Fatalf("cost %d cents", row.CostCents)
		case (row.Status == StatusDelivered) != (row.DeliveryDays > 0):
			t.Fatalf("%s after %d days", row.Status, row.DeliveryDays)
		case i > 0 && row.Created.Before(before.Created):
			t.Fatalf("%s before %s", row.Created, before.Created)
		}
		identifiers[row.ID] = true
		before = row
	}
}

func TestDearestFitsItsColumn(t *testing.T) {
	for _, tariff := range tariffs {
		if dearest := 2 * (tariff.baseCents + farthestZone*tariff.centsPerZone); dearest > 1<<16-1 {
			t.Errorf("%s %s: %d cents", tariff.carrier, tariff.service, dearest)
		}
	}
}

// TestGeneratedRecordsAreSmall keeps fifty million of them within the memory of a small machine.
func TestGeneratedRecordsAreSmall(t *testing.T) {
	const records, most = 1_000_000, 12
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	Generate(records, 1)
	runtime.ReadMemStats(&after)
	if size := (after.TotalAlloc - before.TotalAlloc) / records; size > most {
		t.Errorf("%d bytes a record, want at most %d", size, most)
	}
}
