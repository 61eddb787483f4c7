package simulator

// build makes the shipment and the objects inside it, without numbers yet.
func (s *shipmentDraft) build(w *world, now int64) (*shipment, *apiError) {
	if problem := s.check(); problem != nil {
		return nil, problem
	}
	made := &shipment{
		created: now, changed: now, ratedAt: now, mode: w.mode, reference: s.reference, options: s.options.text(),
		isReturn: s.isReturn, wish: s.wish, insured: s.insured,
	}
	var problem *apiError
	resolve := func(d *addressDraft, field string) *address {
		if problem != nil || !d.given {
			return nil
		}
		var a *address
		a, problem = d.resolve(w, now, field)
		return a
	}
	made.to = resolve(&s.to, "to_address")
	made.from = resolve(&s.from, "from_address")
	made.back = resolve(&s.back, "return_address")
	made.buyer = resolve(&s.buyer, "buyer_address")
	if problem == nil {
		made.parcel, problem = s.parcel.resolve(w, now)
	}
	if problem == nil && s.customs.given {
		made.customs, problem = s.customs.resolve(w, now)
	}
	if problem != nil {
		return nil, problem
	}
	made.quote = quoted(made, s.accounts.carriers(w, s.wish.carrier))
	return made, nil
}

// number gives the shipment its number, and the objects that came inline theirs, in a fixed order; it fills the
// addresses that were left out.
func (w *world) number(s *shipment) {
	for _, a := range [...]*address{s.to, s.from, s.back, s.buyer} {
		w.registerAddress(a)
	}
	w.registerParcel(s.parcel)
	if s.back == nil {
		s.back = s.from
	}
	if s.buyer == nil {
		s.buyer = s.to
	}
	s.number = w.shipments.reserve()
	if s.customs != nil && s.customs.number == 0 {
		s.customs.number = s.number
	}
}

// put makes a new shipment visible, and its tracker if it has one.
func (w *world) put(s *shipment) {
	w.shipments.put(s)
	if s.bought != nil {
		w.trackers.add(s.bought.tracker)
	}
}

// resolve finds the address that a draft refers to, or makes one that is not registered yet.
func (a *addressDraft) resolve(w *world, now int64, field string) (*address, *apiError) {
	if len(a.id) > 0 {
		if known := w.addresses.find(a.id); known != nil {
			return known, nil
		}
		return nil, errNotFound
	}
	if problem := a.check(field); problem != nil {
		return nil, problem
	}
	return a.build(w.mode, now), nil
}

// resolve finds the parcel that a draft refers to, or makes one that is not registered yet.
func (p *parcelDraft) resolve(w *world, now int64) (*parcel, *apiError) {
	if len(p.id) > 0 {
		if known := w.parcels.find(p.id); known != nil {
			return known, nil
		}
		return nil, errNotFound
	}
	if problem := p.check(); problem != nil {
		return nil, problem
	}
	return p.build(w.mode, now), nil
}
