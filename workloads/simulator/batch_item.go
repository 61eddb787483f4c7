package simulator

// batchItem is one shipment of a batch.
type batchItem struct {
	number    uint64 // of the shipment; 0 = there is none by that id
	unknownID string // as it was sent
	reference string
	wish      Choice
	membership
}

// is reports whether an item has the id.
func (i *batchItem) is(id []byte, ids *IDs) bool {
	if i.unknownID != "" {
		return i.unknownID == string(id)
	}
	number, ok := ids.shipments.number(id)
	return ok && number == i.number
}

// buyable reports whether buying the batch should buy the item. Items that are bought already and items without a
// shipment are left out.
func (i *batchItem) buyable() bool { return i.status == itemCreated || i.status == itemPurchaseFailed }

// codeLookup finds the code of a shipment by its number, "" where it has none.
type codeLookup func(shipment uint64) string

func (i *batchItem) append(b []byte, ids *IDs, code codeLookup) []byte {
	b = i.appendStatus(append(b, '{'))
	if b = append(b, `,"id":`...); i.unknownID != "" {
		b = appendQuoted(b, i.unknownID)
	} else {
		b = append(ids.shipments.append(append(b, '"'), i.number), '"')
	}
	b = appendOptional(append(b, `,"reference":`...), i.reference)
	b = append(b, `,"tracking_code":`...)
	return append(appendOptional(b, code(i.number)), '}')
}
