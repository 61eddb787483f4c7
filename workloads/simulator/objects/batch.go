package objects

import (
	"slices"
	"strconv"

	"ep-benchmark/workloads/simulator/wire"
)

// Batch is a Batch as kept. Like a shipment it never changes: a changed copy replaces it.
type Batch struct {
	Number    uint64
	Created   int64 // seconds since 1970
	Changed   int64
	Reference string
	State     BatchState
	Items     []BatchItem
	Label     Formats // of the file with all labels; 0 = there is none
	ScanForm  string  // as JSON; "" = there is none
	Mode      Mode
}

// Sound reports whether the batch, which was read from a file, has states that exist.
func (x *Batch) Sound() bool {
	return int(x.State) < len(batchStates) && !slices.ContainsFunc(x.Items, func(i BatchItem) bool { return i.Status >= itemStatuses })
}

// IsBought reports whether something of the batch was bought.
func (x *Batch) IsBought() bool {
	return x.State == BatchPurchased || x.State == BatchLabelGenerated
}

// BatchSerial is the batch's serial number.
func BatchSerial(b *Batch) uint64 { return b.Number }

// Sizes. Documented is the advice to keep a batch below 1,000 shipments. There are fewer batches than other objects,
// so that their number bounds the memory too.
const (
	MostInBatch     = 1000
	objectsPerBatch = 100
)

// BatchesFor is how many batches are kept where size objects of each other kind are.
func BatchesFor(size int) int { return max(size/objectsPerBatch, min(size, objectsPerBatch)) }

// BatchState is how far a batch has come.
type BatchState uint8

// The states of a batch.
const (
	BatchCreating BatchState = iota
	batchCreated
	BatchCreationFailed
	BatchPurchased
	batchPurchaseFailed
	BatchLabelGenerating
	BatchLabelGenerated
)

var batchStates = [...]string{"creating", "created", "creation_failed", "purchased", "purchase_failed", "label_generating", "label_generated"}

// CreatedState is the state of a batch whose items have been looked at: failed when there are some and each of them is.
func (x *Batch) CreatedState() BatchState {
	all := !slices.ContainsFunc(x.Items, func(i BatchItem) bool { return i.Status != ItemCreationFailed })
	if all && len(x.Items) > 0 {
		return BatchCreationFailed
	}
	return batchCreated
}

// AllBought reports whether the batch has items and each of them is bought.
func (x *Batch) AllBought() bool {
	return len(x.Items) > 0 && !slices.ContainsFunc(x.Items, func(i BatchItem) bool { return i.Status != ItemPurchased })
}

// BoughtState is the state of a batch that has been bought: failed when nothing was.
func (x *Batch) BoughtState() BatchState {
	if slices.ContainsFunc(x.Items, func(i BatchItem) bool { return i.Status == ItemPurchased }) {
		return BatchPurchased
	}
	return batchPurchaseFailed
}

// appendLabel renders the address of the file with all labels, once there is one.
func (x *Batch) appendLabel(b []byte, ids *IDs) []byte {
	if x.State != BatchLabelGenerated {
		return append(b, wire.Null...)
	}
	b = append(append(b, '"'), ids.Files...)
	return append(append(ids.Batches.Append(b, x.Number), x.Label.Extension()...), '"')
}

// Append renders the batch as recorded.
func (x *Batch) Append(b []byte, ids *IDs, code CodeLookup) []byte {
	b = wire.AppendTime(append(b, `{"created_at":`...), x.Created)
	b = ids.Batches.Append(append(b, `,"id":"`...), x.Number)
	b = x.appendLabel(append(b, `","label_url":`...), ids)
	b = append(append(b, `,"mode":"`...), x.Mode.String()...)
	b = strconv.AppendInt(append(b, `","num_shipments":`...), int64(len(x.Items)), 10)
	b = wire.AppendOptional(append(b, `,"object":"Batch","pickup":null,"reference":`...), x.Reference)
	b = append(b, `,"scan_form":`...)
	if x.ScanForm == "" {
		b = append(b, wire.Null...)
	}
	b = append(append(b, x.ScanForm...), `,"shipments":[`...)
	var count [itemStatuses]int
	if x.State != BatchCreating { // recorded: while a batch is being created it has none to show
		for i := range x.Items {
			if i > 0 {
				b = append(b, ',')
			}
			b = x.Items[i].append(b, ids, code)
			count[x.Items[i].countsAs()]++
		}
	}
	b = append(append(b, `],"state":"`...), batchStates[x.State]...)
	b = append(b, `","status":{`...)
	for status, n := range count {
		if status > 0 {
			b = append(b, ',')
		}
		b = append(append(append(b, '"'), itemStatusNames[status]...), `":`...)
		b = strconv.AppendInt(b, int64(n), 10)
	}
	b = wire.AppendTime(append(b, `},"updated_at":`...), x.Changed)
	return append(b, '}')
}
