package api

import (
	"github.com/go-faster/jx"

	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/rating"
	"ep-benchmark/workloads/simulator/records"
	"ep-benchmark/workloads/simulator/wire"
)

// createOrder makes the order and its shipments. A shipment without addresses has the order's.
func (c *Call) createOrder() *wire.Error {
	f, problem := c.wrapped("order")
	if problem != nil {
		return problem
	}
	sent := f.List("shipments", records.MostInOrder)
	o := &records.Order{Created: c.now, Changed: c.now, Reference: f.Text("reference"), IsReturn: f.Bool("is_return")}
	wish := rating.Choice{Carrier: f.Text("carrier"), Service: f.Text("service")}
	switch {
	case f.Problem != nil:
		return f.Problem
	case len(sent) == 0:
		return wire.Missing("shipments")
	}
	order := *f
	if problem := c.orderAddresses(&order, o); problem != nil {
		return problem
	}
	made, problem := c.orderShipments(&order, o, sent)
	if problem != nil {
		return problem
	}
	if wish.Service != "" {
		for _, s := range made {
			if _, problem := s.Choose(wish); problem != nil {
				return problem
			}
		}
	}
	c.keepOrder(o, made)
	if wish.Service != "" {
		if problem := c.purchase(o, wish); problem != nil {
			return problem
		}
	}
	c.showOrder(o)
	c.created("orders", c.Store.IDs.Orders, o.Number)
	return nil
}

func (c *Call) orderAddresses(f *wire.Fields, o *records.Order) (problem *wire.Error) {
	for _, at := range []struct {
		name string
		into **objects.Address
	}{{"to_address", &o.To}, {"from_address", &o.From}, {"return_address", &o.Back}, {"buyer_address", &o.Buyer}} {
		if f.Raw(at.name) == nil && (at.into == &o.Back || at.into == &o.Buyer) {
			continue
		}
		if *at.into, problem = c.address(f, at.name); problem != nil {
			return problem
		}
	}
	return nil
}

// orderShipments makes the shipments of an order, without numbers yet.
func (c *Call) orderShipments(f *wire.Fields, o *records.Order, sent []jx.Raw) (made []*objects.Shipment, problem *wire.Error) {
	accounts := f.Raw("carrier_accounts")
	for _, raw := range sent {
		d := objects.ItemDraft{Shipment: &c.draft.shipment}
		if d.Decode(raw) != nil {
			return nil, wire.ErrBadRequest
		}
		if d.Shipment.DecodeAccounts(accounts) != nil {
			return nil, wire.ErrBadRequest
		}
		s, problem := c.Store.BuildFor(d.Shipment, objects.Parts{To: o.To, From: o.From, Back: o.Back, Buyer: o.Buyer}, c.now)
		if problem != nil {
			return nil, problem
		}
		made = append(made, s)
	}
	return made, nil
}

func (c *Call) keepOrder(o *records.Order, made []*objects.Shipment) {
	for _, a := range []*objects.Address{o.To, o.From, o.Back, o.Buyer} {
		c.Store.RegisterAddress(a)
	}
	o.Number = c.Store.Orders.Reserve()
	for _, s := range made {
		s.SetOrder(o.Number)
		c.Store.GiveNumbers(s)
		c.Store.Put(s)
		o.Shipments = append(o.Shipments, s.Number)
	}
	c.Store.Orders.Put(o)
}

func (c *Call) getOrder(id string) *wire.Error {
	o, problem := find(c.Store.Orders, id)
	if problem == nil {
		c.showOrder(o)
	}
	return problem
}

// getOrderRates rates each shipment of the order again, under new ids, as recorded.
func (c *Call) getOrderRates(id string) *wire.Error {
	o, problem := find(c.Store.Orders, id)
	if problem != nil {
		return problem
	}
	for _, s := range c.shipmentsOf(o) {
		_, _ = c.Store.ChangeShipment(s, func(s *objects.Shipment) *wire.Error { return s.Rerate(c.now, c.Store.IDs) }) // a bought one keeps its rates
	}
	c.showOrder(o)
	return nil
}

func (c *Call) buyOrder(id string) *wire.Error {
	o, problem := find(c.Store.Orders, id)
	if problem != nil {
		return problem
	}
	f, problem := c.fields("order")
	if problem != nil {
		return problem
	}
	wish := rating.Choice{Carrier: f.Required("carrier"), Service: f.Required("service")}
	if f.Problem != nil {
		return f.Problem
	}
	if problem := c.purchase(o, wish); problem != nil {
		return problem
	}
	c.showOrder(o)
	return nil
}

// purchase buys the postage of an order's shipments: all, or none where one can't be bought.
func (c *Call) purchase(o *records.Order, wish rating.Choice) *wire.Error {
	shipments := c.shipmentsOf(o)
	for _, s := range shipments {
		if s.IsBought() {
			return wire.ErrOrderState
		}
		if _, problem := s.Choose(wish); problem != nil {
			return problem
		}
	}
	for _, s := range shipments {
		bought, problem := c.Store.ChangeShipment(s, func(s *objects.Shipment) *wire.Error {
			if s.IsBought() {
				return wire.ErrOrderState
			}
			index, problem := s.Choose(wish)
			if problem == nil {
				s.Changed = c.now
				c.Store.Buy(s, index, c.now)
			}
			return problem
		})
		if problem != nil {
			return problem
		}
		c.keepTracker(bought)
	}
	return nil
}

// shipmentsOf are the shipments of an order that are still there.
func (c *Call) shipmentsOf(o *records.Order) (all []*objects.Shipment) {
	for _, number := range o.Shipments {
		if s := c.Store.Shipments.Get(number); s != nil {
			all = append(all, s)
		}
	}
	return all
}

// showOrder answers with an order. Its rates are the sums of what its shipments cost, and recorded to have no times.
func (c *Call) showOrder(o *records.Order) {
	ids, shipments := c.Store.IDs, c.shipmentsOf(o)
	c.Out = (&objects.OrderFrame{
		Number: o.Number, Created: o.Created, Changed: o.Changed, Reference: o.Reference, IsReturn: o.IsReturn,
		To: o.To, From: o.From, Back: o.Back, Buyer: o.Buyer,
	}).Append(c.Out, ids, shipments)
}
