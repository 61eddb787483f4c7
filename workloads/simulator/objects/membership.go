package objects

import "ep-benchmark/workloads/simulator/wire"

// Membership holds a shipment's entry in its batch.
type Membership struct {
	BatchNumber uint64
	Status      ItemStatus
	Message     string
}

// ItemStatus is how a shipment stands in its batch.
type ItemStatus uint8

// The statuses of a shipment in its batch.
const (
	ItemCreated ItemStatus = iota
	ItemCreationFailed
	ItemPurchaseFailed
	ItemPurchased
	ItemQueued
	itemStatuses
)

// In the order of the alphabet, which answers have.
var itemStatusNames = [itemStatuses]string{
	"created", "creation_failed", "postage_purchase_failed", "postage_purchased", "queued_for_purchase",
}

// append renders the membership as fields of a shipment; nil is in none.
func (m *Membership) append(b []byte, ids *IDs) []byte {
	if m == nil {
		return append(b, `"batch_id":null,"batch_message":null,"batch_status":null`...)
	}
	b = ids.Batches.Append(append(b, `"batch_id":"`...), m.BatchNumber)
	return m.appendStatus(append(b, `",`...))
}

func (m *Membership) appendStatus(b []byte) []byte {
	b = wire.AppendOptional(append(b, `"batch_message":`...), m.Message)
	b = append(append(b, `,"batch_status":"`...), itemStatusNames[m.Status]...)
	return append(b, '"')
}
