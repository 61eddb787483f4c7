package simulator

func (c *call) createParcel() *apiError {
	request := &c.draft.parcel
	if problem := c.readBody(request); problem != nil {
		return problem
	}
	if !request.parcel.given {
		return missing("parcel")
	}
	p, problem := c.store.resolveParcel(&request.parcel, c.now)
	if problem != nil {
		return problem
	}
	c.store.registerParcel(p)
	c.out = p.append(c.out, c.store.ids)
	c.created("parcels", c.store.ids.parcels, p.number)
	return nil
}

func (c *call) getParcel(id string) *apiError {
	p := c.store.parcels.find([]byte(id))
	if p == nil {
		return errNotFound
	}
	c.out = p.append(c.out, c.store.ids)
	return nil
}
