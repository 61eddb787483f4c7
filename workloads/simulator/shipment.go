package simulator

// shipment is a Shipment as kept: what differs between two shipments, without text that can be rendered again. It never
// changes: a change replaces it by a changed copy.
type shipment struct {
	number                uint64
	created               int64 // seconds since 1970
	changed               int64
	ratedAt               int64
	from, to, back, buyer *address
	parcel                *parcel
	customs               *customs
	reference             string
	options               string // the client's own, as "key":value and a comma after each
	quote                 quotation
	generation            uint32 // how often it was rated again
	bought                *purchase
	batch                 *membership
	wish                  Choice
	insured               int64 // cents; 0 = it is not
	mode                  mode
	isReturn              bool
	refunded              bool
}

// purchase is what buying adds to a shipment.
type purchase struct {
	at      int64
	index   int // of the rate
	tracker *tracker
}

func shipmentSerial(s *shipment) uint64 { return s.number }
