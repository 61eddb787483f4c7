package records

import "ep-benchmark/workloads/simulator/objects"

// Order is several shipments that go together: one carrier brings them all, by one service.
type Order struct {
	Number                uint64
	Created, Changed      int64 // seconds since 1970
	Reference             string
	IsReturn              bool
	Shipments             []uint64 // their serial numbers
	To, From, Back, Buyer *objects.Address
}

// OrderSerial is the order's serial number.
func OrderSerial(o *Order) uint64 { return o.Number }

// MostInOrder bounds the shipments of an order.
const MostInOrder = 100
