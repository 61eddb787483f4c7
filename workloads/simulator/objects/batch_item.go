package objects

import (
	"ep-benchmark/workloads/simulator/rating"
	"ep-benchmark/workloads/simulator/wire"
)

// BatchItem is one shipment of a batch.
type BatchItem struct {
	Number    uint64 // of the shipment; 0 = there is none by that id
	UnknownID string // as it was sent
	Reference string
	Wish      rating.Choice
	Membership
}

// Is reports whether an item has the id.
func (i *BatchItem) Is(id []byte, ids *IDs) bool {
	if i.UnknownID != "" {
		return i.UnknownID == string(id)
	}
	number, ok := ids.Shipments.Number(id)
	return ok && number == i.Number
}

// Buyable reports whether buying the batch should buy the item. Items that are bought already and items without a
// shipment are left out.
func (i *BatchItem) Buyable() bool { return i.Status == ItemCreated || i.Status == ItemPurchaseFailed }

// countsAs is the status under which a batch counts the item. Recorded: one that is queued still counts as created.
func (i *BatchItem) countsAs() ItemStatus {
	if i.Status == ItemQueued {
		return ItemCreated
	}
	return i.Status
}

// CodeLookup finds the code of a shipment by its number, "" where it has none.
type CodeLookup func(shipment uint64) string

func (i *BatchItem) append(b []byte, ids *IDs, code CodeLookup) []byte {
	b = i.appendStatus(append(b, '{'))
	if b = append(b, `,"id":`...); i.UnknownID != "" {
		b = wire.AppendQuoted(b, i.UnknownID)
	} else {
		b = append(ids.Shipments.Append(append(b, '"'), i.Number), '"')
	}
	b = wire.AppendOptional(append(b, `,"reference":`...), i.Reference)
	b = append(b, `,"tracking_code":`...)
	return append(wire.AppendOptional(b, code(i.Number)), '}')
}
