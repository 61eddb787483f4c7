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

// BuildFor makes the shipment of a draft that has the parts that it names itself, and others' for the rest.
func (st *Store) BuildFor(d *objects.ShipmentDraft, others objects.Parts, now int64) (*objects.Shipment, *wire.Error) {
	if problem := d.CheckParcel(); problem != nil {
		return nil, problem
	}
	parts, problem := st.resolveParts(d, now)
	if problem != nil {
		return nil, problem
	}
	for _, pair := range [...][2]**objects.Address{{&parts.To, &others.To}, {&parts.From, &others.From}, {&parts.Back, &others.Back}, {&parts.Buyer, &others.Buyer}} {
		if *pair[0] == nil {
			*pair[0] = *pair[1]
		}
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

// BuildCustoms finds the info that a draft refers to, or makes one that has no number yet.
func (st *Store) BuildCustoms(c *objects.CustomsDraft, now int64) (*objects.Customs, *wire.Error) {
	return st.resolveCustoms(c, now)
}

// RegisterCustoms gives customs information that came without a shipment its number, and makes it visible.
func (st *Store) RegisterCustoms(c *objects.Customs) {
	c.Number = st.Customs.Reserve() | objects.AloneCustoms
	st.Customs.Put(c)
}

// resolveCustoms finds the info that a draft refers to, or makes one that has no number yet.
func (st *Store) resolveCustoms(c *objects.CustomsDraft, now int64) (*objects.Customs, *wire.Error) {
	if len(c.ID) > 0 {
		return st.CustomsOf(c.ID)
	}
	return c.Build(st.IDs.Mode, now, st.fieldsOfItem)
}

// CustomsOf finds the info with an id. One that came with a shipment lives as long as that.
func (st *Store) CustomsOf(id []byte) (*objects.Customs, *wire.Error) {
	number, ok := st.IDs.CustomsInfos.Number(id)
	if !ok {
		return nil, wire.ErrNotFound
	}
	if info := st.customsNumbered(number); info != nil && !info.IsItem() {
		return info, nil
	}
	return nil, wire.ErrNotFound
}

// CustomsItemOf finds the item with an id: the info that it is in, and its index there.
func (st *Store) CustomsItemOf(id []byte) (in *objects.Customs, index int, problem *wire.Error) {
	number, ok := st.IDs.CustomsItems.Number(id)
	if !ok {
		return nil, 0, wire.ErrNotFound
	}
	info, index := objects.CustomsOfItem(number)
	if in = st.customsNumbered(info); in == nil || in.Item(index) == "" {
		return nil, 0, wire.ErrNotFound
	}
	return in, index, nil
}

func (st *Store) fieldsOfItem(id string) (string, *wire.Error) {
	in, index, problem := st.CustomsItemOf([]byte(id))
	if problem != nil {
		return "", problem
	}
	return in.Item(index), nil
}

func (st *Store) customsNumbered(number uint64) *objects.Customs {
	if number&objects.AloneCustoms != 0 {
		return st.Customs.Get(number &^ objects.AloneCustoms)
	}
	if s := st.Shipments.Get(number); s != nil && s.Customs != nil && s.Customs.Number == number {
		return s.Customs
	}
	return nil
}
