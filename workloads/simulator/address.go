package simulator

// address is an Address as kept: the texts are rendered as JSON once, when it is made, and stand one after another.
type address struct {
	number       uint64
	created      int64 // seconds since 1970
	text         string
	ends         [addressTexts]uint16 // where each text ends
	mode         mode
	residential  tristate
	verification verification
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
	addressTexts
)

type tristate uint8

const (
	unset tristate = iota
	no
	yes
)

func (t tristate) String() string {
	switch t {
	case no:
		return "false"
	case yes:
		return "true"
	}
	return null
}

type verification uint8

const (
	notAsked verification = iota
	verified
	unverifiable
)

// Recorded; the details of a verified address (coordinates, time zone) are left empty, our choice.
var verifications = [...]string{
	notAsked: `{}`,
	verified: `{"delivery":{"details":{},"errors":[],"success":true}}`,
	unverifiable: `{"delivery":{"details":{},"errors":[{"code":"E.ADDRESS.NOT_FOUND","field":"address",` +
		`"message":"Address not found","suggestion":null}],"success":false}}`,
}

func addressSerial(a *address) uint64 { return a.number }

// raw returns a text as the JSON it is kept as: null or a string in its quotes.
func (a *address) raw(t addressText) string {
	if t == 0 {
		return a.text[:a.ends[0]]
	}
	return a.text[a.ends[t-1]:a.ends[t]]
}

// plain returns a text without its quotes, or "" for null. Escapes stay as they are: zips and countries have none.
func (a *address) plain(t addressText) string {
	raw := a.raw(t)
	if raw == null {
		return ""
	}
	return raw[1 : len(raw)-1]
}

func (a *address) append(b []byte, ids *IDs) []byte {
	at := stampOf(a.created)
	b = append(append(b, `{"carrier_facility":null,"city":`...), a.raw(textCity)...)
	b = append(append(b, `,"company":`...), a.raw(textCompany)...)
	b = append(append(b, `,"country":`...), a.raw(textCountry)...)
	b = at.appendForAddress(append(b, `,"created_at":`...))
	b = append(append(b, `,"email":`...), a.raw(textEmail)...)
	b = append(append(b, `,"federal_tax_id":`...), a.raw(textFederalTaxID)...)
	b = ids.addresses.append(append(b, `,"id":"`...), a.number)
	b = append(append(b, `","mode":"`...), a.mode.String()...)
	b = append(append(b, `","name":`...), a.raw(textName)...)
	b = append(append(b, `,"object":"Address","phone":`...), a.raw(textPhone)...)
	b = append(append(b, `,"residential":`...), a.residential.String()...)
	b = append(append(b, `,"state":`...), a.raw(textState)...)
	b = append(append(b, `,"state_tax_id":`...), a.raw(textStateTaxID)...)
	b = append(append(b, `,"street1":`...), a.raw(textStreet1)...)
	b = append(append(b, `,"street2":`...), a.raw(textStreet2)...)
	b = at.appendForAddress(append(b, `,"updated_at":`...))
	b = append(append(b, `,"verifications":`...), verifications[a.verification]...)
	b = append(append(b, `,"zip":`...), a.raw(textZip)...)
	return append(b, '}')
}

// verify returns the result of a verification.
func (a *address) verify() verification {
	if a.deliverable() {
		return verified
	}
	return unverifiable
}

// deliverable tells whether the simulator takes an address for a real one: it has a street, and in the United States
// its ZIP area exists. Our choice; the recorded nonsense address has ZIP 00001.
func (a *address) deliverable() bool {
	if a.raw(textStreet1) == null {
		return false
	}
	where := a.location()
	if !where.domestic() {
		return a.raw(textCity) != null
	}
	return where.hasArea()
}

// location is what carriers rate of the address.
func (a *address) location() Location {
	return Location{country: a.plain(textCountry), zip: a.plain(textZip)}
}
