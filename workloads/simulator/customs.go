package simulator

import (
	"strconv"

	"github.com/go-faster/jx"
)

// customs is a CustomsInfo as kept: its texts are rendered as JSON when it is made, but for the ids, which need the
// number of the shipment it came with.
type customs struct {
	number  uint64 // of the shipment
	created int64  // seconds since 1970
	mode    mode
	head    string   // the info's own fields, as "key":value with a comma after each
	items   []string // each one's fields, likewise
}

// customsField is a field of a CustomsInfo or CustomsItem with what it is when nothing is said of it.
type customsField struct {
	key   string
	kind  customsKind
	blank string
}

type customsKind uint8

const (
	customsText   customsKind = iota
	customsNumber             // clients want a number
	customsAmount             // clients want the digits of a number in a string
	customsBool
)

// Recorded: contents are merchandise, and what can't be delivered returns, unless somebody says otherwise.
var customsInfoFields = []customsField{
	{"contents_explanation", customsText, null},
	{"contents_type", customsText, `"merchandise"`},
	{"customs_certify", customsBool, "false"},
	{"customs_signer", customsText, null},
	{"declaration", customsText, null},
	{"eel_pfc", customsText, null},
	{"non_delivery_option", customsText, `"return"`},
	{"restriction_comments", customsText, null},
	{"restriction_type", customsText, `"none"`},
}

var customsItemFields = []customsField{
	{"code", customsText, null},
	{"currency", customsText, null},
	{"description", customsText, null},
	{"eccn", customsText, null},
	{"hs_tariff_number", customsText, null},
	{"manufacturer", customsText, null},
	{"origin_country", customsText, null},
	{"printed_commodity_identifier", customsText, null},
	{"quantity", customsNumber, "0"},
	{"value", customsAmount, `"0.0"`},
	{"weight", customsNumber, "0"},
}

const (
	longestCustoms = 8192 // bytes of JSON
	mostItems      = 100
)

// append renders the info; nil is none.
func (c *customs) append(b []byte, w *world) []byte {
	if c == nil {
		return append(b, null...)
	}
	b = append(append(b, '{'), c.head...)
	b = append(c.appendCommon(b, w.customs, c.number, "CustomsInfo"), `,"customs_items":[`...)
	for i, item := range c.items {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(b, '{'), item...)
		b = append(c.appendCommon(b, w.customsItems, c.number<<8|uint64(i), "CustomsItem"), '}')
	}
	return append(b, `]}`...)
}

func (c *customs) appendCommon(b []byte, ids identity, number uint64, object string) []byte {
	b = appendTime(append(b, `"created_at":`...), c.created)
	b = ids.append(append(b, `,"id":"`...), number)
	b = append(append(b, `","mode":"`...), c.mode.String()...)
	b = append(append(b, `","object":"`...), object...)
	return appendTime(append(b, `","updated_at":`...), c.created)
}

// customsOf finds the info with an id: it lives as long as the shipment that it came with.
func (w *world) customsOf(id []byte) (*customs, *apiError) {
	number, ok := w.customs.number(id)
	if !ok {
		return nil, errNotFound
	}
	s := w.shipments.get(number)
	if s == nil || s.customs == nil {
		return nil, errNotFound
	}
	return s.customs, nil
}

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

// resolve finds the info that a draft refers to, or makes one that has no number yet.
func (c *customsDraft) resolve(w *world, now int64) (*customs, *apiError) {
	if len(c.id) > 0 {
		return w.customsOf(c.id)
	}
	head := c.head.done()
	switch {
	case c.head.problem != nil:
		return nil, c.head.problem
	case c.problem != nil:
		return nil, c.problem
	case len(head)+c.size > longestCustoms:
		return nil, invalid("customs_info", "is longer than 8 KiB")
	}
	return &customs{created: now, mode: w.mode, head: head, items: c.items}, nil
}

// fieldsDraft renders the fields of an object as they come, and those that did not come when it is done.
type fieldsDraft struct {
	fields  []customsField
	given   uint32 // a bit for each
	text    []byte
	problem *apiError
}

func (f *fieldsDraft) begin(fields []customsField) { f.fields, f.given, f.problem = fields, 0, nil }

func (f *fieldsDraft) field(d *jx.Decoder, key []byte) error {
	for i := range f.fields {
		if known := &f.fields[i]; string(key) == known.key && f.given>>i&1 == 0 {
			return f.value(d, known, 1<<i)
		}
	}
	return d.Skip()
}

func (f *fieldsDraft) value(d *jx.Decoder, known *customsField, bit uint32) error {
	if known.kind == customsBool {
		is, err := boolValue(d)
		f.add(known.key, strconv.AppendBool(nil, is), bit)
		return err
	}
	text, ok, wrong, err := textValue(d)
	if err != nil || !ok && !wrong {
		return err
	}
	if known.kind == customsText && !wrong {
		f.add(known.key, appendQuoted(nil, text), bit)
		return nil
	}
	x, parseErr := strconv.ParseFloat(string(text), 64)
	if wrong || parseErr != nil || !(x >= 0 && x <= largestMeasure) {
		f.problem = invalid(known.key, "must be a "+customsWanted[known.kind])
		return nil
	}
	f.add(known.key, known.kind.render(x), bit)
	return nil
}

var customsWanted = [...]string{
	customsText: "string", customsNumber: "number from 0 to 1000000", customsAmount: "number from 0 to 1000000",
}

// render writes a number as recorded: an amount is "10.0".
func (k customsKind) render(x float64) []byte {
	digits := strconv.AppendFloat(nil, x, 'f', -1, 64)
	if k != customsAmount {
		return digits
	}
	text := string(digits)
	if x == float64(int64(x)) {
		text += ".0"
	}
	return []byte(quote(text))
}

func (f *fieldsDraft) add(key string, value []byte, bit uint32) {
	f.given |= bit
	f.text = append(appendQuoted(f.text, key), ':')
	f.text = append(append(f.text, value...), ',')
}

// done adds what was not given and returns the text.
func (f *fieldsDraft) done() string {
	for i, known := range f.fields {
		if f.given>>i&1 == 0 {
			f.add(known.key, []byte(known.blank), 1<<i)
		}
	}
	return string(f.text)
}
