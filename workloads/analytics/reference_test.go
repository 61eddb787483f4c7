package analytics

import (
	"cmp"
	"slices"
)

// plain computes the answer in the obvious way: a map for each dimension, every delivery time appended, everything
// sorted at the end. Tests compare the fast way with it, and benchmarks show with it how much faster the columns are.
func plain(rows []Record) Answer {
	sums := plainSums{
		carriers: make(map[string]*plainCarrier),
		dates:    make(map[Day]*DateLine),
		routes:   make(map[[2]string]*RouteLine),
	}
	for i := range rows {
		sums.add(&rows[i])
	}
	sums.summary.AverageCents = average(sums.summary.CostCents, sums.summary.Shipments)
	return Answer{
		Summary:  sums.summary,
		Carriers: plainCarrierLines(sums.carriers, len(rows)),
		Dates:    plainDateLines(sums.dates),
		Routes:   plainRouteLines(sums.routes),
	}
}

type plainSums struct {
	summary  Summary
	carriers map[string]*plainCarrier
	dates    map[Day]*DateLine
	routes   map[[2]string]*RouteLine
}

type plainCarrier struct {
	line CarrierLine
	days []int
}

func (s *plainSums) add(row *Record) {
	day := DayOf(row.Created)
	if s.summary.Shipments == 0 {
		s.summary.First, s.summary.Last = day, day
	}
	s.summary.First, s.summary.Last = min(s.summary.First, day), max(s.summary.Last, day)
	s.summary.Shipments++
	s.summary.CostCents += row.CostCents

	s.addToCarrier(row)
	date := s.dates[day]
	if date == nil {
		date = &DateLine{Day: day}
		s.dates[day] = date
	}
	date.Shipments++
	date.CostCents += row.CostCents

	ends := [2]string{row.Origin, row.Destination}
	route := s.routes[ends]
	if route == nil {
		route = &RouteLine{Origin: row.Origin, Destination: row.Destination}
		s.routes[ends] = route
	}
	route.Shipments++
	route.CostCents += row.CostCents
}

func (s *plainSums) addToCarrier(row *Record) {
	carrier := s.carriers[row.Carrier]
	if carrier == nil {
		carrier = &plainCarrier{line: CarrierLine{Carrier: row.Carrier}}
		s.carriers[row.Carrier] = carrier
	}
	carrier.line.Shipments++
	carrier.line.CostCents += row.CostCents
	if row.Status != StatusDelivered {
		return
	}
	carrier.line.Delivered++
	if row.DeliveryDays >= 0 {
		carrier.days = append(carrier.days, row.DeliveryDays)
	}
}

func plainCarrierLines(carriers map[string]*plainCarrier, shipments int) []CarrierLine {
	lines := make([]CarrierLine, 0, len(carriers))
	for _, carrier := range carriers {
		line := carrier.line
		line.AverageCents = average(line.CostCents, line.Shipments)
		line.Share = permille(line.Shipments, shipments)
		line.Success = permille(line.Delivered, line.Shipments)
		slices.Sort(carrier.days)
		if line.Timed = len(carrier.days); line.Timed > 0 {
			line.DaysP50 = carrier.days[nearestRank(50, line.Timed)-1]
			line.DaysP95 = carrier.days[nearestRank(95, line.Timed)-1]
		}
		lines = append(lines, line)
	}
	slices.SortFunc(lines, func(a, b CarrierLine) int {
		return cmp.Or(cmp.Compare(b.Shipments, a.Shipments), cmp.Compare(a.Carrier, b.Carrier))
	})
	return lines
}

func plainDateLines(dates map[Day]*DateLine) []DateLine {
	lines := make([]DateLine, 0, len(dates))
	for _, line := range dates {
		lines = append(lines, *line)
	}
	slices.SortFunc(lines, func(a, b DateLine) int { return cmp.Compare(a.Day, b.Day) })
	return lines
}

func plainRouteLines(routes map[[2]string]*RouteLine) []RouteLine {
	lines := make([]RouteLine, 0, len(routes))
	for _, line := range routes {
		lines = append(lines, *line)
	}
	slices.SortFunc(lines, func(a, b RouteLine) int {
		return cmp.Or(cmp.Compare(b.Shipments, a.Shipments),
			cmp.Compare(a.Origin, b.Origin), cmp.Compare(a.Destination, b.Destination))
	})
	return lines[:min(len(lines), topRoutes)]
}
