package analytics

import (
	"cmp"
	"slices"
)

// A Group is the shipments of one carrier that have the same outcome, as another program counts them.
type Group struct {
	Carrier      string
	Delivered    bool
	DeliveryDays int64 // negative: unknown
	Shipments    int
	CostCents    int64
}

// FromGroups forms the answer from what another program counted: groups of every carrier, every day and every route,
// each once and in any order. It shares no sums with [Merge], so that it can check it.
func FromGroups(groups []Group, days []DateLine, routes []RouteLine) Answer {
	days, routes = slices.Clone(days), slices.Clone(routes)
	slices.SortFunc(days, func(a, b DateLine) int { return cmp.Compare(a.Day, b.Day) })
	slices.SortFunc(routes, func(a, b RouteLine) int {
		return cmp.Or(cmp.Compare(b.Shipments, a.Shipments), cmp.Compare(a.Origin, b.Origin), cmp.Compare(a.Destination, b.Destination))
	})
	answer := Answer{Summary: summarise(days), Dates: days, Routes: routes[:min(topRoutes, len(routes))]}
	byCarrier := map[string][]Group{}
	for _, g := range groups {
		byCarrier[g.Carrier] = append(byCarrier[g.Carrier], g)
	}
	for carrier, of := range byCarrier {
		answer.Carriers = append(answer.Carriers, lineOf(carrier, of, answer.Summary.Shipments))
	}
	slices.SortFunc(answer.Carriers, func(a, b CarrierLine) int {
		return cmp.Or(cmp.Compare(b.Shipments, a.Shipments), cmp.Compare(a.Carrier, b.Carrier))
	})
	return answer
}

// lineOf is a carrier's line from its groups.
func lineOf(carrier string, groups []Group, all int) CarrierLine {
	line := CarrierLine{Carrier: carrier}
	slices.SortFunc(groups, func(a, b Group) int { return cmp.Compare(a.DeliveryDays, b.DeliveryDays) })
	for _, g := range groups {
		line.Shipments += g.Shipments
		line.CostCents += g.CostCents
		if g.Delivered {
			line.Delivered += g.Shipments
			if g.DeliveryDays >= 0 {
				line.Timed += g.Shipments
			}
		}
	}
	line.AverageCents, line.Share = average(line.CostCents, line.Shipments), permille(line.Shipments, all)
	line.Success = permille(line.Delivered, line.Shipments)
	line.DaysP50, line.DaysP95 = daysAt(groups, 50, line.Timed), daysAt(groups, 95, line.Timed)
	return line
}

// daysAt is the nearest-rank percentile of the known days of groups in ascending order; 0 where none are known.
func daysAt(groups []Group, percent, timed int) int {
	rank := nearestRank(percent, timed)
	for _, g := range groups {
		if g.Delivered && g.DeliveryDays >= 0 {
			if rank -= g.Shipments; rank <= 0 {
				return int(g.DeliveryDays)
			}
		}
	}
	return 0
}
