package objects

import (
	"github.com/go-faster/jx"

	"ep-benchmark/workloads/simulator/wire"
)

// taxDraft is the tax identifiers of a shipment as sent, rendered as answers have them.
type taxDraft struct {
	text    []byte // a list without its brackets
	problem *wire.Error
}

// longestTax bounds the tax identifiers of a shipment, in bytes of JSON.
const longestTax = 2048

func (t *taxDraft) reset() { *t = taxDraft{text: t.text[:0]} }

func (t *taxDraft) add(d *jx.Decoder) error {
	if d.Next() != jx.Object {
		return d.Skip()
	}
	var entity, country, kind, id string
	err := d.ObjBytes(func(d *jx.Decoder, key []byte) error {
		switch string(key) {
		case "entity":
			return wire.NameValue(d, &entity, "entity", &t.problem)
		case "issuing_country":
			return wire.NameValue(d, &country, "issuing_country", &t.problem)
		case "tax_id_type":
			return wire.NameValue(d, &kind, "tax_id_type", &t.problem)
		case "tax_id":
			return wire.NameValue(d, &id, "tax_id", &t.problem)
		}
		return d.Skip()
	})
	if len(t.text) > 0 {
		t.text = append(t.text, ',')
	}
	t.text = wire.AppendOptional(append(t.text, `{"entity":`...), entity)
	t.text = wire.AppendOptional(append(t.text, `,"issuing_country":`...), country)
	t.text = append(t.text, `,"tax_id":`...)
	if id != "" {
		id = "HIDDEN" // recorded: what was sent is not answered
	}
	t.text = wire.AppendOptional(t.text, id)
	t.text = append(wire.AppendOptional(append(t.text, `,"tax_id_type":`...), kind), '}')
	if len(t.text) > longestTax {
		t.problem = wire.Invalid("tax_identifiers", "are longer than 2 KiB")
		t.text = t.text[:0]
	}
	return err
}
