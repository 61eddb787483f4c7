package objects

import (
	"ep-benchmark/workloads/simulator/ring"
	"ep-benchmark/workloads/simulator/wire"
)

// Customs is a CustomsInfo as kept. Its texts are rendered as JSON when it is made, except for the ids, which need the
// number of the shipment that it came with.
type Customs struct {
	Number  uint64 // of the shipment
	created int64  // seconds since 1970
	mode    Mode
	head    string   // the info's own fields, as "key":value with a comma after each
	items   []string // each one's fields, likewise
}

// append renders the info; nil is none.
func (c *Customs) append(b []byte, ids *IDs) []byte {
	if c == nil {
		return append(b, wire.Null...)
	}
	b = append(append(b, '{'), c.head...)
	b = append(c.appendCommon(b, ids.CustomsInfos, c.Number, "CustomsInfo"), `,"customs_items":[`...)
	for i, item := range c.items {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(b, '{'), item...)
		b = append(c.appendCommon(b, ids.customsItems, c.Number<<8|uint64(i), "CustomsItem"), '}')
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
