package analytics

import "math"

// Merge forms the answer for the records that the accumulators were given. It leaves the accumulators as they are and
// may be called again. It is the serial tail of a parallel run: its cost follows the groups met and the number of
// accumulators, not the number of records. All accumulators must be of the same records; anything else panics.
func Merge(records *Records, accumulators []*Accumulator) Answer {
	whole, added := newTotals(records), 0
	for _, a := range accumulators {
		if a.records != records {
			panic("analytics: merging accumulators of different records")
		}
		if a.added == 0 {
			continue
		}
		if added += a.added; added > math.MaxUint32 {
			panic("analytics: more records to merge than can be counted; Reset is missing")
		}
		whole.absorb(&a.totals)
	}
	dates := dateLines(records, &whole.dates)
	return Answer{
		Summary:  summarise(dates),
		Carriers: carrierLines(records, &whole.carriers, added),
		Dates:    dates,
		Routes:   routeLines(records, &whole.routes, accumulators),
	}
}

func summarise(dates []DateLine) Summary {
	if len(dates) == 0 {
		return Summary{}
	}
	summary := Summary{First: dates[0].Day, Last: dates[len(dates)-1].Day}
	for _, line := range dates {
		summary.Shipments += line.Shipments
		summary.CostCents += line.CostCents
	}
	summary.AverageCents = average(summary.CostCents, summary.Shipments)
	return summary
}

func dateLines(records *Records, dates *tally) []DateLine {
	lines := make([]DateLine, 0, dates.size())
	for code, cell := range dates.ascending() {
		if shipments := int(dates.counts[cell]); shipments > 0 {
			lines = append(lines, DateLine{records.days[code], shipments, dates.costs[cell]})
		}
	}
	return lines
}

func routeLines(records *Records, routes *tally, accumulators []*Accumulator) []RouteLine {
	var first ranking
	for cell, shipments := range routes.counts {
		if shipments > 0 {
			first.offer(routes.met.code(cell), shipments)
		}
	}
	destinations := uint64(len(records.destinations))
	lines := make([]RouteLine, 0, topRoutes)
	for _, route := range first.ranked() {
		line := RouteLine{
			Origin:      records.origins[route.code/destinations],
			Destination: records.destinations[route.code%destinations],
			Shipments:   int(route.shipments),
		}
		for _, a := range accumulators {
			line.CostCents += a.totals.routes.costOf(route.code)
		}
		lines = append(lines, line)
	}
	return lines
}
