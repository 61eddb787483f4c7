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
	items   []ItemFields
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
	var id []byte
	item.begin(customsItemFields)
	err := wire.Visit(d, func(d *jx.Decoder, key []byte) (err error) {
		if string(key) == "id" {
			id, err = wire.IDValue(d, id)
			return err
		}
		return item.field(d, key)
	})
	if err != nil {
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
	c.items = append(c.items, ItemFields{string(id), text})
	return nil
}

// ItemFields are the fields of a customs item, or the id of one that has them.
type ItemFields struct{ ID, text string }

// DecodeItem reads one item that comes without an info.
func (c *CustomsDraft) DecodeItem(d *jx.Decoder) error {
	c.Reset()
	return c.decodeItem(d)
}

// BuildItem makes that item, without a number yet.
func (c *CustomsDraft) BuildItem(m Mode, now int64) (*Customs, *wire.Error) {
	if c.problem != nil {
		return nil, c.problem
	}
	return &Customs{created: now, mode: m, items: []string{c.items[0].text}}, nil
}

// Build makes the info, without a number yet. known finds the fields of an item by its id.
func (c *CustomsDraft) Build(m Mode, now int64, known func(id string) (string, *wire.Error)) (*Customs, *wire.Error) {
	head := c.head.done()
	switch {
	case c.head.problem != nil:
		return nil, c.head.problem
	case c.problem != nil:
		return nil, c.problem
	case len(head)+c.size > longestCustoms:
		return nil, wire.Invalid("customs_info", "is longer than 8 KiB")
	}
	made := &Customs{created: now, mode: m, head: head}
	for _, item := range c.items {
		if item.ID != "" {
			var problem *wire.Error
			if item.text, problem = known(item.ID); problem != nil {
				return nil, problem
			}
		}
		made.items = append(made.items, item.text)
		if head += item.text; len(head) > longestCustoms {
			return nil, wire.Invalid("customs_info", "is longer than 8 KiB")
		}
	}
	return made, nil
}
