package simulator

import "github.com/go-faster/jx"

// addressDraft is an address as sent: an id, or texts, or nothing.
type addressDraft struct {
	given       bool
	id          []byte
	scratch     []byte // the texts, rendered, in the order they came
	texts       [addressTexts]piece
	residential tristate
	problem     *apiError // holds only when there is no id: beside an id the rest is ignored
}

// piece is a part of a draft's scratch; an empty one stands for null.
type piece struct{ from, to int }

// longestAddress bounds the texts of one address in bytes of JSON, so that the number of objects bounds the memory.
const longestAddress = 4096

func (a *addressDraft) reset() {
	*a = addressDraft{id: a.id[:0], scratch: a.scratch[:0]}
}

func (a *addressDraft) decode(d *jx.Decoder) error {
	a.reset() // of two equal keys the last one counts
	return visit(d, a.field)
}

func (a *addressDraft) field(d *jx.Decoder, key []byte) (err error) {
	a.given = true
	switch string(key) {
	case "id":
		a.id, err = idValue(d, a.id)
		return err
	case "residential":
		return a.decodeResidential(d)
	}
	t, ok := addressTextOf(key)
	if !ok {
		return d.Skip()
	}
	text, ok, wrong, err := textValue(d)
	switch {
	case wrong:
		a.problem = invalid(string(key), "must be a string")
	case ok:
		from := len(a.scratch)
		a.scratch = appendQuoted(a.scratch, text)
		a.texts[t] = piece{from, len(a.scratch)}
	default:
		a.texts[t] = piece{}
	}
	return err
}

func (a *addressDraft) decodeResidential(d *jx.Decoder) error {
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

// check reports what is wrong with a draft that is not a reference.
func (a *addressDraft) check(field string) *apiError {
	if a.problem != nil {
		return a.problem
	}
	if len(a.scratch)+int(addressTexts)*len(null) > longestAddress {
		return invalid(field, "is longer than 4 KiB")
	}
	return nil
}

// build makes the address, without a number yet.
func (a *addressDraft) build(m mode, now int64) *address {
	var text [longestAddress]byte
	made := &address{created: now, mode: m, residential: a.residential}
	b := text[:0]
	for i, p := range a.texts {
		if p.from == p.to {
			b = append(b, null...)
		} else {
			b = append(b, a.scratch[p.from:p.to]...)
		}
		made.ends[i] = uint16(len(b))
	}
	made.text = string(b)
	return made
}
