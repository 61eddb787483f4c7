package easypost

import (
	"unicode/utf8"

	"github.com/go-faster/jx"

	"ep-benchmark/workloads/shipping"
)

// encoder writes request bodies into a buffer that is used again.
//
// JSON can hold neither text that is not UTF-8 nor NaN and the infinities.
// Package shipping refuses lines with them. If one occurs nevertheless, each
// invalid byte is sent as U+FFFD, as in encoding/json, and such a number as
// null. The server's answer then differs from the line, and is refused as
// wrong.
type encoder struct {
	json jx.Encoder
	name []byte // put together from two parts
}

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
	e.party(&s.Recipient)
	j.FieldStart("from_address")
	if s.HasSender {
		e.party(&s.Sender)
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

// party renders an address.
func (e *encoder) party(p *shipping.Party) {
	j := &e.json
	j.ObjStart()
	e.fullName(p)
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

// fullName is the party's FullName, put together without an allocation.
func (e *encoder) fullName(p *shipping.Party) {
	if p.Name != "" || p.FirstName == "" || p.LastName == "" {
		e.field("name", p.FullName())
		return
	}
	e.name = append(append(append(e.name[:0], p.FirstName...), ' '), p.LastName...)
	e.json.FieldStart("name")
	if utf8.Valid(e.name) {
		e.json.ByteStr(e.name)
	} else {
		e.json.ByteStrEscape(e.name)
	}
}

func (e *encoder) field(name, value string) {
	e.json.FieldStart(name)
	if utf8.ValidString(value) {
		e.json.Str(value)
	} else {
		e.json.StrEscape(value)
	}
}

func (e *encoder) number(name string, value float64) {
	e.json.FieldStart(name)
	e.json.Float64(value)
}
