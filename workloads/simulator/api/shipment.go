package api

import (
	"ep-benchmark/workloads/simulator/endpoint"
	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/wire"
)

// createShipment also buys, where the body names a service. The whole request is checked before an object is made, so a
// refused request makes no object and uses no serial number.
func (c *Call) createShipment() *wire.Error {
	d := &c.draft.shipment
	if problem := c.readBody(d); problem != nil {
		return problem
	}
	s, problem := c.Store.BuildShipment(d, c.now)
	if problem != nil {
		return problem
	}
	index, buys := 0, s.Wish.Service != ""
	if buys {
		c.As = endpoint.BuyInOneCall
		if index, problem = s.Choose(s.Wish); problem != nil {
			return problem
		}
	}
	c.Store.GiveNumbers(s)
	if buys {
		c.Store.Buy(s, index, c.now)
	}
	c.Store.Put(s)
	if buys {
		c.tracked(s.Tracker())
		c.Out = s.AppendBought(c.Out, c.Store.IDs)
	} else {
		c.Out = s.Append(c.Out, c.Store.IDs)
	}
	c.created("shipments", c.Store.IDs.Shipments, s.Number)
	return nil
}

func (c *Call) getShipment(id string) *wire.Error {
	s := c.Store.Shipments.Find([]byte(id))
	if s == nil {
		return wire.ErrNotFound
	}
	c.Out = s.Append(c.Out, c.Store.IDs)
	return nil
}

// changeShipment finds a shipment, reads the body and changes the shipment by it.
func (c *Call) changeShipment(id string, body draft, remake func(s *objects.Shipment) *wire.Error) (*objects.Shipment, *wire.Error) {
	s := c.Store.Shipments.Find([]byte(id))
	if s == nil {
		return nil, wire.ErrNotFound
	}
	if problem := c.readBody(body); problem != nil {
		return nil, problem
	}
	return c.Store.ChangeShipment(s, func(s *objects.Shipment) *wire.Error {
		s.Changed = c.now
		return remake(s)
	})
}

func (c *Call) rerateShipment(id string) *wire.Error {
	s, problem := c.changeShipment(id, noBody{}, func(s *objects.Shipment) *wire.Error { return s.Rerate(c.now, c.Store.IDs) })
	if problem != nil {
		return problem
	}
	c.Out = append(s.AppendRates(append(c.Out, `{"rates":`...), c.Store.IDs), '}')
	return nil
}

func (c *Call) buyShipment(id string) *wire.Error {
	request := &c.draft.purchase
	s, problem := c.changeShipment(id, request, func(s *objects.Shipment) *wire.Error {
		index, problem := request.Check(s, c.Store.IDs)
		if problem != nil {
			return problem
		}
		if request.Insured > 0 {
			s.Insured = request.Insured
		}
		c.Store.Buy(s, index, c.now)
		return nil
	})
	if problem != nil {
		return problem
	}
	c.showBought(s)
	return nil
}

// showBought answers the purchase of a shipment that was there before.
func (c *Call) showBought(s *objects.Shipment) {
	c.keepTracker(s)
	c.Out = s.AppendBought(c.Out, c.Store.IDs)
}

// keepTracker makes the tracker of a purchase visible.
func (c *Call) keepTracker(s *objects.Shipment) {
	c.Store.Trackers.Add(s.Tracker())
	c.tracked(s.Tracker())
}

func (c *Call) refundShipment(id string) *wire.Error {
	s, problem := c.changeShipment(id, noBody{}, (*objects.Shipment).Refund)
	if problem != nil {
		return problem
	}
	c.Out = s.Append(c.Out, c.Store.IDs)
	return nil
}

func (c *Call) insureShipment(id string) *wire.Error {
	request := &c.draft.insurance
	s, problem := c.changeShipment(id, request, func(s *objects.Shipment) *wire.Error { return s.Insure(request) })
	if problem != nil {
		return problem
	}
	c.Out = s.Append(c.Out, c.Store.IDs)
	return nil
}
