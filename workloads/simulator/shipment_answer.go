package simulator

// createShipment also buys, where the body names a service. The whole request is checked before an object is made, so a
// refused request makes no object and uses no serial number.
func (c *call) createShipment() *apiError {
	d := &c.draft.shipment
	if problem := c.readBody(d); problem != nil {
		return problem
	}
	s, problem := c.store.buildShipment(d, c.now)
	if problem != nil {
		return problem
	}
	index, buys := 0, s.wish.service != ""
	if buys {
		c.as = buyInOneCall
		if index, problem = s.choose(s.wish); problem != nil {
			return problem
		}
	}
	c.store.number(s)
	if buys {
		c.store.buy(s, index, c.now)
	}
	c.store.put(s)
	c.out = s.append(c.out, c.store.ids)
	c.created("shipments", c.store.ids.shipments, s.number)
	return nil
}

func (c *call) getShipment(id string) *apiError {
	s := c.store.shipments.find([]byte(id))
	if s == nil {
		return errNotFound
	}
	c.out = s.append(c.out, c.store.ids)
	return nil
}

// changeShipment finds a shipment, reads the body and changes the shipment by it.
func (c *call) changeShipment(id string, body draft, remake func(s *shipment) *apiError) (*shipment, *apiError) {
	s := c.store.shipments.find([]byte(id))
	if s == nil {
		return nil, errNotFound
	}
	if problem := c.readBody(body); problem != nil {
		return nil, problem
	}
	return c.store.change(s, func(s *shipment) *apiError {
		s.changed = c.now
		return remake(s)
	})
}

func (c *call) rerateShipment(id string) *apiError {
	s, problem := c.changeShipment(id, noBody{}, func(s *shipment) *apiError { return s.rerate(c.now) })
	if problem != nil {
		return problem
	}
	c.out = append(s.appendRates(append(c.out, `{"rates":`...), c.store.ids), '}')
	return nil
}

func (c *call) buyShipment(id string) *apiError {
	request := &c.draft.purchase
	s, problem := c.changeShipment(id, request, func(s *shipment) *apiError {
		index, problem := request.check(s, c.store.ids)
		if problem != nil {
			return problem
		}
		if request.insured > 0 {
			s.insured = request.insured
		}
		c.store.buy(s, index, c.now)
		return nil
	})
	if problem != nil {
		return problem
	}
	c.store.trackers.add(s.bought.tracker)
	c.out = s.append(c.out, c.store.ids)
	return nil
}

func (c *call) refundShipment(id string) *apiError {
	s, problem := c.changeShipment(id, noBody{}, (*shipment).refund)
	if problem != nil {
		return problem
	}
	c.out = s.append(c.out, c.store.ids)
	return nil
}

func (c *call) insureShipment(id string) *apiError {
	request := &c.draft.insurance
	s, problem := c.changeShipment(id, request, func(s *shipment) *apiError { return s.insure(request) })
	if problem != nil {
		return problem
	}
	c.out = s.append(c.out, c.store.ids)
	return nil
}
