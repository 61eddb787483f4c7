package simulator

import (
	"slices"
	"strconv"
)

// batch is a Batch as kept. Like a shipment it never changes: a changed copy replaces it.
type batch struct {
	number    uint64
	created   int64 // seconds since 1970
	changed   int64
	reference string
	state     batchState
	items     []batchItem
	mode      mode
}

func batchSerial(b *batch) uint64 { return b.number }

// Sizes. Documented is the advice to keep a batch below 1,000 shipments. There are fewer batches than other objects,
// so that their number bounds the memory too.
const (
	mostInBatch     = 1000
	objectsPerBatch = 100
)

func batchesFor(size int) int { return max(size/objectsPerBatch, min(size, objectsPerBatch)) }

type batchState uint8

const (
	batchCreating batchState = iota
	batchCreated
	batchCreationFailed
	batchPurchasing
	batchPurchased
	batchPurchaseFailed
)

var batchStates = [...]string{"creating", "created", "creation_failed", "purchasing", "purchased", "purchase_failed"}

// createdState is the state of a batch whose items have been looked at: failed when there are some and each of them is.
func (x *batch) createdState() batchState {
	all := !slices.ContainsFunc(x.items, func(i batchItem) bool { return i.status != itemCreationFailed })
	if all && len(x.items) > 0 {
		return batchCreationFailed
	}
	return batchCreated
}

// boughtState is the state of a batch that has been bought: failed when nothing was.
func (x *batch) boughtState() batchState {
	if slices.ContainsFunc(x.items, func(i batchItem) bool { return i.status == itemPurchased }) {
		return batchPurchased
	}
	return batchPurchaseFailed
}

// append renders the batch as recorded.
func (x *batch) append(b []byte, ids *IDs, code codeLookup) []byte {
	b = appendTime(append(b, `{"created_at":`...), x.created)
	b = ids.batches.append(append(b, `,"id":"`...), x.number)
	b = append(append(b, `","label_url":null,"mode":"`...), x.mode.String()...)
	b = strconv.AppendInt(append(b, `","num_shipments":`...), int64(len(x.items)), 10)
	b = appendOptional(append(b, `,"object":"Batch","pickup":null,"reference":`...), x.reference)
	b = append(b, `,"scan_form":null,"shipments":[`...)
	var count [itemStatuses]int
	if x.state != batchCreating { // recorded: while a batch is being created it has none to show
		for i := range x.items {
			if i > 0 {
				b = append(b, ',')
			}
			b = x.items[i].append(b, ids, code)
			count[x.items[i].status]++
		}
	}
	b = append(append(b, `],"state":"`...), batchStates[x.state]...)
	b = append(b, `","status":{`...)
	for status, n := range count {
		if status > 0 {
			b = append(b, ',')
		}
		b = append(append(append(b, '"'), itemStatusNames[status]...), `":`...)
		b = strconv.AppendInt(b, int64(n), 10)
	}
	b = appendTime(append(b, `},"updated_at":`...), x.changed)
	return append(b, '}')
}
