package easypost

import (
	"ep-benchmark/workloads/shipping"

	"github.com/go-faster/jx"
)

// encoder writes request bodies into a buffer that is used again.
type encoder struct{ json jx.Encoder }

// shipment renders {"shipment":{…}} for a spreadsheet line.
func (e *encoder) shipment(s *shipping.Shipment) []byte {
	j := &e.json
	j.Reset()
	j.ObjStart()
	j.FieldStart("shipment")
	j.ObjStart()
	if s.References[0] != "" {
		e.field("reference", s.References[0])
	}
	j.FieldStart("to_address")
	e.party(&s.Recipient, s.Recipient.FirstName, s.Recipient.LastName)
	j.FieldStart("from_address")
	if s.HasSender {
		e.party(&s.Sender, s.Sender.Name, "")
	} else {
		// A line without a sender tells only the state that it leaves from.
		j.ObjStart()
		e.field("state", s.Origin)
		e.field("country", "US")
		j.ObjEnd()
	}
	j.FieldStart("parcel")
	j.ObjStart()
	e.number("length", s.Dimensions.Length)
	e.number("width", s.Dimensions.Width)
	e.number("height", s.Dimensions.Height)
	e.number("weight", s.Weight)
	j.ObjEnd()
	j.ObjEnd()
	j.ObjEnd()
	return j.Bytes()
}

// party renders an address; a name may come in two parts.
func (e *encoder) party(p *shipping.Party, first, last string) {
	j := &e.json
	j.ObjStart()
	name := first
	if last != "" {
		name += " " + last
	}
	e.field("name", name)
	e.field("street1", p.Street1)
	if p.Street2 != "" {
		e.field("street2", p.Street2)
	}
	e.field("city", p.City)
	e.field("state", p.State)
	e.field("zip", p.PostalCode)
	e.field("country", p.Country)
	e.field("phone", p.Phone)
	e.field("email", p.Email)
	j.ObjEnd()
}

// tracker renders {"tracker":{…}}; without a carrier the API takes its own.
func (e *encoder) tracker(code, carrier string) []byte {
	j := &e.json
	j.Reset()
	j.ObjStart()
	j.FieldStart("tracker")
	j.ObjStart()
	e.field("tracking_code", code)
	if carrier != "" {
		e.field("carrier", carrier)
	}
	j.ObjEnd()
	j.ObjEnd()
	return j.Bytes()
}

func (e *encoder) field(name, value string) {
	e.json.FieldStart(name)
	e.json.Str(value)
}

func (e *encoder) number(name string, value float64) {
	e.json.FieldStart(name)
	e.json.Float64(value)
}
