package api

import "ep-benchmark/workloads/simulator/wire"

func (c *Call) createParcel() *wire.Error {
	request := &c.draft.parcel
	if problem := c.readBody(request); problem != nil {
		return problem
	}
	if !request.Parcel.Given {
		return wire.Missing("parcel")
	}
	p, problem := c.Store.ResolveParcel(&request.Parcel, c.now)
	if problem != nil {
		return problem
	}
	c.Store.RegisterParcel(p)
	c.Out = p.Append(c.Out, c.Store.IDs)
	c.created("parcels", c.Store.IDs.Parcels, p.Number)
	return nil
}

func (c *Call) getParcel(id string) *wire.Error {
	p := c.Store.Parcels.Find([]byte(id))
	if p == nil {
		return wire.ErrNotFound
	}
	c.Out = p.Append(c.Out, c.Store.IDs)
	return nil
}
