// Package objects holds what EasyPost keeps for a client: addresses, parcels, shipments, trackers and batches, each as
// it is sent (a draft or a request), as it is kept, and as it is answered. An object never changes where others can see
// it: a changed copy replaces it.
package objects

import (
	"ep-benchmark/workloads/simulator/rating"
	"ep-benchmark/workloads/simulator/ring"
)

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

func newID(seed uint64, m Mode, k kind, prefix string) ring.Identity {
	return ring.NewIdentity(seed, uint64(k)<<8|uint64(m), prefix)
}

// NewRequestIDs are the ids of requests, which have no prefix and are the same in both modes.
func NewRequestIDs(seed uint64) ring.Identity { return newID(seed, Modes, kindRequest, "") }

// IDs are the ids of all objects of a mode.
type IDs struct {
	Mode                                             Mode
	Addresses, Parcels, Shipments, Trackers, Batches ring.Identity
	Rates, labels, CustomsInfos, customsItems        ring.Identity
	carrierAccounts                                  ring.Identity
	accounts                                         [rating.Carriers]string // the id of each carrier's account
}

// NewIDs derives a mode's ids from the seed.
func NewIDs(seed uint64, m Mode) *IDs {
	id := func(k kind, prefix string) ring.Identity { return newID(seed, m, k, prefix) }
	ids := &IDs{
		Mode:            m,
		Addresses:       id(kindAddress, "adr_"),
		Parcels:         id(kindParcel, "prcl_"),
		Shipments:       id(kindShipment, "shp_"),
		Trackers:        id(kindTracker, "trk_"),
		Batches:         id(kindBatch, "batch_"),
		Rates:           id(kindRate, "rate_"),
		labels:          id(kindLabel, "pl_"),
		CustomsInfos:    id(kindCustomsInfo, "cstinfo_"),
		customsItems:    id(kindCustomsItem, "cstitem_"),
		carrierAccounts: id(kindCarrierAccount, "ca_"),
	}
	for c := range ids.accounts {
		ids.accounts[c] = string(ids.carrierAccounts.Append(nil, uint64(c)+1))
	}
	return ids
}

// carrierOf finds the carrier of an account.
func (i *IDs) carrierOf(account []byte) (rating.Carrier, bool) {
	number, ok := i.carrierAccounts.Number(account)
	if !ok || number < 1 || number > uint64(rating.Carriers) {
		return 0, false
	}
	return rating.Carrier(number - 1), true
}
