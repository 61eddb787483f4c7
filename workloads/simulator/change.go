package simulator

// number gives the shipment its number, and the objects that came inline theirs, in a fixed order; it fills the
// addresses that were left out.
func (st *Store) number(s *shipment) {
	for _, a := range [...]*address{s.to, s.from, s.back, s.buyer} {
		st.registerAddress(a)
	}
	st.registerParcel(s.parcel)
	if s.back == nil {
		s.back = s.from
	}
	if s.buyer == nil {
		s.buyer = s.to
	}
	s.number = st.shipments.reserve()
	if s.customs != nil && s.customs.number == 0 {
		s.customs.number = s.number
	}
}

// put makes a new shipment visible, and its tracker if it has one.
func (st *Store) put(s *shipment) {
	st.shipments.put(s)
	if s.bought != nil {
		st.trackers.add(s.bought.tracker)
	}
}

// change replaces a shipment by a copy that remake has changed, and retries when another request was faster. So of two
// requests that buy at once, one succeeds, and the other one retries and finds the shipment bought.
func (st *Store) change(old *shipment, remake func(s *shipment) *apiError) (*shipment, *apiError) {
	for {
		made := *old
		if problem := remake(&made); problem != nil {
			return nil, problem
		}
		if st.shipments.replace(old, &made) {
			return &made, nil
		}
		if old = st.shipments.get(made.number); old == nil {
			return nil, errNotFound // it has left meanwhile
		}
	}
}

// isMember reports whether a shipment is in the batch or in another one that is still there.
func (st *Store) isMember(s *shipment, number uint64) bool {
	return s.batch != nil && (s.batch.batch == number || st.batches.get(s.batch.batch) != nil)
}

// buy buys the rate with an index of a shipment that has its number.
func (st *Store) buy(s *shipment, index int, now int64) {
	s.buy(index, st.trackers.reserve(), now)
}
