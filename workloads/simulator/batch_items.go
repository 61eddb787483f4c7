package simulator

import "slices"

// The batch_message of an item that failed. Our choice.
const (
	noSuchShipment = "The shipment could not be found."
	inAnotherBatch = "The shipment is in a batch already."
)

// enlist adds the shipments of the request to a batch's items. A shipment that can't be added does not affect the
// others.
func (c *call) enlist(items []batchItem, number uint64) []batchItem {
	d := itemDraft{id: c.draft.id[:0], shipment: &c.draft.shipment}
	for _, raw := range c.draft.batch.items {
		item := batchItem{membership: membership{batch: number}}
		if err := d.decode(raw); err != nil {
			c.failItem(&item, errBadRequest.message)
		} else if len(d.id) > 0 {
			c.enlistKnown(&item, d.id)
		} else {
			c.enlistNew(&item)
		}
		items = append(items, item)
	}
	c.draft.id = d.id
	return items
}

// failItem gives an item without a shipment a number of its own: clients read an id from every item.
func (c *call) failItem(item *batchItem, message string) {
	item.number = c.store.shipments.reserve()
	item.status, item.message = itemCreationFailed, message
}

func (c *call) enlistKnown(item *batchItem, id []byte) {
	item.wish = c.draft.shipment.wish
	s := c.store.shipments.find(id)
	if s == nil {
		item.unknownID = string(id[:min(len(id), longestName)])
		item.status, item.message = itemCreationFailed, noSuchShipment
		return
	}
	item.number, item.reference = s.number, s.reference
	_, problem := c.store.change(s, func(s *shipment) *apiError {
		if c.store.isMember(s, item.batch) {
			return errBatchState
		}
		item.status = itemCreated
		if s.bought != nil {
			item.status = itemPurchased
		}
		s.join(item.membership, c.now)
		return nil
	})
	if problem != nil {
		item.status, item.message = itemCreationFailed, inAnotherBatch
	}
}

func (c *call) enlistNew(item *batchItem) {
	s, problem := c.store.buildShipment(&c.draft.shipment, c.now)
	if problem != nil {
		c.failItem(item, problem.sentence())
		return
	}
	s.join(item.membership, c.now)
	item.wish, item.reference = s.wish, s.reference
	c.store.number(s)
	c.store.put(s)
	item.number = s.number
}

// discharge takes the shipments of the request out of a batch.
func (c *call) discharge(x *batch) *apiError {
	d := itemDraft{shipment: &c.draft.shipment}
	var gone []batchItem
	for _, raw := range c.draft.batch.items {
		if d.decode(raw) != nil {
			return errBadRequest
		}
		at := slices.IndexFunc(x.items, func(i batchItem) bool { return i.is(d.id, c.store.ids) })
		if at < 0 {
			return errNotFound
		}
		gone = append(gone, x.items[at])
		x.items = slices.Delete(x.items, at, at+1)
	}
	for _, item := range gone {
		c.dismiss(item)
	}
	return nil
}

// dismiss removes the batch from a shipment that was in it.
func (c *call) dismiss(item batchItem) {
	s := c.store.shipments.get(item.number)
	if s == nil {
		return
	}
	_, _ = c.store.change(s, func(s *shipment) *apiError { // the error is ignored: a shipment that has left the shelf needs no change
		s.leave(item.batch, c.now)
		return nil
	})
}

// buyItem buys one item's postage, the service that was asked for or the cheapest one. An item that fails does not
// affect the others.
func (c *call) buyItem(item *batchItem) {
	s := c.store.shipments.get(item.number)
	switch {
	case !item.buyable():
		return
	case s == nil:
		item.status, item.message = itemPurchaseFailed, noSuchShipment
		return
	}
	buys := false
	s, _ = c.store.change(s, func(s *shipment) *apiError { // the error is ignored: a shipment that has left the shelf is not bought
		buys = c.settle(item, s)
		s.join(item.membership, c.now)
		return nil
	})
	if s != nil && buys {
		c.store.trackers.add(s.bought.tracker)
	}
}

// settle buys what an item's shipment still lacks, and reports whether it lacked it.
func (c *call) settle(item *batchItem, s *shipment) (buys bool) {
	item.status, item.message = itemPurchased, ""
	if s.bought != nil {
		return false
	}
	index, problem := s.choose(item.wish)
	if problem != nil {
		item.status, item.message = itemPurchaseFailed, problem.message
		return false
	}
	c.store.buy(s, index, c.now)
	return true
}
