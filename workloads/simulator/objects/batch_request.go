package objects

import (
	"github.com/go-faster/jx"

	"ep-benchmark/workloads/simulator/wire"
)

// BatchRequest is the body of the three endpoints that take a batch's shipments. Node sends them as {"shipments":[…]},
// and inside {"batch":{…}} when it makes a batch. Go has always sent them inside {"batch":{…}}, and as an object with
// counting keys instead of a list. All three endpoints accept all of these forms.
type BatchRequest struct {
	Given     bool // a batch
	Listed    bool // shipments
	Reference string
	Items     []jx.Raw // parts of the body
	Problem   *wire.Error
}

// Reset empties it for the next request; the buffers stay.
func (b *BatchRequest) Reset() { *b = BatchRequest{Items: b.Items[:0]} }

// Decode reads what was sent.
func (b *BatchRequest) Decode(d *jx.Decoder) error {
	return wire.Visit(d, func(d *jx.Decoder, key []byte) error {
		if string(key) == "batch" {
			b.Given = d.Next() == jx.Object
			return wire.Visit(d, b.field)
		}
		return b.field(d, key)
	})
}

func (b *BatchRequest) field(d *jx.Decoder, key []byte) error {
	switch string(key) {
	case "shipments":
		b.Listed = true
		return wire.Each(d, b.item)
	case "reference":
		return wire.NameValue(d, &b.Reference, "reference", &b.Problem)
	}
	return d.Skip()
}

func (b *BatchRequest) item(d *jx.Decoder) error {
	raw, err := d.Raw()
	if err != nil {
		return err
	}
	if len(b.Items) == MostInBatch {
		b.Problem = wire.Invalid("shipments", "are more than 1000")
		return nil
	}
	b.Items = append(b.Items, raw)
	return nil
}

// ItemDraft is one shipment of a batch as sent: an id alone, or an object with an id, or a whole new shipment. Beside
// an id, only service and carrier are used: they choose what is bought.
type ItemDraft struct {
	ID       []byte
	Shipment *ShipmentDraft
}

// Decode reads what was sent.
func (i *ItemDraft) Decode(raw jx.Raw) error {
	i.ID = i.ID[:0]
	i.Shipment.Reset()
	d := jx.GetDecoder()
	defer jx.PutDecoder(d)
	d.ResetBytes(raw)
	if d.Next() != jx.Object {
		var err error
		i.ID, err = wire.IDValue(d, i.ID)
		return err
	}
	return d.ObjBytes(func(d *jx.Decoder, key []byte) (err error) {
		if string(key) == "id" {
			i.ID, err = wire.IDValue(d, i.ID)
			return err
		}
		return i.Shipment.field(d, key)
	})
}
