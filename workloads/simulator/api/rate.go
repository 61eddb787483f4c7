package api

import (
	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/wire"
)

func (c *Call) getRate(id string) *wire.Error {
	number, ok := c.Store.IDs.Rates.Number([]byte(id))
	if !ok {
		return wire.ErrNotFound
	}
	s := c.Store.Shipments.Get(objects.ShipmentOfRate(number))
	if s == nil || !s.HasRate(number) {
		return wire.ErrNotFound
	}
	c.Out = s.AppendRateAlone(c.Out, c.Store.IDs, objects.RateIndex(number))
	return nil
}
