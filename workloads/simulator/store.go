package simulator

import "sync"

// Store holds all objects of one mode. A key of the other mode finds none of them.
type Store struct {
	ids       *IDs
	addresses *shelf[address]
	parcels   *shelf[parcel]
	shipments *shelf[shipment]
	trackers  *trackers
	batches   *shelf[batch]
	batching  sync.Mutex // held while a batch is changed, since that changes many shipments
}

// newStore makes an empty store that keeps so many objects of each kind.
func newStore(seed uint64, m mode, size int) *Store {
	ids := newIDs(seed, m)
	return &Store{
		ids:       ids,
		addresses: newShelf(ids.addresses, size, addressSerial),
		parcels:   newShelf(ids.parcels, size, parcelSerial),
		shipments: newShelf(ids.shipments, size, shipmentSerial),
		trackers:  newTrackers(ids.trackers, size),
		batches:   newShelf(ids.batches, batchesFor(size), batchSerial),
	}
}

// registerAddress gives a new address its number and makes it visible; one that has a number is left alone.
func (st *Store) registerAddress(a *address) {
	if a == nil || a.number != 0 {
		return
	}
	a.number = st.addresses.reserve()
	st.addresses.put(a)
}

// registerParcel does the same for a parcel.
func (st *Store) registerParcel(p *parcel) {
	if p.number != 0 {
		return
	}
	p.number = st.parcels.reserve()
	st.parcels.put(p)
}

// keptObjects are how many objects of one kind there are.
type keptObjects struct {
	name  string
	count int
}

// kept counts the objects.
func (st *Store) kept() []keptObjects {
	return []keptObjects{
		{"Address", st.addresses.kept()},
		{"Parcel", st.parcels.kept()},
		{"Shipment", st.shipments.kept()},
		{"Tracker", st.trackers.kept()},
		{"Batch", st.batches.kept()},
	}
}

// trackingCode is the code of a bought shipment, or "".
func (st *Store) trackingCode(number uint64) string {
	if s := st.shipments.get(number); s != nil && s.bought != nil {
		return s.bought.tracker.key.code
	}
	return ""
}
