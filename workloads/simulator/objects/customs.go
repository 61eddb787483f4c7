package objects

import (
	"ep-benchmark/workloads/simulator/ring"
	"ep-benchmark/workloads/simulator/wire"
)

// Customs is a CustomsInfo as kept. Its texts are rendered as JSON when it is made, except for the ids, which need the
// number of the shipment that it came with.
type Customs struct {
	Number  uint64 // of the shipment, or one of its own with AloneCustoms
	created int64  // seconds since 1970
	mode    Mode
	head    string   // the info's own fields, as "key":value with a comma after each
	items   []string // each one's fields, likewise
}

// AloneCustoms marks the serial number of customs information that came without a shipment. The numbers of items have
// eight more bits.
const AloneCustoms = 1 << 54

// CustomsSerial is the serial number of customs information that came without a shipment, among others of that kind.
func CustomsSerial(c *Customs) uint64 { return c.Number &^ AloneCustoms }

// IsItem reports whether it is one item that came without an info.
func (c *Customs) IsItem() bool { return c.head == "" }

// Item is what was sent of the item with an index, or "" where there is none.
func (c *Customs) Item(index int) string {
	if index >= len(c.items) {
		return ""
	}
	return c.items[index]
}

// ItemNumber is the serial number of the item with an index.
func (c *Customs) ItemNumber(index int) uint64 { return c.Number<<8 | uint64(index) }

// CustomsOfItem is the serial number of the info that an item belongs to, and the item's index in it.
func CustomsOfItem(number uint64) (info uint64, index int) { return number >> 8, int(number & 0xff) }

// AppendItem renders the item with an index.
func (c *Customs) AppendItem(b []byte, ids *IDs, index int) []byte {
	b = append(append(b, '{'), c.items[index]...)
	return append(c.appendCommon(b, ids.CustomsItems, c.ItemNumber(index), "CustomsItem"), '}')
}

// Append renders the info; nil is none.
func (c *Customs) Append(b []byte, ids *IDs) []byte {
	if c == nil {
		return append(b, wire.Null...)
	}
	b = append(append(b, '{'), c.head...)
	b = append(c.appendCommon(b, ids.CustomsInfos, c.Number, "CustomsInfo"), `,"customs_items":[`...)
	for i := range c.items {
		if i > 0 {
			b = append(b, ',')
		}
		b = c.AppendItem(b, ids, i)
	}
	return append(b, `]}`...)
}

func (c *Customs) appendCommon(b []byte, id ring.Identity, number uint64, object string) []byte {
	b = wire.AppendTime(append(b, `"created_at":`...), c.created)
	b = id.Append(append(b, `,"id":"`...), number)
	b = append(append(b, `","mode":"`...), c.mode.String()...)
	b = append(append(b, `","object":"`...), object...)
	return wire.AppendTime(append(b, `","updated_at":`...), c.created)
}
