package simulator

// world is everything that exists for the keys of one mode.
type world struct {
	mode            mode
	addresses       *shelf[address]
	parcels         *shelf[parcel]
	shipments       *shelf[shipment]
	trackers        *trackers
	rates           identity
	carrierAccounts identity
}

func newWorld(seed uint64, m mode, size int) *world {
	id := func(k kind, prefix string) identity { return newIdentity(seed, m, k, prefix) }
	return &world{
		mode:            m,
		addresses:       newShelf(id(kindAddress, "adr_"), size, addressSerial),
		parcels:         newShelf(id(kindParcel, "prcl_"), size, parcelSerial),
		shipments:       newShelf(id(kindShipment, "shp_"), size, shipmentSerial),
		trackers:        newTrackers(id(kindTracker, "trk_"), size),
		rates:           id(kindRate, "rate_"),
		carrierAccounts: id(kindCarrierAccount, "ca_"),
	}
}

// registerAddress gives a new address its number and makes it visible; one that has a number is left alone.
func (w *world) registerAddress(a *address) {
	if a == nil || a.number != 0 {
		return
	}
	a.number = w.addresses.reserve()
	w.addresses.put(a)
}

// registerParcel does the same for a parcel.
func (w *world) registerParcel(p *parcel) {
	if p.number != 0 {
		return
	}
	p.number = w.parcels.reserve()
	w.parcels.put(p)
}

// keptObjects are how many objects of one kind there are.
type keptObjects struct {
	name  string
	count int
}

// kept counts the world's objects.
func (w *world) kept() []keptObjects {
	return []keptObjects{
		{"Address", w.addresses.kept()},
		{"Parcel", w.parcels.kept()},
		{"Shipment", w.shipments.kept()},
		{"Tracker", w.trackers.kept()},
	}
}
