package api

import (
	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/wire"
)

// sentAddress reads the body and finds or makes its address, which is not registered yet.
func (c *Call) sentAddress() (*objects.Address, *wire.Error) {
	request := &c.draft.address
	if problem := c.readBody(request); problem != nil {
		return nil, problem
	}
	if !request.Address.Given {
		return nil, wire.Missing("address")
	}
	return c.Store.ResolveAddress(&request.Address, c.now, "address")
}

func (c *Call) createAddress() *wire.Error {
	request := &c.draft.address
	a, problem := c.sentAddress()
	if problem != nil {
		return problem
	}
	if a.Number == 0 && (request.Verify || request.Strict) {
		a.Verification = a.Verify()
	}
	if request.Strict && a.Verification == objects.Unverifiable {
		return wire.ErrNotVerified
	}
	c.Store.RegisterAddress(a)
	c.Out = a.Append(c.Out, c.Store.IDs)
	c.created("addresses", c.Store.IDs.Addresses, a.Number)
	return nil
}

// createAndVerifyAddress is createAddress with verify_strict and a wrapped answer.
func (c *Call) createAndVerifyAddress() *wire.Error {
	a, problem := c.sentAddress()
	if problem != nil {
		return problem
	}
	if a, problem = c.verified(a); problem != nil {
		return problem
	}
	c.created("addresses", c.Store.IDs.Addresses, a.Number)
	return nil
}

func (c *Call) verifyAddress(id string) *wire.Error {
	a := c.Store.Addresses.Find([]byte(id))
	if a == nil {
		return wire.ErrNotFound
	}
	_, problem := c.verified(a)
	return problem
}

// verified answers with an address that can be verified, in the wrapping of the endpoints that do only that. An address
// in its ring never changes, so a verified copy replaces it.
func (c *Call) verified(a *objects.Address) (*objects.Address, *wire.Error) {
	if a.Verify() == objects.Unverifiable {
		return nil, wire.ErrNotVerified
	}
	made := *a
	made.Verification = objects.Verified
	if a.Number == 0 {
		c.Store.RegisterAddress(&made)
	} else {
		c.Store.Addresses.Replace(a, &made)
	}
	c.Out = append(made.Append(append(c.Out, `{"address":`...), c.Store.IDs), '}')
	return &made, nil
}

func (c *Call) getAddress(id string) *wire.Error {
	a := c.Store.Addresses.Find([]byte(id))
	if a == nil {
		return wire.ErrNotFound
	}
	c.Out = a.Append(c.Out, c.Store.IDs)
	return nil
}
