package simulator

// sentAddress reads the body and finds or makes its address, which is not registered yet.
func (c *call) sentAddress() (*address, *apiError) {
	request := &c.draft.address
	if problem := c.readBody(request); problem != nil {
		return nil, problem
	}
	if !request.address.given {
		return nil, missing("address")
	}
	return c.store.resolveAddress(&request.address, c.now, "address")
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
	c.store.registerAddress(a)
	c.out = a.append(c.out, c.store.ids)
	c.created("addresses", c.store.ids.addresses, a.number)
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
	c.created("addresses", c.store.ids.addresses, a.number)
	return nil
}

func (c *call) verifyAddress(id string) *apiError {
	a := c.store.addresses.find([]byte(id))
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
		c.store.registerAddress(&made)
	} else {
		c.store.addresses.replace(a, &made)
	}
	c.out = append(made.append(append(c.out, `{"address":`...), c.store.ids), '}')
	return &made, nil
}

func (c *call) getAddress(id string) *apiError {
	a := c.store.addresses.find([]byte(id))
	if a == nil {
		return errNotFound
	}
	c.out = a.append(c.out, c.store.ids)
	return nil
}
