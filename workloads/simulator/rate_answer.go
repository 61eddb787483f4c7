package simulator

func (c *call) getRate(id string) *apiError {
	number, ok := c.store.ids.rates.number([]byte(id))
	if !ok {
		return errNotFound
	}
	s := c.store.shipments.get(shipmentOfRate(number))
	if s == nil || !s.hasRate(number) {
		return errNotFound
	}
	c.out = s.appendRateAlone(c.out, c.store.ids, rateIndex(number))
	return nil
}
