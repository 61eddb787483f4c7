package objects

import "ep-benchmark/workloads/simulator/rating"

// Shipment is a Shipment as kept: what differs between two shipments, without text that can be rendered again. It never
// changes: a change replaces it by a changed copy.
type Shipment struct {
	Number                uint64
	Created               int64 // seconds since 1970
	Changed               int64
	RatedAt               int64
	From, To, Back, Buyer *Address
	Parcel                *Parcel
	Customs               *Customs
	Reference             string
	Options               string // the client's own, as "key":value and a comma after each
	quote                 rating.Quote
	generation            uint32 // how often it was rated again
	Bought                *purchase
	Batch                 *Membership
	Wish                  rating.Choice
	Insured               int64 // cents; 0 = it is not
	Mode                  Mode
	IsReturn              bool
	refunded              bool
}

// purchase is what buying adds to a shipment.
type purchase struct {
	at      int64
	index   int // of the rate
	Tracker *Tracker
}

func ShipmentSerial(s *Shipment) uint64 { return s.Number }
