package store

import (
	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/wire"
)

// GiveNumbers gives the shipment its number, and the objects that came inline theirs, in a fixed order; it fills the
// addresses that were left out.
func (st *Store) GiveNumbers(s *objects.Shipment) {
	for _, a := range [...]*objects.Address{s.To, s.From, s.Back, s.Buyer} {
		st.RegisterAddress(a)
	}
	st.RegisterParcel(s.Parcel)
	if s.Back == nil {
		s.Back = s.From
	}
	if s.Buyer == nil {
		s.Buyer = s.To
	}
	s.Number = st.Shipments.Reserve()
	if s.Customs != nil && s.Customs.Number == 0 {
		s.Customs.Number = s.Number
	}
}

// Put makes a new shipment visible, and its tracker if it has one.
func (st *Store) Put(s *objects.Shipment) {
	st.Shipments.Put(s)
	if s.IsBought() {
		st.Trackers.Add(s.Tracker())
	}
}

// ChangeShipment replaces a shipment by a copy that remake has changed, and retries when another request was faster. So
// of two requests that buy at once, one succeeds, and the other one retries and finds the shipment bought.
func (st *Store) ChangeShipment(old *objects.Shipment, remake func(s *objects.Shipment) *wire.Error) (*objects.Shipment, *wire.Error) {
	for {
		made := *old
		if problem := remake(&made); problem != nil {
			return nil, problem
		}
		if st.Shipments.Replace(old, &made) {
			return &made, nil
		}
		if old = st.Shipments.Get(made.Number); old == nil {
			return nil, wire.ErrNotFound // it has left meanwhile
		}
	}
}

// IsMember reports whether a shipment is in the batch or in another one that is still there.
func (st *Store) IsMember(s *objects.Shipment, number uint64) bool {
	return s.Batch != nil && (s.Batch.BatchNumber == number || st.Batches.Get(s.Batch.BatchNumber) != nil)
}

// Buy buys the rate with an index of a shipment that has its number. It verifies the address that the parcel goes to,
// which keeps its id, as recorded.
func (st *Store) Buy(s *objects.Shipment, index int, now int64) {
	if old := s.To; old.Verification == objects.NotVerified {
		s.To = old.Verify("")
		st.Addresses.Replace(old, s.To) // one that has left its slot is kept by its shipment alone
		if s.Buyer == old {
			s.Buyer = s.To
		}
	}
	s.Buy(index, st.Trackers.Reserve(), now)
}
