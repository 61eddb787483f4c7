package store

import (
	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/wire"
)

// BuildShipment makes the shipment of a draft and the objects inside it, without numbers yet.
func (st *Store) BuildShipment(d *objects.ShipmentDraft, now int64) (*objects.Shipment, *wire.Error) {
	if problem := d.Check(); problem != nil {
		return nil, problem
	}
	parts, problem := st.resolveParts(d, now)
	if problem != nil {
		return nil, problem
	}
	return d.Build(parts, st.IDs, now), nil
}

// resolveParts finds the objects that a draft refers to, and makes those that came inside it. The first problem counts.
func (st *Store) resolveParts(d *objects.ShipmentDraft, now int64) (parts objects.Parts, problem *wire.Error) {
	resolve := func(a *objects.AddressDraft, field string) *objects.Address {
		if problem != nil || !a.Given {
			return nil
		}
		var found *objects.Address
		found, problem = st.ResolveAddress(a, now, field)
		return found
	}
	parts.To = resolve(&d.To, "to_address")
	parts.From = resolve(&d.From, "from_address")
	parts.Back = resolve(&d.Back, "return_address")
	parts.Buyer = resolve(&d.Buyer, "buyer_address")
	if problem == nil {
		parts.Parcel, problem = st.ResolveParcel(&d.Parcel, now)
	}
	if problem == nil && d.Customs.Given {
		parts.Customs, problem = st.resolveCustoms(&d.Customs, now)
	}
	return parts, problem
}

// ResolveAddress finds the address that a draft refers to, or makes one that is not registered yet.
func (st *Store) ResolveAddress(a *objects.AddressDraft, now int64, field string) (*objects.Address, *wire.Error) {
	if len(a.ID) > 0 {
		if known := st.Addresses.Find(a.ID); known != nil {
			return known, nil
		}
		return nil, wire.ErrNotFound
	}
	if problem := a.Check(field); problem != nil {
		return nil, problem
	}
	return a.Build(st.IDs.Mode, now), nil
}

// ResolveParcel finds the parcel that a draft refers to, or makes one that is not registered yet.
func (st *Store) ResolveParcel(p *objects.ParcelDraft, now int64) (*objects.Parcel, *wire.Error) {
	if len(p.ID) > 0 {
		if known := st.Parcels.Find(p.ID); known != nil {
			return known, nil
		}
		return nil, wire.ErrNotFound
	}
	if problem := p.Check(); problem != nil {
		return nil, problem
	}
	return p.Build(st.IDs.Mode, now), nil
}

// resolveCustoms finds the info that a draft refers to, or makes one that has no number yet.
func (st *Store) resolveCustoms(c *objects.CustomsDraft, now int64) (*objects.Customs, *wire.Error) {
	if len(c.ID) > 0 {
		return st.customsOf(c.ID)
	}
	return c.Build(st.IDs.Mode, now)
}

// customsOf finds the info with an id: it lives as long as the shipment that it came with.
func (st *Store) customsOf(id []byte) (*objects.Customs, *wire.Error) {
	number, ok := st.IDs.CustomsInfos.Number(id)
	if !ok {
		return nil, wire.ErrNotFound
	}
	s := st.Shipments.Get(number)
	if s == nil || s.Customs == nil || s.Customs.Number != number {
		return nil, wire.ErrNotFound
	}
	return s.Customs, nil
}
