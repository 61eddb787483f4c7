package analytics

import (
	"math"
	"slices"
)

// mostRecords is what the counters of an accumulator can hold.
const mostRecords = math.MaxUint32

// Generate invents n shipments of one year, in the order of their creation as an export has them. The same n and seed
// always give the same records, on every machine. A record takes 11 bytes. Generate panics when n is negative or beyond
// what can be counted, about four billion.
func Generate(n int, seed uint64) *Records {
	if n < 0 || n > mostRecords {
		panic("analytics: number of records out of range")
	}
	g := newGenerator(n, seed, n)
	day := 0
	for i := range n {
		for i >= g.dayEnds[day] {
			day++
		}
		g.fill(i, day)
	}
	g.records.shape = g.records.measure()
	return g.records
}

// generator holds the records under construction, and for each table of invented facts its codes and its urn.
type generator struct {
	records *Records
	random  random
	dayEnds []int // position after each day's last record

	tariffs, origins, destinations, failures urn

	tariffCarrier, tariffService          []int64
	originCodes, stateCodes, failureCodes []int64
	waiting, underway, delivered          int64
}

// newGenerator makes the generator of n records, of which room are in memory at once.
func newGenerator(n int, seed uint64, room int) *generator {
	r := &Records{count: room}
	g := &generator{records: r, random: newRandom(seed), dayEnds: spread(n, calendar())}

	r.carriers, g.tariffCarrier = numbered(tariffs, func(t tariff) string { return t.carrier })
	r.services, g.tariffService = numbered(tariffs, func(t tariff) string { return t.service })
	r.origins, g.originCodes = numbered(warehouses, func(p place) string { return p.name })
	r.destinations, g.stateCodes = numbered(states, func(p place) string { return p.name })
	g.numberStatuses()
	for i := range daysGenerated {
		r.days = append(r.days, firstGenerated+Day(i))
	}

	g.tariffs = weighted(tariffs, func(t tariff) int { return t.weight })
	g.origins = weighted(warehouses, func(p place) int { return p.weight })
	g.destinations = weighted(states, func(p place) int { return p.weight })
	g.failures = weighted(failures, func(o outcome) int { return o.weight })

	for _, small := range []*column{&r.carrier, &r.service, &r.origin, &r.destination, &r.status, &r.zone, &r.deliveryDays} {
		*small = newColumn(room, 0, math.MaxUint8)
	}
	for _, wider := range []*column{&r.date, &r.cost} {
		*wider = newColumn(room, 0, math.MaxUint16)
	}
	return g
}

func (g *generator) numberStatuses() {
	statuses := []string{statusWaiting, statusUnderway, StatusDelivered}
	for _, failure := range failures {
		statuses = append(statuses, failure.status)
	}
	names, codes := numbered(statuses, func(status string) string { return status })
	g.records.statuses = names
	g.waiting, g.underway, g.delivered, g.failureCodes = codes[0], codes[1], codes[2], codes[3:]
}

// fill invents the record at index, created on a day given by its place in the period.
func (g *generator) fill(index, day int) {
	r := g.records
	chosen, from, to := g.tariffs.draw(g.random), g.origins.draw(g.random), g.destinations.draw(g.random)
	service, zone := &tariffs[chosen], zone(warehouses[from], states[to])
	status, deliveryDays := g.fate(service, zone, daysGenerated-1-day)

	r.carrier.set(index, g.tariffCarrier[chosen])
	r.service.set(index, g.tariffService[chosen])
	r.origin.set(index, g.originCodes[from])
	r.destination.set(index, g.stateCodes[to])
	r.status.set(index, status)
	r.date.set(index, int64(day))
	r.zone.set(index, int64(zone))
	r.cost.set(index, int64(g.price(service, zone)))
	r.deliveryDays.set(index, int64(deliveryDays))
}

// price returns the postage in cents. The weight of the parcel shows as a surcharge; small ones are the most frequent.
func (g *generator) price(service *tariff, zone int) int {
	price := service.baseCents + service.centsPerZone*zone
	parcel := g.random.below(100) * g.random.below(100) // 0 to 9801, mostly low
	return price + price*parcel/9801
}

// fate returns the code of a shipment's status after age days, and its days of delivery if it was delivered.
func (g *generator) fate(service *tariff, zone, age int) (status int64, deliveryDays int) {
	days := service.fastestDays + g.delay()
	if service.zonesPerDay > 0 {
		days += (zone - 1) / service.zonesPerDay
	}
	switch {
	case age == 0:
		return g.waiting, 0
	case age < days:
		return g.underway, 0
	case g.random.below(1000) < service.failuresPerMille:
		return g.failureCodes[g.failures.draw(g.random)], 0
	default:
		return g.delivered, days
	}
}

// delay returns days lost on the way: mostly none, one or two now and then, seldom up to five.
func (g *generator) delay() int {
	switch chance := g.random.below(100); {
	case chance < 72:
		return 0
	case chance < 90:
		return 1
	case chance < 97:
		return 2
	default:
		return 3 + g.random.below(3)
	}
}

// numbered returns the distinct names of a table in ascending order, and for each of its lines the code of its name.
func numbered[T any](table []T, name func(T) string) (names []string, codes []int64) {
	for _, line := range table {
		names = append(names, name(line))
	}
	slices.Sort(names)
	names = slices.Compact(names)
	for _, line := range table {
		code, _ := slices.BinarySearch(names, name(line))
		codes = append(codes, int64(code))
	}
	return names, codes
}

func weighted[T any](table []T, weight func(T) int) urn {
	var weights []int
	for _, line := range table {
		weights = append(weights, weight(line))
	}
	return newUrn(weights)
}
