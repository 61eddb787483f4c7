package simulator

import "strconv"

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

// batchItem is one shipment of a batch.
type batchItem struct {
	number    uint64 // of the shipment; 0 = there is none by that id
	unknownID string // as it was sent
	reference string
	wish      wish
	membership
}

// membership holds a shipment's entry in its batch.
type membership struct {
	batch   uint64 // its number
	status  itemStatus
	message string
}

// append renders the membership as fields of a shipment; nil is in none.
func (m *membership) append(b []byte, w *world) []byte {
	if m == nil {
		return append(b, `"batch_id":null,"batch_message":null,"batch_status":null`...)
	}
	b = w.batches.identity.append(append(b, `"batch_id":"`...), m.batch)
	return m.appendStatus(append(b, `",`...))
}

func (m *membership) appendStatus(b []byte) []byte {
	b = appendOptional(append(b, `"batch_message":`...), m.message)
	b = append(append(b, `,"batch_status":"`...), itemStatusNames[m.status]...)
	return append(b, '"')
}

// append renders the batch as recorded.
func (x *batch) append(b []byte, w *world) []byte {
	b = appendTime(append(b, `{"created_at":`...), x.created)
	b = w.batches.identity.append(append(b, `,"id":"`...), x.number)
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
			b = x.items[i].append(b, w)
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

func (i *batchItem) append(b []byte, w *world) []byte {
	b = i.appendStatus(append(b, '{'))
	if b = append(b, `,"id":`...); i.unknownID != "" {
		b = appendQuoted(b, i.unknownID)
	} else {
		b = append(w.shipments.identity.append(append(b, '"'), i.number), '"')
	}
	b = appendOptional(append(b, `,"reference":`...), i.reference)
	b = append(b, `,"tracking_code":`...)
	if s := w.shipments.get(i.number); s != nil && s.bought != nil {
		b = appendQuoted(b, s.bought.tracker.key.code)
	} else {
		b = append(b, null...)
	}
	return append(b, '}')
}
