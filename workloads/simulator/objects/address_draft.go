package objects

import (
	"github.com/go-faster/jx"

	"ep-benchmark/workloads/simulator/wire"
)

// AddressDraft is an address as sent: an id, or texts, or nothing.
type AddressDraft struct {
	Given       bool
	ID          []byte
	scratch     []byte // the texts, rendered, in the order they came
	texts       [addressTexts]piece
	residential tristate
	problem     *wire.Error // holds only when there is no id: beside an id the rest is ignored
}

// piece is a part of a draft's scratch; an empty one stands for null.
type piece struct{ from, to int }

// longestAddress bounds the texts of one address in bytes of JSON, so that the number of objects bounds the memory.
const longestAddress = 4096

// Reset empties it for the next request; the buffers stay.
func (a *AddressDraft) Reset() {
	*a = AddressDraft{ID: a.ID[:0], scratch: a.scratch[:0]}
}

// Decode reads what was sent.
func (a *AddressDraft) Decode(d *jx.Decoder) error {
	a.Reset() // of two equal keys the last one counts
	return wire.Visit(d, a.field)
}

func (a *AddressDraft) field(d *jx.Decoder, key []byte) (err error) {
	a.Given = true
	switch string(key) {
	case "id":
		a.ID, err = wire.IDValue(d, a.ID)
		return err
	case "residential":
		return a.decodeResidential(d)
	}
	t, ok := addressTextOf(key)
	if !ok {
		return d.Skip()
	}
	text, ok, wrong, err := wire.TextValue(d)
	switch {
	case wrong:
		a.problem = wire.Invalid(string(key), "must be a string")
	case ok:
		from := len(a.scratch)
		a.scratch = wire.AppendQuoted(a.scratch, text)
		a.texts[t] = piece{from, len(a.scratch)}
	default:
		a.texts[t] = piece{}
	}
	return err
}

func (a *AddressDraft) decodeResidential(d *jx.Decoder) error {
	if d.Next() != jx.Bool {
		a.residential = unset
		return d.Skip()
	}
	is, err := d.Bool()
	a.residential = no
	if is {
		a.residential = yes
	}
	return err
}

func addressTextOf(key []byte) (addressText, bool) {
	switch string(key) {
	case "city":
		return textCity, true
	case "company":
		return textCompany, true
	case "country":
		return textCountry, true
	case "email":
		return textEmail, true
	case "federal_tax_id":
		return textFederalTaxID, true
	case "name":
		return textName, true
	case "phone":
		return textPhone, true
	case "state":
		return textState, true
	case "state_tax_id":
		return textStateTaxID, true
	case "street1":
		return textStreet1, true
	case "street2":
		return textStreet2, true
	case "zip":
		return textZip, true
	}
	return 0, false
}

// Check reports what is wrong with a draft that is not a reference.
func (a *AddressDraft) Check(field string) *wire.Error {
	if a.problem != nil {
		return a.problem
	}
	if len(a.scratch)+int(addressTexts)*len(wire.Null) > longestAddress {
		return wire.Invalid(field, "is longer than 4 KiB")
	}
	return nil
}

// Build makes the address, without a number yet. One without a country is recorded to be in the United States.
func (a *AddressDraft) Build(m Mode, now int64) *Address {
	var text [longestAddress]byte
	made := &Address{Created: now, mode: m, residential: a.residential}
	b := text[:0]
	for i, p := range a.texts {
		switch {
		case p.from != p.to:
			b = append(b, a.scratch[p.from:p.to]...)
		case addressText(i) == textCountry:
			b = append(b, `"US"`...)
		default:
			b = append(b, wire.Null...)
		}
		made.ends[i] = uint16(len(b))
	}
	made.text = string(b)
	return made
}
