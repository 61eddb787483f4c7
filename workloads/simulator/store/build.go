package store

import (
	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/wire"
)

// BuildShipment makes the shipment and the objects inside it, without numbers yet.
func (st *Store) BuildShipment(s *objects.ShipmentDraft, now int64) (*objects.Shipment, *wire.Error) {
	if problem := s.Check(); problem != nil {
		return nil, problem
	}
	made := &objects.Shipment{
		Created: now, Changed: now, RatedAt: now, Mode: st.Ids.Mode, Reference: s.Reference, Options: s.Options.Text(),
		IsReturn: s.IsReturn, Wish: s.Wish, Insured: s.Insured,
	}
	var problem *wire.Error
	resolve := func(d *objects.AddressDraft, field string) *objects.Address {
		if problem != nil || !d.Given {
			return nil
		}
		var a *objects.Address
		a, problem = st.ResolveAddress(d, now, field)
		return a
	}
	made.To = resolve(&s.To, "to_address")
	made.From = resolve(&s.From, "from_address")
	made.Back = resolve(&s.Back, "return_address")
	made.Buyer = resolve(&s.Buyer, "buyer_address")
	if problem == nil {
		made.Parcel, problem = st.ResolveParcel(&s.Parcel, now)
	}
	if problem == nil && s.Customs.Given {
		made.Customs, problem = st.resolveCustoms(&s.Customs, now)
	}
	if problem != nil {
		return nil, problem
	}
	made.Rate(s.Accounts.Carriers(st.Ids, s.Wish.Carrier))
	return made, nil
}

// ResolveAddress finds the address that a draft refers to, or makes one that is not registered yet.
func (st *Store) ResolveAddress(a *objects.AddressDraft, now int64, field string) (*objects.Address, *wire.Error) {
	if len(a.Id) > 0 {
		if known := st.Addresses.Find(a.Id); known != nil {
			return known, nil
		}
		return nil, wire.ErrNotFound
	}
	if problem := a.Check(field); problem != nil {
		return nil, problem
	}
	return a.Build(st.Ids.Mode, now), nil
}

// ResolveParcel finds the parcel that a draft refers to, or makes one that is not registered yet.
func (st *Store) ResolveParcel(p *objects.ParcelDraft, now int64) (*objects.Parcel, *wire.Error) {
	if len(p.Id) > 0 {
		if known := st.Parcels.Find(p.Id); known != nil {
			return known, nil
		}
		return nil, wire.ErrNotFound
	}
	if problem := p.Check(); problem != nil {
		return nil, problem
	}
	return p.Build(st.Ids.Mode, now), nil
}

// resolveCustoms finds the info that a draft refers to, or makes one that has no number yet.
func (st *Store) resolveCustoms(c *objects.CustomsDraft, now int64) (*objects.Customs, *wire.Error) {
	if len(c.Id) > 0 {
		return st.customsOf(c.Id)
	}
	return c.Build(st.Ids.Mode, now)
}

// customsOf finds the info with an id: it lives as long as the shipment that it came with.
func (st *Store) customsOf(id []byte) (*objects.Customs, *wire.Error) {
	number, ok := st.Ids.Customs.Number(id)
	if !ok {
		return nil, wire.ErrNotFound
	}
	s := st.Shipments.Get(number)
	if s == nil || s.Customs == nil || s.Customs.Number != number {
		return nil, wire.ErrNotFound
	}
	return s.Customs, nil
}
