package objects

import (
	"github.com/go-faster/jx"

	"ep-benchmark/workloads/simulator/wire"
)

const (
	longestCustoms = 8192 // bytes of JSON
	mostItems      = 100
)

// CustomsDraft is customs information as sent: an id, or fields, or nothing.
type CustomsDraft struct {
	Given   bool
	ID      []byte
	head    fieldsDraft
	items   []string
	size    int
	problem *wire.Error // holds only when there is no id
}

// Reset empties it for the next request; the buffers stay.
func (c *CustomsDraft) Reset() {
	*c = CustomsDraft{ID: c.ID[:0], head: fieldsDraft{text: c.head.text[:0]}}
}

// Decode reads what was sent.
func (c *CustomsDraft) Decode(d *jx.Decoder) error {
	c.Reset()
	c.head.begin(customsInfoFields)
	return wire.Visit(d, func(d *jx.Decoder, key []byte) (err error) {
		c.Given = true
		switch string(key) {
		case "id":
			c.ID, err = wire.IDValue(d, c.ID)
			return err
		case "customs_items":
			return wire.Each(d, c.decodeItem)
		}
		return c.head.field(d, key)
	})
}

func (c *CustomsDraft) decodeItem(d *jx.Decoder) error {
	var item fieldsDraft
	item.begin(customsItemFields)
	if err := wire.Visit(d, item.field); err != nil {
		return err
	}
	text := item.done()
	if c.size += len(text); c.size > longestCustoms || len(c.items) == mostItems {
		c.problem = wire.Invalid("customs_info", "is longer than 8 KiB, or has more than 100 items")
		return nil
	}
	if item.problem != nil {
		c.problem = item.problem
	}
	c.items = append(c.items, text)
	return nil
}

// Build makes the info, without a number yet.
func (c *CustomsDraft) Build(m Mode, now int64) (*Customs, *wire.Error) {
	head := c.head.done()
	switch {
	case c.head.problem != nil:
		return nil, c.head.problem
	case c.problem != nil:
		return nil, c.problem
	case len(head)+c.size > longestCustoms:
		return nil, wire.Invalid("customs_info", "is longer than 8 KiB")
	}
	return &Customs{created: now, mode: m, head: head, items: c.items}, nil
}
