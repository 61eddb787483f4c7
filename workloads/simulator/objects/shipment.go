package objects

import "ep-benchmark/workloads/simulator/rating"

// Shipment is a Shipment as kept: what differs between two shipments, without text that can be rendered again. It never
// changes: a change replaces it by a changed copy.
type Shipment struct {
	Number  uint64
	Created int64 // seconds since 1970
	Changed int64
	ratedAt int64
	Parts
	Reference  string
	extra      *extra // nil = it has nothing of that
	options    string // the client's own, as "key":value and a comma after each
	quote      rating.Quote
	generation uint32 // how often it was rated again
	bought     *purchase
	Batch      *Membership
	Wish       rating.Choice
	Insured    int64 // cents; 0 = it is not
	mode       Mode
	isReturn   bool
	refunded   bool
}

// Parts are the objects inside a shipment. nil stands for what was not sent.
type Parts struct {
	From, To, Back, Buyer *Address
	Parcel                *Parcel
	Customs               *Customs
}

// purchase is what buying adds to a shipment.
type purchase struct {
	at      int64
	index   int // of the rate
	tracker *Tracker
}

// ShipmentSerial is the shipment's serial number.
func ShipmentSerial(s *Shipment) uint64 { return s.Number }

// IsBought reports whether the shipment has postage.
func (s *Shipment) IsBought() bool { return s.bought != nil }

// Carrier is who brings a bought shipment.
func (s *Shipment) Carrier() rating.Carrier { return s.offer(s.bought.index).Carrier }

// Tracker is what a bought shipment is tracked by.
func (s *Shipment) Tracker() *Tracker { return s.bought.tracker }
