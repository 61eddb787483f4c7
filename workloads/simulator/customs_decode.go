package simulator

import "github.com/go-faster/jx"

const (
	longestCustoms = 8192 // bytes of JSON
	mostItems      = 100
)

// customsDraft is customs information as sent: an id, or fields, or nothing.
type customsDraft struct {
	given   bool
	id      []byte
	head    fieldsDraft
	items   []string
	size    int
	problem *apiError // holds only when there is no id
}

func (c *customsDraft) reset() {
	*c = customsDraft{id: c.id[:0], head: fieldsDraft{text: c.head.text[:0]}}
}

func (c *customsDraft) decode(d *jx.Decoder) error {
	c.reset()
	c.head.begin(customsInfoFields)
	return visit(d, func(d *jx.Decoder, key []byte) (err error) {
		c.given = true
		switch string(key) {
		case "id":
			c.id, err = idValue(d, c.id)
			return err
		case "customs_items":
			return each(d, c.decodeItem)
		}
		return c.head.field(d, key)
	})
}

func (c *customsDraft) decodeItem(d *jx.Decoder) error {
	var item fieldsDraft
	item.begin(customsItemFields)
	if err := visit(d, item.field); err != nil {
		return err
	}
	text := item.done()
	if c.size += len(text); c.size > longestCustoms || len(c.items) == mostItems {
		c.problem = invalid("customs_info", "is longer than 8 KiB, or has more than 100 items")
		return nil
	}
	if item.problem != nil {
		c.problem = item.problem
	}
	c.items = append(c.items, text)
	return nil
}

// build makes the info, without a number yet.
func (c *customsDraft) build(m mode, now int64) (*customs, *apiError) {
	head := c.head.done()
	switch {
	case c.head.problem != nil:
		return nil, c.head.problem
	case c.problem != nil:
		return nil, c.problem
	case len(head)+c.size > longestCustoms:
		return nil, invalid("customs_info", "is longer than 8 KiB")
	}
	return &customs{created: now, mode: m, head: head, items: c.items}, nil
}
