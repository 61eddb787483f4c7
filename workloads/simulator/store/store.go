// Package store is all that exists for the keys of one mode. Only the store gives out numbers and finds objects, so that
// a request that is refused leaves nothing behind.
package store

import (
	"sync"
	"sync/atomic"

	"ep-benchmark/workloads/simulator/courier"
	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/ring"
)

// Store holds all objects of one mode. A key of the other mode finds none of them.
type Store struct {
	IDs       *objects.IDs
	Addresses *ring.Ring[objects.Address]
	Parcels   *ring.Ring[objects.Parcel]
	Shipments *ring.Ring[objects.Shipment]
	Trackers  *Trackers
	Batches   *ring.Ring[objects.Batch]
	Records
	followed atomic.Int64     // parcels whose scans are sent
	Courier  *courier.Courier // brings events to webhooks; nil = none are sent
	Batching sync.Mutex       // held while a batch is changed, since that changes many shipments
}

// New makes an empty store. size is how many objects of each kind it keeps, batches apart.
func New(seed uint64, m objects.Mode, size int) *Store {
	ids := objects.NewIDs(seed, m)
	return &Store{
		IDs:       ids,
		Addresses: ring.New(ids.Addresses, size, objects.AddressSerial),
		Parcels:   ring.New(ids.Parcels, size, objects.ParcelSerial),
		Shipments: ring.New(ids.Shipments, size, objects.ShipmentSerial),
		Trackers:  newTrackers(ids.Trackers, size),
		Batches:   ring.New(ids.Batches, objects.BatchesFor(size), objects.BatchSerial),
		Records:   newRecords(ids, size),
	}
}

// RegisterAddress gives a new address its number and makes it visible; one that has a number is left alone.
func (st *Store) RegisterAddress(a *objects.Address) {
	if a == nil || a.Number != 0 {
		return
	}
	a.Number = st.Addresses.Reserve()
	st.Addresses.Put(a)
}

// RegisterParcel does the same for a parcel.
func (st *Store) RegisterParcel(p *objects.Parcel) {
	if p.Number != 0 {
		return
	}
	p.Number = st.Parcels.Reserve()
	st.Parcels.Put(p)
}

// Kept are how many objects of one kind there are.
type Kept struct {
	Name  string
	Count int
}

// Kept counts the objects.
func (st *Store) Kept() []Kept {
	return []Kept{
		{"Address", st.Addresses.Kept()},
		{"Parcel", st.Parcels.Kept()},
		{"Shipment", st.Shipments.Kept()},
		{"Tracker", st.Trackers.Kept()},
		{"Batch", st.Batches.Kept()},
		{"Event", st.Events.Kept()},
		{"Webhook", st.Webhooks.Kept()},
		{"Pickup", st.Pickups.Kept()},
		{"Claim", st.Claims.Kept()},
		{"ScanForm", st.ScanForms.Kept()},
		{"EndShipper", st.EndShippers.Kept()},
		{"Insurance", st.Insurances.Kept()},
		{"Order", st.Orders.Kept()},
		{"Refund", st.Refunds.Kept()},
		{"Report", st.reportsKept()},
	}
}

// TrackingCode is the code of a bought shipment, or "".
func (st *Store) TrackingCode(number uint64) string {
	if s := st.Shipments.Get(number); s != nil && s.IsBought() {
		return s.Tracker().Key.Code
	}
	return ""
}
