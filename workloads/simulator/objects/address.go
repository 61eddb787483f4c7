package objects

import (
	"strings"

	"github.com/go-faster/jx"

	"ep-benchmark/workloads/simulator/rating"
	"ep-benchmark/workloads/simulator/wire"
)

// Address is an Address as kept: the texts are rendered as JSON once, when it is made, and stand one after another.
type Address struct {
	Number       uint64
	Created      int64 // seconds since 1970
	text         string
	ends         [addressTexts]uint16 // where each text ends
	mode         Mode
	residential  tristate
	Verification Verification
}

type addressText uint8

// In the order in which an answer has them, which is the recorded one: by the alphabet.
const (
	textCity addressText = iota
	textCompany
	textCountry
	textEmail
	textFederalTaxID
	textName
	textPhone
	textState
	textStateTaxID
	textStreet1
	textStreet2
	textZip
	textVerifyCarrier // whose verification was asked for; it is no field of the answer
	addressTexts
)

type tristate uint8

const (
	unset tristate = iota
	no
	yes
)

// String is the answer's JSON.
func (t tristate) String() string {
	switch t {
	case no:
		return "false"
	case yes:
		return "true"
	}
	return wire.Null
}

// AddressSerial is the address's serial number.
func AddressSerial(a *Address) uint64 { return a.Number }

// raw returns a text as the JSON it is kept as: null or a string in its quotes.
func (a *Address) raw(t addressText) string {
	if t == 0 {
		return a.text[:a.ends[0]]
	}
	return a.text[a.ends[t-1]:a.ends[t]]
}

// plain returns a text without its quotes, or "" for null. Escapes stay as they are: zips and countries have none.
func (a *Address) plain(t addressText) string {
	raw := a.raw(t)
	if raw == wire.Null {
		return ""
	}
	return raw[1 : len(raw)-1]
}

// Append renders the address as recorded.
func (a *Address) Append(b []byte, ids *IDs) []byte {
	at := wire.StampOf(a.Created)
	b = append(append(b, `{"carrier_facility":null,"city":`...), a.raw(textCity)...)
	b = append(append(b, `,"company":`...), a.raw(textCompany)...)
	b = append(append(b, `,"country":`...), a.raw(textCountry)...)
	b = at.AppendForAddress(append(b, `,"created_at":`...))
	b = append(append(b, `,"email":`...), a.raw(textEmail)...)
	b = append(append(b, `,"federal_tax_id":`...), a.raw(textFederalTaxID)...)
	b = ids.Addresses.Append(append(b, `,"id":"`...), a.Number)
	b = append(append(b, `","mode":"`...), a.mode.String()...)
	b = append(append(b, `","name":`...), a.raw(textName)...)
	b = append(append(b, `,"object":"Address","phone":`...), a.raw(textPhone)...)
	b = append(append(b, `,"residential":`...), a.residential.String()...)
	b = append(append(b, `,"state":`...), a.raw(textState)...)
	b = append(append(b, `,"state_tax_id":`...), a.raw(textStateTaxID)...)
	b = append(append(b, `,"street1":`...), a.raw(textStreet1)...)
	b = append(append(b, `,"street2":`...), a.raw(textStreet2)...)
	b = at.AppendForAddress(append(b, `,"updated_at":`...))
	b = a.appendVerifications(append(b, `,"verifications":`...))
	b = append(append(b, `,"zip":`...), a.raw(textZip)...)
	return append(b, '}')
}

// deliverable tells whether the simulator takes an address for a real one: it has a street, and in the United States
// its ZIP area exists. Our choice; the recorded nonsense address has ZIP 00001.
func (a *Address) deliverable() bool {
	if a.raw(textStreet1) == wire.Null {
		return false
	}
	where := a.location()
	if !where.Domestic() {
		return a.raw(textCity) != wire.Null
	}
	return where.KnownZIP()
}

// location is what carriers rate of the address.
func (a *Address) location() rating.Location {
	return rating.Location{Country: a.plain(textCountry), ZIP: a.plain(textZip)}
}

// textOf is a text as it is, without JSON's quotes and escapes.
func (a *Address) textOf(t addressText) string {
	text, err := jx.DecodeStr(a.raw(t)).Str()
	if err != nil {
		return "" // null
	}
	return text
}

// Lines are the address as it is written on a parcel, without empty lines.
func (a *Address) Lines() (lines []string) {
	place := strings.TrimSpace(a.textOf(textCity) + " " + a.textOf(textState) + " " + a.textOf(textZip))
	for _, line := range []string{a.textOf(textName), a.textOf(textCompany), a.textOf(textStreet1), a.textOf(textStreet2), place, a.textOf(textCountry)} {
		if line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// Where are the texts by which an address is known elsewhere: its answer's fields, without those of an Address alone.
func (a *Address) Where() map[string]*string {
	fields := map[string]*string{}
	for t, name := range addressNames {
		if a.raw(t) == wire.Null {
			fields[name] = nil
			continue
		}
		text := a.textOf(t)
		fields[name] = &text
	}
	return fields
}

// addressNames are the fields that other objects than addresses have of them too.
var addressNames = map[addressText]string{
	textCity: "city", textCompany: "company", textCountry: "country", textEmail: "email", textName: "name", textPhone: "phone",
	textState: "state", textStreet1: "street1", textStreet2: "street2", textZip: "zip",
}
