package simulator

import "github.com/go-faster/jx"

// batchRequest is the body of the three endpoints that take a batch's shipments. Node sends them as {"shipments":[…]},
// and inside {"batch":{…}} when it makes a batch. Go has always sent them inside {"batch":{…}}, and as an object with
// counting keys instead of a list. All three endpoints accept all of these forms.
type batchRequest struct {
	given     bool // a batch
	listed    bool // shipments
	reference string
	items     []jx.Raw // parts of the body
	problem   *apiError
}

func (b *batchRequest) reset() { *b = batchRequest{items: b.items[:0]} }

func (b *batchRequest) decode(d *jx.Decoder) error {
	return visit(d, func(d *jx.Decoder, key []byte) error {
		if string(key) == "batch" {
			b.given = d.Next() == jx.Object
			return visit(d, b.field)
		}
		return b.field(d, key)
	})
}

func (b *batchRequest) field(d *jx.Decoder, key []byte) error {
	switch string(key) {
	case "shipments":
		b.listed = true
		return each(d, b.item)
	case "reference":
		return nameValue(d, &b.reference, "reference", &b.problem)
	}
	return d.Skip()
}

func (b *batchRequest) item(d *jx.Decoder) error {
	raw, err := d.Raw()
	if err != nil {
		return err
	}
	if len(b.items) == mostInBatch {
		b.problem = invalid("shipments", "are more than 1000")
		return nil
	}
	b.items = append(b.items, raw)
	return nil
}

// itemDraft is one shipment of a batch as sent: an id alone, or an object with an id, or a whole new shipment. Beside
// an id, only service and carrier are used: they choose what is bought.
type itemDraft struct {
	id       []byte
	shipment *shipmentDraft
}

func (i *itemDraft) decode(raw jx.Raw) error {
	i.id = i.id[:0]
	i.shipment.reset()
	d := jx.GetDecoder()
	defer jx.PutDecoder(d)
	d.ResetBytes(raw)
	if d.Next() != jx.Object {
		var err error
		i.id, err = idValue(d, i.id)
		return err
	}
	return d.ObjBytes(func(d *jx.Decoder, key []byte) (err error) {
		if string(key) == "id" {
			i.id, err = idValue(d, i.id)
			return err
		}
		return i.shipment.field(d, key)
	})
}
