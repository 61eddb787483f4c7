package objects

import (
	"strings"

	"github.com/go-faster/jx"

	"ep-benchmark/workloads/simulator/wire"
)

// AddressRequest is the body of POST /v2/addresses as sent.
type AddressRequest struct {
	Address AddressDraft
	Verify  bool   // say whether it could be verified
	Strict  bool   // refuse what could not be
	Carrier string // whose verification is wanted, in small letters; "" = none's
	problem *wire.Error
}

// Reset empties it for the next request; the buffers stay.
func (a *AddressRequest) Reset() {
	a.Address.Reset()
	a.Verify, a.Strict, a.Carrier, a.problem = false, false, "", nil
}

// Decode reads what was sent.
func (a *AddressRequest) Decode(d *jx.Decoder) error {
	return wire.Visit(d, func(d *jx.Decoder, key []byte) (err error) {
		switch string(key) {
		case "address":
			return a.Address.Decode(d)
		case "verify":
			a.Verify, err = asked(d)
			return err
		case "verify_strict":
			a.Strict, err = asked(d)
			return err
		case "verify_carrier":
			err = wire.NameValue(d, &a.Carrier, "verify_carrier", &a.problem)
			a.Carrier = strings.ToLower(a.Carrier) // recorded
			return err
		}
		return d.Skip()
	})
}

// Check reports what is missing or wrong beside the address's own fields.
func (a *AddressRequest) Check() *wire.Error {
	if !a.Address.Given {
		return wire.Missing("address")
	}
	return a.problem
}

// asked reads true or a list with something in it, the two ways in which clients ask for a verification.
func asked(d *jx.Decoder) (bool, error) {
	if d.Next() != jx.Array {
		return wire.BoolValue(d)
	}
	any := false
	err := d.Arr(func(d *jx.Decoder) error {
		any = true
		return d.Skip()
	})
	return any, err
}
