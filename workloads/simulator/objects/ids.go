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
	kindWebhook
	kindEvent
	kindPayload
	kindPickup
	kindPickupRate
	kindClaim
	kindScanForm
	kindEndShipper
	kindInsurance
	kindOrder
	kindRefund
	kindForm
	kindUser
	kindReport // and those that follow: one for each type of report
)

// ReportKind is a type of report.
type ReportKind uint8

// The types of report, and how many there are.
const (
	ShipmentReport ReportKind = iota
	TrackerReport
	RefundReport
	PaymentLogReport
	ShipmentInvoiceReport
	ReportKinds
)

// reportPrefixes begin the ids of each type.
var reportPrefixes = [ReportKinds]string{"shprep_", "trkrep_", "refrep_", "plrep_", "shpinvrep_"}

func newID(seed uint64, m Mode, k kind, prefix string) ring.Identity {
	return ring.NewIdentity(seed, uint64(k)<<8|uint64(m), prefix)
}

// NewRequestIDs are the ids of requests, which have no prefix and are the same in both modes.
func NewRequestIDs(seed uint64) ring.Identity { return newID(seed, Modes, kindRequest, "") }

// IDs are the ids of all objects of a mode.
type IDs struct {
	Mode                                             Mode
	Addresses, Parcels, Shipments, Trackers, Batches ring.Identity
	Rates, labels, CustomsInfos, CustomsItems        ring.Identity
	Webhooks, Events, Payloads, Pickups, PickupRates ring.Identity
	Claims, ScanForms, EndShippers, Insurances       ring.Identity
	Orders, Refunds, Forms, users                    ring.Identity
	Reports                                          [ReportKinds]ring.Identity
	carrierAccounts                                  ring.Identity
	travel                                           travel // of bought parcels
	// Files begins the addresses of labels, forms and reports. It is set before the first request.
	Files    string
	accounts [rating.Carriers]string // the id of each carrier's account
	// Drift is how prices change over time. It is set before the first request.
	Drift rating.Drift
}

// NewIDs derives a mode's ids from the seed.
func NewIDs(seed uint64, m Mode) *IDs {
	id := func(k kind, prefix string) ring.Identity { return newID(seed, m, k, prefix) }
	ids := &IDs{
		Mode:            m,
		Files:           "http://127.0.0.1:8080/files/",
		Addresses:       id(kindAddress, "adr_"),
		Parcels:         id(kindParcel, "prcl_"),
		Shipments:       id(kindShipment, "shp_"),
		Trackers:        id(kindTracker, "trk_"),
		Batches:         id(kindBatch, "batch_"),
		Rates:           id(kindRate, "rate_"),
		labels:          id(kindLabel, "pl_"),
		CustomsInfos:    id(kindCustomsInfo, "cstinfo_"),
		CustomsItems:    id(kindCustomsItem, "cstitem_"),
		carrierAccounts: id(kindCarrierAccount, "ca_"),
	}
	ids.Webhooks, ids.Events, ids.Payloads = id(kindWebhook, "hook_"), id(kindEvent, "evt_"), id(kindPayload, "payload_")
	ids.Pickups, ids.PickupRates = id(kindPickup, "pickup_"), id(kindPickupRate, "pickuprate_")
	ids.Claims, ids.ScanForms, ids.EndShippers = id(kindClaim, "clm_"), id(kindScanForm, "sf_"), id(kindEndShipper, "es_")
	ids.Insurances, ids.Orders, ids.Refunds = id(kindInsurance, "ins_"), id(kindOrder, "order_"), id(kindRefund, "rfnd_")
	ids.Forms, ids.users = id(kindForm, "form_"), id(kindUser, "user_")
	for k := range ids.Reports {
		ids.Reports[k] = id(kindReport+kind(k), reportPrefixes[k])
	}
	for c := range ids.accounts {
		ids.accounts[c] = string(ids.carrierAccounts.Append(nil, uint64(c)+1))
	}
	return ids
}

// User is the id of the one user that every key belongs to.
func (i *IDs) User() string { return string(i.users.Append(nil, 1)) }

// Account is the id of a carrier's account.
func (i *IDs) Account(c rating.Carrier) string { return i.accounts[c] }

// LabelOf is the serial number of the shipment that a label's id belongs to.
func (i *IDs) LabelOf(id string) (shipment uint64, ok bool) { return i.labels.Number([]byte(id)) }

// carrierOf finds the carrier of an account.
func (i *IDs) carrierOf(account []byte) (rating.Carrier, bool) {
	number, ok := i.carrierAccounts.Number(account)
	if !ok || number < 1 || number > uint64(rating.Carriers) {
		return 0, false
	}
	return rating.Carrier(number - 1), true
}
