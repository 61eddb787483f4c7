package simulator

import "github.com/go-faster/jx"

// parcel is a Parcel as kept.
type parcel struct {
	number  uint64
	created int64 // seconds since 1970
	Measures
	predefined string
	mode       mode
}

func parcelSerial(p *parcel) uint64 { return p.number }

func (p *parcel) append(b []byte, ids *IDs) []byte {
	at := stampOf(p.created)
	b = append(append(b, `{"created_at":`...), at[:]...)
	b = appendMeasure(append(b, `,"height":`...), p.height)
	b = ids.parcels.append(append(b, `,"id":"`...), p.number)
	b = appendMeasure(append(b, `","length":`...), p.length)
	b = append(append(b, `,"mode":"`...), p.mode.String()...)
	b = appendOptional(append(b, `","object":"Parcel","predefined_package":`...), p.predefined)
	b = append(append(b, `,"updated_at":`...), at[:]...)
	b = appendMeasure(append(b, `,"weight":`...), p.weight)
	b = appendMeasure(append(b, `,"width":`...), p.width)
	return append(b, '}')
}

// parcelDraft is a parcel as sent: an id, or measures, or nothing.
type parcelDraft struct {
	given   bool
	id      []byte
	sent    parcel
	problem *apiError // holds only when there is no id
}

func (p *parcelDraft) reset() { *p = parcelDraft{id: p.id[:0]} }

func (p *parcelDraft) decode(d *jx.Decoder) error {
	p.reset()
	return visit(d, p.field)
}

func (p *parcelDraft) field(d *jx.Decoder, key []byte) (err error) {
	p.given = true
	switch string(key) {
	case "id":
		p.id, err = idValue(d, p.id)
		return err
	case "length":
		return p.measure(d, &p.sent.length, "length")
	case "width":
		return p.measure(d, &p.sent.width, "width")
	case "height":
		return p.measure(d, &p.sent.height, "height")
	case "weight":
		return p.measure(d, &p.sent.weight, "weight")
	case "predefined_package":
		return nameValue(d, &p.sent.predefined, "predefined_package", &p.problem)
	}
	return d.Skip()
}

func (p *parcelDraft) measure(d *jx.Decoder, into *float64, name string) error {
	x, wrong, err := measureValue(d)
	if wrong {
		p.problem = invalid(name, "must be a positive number")
	}
	*into = x
	return err
}

// check reports what is wrong with a draft that is not a reference. Documented: weight is required, and the
// dimensions are required as soon as one of them is there. The codes are our choice.
func (p *parcelDraft) check() *apiError {
	switch {
	case p.problem != nil:
		return p.problem
	case p.sent.weight == 0:
		return missing("weight")
	case p.sent.length == 0 && p.sent.width == 0 && p.sent.height == 0:
		return nil
	case p.sent.length == 0:
		return missing("length")
	case p.sent.width == 0:
		return missing("width")
	case p.sent.height == 0:
		return missing("height")
	}
	return nil
}

// build makes the parcel, without a number yet.
func (p *parcelDraft) build(m mode, now int64) *parcel {
	made := p.sent
	made.created, made.mode = now, m
	return &made
}
