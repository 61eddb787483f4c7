package simulator

// kind is a class of object. Its value takes part in the cipher key, so that an address and a parcel with the same
// serial number have unlike ids.
type kind uint8

const (
	kindAddress kind = iota + 1
	kindParcel
	kindShipment
	kindRate
	kindTracker
	kindCarrierAccount
	kindRequest
	kindBatch
	kindLabel
	kindCustomsInfo
	kindCustomsItem
)

func newID(seed uint64, m mode, k kind, prefix string) identity {
	return newIdentity(seed, uint64(k)<<8|uint64(m), prefix)
}

// newRequestIDs are the ids of requests, which have no prefix and are the same in both modes.
func newRequestIDs(seed uint64) identity { return newID(seed, modes, kindRequest, "") }

// IDs are the ids of all objects of a mode.
type IDs struct {
	mode                                             mode
	addresses, parcels, shipments, trackers, batches identity
	rates, labels, customs, customsItems             identity
	carrierAccounts                                  identity
	accounts                                         [carriers]string // the id of each carrier's account
}

// newIDs derives a mode's ids from the seed.
func newIDs(seed uint64, m mode) *IDs {
	id := func(k kind, prefix string) identity { return newID(seed, m, k, prefix) }
	ids := &IDs{
		mode:            m,
		addresses:       id(kindAddress, "adr_"),
		parcels:         id(kindParcel, "prcl_"),
		shipments:       id(kindShipment, "shp_"),
		trackers:        id(kindTracker, "trk_"),
		batches:         id(kindBatch, "batch_"),
		rates:           id(kindRate, "rate_"),
		labels:          id(kindLabel, "pl_"),
		customs:         id(kindCustomsInfo, "cstinfo_"),
		customsItems:    id(kindCustomsItem, "cstitem_"),
		carrierAccounts: id(kindCarrierAccount, "ca_"),
	}
	for c := range ids.accounts {
		ids.accounts[c] = string(ids.carrierAccounts.append(nil, uint64(c)+1))
	}
	return ids
}

// carrierOf finds the carrier of an account.
func (i *IDs) carrierOf(account []byte) (carrierID, bool) {
	number, ok := i.carrierAccounts.number(account)
	if !ok || number < 1 || number > uint64(carriers) {
		return 0, false
	}
	return carrierID(number - 1), true
}
