package objects

import (
	"github.com/go-faster/jx"

	"ep-benchmark/workloads/simulator/rating"
	"ep-benchmark/workloads/simulator/wire"
)

// Parcel is a Parcel as kept.
type Parcel struct {
	Number  uint64
	created int64 // seconds since 1970
	rating.Measures
	predefined string
	mode       Mode
}

// ParcelSerial is the parcel's serial number.
func ParcelSerial(p *Parcel) uint64 { return p.Number }

// Append renders the parcel as recorded.
func (p *Parcel) Append(b []byte, ids *IDs) []byte {
	at := wire.StampOf(p.created)
	b = append(append(b, `{"created_at":`...), at[:]...)
	b = wire.AppendMeasure(append(b, `,"height":`...), p.Height)
	b = ids.Parcels.Append(append(b, `,"id":"`...), p.Number)
	b = wire.AppendMeasure(append(b, `","length":`...), p.Length)
	b = append(append(b, `,"mode":"`...), p.mode.String()...)
	b = wire.AppendOptional(append(b, `","object":"Parcel","predefined_package":`...), p.predefined)
	b = append(append(b, `,"updated_at":`...), at[:]...)
	b = wire.AppendMeasure(append(b, `,"weight":`...), p.Weight)
	b = wire.AppendMeasure(append(b, `,"width":`...), p.Width)
	return append(b, '}')
}

// ParcelDraft is a parcel as sent: an id, or measures, or nothing.
type ParcelDraft struct {
	Given   bool
	ID      []byte
	sent    Parcel
	problem *wire.Error // holds only when there is no id
}

// Reset empties it for the next request; the buffers stay.
func (p *ParcelDraft) Reset() { *p = ParcelDraft{ID: p.ID[:0]} }

// Decode reads what was sent.
func (p *ParcelDraft) Decode(d *jx.Decoder) error {
	p.Reset()
	return wire.Visit(d, p.field)
}

func (p *ParcelDraft) field(d *jx.Decoder, key []byte) (err error) {
	p.Given = true
	switch string(key) {
	case "id":
		p.ID, err = wire.IDValue(d, p.ID)
		return err
	case "length":
		return p.measure(d, &p.sent.Length, "length")
	case "width":
		return p.measure(d, &p.sent.Width, "width")
	case "height":
		return p.measure(d, &p.sent.Height, "height")
	case "weight":
		return p.measure(d, &p.sent.Weight, "weight")
	case "predefined_package":
		return wire.NameValue(d, &p.sent.predefined, "predefined_package", &p.problem)
	}
	return d.Skip()
}

func (p *ParcelDraft) measure(d *jx.Decoder, into *float64, name string) error {
	x, wrong, err := wire.MeasureValue(d)
	if wrong {
		p.problem = wire.Invalid(name, "must be a positive number")
	}
	*into = x
	return err
}

// Check reports what is wrong with a draft that is not a reference. Documented: weight is required, and the
// dimensions are required as soon as one of them is there. The codes are our choice.
func (p *ParcelDraft) Check() *wire.Error {
	switch {
	case p.problem != nil:
		return p.problem
	case p.sent.Weight == 0:
		return wire.Missing("weight")
	case p.sent.Length == 0 && p.sent.Width == 0 && p.sent.Height == 0:
		return nil
	case p.sent.Length == 0:
		return wire.Missing("length")
	case p.sent.Width == 0:
		return wire.Missing("width")
	case p.sent.Height == 0:
		return wire.Missing("height")
	}
	return nil
}

// Build makes the parcel, without a number yet.
func (p *ParcelDraft) Build(m Mode, now int64) *Parcel {
	made := p.sent
	made.created, made.mode = now, m
	return &made
}
