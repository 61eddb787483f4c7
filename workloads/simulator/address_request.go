package simulator

import "github.com/go-faster/jx"

// addressRequest is the body of POST /v2/addresses as sent.
type addressRequest struct {
	address addressDraft
	verify  bool // say whether it could be verified
	strict  bool // refuse what could not be
}

func (a *addressRequest) reset() {
	a.address.reset()
	a.verify, a.strict = false, false
}

func (a *addressRequest) decode(d *jx.Decoder) error {
	return visit(d, func(d *jx.Decoder, key []byte) (err error) {
		switch string(key) {
		case "address":
			return a.address.decode(d)
		case "verify":
			a.verify, err = asked(d)
			return err
		case "verify_strict":
			a.strict, err = asked(d)
			return err
		}
		return d.Skip()
	})
}

// asked reads true or a list with something in it, the two ways in which clients ask for a verification.
func asked(d *jx.Decoder) (bool, error) {
	if d.Next() != jx.Array {
		return boolValue(d)
	}
	any := false
	err := d.Arr(func(d *jx.Decoder) error {
		any = true
		return d.Skip()
	})
	return any, err
}
