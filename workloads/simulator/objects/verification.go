package objects

import (
	"strconv"

	"ep-benchmark/workloads/simulator/wire"
)

// Verification is what came of verifying an address.
type Verification uint8

// What may come of verifying an address.
const (
	NotVerified Verification = iota
	Verified
	Unverifiable
)

// Recorded.
var (
	notFound      = wire.Detail{Code: "E.ADDRESS.NOT_FOUND", Field: "address", Message: "Address not found"}
	noHouseNumber = wire.Detail{Code: "E.HOUSE_NUMBER.MISSING", Field: "street1", Message: "House number is missing"}

	errorsOfAddress = []wire.Detail{notFound}
	errorsOfStreet  = []wire.Detail{notFound, noHouseNumber}
)

// Problems are what is wrong with an address that can't be delivered to; none are for one that can.
func (a *Address) Problems() []wire.Detail {
	switch {
	case a.deliverable():
		return nil
	case a.raw(textStreet1) != wire.Null && !hasDigit(a.raw(textStreet1)):
		return errorsOfStreet
	}
	return errorsOfAddress
}

func hasDigit(text string) bool {
	for i := range len(text) {
		if text[i] >= '0' && text[i] <= '9' {
			return true
		}
	}
	return false
}

// appendVerifications renders what came of verifying the address, as recorded: delivery and zip4 always come together.
// A carrier that was asked accepts the address in any case, and still names its problems.
func (a *Address) appendVerifications(b []byte) []byte {
	if a.Verification == NotVerified {
		return append(b, `{}`...)
	}
	asked := a.raw(textVerifyCarrier) != wire.Null
	problems := a.Problems()
	b = a.appendOutcome(append(b, `{"delivery":`...), asked, problems)
	b = a.appendDetails(append(b, `,"details":`...), asked, len(problems) == 0)
	b = a.appendOutcome(append(b, `},"zip4":`...), asked, problems)
	b = append(b, `,"details":null}`...)
	if asked {
		b = append(append(b, `,"verify_carrier":`...), a.raw(textVerifyCarrier)...)
	}
	return append(b, '}')
}

func (a *Address) appendOutcome(b []byte, asked bool, problems []wire.Detail) []byte {
	b = strconv.AppendBool(append(b, `{"success":`...), asked || len(problems) == 0)
	return wire.AppendDetails(append(b, `,"errors":`...), problems)
}

// appendDetails renders where a verified address lies. Coordinates are those of the region of its ZIP code, and null
// outside the United States, our choice; they are recorded as null of a carrier's address that was not found.
func (a *Address) appendDetails(b []byte, asked, found bool) []byte {
	if !found && !asked {
		return append(b, `{}`...)
	}
	place, ok := a.location().Coordinates()
	if !ok || !found {
		return append(b, `{"latitude":null,"longitude":null,"time_zone":null}`...)
	}
	b = strconv.AppendFloat(append(b, `{"latitude":`...), place.Latitude, 'f', -1, 64)
	b = strconv.AppendFloat(append(b, `,"longitude":`...), place.Longitude, 'f', -1, 64)
	return append(wire.AppendQuoted(append(b, `,"time_zone":`...), place.TimeZone), '}')
}
