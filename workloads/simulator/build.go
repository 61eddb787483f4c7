package simulator

// buildShipment makes the shipment and the objects inside it, without numbers yet.
func (st *Store) buildShipment(s *shipmentDraft, now int64) (*shipment, *apiError) {
	if problem := s.check(); problem != nil {
		return nil, problem
	}
	made := &shipment{
		created: now, changed: now, ratedAt: now, mode: st.ids.mode, reference: s.reference, options: s.options.text(),
		isReturn: s.isReturn, wish: s.wish, insured: s.insured,
	}
	var problem *apiError
	resolve := func(d *addressDraft, field string) *address {
		if problem != nil || !d.given {
			return nil
		}
		var a *address
		a, problem = st.resolveAddress(d, now, field)
		return a
	}
	made.to = resolve(&s.to, "to_address")
	made.from = resolve(&s.from, "from_address")
	made.back = resolve(&s.back, "return_address")
	made.buyer = resolve(&s.buyer, "buyer_address")
	if problem == nil {
		made.parcel, problem = st.resolveParcel(&s.parcel, now)
	}
	if problem == nil && s.customs.given {
		made.customs, problem = st.resolveCustoms(&s.customs, now)
	}
	if problem != nil {
		return nil, problem
	}
	made.rate(s.accounts.carriers(st.ids, s.wish.carrier))
	return made, nil
}

// resolveAddress finds the address that a draft refers to, or makes one that is not registered yet.
func (st *Store) resolveAddress(a *addressDraft, now int64, field string) (*address, *apiError) {
	if len(a.id) > 0 {
		if known := st.addresses.find(a.id); known != nil {
			return known, nil
		}
		return nil, errNotFound
	}
	if problem := a.check(field); problem != nil {
		return nil, problem
	}
	return a.build(st.ids.mode, now), nil
}

// resolveParcel finds the parcel that a draft refers to, or makes one that is not registered yet.
func (st *Store) resolveParcel(p *parcelDraft, now int64) (*parcel, *apiError) {
	if len(p.id) > 0 {
		if known := st.parcels.find(p.id); known != nil {
			return known, nil
		}
		return nil, errNotFound
	}
	if problem := p.check(); problem != nil {
		return nil, problem
	}
	return p.build(st.ids.mode, now), nil
}

// resolveCustoms finds the info that a draft refers to, or makes one that has no number yet.
func (st *Store) resolveCustoms(c *customsDraft, now int64) (*customs, *apiError) {
	if len(c.id) > 0 {
		return st.customsOf(c.id)
	}
	return c.build(st.ids.mode, now)
}

// customsOf finds the info with an id: it lives as long as the shipment that it came with.
func (st *Store) customsOf(id []byte) (*customs, *apiError) {
	number, ok := st.ids.customs.number(id)
	if !ok {
		return nil, errNotFound
	}
	s := st.shipments.get(number)
	if s == nil || s.customs == nil || s.customs.number != number {
		return nil, errNotFound
	}
	return s.customs, nil
}
