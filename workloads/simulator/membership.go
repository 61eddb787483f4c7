package simulator

// membership holds a shipment's entry in its batch.
type membership struct {
	batch   uint64 // its number
	status  itemStatus
	message string
}

type itemStatus uint8

const (
	itemCreated itemStatus = iota
	itemCreationFailed
	itemPurchaseFailed
	itemPurchased
	itemQueued
	itemStatuses
)

// In the order of the alphabet, which answers have.
var itemStatusNames = [itemStatuses]string{
	"created", "creation_failed", "postage_purchase_failed", "postage_purchased", "queued_for_purchase",
}

// append renders the membership as fields of a shipment; nil is in none.
func (m *membership) append(b []byte, ids *IDs) []byte {
	if m == nil {
		return append(b, `"batch_id":null,"batch_message":null,"batch_status":null`...)
	}
	b = ids.batches.append(append(b, `"batch_id":"`...), m.batch)
	return m.appendStatus(append(b, `",`...))
}

func (m *membership) appendStatus(b []byte) []byte {
	b = appendOptional(append(b, `"batch_message":`...), m.message)
	b = append(append(b, `,"batch_status":"`...), itemStatusNames[m.status]...)
	return append(b, '"')
}
