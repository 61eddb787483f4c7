package simulator

import "sync"

// world is everything that exists for the keys of one mode.
type world struct {
	mode         mode
	addresses    *shelf[address]
	parcels      *shelf[parcel]
	shipments    *shelf[shipment]
	trackers     *trackers
	batches      *shelf[batch]
	batching     sync.Mutex // held while a batch is changed, since that changes many shipments
	rates        identity
	labels       identity
	customs      identity
	customsItems identity
	accountIDs   identity
	accounts     [carriers]string // the id of each carrier's account
}

func newWorld(seed uint64, m mode, size int) *world {
	id := func(k kind, prefix string) identity { return newIdentity(seed, m, k, prefix) }
	w := &world{
		mode:         m,
		addresses:    newShelf(id(kindAddress, "adr_"), size, addressSerial),
		parcels:      newShelf(id(kindParcel, "prcl_"), size, parcelSerial),
		shipments:    newShelf(id(kindShipment, "shp_"), size, shipmentSerial),
		trackers:     newTrackers(id(kindTracker, "trk_"), size),
		batches:      newShelf(id(kindBatch, "batch_"), batchesFor(size), batchSerial),
		rates:        id(kindRate, "rate_"),
		labels:       id(kindLabel, "pl_"),
		customs:      id(kindCustomsInfo, "cstinfo_"),
		customsItems: id(kindCustomsItem, "cstitem_"),
		accountIDs:   id(kindCarrierAccount, "ca_"),
	}
	for c := range w.accounts {
		w.accounts[c] = string(w.accountIDs.append(nil, uint64(c)+1))
	}
	return w
}

// accountOf finds the carrier of an account.
func (w *world) accountOf(id []byte) (carrierID, bool) {
	number, ok := w.accountIDs.number(id)
	if !ok || number < 1 || number > uint64(carriers) {
		return 0, false
	}
	return carrierID(number - 1), true
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
		{"Batch", w.batches.kept()},
	}
}
