package analytics

import (
	"fmt"
	"math"
	"math/bits"
	"slices"
)

// Records is a set of shipments, stored by column and never changed once built, so that any number of workers may read
// it. Building it is not measured.
//
// Note: routes are not numbered in advance, although every pass then has to pair origins with destinations. Forming the
// pairs is part of the measured work: a column of ready-made groups would move half of it out of the timed part.
type Records struct {
	count int // identifiers follow from the position, as text for fifty million of them would not fit

	carriers, services, origins, destinations, statuses []string // names by code, ascending
	days                                                []Day    // dates by code, ascending

	carrier, service, origin, destination, status, date column // codes
	cost, zone, deliveryDays                            column // quantities

	shape shape
}

// shape is what an accumulator has to know before it sees a record.
type shape struct {
	delivered     uint32 // code of StatusDelivered; no code at all when no record has it
	slotBits      uint   // a carrier's row of delivery days has 1<<slotBits slots
	denseCarriers bool
	denseDates    bool
	denseRoutes   bool
}

// Len returns the number of records.
func (r *Records) Len() int { return r.count }

// Row returns one record in its readable form.
func (r *Records) Row(index int) Record {
	return Record{
		ID:           fmt.Sprintf("shp_demo_%09d", index+1),
		Carrier:      r.carriers[r.carrier.at(index)],
		Service:      r.services[r.service.at(index)],
		CostCents:    r.cost.at(index),
		Zone:         int(r.zone.at(index)),
		Created:      r.days[r.date.at(index)].Time(),
		Origin:       r.origins[r.origin.at(index)],
		Destination:  r.destinations[r.destination.at(index)],
		Status:       r.statuses[r.status.at(index)],
		DeliveryDays: int(r.deliveryDays.at(index)),
	}
}

// Chunk returns the bounds of one of several contiguous chunks, [from, to). Their sizes differ by at most one record;
// with more chunks than records some are empty.
func (r *Records) Chunk(index, chunks int) (from, to int) {
	size, longer := r.count/chunks, r.count%chunks
	from = index*size + min(index, longer)
	to = from + size
	if index < longer {
		to++
	}
	return from, to
}

func (r *Records) measure() shape {
	_, longest := r.deliveryDays.bounds()
	longest = min(max(longest, 0), longestCounted)
	slotBits := uint(bits.Len(uint(firstDaySlot + longest)))
	return r.dense(slotBits, r.deliveredCode())
}

// deliveredCode is the code of StatusDelivered; no code at all when no record has it.
func (r *Records) deliveredCode() uint32 {
	if code, found := slices.BinarySearch(r.statuses, StatusDelivered); found {
		return uint32(code)
	}
	return math.MaxUint32
}

// dense is the shape of records with as many names as there are.
func (r *Records) dense(slotBits uint, delivered uint32) shape {
	return shape{
		delivered:     delivered,
		slotBits:      slotBits,
		denseCarriers: r.worthDense(uint64(len(r.carriers)) << slotBits),
		denseDates:    r.worthDense(uint64(len(r.days))),
		denseRoutes:   r.worthDense(uint64(len(r.origins)) * uint64(len(r.destinations))),
	}
}

// worthDense tells whether an array with a cell for every possible group is cheaper than a map of the groups met. Such
// an array is cleared and merged as a whole for every worker, so it has to be small, or small compared with the
// records.
func (r *Records) worthDense(cells uint64) bool {
	const alwaysDense, neverDense = 4096, 1 << 18
	return cells <= alwaysDense || cells <= min(uint64(r.count)/8, neverDense)
}
