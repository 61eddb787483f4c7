package analytics

// Every shipment of a carrier falls into one slot of the carrier's row. One increment thus counts the shipment, its
// success and its days of delivery together.
const (
	slotUndelivered = iota
	slotUnknown     // delivered after an unknown number of days
	slotBeyond      // delivered after more than longestCounted days
	firstDaySlot    // delivered on the day of creation; then a slot for each further day

	longestCounted = 60 // days; with the slots before it, a full row has 64
)

// carrierTally adds up cost and delivery days by carrier.
type carrierTally struct {
	slotBits uint
	slots    []uint32 // a row of 1<<slotBits for each carrier
	costs    []int64  // cents
	beyond   []longDelivery
	met      *numbering // nil: carriers are indexed by their code
}

// longDelivery is a delivery that took too many days to have a slot. Such are rare, so they are kept one by one.
type longDelivery struct {
	carrier uint32
	days    int64
}

func (t *carrierTally) add(b *block, delivered uint32) {
	carriers, allCounted := b.carriers[:b.length], b.findSlots(delivered)
	if !allCounted {
		t.keepOutliers(b, delivered)
	}
	slotBits, slots, costs := t.slotBits&31, t.slots, t.costs
	for i, carrier := range carriers {
		slots[uint64(carrier)<<slotBits|uint64(b.slots[i])]++
		costs[carrier] += b.cents[i]
	}
}

// findSlots finds the slots of delivery days from 0 to longestCounted and reports whether that was all of them. It
// avoids a branch on delivery, since one shipment in twenty is not delivered and a processor can't predict which.
// Instead, a mask keeps the slot of a delivered shipment and turns any other slot into slotUndelivered, which is 0.
func (b *block) findSlots(delivered uint32) (allCounted bool) {
	var outside int64 // negative once a delivery was longer than longestCounted, or negative itself
	for i, status := range b.statuses[:b.length] {
		mask := (int64(status^delivered) - 1) >> 63 // all ones when they are the same
		days := b.deliveryDays[i] & mask
		outside |= days | (longestCounted - days)
		b.slots[i] = uint32((days + firstDaySlot) & mask)
	}
	return outside >= 0
}

// keepOutliers puts right the slots of deliveries outside of the counted days.
func (t *carrierTally) keepOutliers(b *block, delivered uint32) {
	for i, days := range b.deliveryDays[:b.length] {
		switch {
		case b.statuses[i] != delivered:
		case days < 0:
			b.slots[i] = slotUnknown
		case days > longestCounted:
			b.slots[i] = slotBeyond
			t.beyond = append(t.beyond, longDelivery{b.carriers[i], days})
		}
	}
}

// number replaces carrier codes by the numbers under which the tally keeps them and makes room for new ones.
func (t *carrierTally) number(carriers []uint32) {
	t.met.replace(carriers)
	t.makeRoom()
}

func (t *carrierTally) makeRoom() {
	t.slots = extend(t.slots, len(t.met.keys)<<t.slotBits)
	t.costs = extend(t.costs, len(t.met.keys))
}

// absorb adds another tally of the same records.
func (t *carrierTally) absorb(other *carrierTally) {
	if t.met == nil {
		addCells(t.slots, other.slots)
		addCells(t.costs, other.costs)
		t.beyond = append(t.beyond, other.beyond...)
		return
	}
	for number, key := range other.met.keys {
		own := t.met.of(key)
		t.makeRoom()
		t.costs[own] += other.costs[number]
		addCells(t.row(int(own)), other.row(number))
	}
	for _, delivery := range other.beyond {
		own := t.met.of(other.met.keys[delivery.carrier])
		t.beyond = append(t.beyond, longDelivery{own, delivery.days})
	}
}

func (t *carrierTally) row(carrier int) []uint32 {
	return t.slots[carrier<<t.slotBits : (carrier+1)<<t.slotBits]
}

func (t *carrierTally) reset() {
	t.beyond = t.beyond[:0]
	if t.met == nil {
		clear(t.slots)
		clear(t.costs)
		return
	}
	t.slots, t.costs = t.slots[:0], t.costs[:0]
	t.met.reset()
}
