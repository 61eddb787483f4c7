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
	if problem := request.Check(); problem != nil {
		return nil, problem
	}
	return c.Store.ResolveAddress(&request.Address, c.now, "address")
}

// createAddress verifies a new address where that is asked for; one that has its id stays as it is.
func (c *Call) createAddress() *wire.Error {
	request := &c.draft.address
	a, problem := c.sentAddress()
	if problem != nil {
		return problem
	}
	if a.Number == 0 && (request.Verify || request.Strict) {
		a = a.Verify(request.Carrier)
	}
	if request.Strict && request.Carrier == "" && a.Verification == objects.Unverifiable {
		return wire.NotVerified(a.Problems())
	}
	c.Store.RegisterAddress(a)
	c.Out = a.Append(c.Out, c.Store.IDs)
	c.created("addresses", c.Store.IDs.Addresses, a.Number)
	return nil
}

// createAndVerifyAddress is recorded to answer 200, unlike createAddress.
func (c *Call) createAndVerifyAddress() *wire.Error {
	a, problem := c.sentAddress()
	if problem != nil {
		return problem
	}
	return c.verified(a, c.draft.address.Carrier)
}

func (c *Call) verifyAddress(id string) *wire.Error {
	a := c.Store.Addresses.Find([]byte(id))
	if a == nil {
		return wire.ErrNotFound
	}
	return c.verified(a, "")
}

// verified answers with an address that can be verified, in the wrapping of the endpoints that do only that. It is a
// new address, also where it was made before: recorded is another id than the one that was asked for.
func (c *Call) verified(a *objects.Address, carrier string) *wire.Error {
	made := a.Verify(carrier)
	if made.Verification == objects.Unverifiable && carrier == "" {
		return wire.NotVerified(made.Problems())
	}
	made.Number, made.Created = 0, c.now
	c.Store.RegisterAddress(made)
	c.Out = append(made.Append(append(c.Out, `{"address":`...), c.Store.IDs), '}')
	c.located("addresses", c.Store.IDs.Addresses, made.Number)
	return nil
}

func (c *Call) getAddress(id string) *wire.Error {
	a := c.Store.Addresses.Find([]byte(id))
	if a == nil {
		return wire.ErrNotFound
	}
	c.Out = a.Append(c.Out, c.Store.IDs)
	return nil
}
