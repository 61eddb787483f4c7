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

// sentAddress reads the body and finds or makes its address, which is not registered yet.
func (c *call) sentAddress() (*address, *apiError) {
	request := &c.draft.address
	if problem := c.readBody(request); problem != nil {
		return nil, problem
	}
	if !request.address.given {
		return nil, missing("address")
	}
	return request.address.resolve(c.world, c.now, "address")
}

func (c *call) createAddress() *apiError {
	request := &c.draft.address
	a, problem := c.sentAddress()
	if problem != nil {
		return problem
	}
	if a.number == 0 && (request.verify || request.strict) {
		a.verification = a.verify()
	}
	if request.strict && a.verification == unverifiable {
		return errNotVerified
	}
	c.world.registerAddress(a)
	c.out = a.append(c.out, c.world.addresses.identity)
	c.created("addresses", c.world.addresses.identity, a.number)
	return nil
}

// createAndVerifyAddress is createAddress with verify_strict and a wrapped answer.
func (c *call) createAndVerifyAddress() *apiError {
	a, problem := c.sentAddress()
	if problem != nil {
		return problem
	}
	if a, problem = c.verified(a); problem != nil {
		return problem
	}
	c.created("addresses", c.world.addresses.identity, a.number)
	return nil
}

func (c *call) verifyAddress(id string) *apiError {
	a := c.world.addresses.find([]byte(id))
	if a == nil {
		return errNotFound
	}
	_, problem := c.verified(a)
	return problem
}

// verified answers with an address that can be verified, in the wrapping of the endpoints that do only that. An address
// on its shelf never changes, so a verified copy replaces it.
func (c *call) verified(a *address) (*address, *apiError) {
	if a.verify() == unverifiable {
		return nil, errNotVerified
	}
	made := *a
	made.verification = verified
	if a.number == 0 {
		c.world.registerAddress(&made)
	} else {
		c.world.addresses.replace(a, &made)
	}
	c.out = append(made.append(append(c.out, `{"address":`...), c.world.addresses.identity), '}')
	return &made, nil
}

func (c *call) getAddress(id string) *apiError {
	a := c.world.addresses.find([]byte(id))
	if a == nil {
		return errNotFound
	}
	c.out = a.append(c.out, c.world.addresses.identity)
	return nil
}
