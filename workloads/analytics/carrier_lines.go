package analytics

import (
	"cmp"
	"slices"
)

// carrierLines describes every carrier that has a shipment among all those counted.
func carrierLines(records *Records, carriers *carrierTally, shipments int) []CarrierLine {
	slices.SortFunc(carriers.beyond, func(a, b longDelivery) int {
		return cmp.Or(cmp.Compare(a.carrier, b.carrier), cmp.Compare(a.days, b.days))
	})
	beyond := carriers.beyond
	lines := make([]CarrierLine, 0, len(carriers.costs))
	for cell, cost := range carriers.costs {
		row := carriers.row(cell)
		late := int(row[slotBeyond]) // all of this carrier's, as they are sorted by carrier
		line := describe(row, beyond[:late])
		beyond = beyond[late:]
		if line.Shipments == 0 {
			continue
		}
		line.Carrier = records.carriers[carriers.met.code(cell)]
		line.CostCents = cost
		line.AverageCents = average(cost, line.Shipments)
		line.Share = permille(line.Shipments, shipments)
		lines = append(lines, line)
	}
	slices.SortFunc(lines, func(a, b CarrierLine) int {
		return cmp.Or(cmp.Compare(b.Shipments, a.Shipments), cmp.Compare(a.Carrier, b.Carrier))
	})
	return lines
}

// describe reads what a carrier's row of slots tells about success and delivery days.
func describe(row []uint32, beyond []longDelivery) CarrierLine {
	t := timings{counted: row[firstDaySlot:], beyond: beyond}
	timed := t.total()
	delivered := timed + int(row[slotUnknown])
	shipments := delivered + int(row[slotUndelivered])
	return CarrierLine{
		Shipments: shipments,
		Delivered: delivered,
		Success:   permille(delivered, shipments),
		Timed:     timed,
		DaysP50:   t.percentile(50, timed),
		DaysP95:   t.percentile(95, timed),
	}
}
