package simulator

// createShipment also buys, where the body names a service. The whole request is checked before an object is made, so a
// refused request makes no object and uses no serial number.
func (c *call) createShipment() *apiError {
	d := &c.draft.shipment
	if problem := c.readBody(d); problem != nil {
		return problem
	}
	s, problem := d.build(c.world, c.now)
	if problem != nil {
		return problem
	}
	index, buys := 0, s.wish.service != ""
	if buys {
		c.as = buyInOneCall
		if index, problem = s.chosen(s.wish); problem != nil {
			return problem
		}
	}
	c.world.number(s)
	if buys {
		s.buy(c.world, index, c.now)
	}
	c.world.put(s)
	c.out = s.append(c.out, c.world)
	c.created("shipments", c.world.shipments.identity, s.number)
	return nil
}

func (c *call) getShipment(id string) *apiError {
	s := c.world.shipments.find([]byte(id))
	if s == nil {
		return errNotFound
	}
	c.out = s.append(c.out, c.world)
	return nil
}

// change replaces a shipment by a copy that remake has changed, and retries when another request was faster. So of two
// requests that buy at once, one succeeds, and the other one retries and finds the shipment bought.
func (w *world) change(old *shipment, remake func(s *shipment) *apiError) (*shipment, *apiError) {
	for {
		made := *old
		if problem := remake(&made); problem != nil {
			return nil, problem
		}
		if w.shipments.replace(old, &made) {
			return &made, nil
		}
		if old = w.shipments.get(made.number); old == nil {
			return nil, errNotFound // it has left meanwhile
		}
	}
}

// changeShipment finds a shipment, reads the body and changes the shipment by it.
func (c *call) changeShipment(id string, body draft, remake func(s *shipment) *apiError) (*shipment, *apiError) {
	s := c.world.shipments.find([]byte(id))
	if s == nil {
		return nil, errNotFound
	}
	if problem := c.readBody(body); problem != nil {
		return nil, problem
	}
	return c.world.change(s, func(s *shipment) *apiError {
		s.changed = c.now
		return remake(s)
	})
}

// rerateShipment asks the carriers again. They offer the same rates under new ids, since the parcel and the route are
// the same. The old ids are no rates any more, our choice. It is also our choice that a bought shipment can't be rated
// again.
func (c *call) rerateShipment(id string) *apiError {
	s, problem := c.changeShipment(id, noBody{}, func(s *shipment) *apiError {
		if s.bought != nil {
			return errPostageExists
		}
		s.generation++
		s.ratedAt = c.now
		return nil
	})
	if problem != nil {
		return problem
	}
	c.out = append(s.appendRates(append(c.out, `{"rates":`...), c.world), '}')
	return nil
}

func (c *call) buyShipment(id string) *apiError {
	request := &c.draft.purchase
	s, problem := c.changeShipment(id, request, func(s *shipment) *apiError {
		index, problem := request.check(s, c.world)
		if problem != nil {
			return problem
		}
		if request.insured > 0 {
			s.insured = request.insured
		}
		s.buy(c.world, index, c.now)
		return nil
	})
	if problem != nil {
		return problem
	}
	c.world.trackers.add(s.bought.tracker)
	c.out = s.append(c.out, c.world)
	return nil
}

// refundShipment may be asked again, as documented.
func (c *call) refundShipment(id string) *apiError {
	s, problem := c.changeShipment(id, noBody{}, func(s *shipment) *apiError {
		if s.bought == nil {
			return errNoPostage
		}
		s.refunded = true
		return nil
	})
	if problem != nil {
		return problem
	}
	c.out = s.append(c.out, c.world)
	return nil
}

func (c *call) insureShipment(id string) *apiError {
	request := &c.draft.insurance
	s, problem := c.changeShipment(id, request, func(s *shipment) *apiError {
		switch {
		case request.problem != nil:
			return request.problem
		case request.amount == 0:
			return missing("amount")
		case s.bought == nil:
			return errNoPostage
		case s.insured > 0:
			return errInsured
		}
		s.insured = request.amount
		return nil
	})
	if problem != nil {
		return problem
	}
	c.out = s.append(c.out, c.world)
	return nil
}
