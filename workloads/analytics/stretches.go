package analytics

import "iter"

// A Field is a column of [Records].
type Field int

// The columns, in the order of [Record]'s fields.
const (
	FieldCarrier Field = iota
	FieldService
	FieldCost // cents
	FieldZone
	FieldCreated // the codes of Days
	FieldOrigin
	FieldDestination
	FieldStatus
	FieldDeliveryDays
)

// Stretches invents the shipments of Generate(n, seed) a stretch at a time, for a set that is larger than memory. Each
// has length records, and the last the rest. They all are the same Records, filled anew, so that one [Accumulator] can
// be given each in turn; nothing else may keep them. Stretches panics where Generate does.
func Stretches(n int, seed uint64, length int) iter.Seq[*Records] {
	if n < 0 || n > mostRecords || length < 1 {
		panic("analytics: number of records out of range")
	}
	return func(yield func(*Records) bool) {
		g := newGenerator(n, seed, min(n, length))
		g.records.shape = g.records.dense(fullSlotBits, g.records.deliveredCode())
		day := 0
		for from := 0; from < n; from += length {
			g.records.count = min(length, n-from)
			for i := range g.records.count {
				for from+i >= g.dayEnds[day] {
					day++
				}
				g.fill(i, day)
			}
			if !yield(g.records) {
				return
			}
		}
	}
}

// Names are the names of a column of names by their codes; nil for any other.
func (r *Records) Names(field Field) []string {
	switch field {
	case FieldCarrier:
		return r.carriers
	case FieldService:
		return r.services
	case FieldOrigin:
		return r.origins
	case FieldDestination:
		return r.destinations
	case FieldStatus:
		return r.statuses
	}
	return nil
}

// Days are the dates by their codes in FieldCreated.
func (r *Records) Days() []Day { return r.days }

// Read copies a column from a record on: codes of names and dates, and quantities as they are.
func (r *Records) Read(field Field, into []int64, from int) {
	columns := [...]column{
		FieldCarrier: r.carrier, FieldService: r.service, FieldCost: r.cost, FieldZone: r.zone, FieldCreated: r.date,
		FieldOrigin: r.origin, FieldDestination: r.destination, FieldStatus: r.status, FieldDeliveryDays: r.deliveryDays,
	}
	columns[field].readValues(into, from)
}
