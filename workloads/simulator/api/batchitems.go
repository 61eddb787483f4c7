package api

import (
	"slices"

	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/wire"
)

// The batch_message of an item that failed. Our choice.
const (
	noSuchShipment = "The shipment could not be found."
	inAnotherBatch = "The shipment is in a batch already."
)

// addItems adds the shipments of the request to a batch's items. A shipment that can't be added does not affect the
// others.
func (c *Call) addItems(items []objects.BatchItem, number uint64) []objects.BatchItem {
	d := objects.ItemDraft{ID: c.draft.id[:0], Shipment: &c.draft.shipment}
	for _, raw := range c.draft.batch.Items {
		item := objects.BatchItem{Membership: objects.Membership{BatchNumber: number}}
		if err := d.Decode(raw); err != nil {
			c.failItem(&item, wire.ErrBadRequest.Message)
		} else if len(d.ID) > 0 {
			c.addKnown(&item, d.ID)
		} else {
			c.addNew(&item)
		}
		items = append(items, item)
	}
	c.draft.id = d.ID
	return items
}

// failItem gives an item without a shipment a number of its own: clients read an id from every item.
func (c *Call) failItem(item *objects.BatchItem, message string) {
	item.Number = c.Store.Shipments.Reserve()
	item.Status, item.Message = objects.ItemCreationFailed, message
}

func (c *Call) addKnown(item *objects.BatchItem, id []byte) {
	item.Wish = c.draft.shipment.Wish
	s := c.Store.Shipments.Find(id)
	if s == nil {
		item.UnknownID = string(id[:min(len(id), wire.LongestName)])
		item.Status, item.Message = objects.ItemCreationFailed, noSuchShipment
		return
	}
	item.Number, item.Reference = s.Number, s.Reference
	_, problem := c.Store.ChangeShipment(s, func(s *objects.Shipment) *wire.Error {
		if c.Store.IsMember(s, item.BatchNumber) {
			return wire.ErrBatchState
		}
		item.Status = objects.ItemCreated
		if s.IsBought() {
			item.Status = objects.ItemPurchased
		}
		s.Join(item.Membership, c.now)
		return nil
	})
	if problem != nil {
		item.Status, item.Message = objects.ItemCreationFailed, inAnotherBatch
	}
}

func (c *Call) addNew(item *objects.BatchItem) {
	s, problem := c.Store.BuildShipment(&c.draft.shipment, c.now)
	if problem != nil {
		c.failItem(item, problem.Sentence())
		return
	}
	s.Join(item.Membership, c.now)
	item.Wish, item.Reference = s.Wish, s.Reference
	c.Store.GiveNumbers(s)
	c.Store.Put(s)
	item.Number = s.Number
}

// removeItems takes the shipments of the request out of a batch.
func (c *Call) removeItems(x *objects.Batch) *wire.Error {
	d := objects.ItemDraft{Shipment: &c.draft.shipment}
	var gone []objects.BatchItem
	for _, raw := range c.draft.batch.Items {
		if d.Decode(raw) != nil {
			return wire.ErrBadRequest
		}
		at := slices.IndexFunc(x.Items, func(i objects.BatchItem) bool { return i.Is(d.ID, c.Store.IDs) })
		if at < 0 {
			return wire.ErrNotFound
		}
		gone = append(gone, x.Items[at])
		x.Items = slices.Delete(x.Items, at, at+1)
	}
	for _, item := range gone {
		c.detach(item)
	}
	return nil
}

// detach removes the batch from a shipment that was in it.
func (c *Call) detach(item objects.BatchItem) {
	s := c.Store.Shipments.Get(item.Number)
	if s == nil {
		return
	}
	_, _ = c.Store.ChangeShipment(s, func(s *objects.Shipment) *wire.Error { // the error is ignored: a shipment that has left the ring needs no change
		s.Leave(item.BatchNumber, c.now)
		return nil
	})
}

// buyItem buys one item's postage, the service that was asked for or the cheapest one. An item that fails does not
// affect the others.
func (c *Call) buyItem(item *objects.BatchItem) {
	s := c.Store.Shipments.Get(item.Number)
	switch {
	case !item.Buyable():
		return
	case s == nil:
		item.Status, item.Message = objects.ItemPurchaseFailed, noSuchShipment
		return
	}
	buys := false
	s, _ = c.Store.ChangeShipment(s, func(s *objects.Shipment) *wire.Error { // the error is ignored: a shipment that has left the ring is not bought
		buys = c.buyPostage(item, s)
		s.Join(item.Membership, c.now)
		return nil
	})
	if s != nil && buys {
		c.keepTracker(s)
	}
}

// buyPostage buys what an item's shipment still lacks, and reports whether it lacked it.
func (c *Call) buyPostage(item *objects.BatchItem, s *objects.Shipment) (buys bool) {
	item.Status, item.Message = objects.ItemPurchased, ""
	if s.IsBought() {
		return false
	}
	index, problem := s.Choose(item.Wish)
	if problem != nil {
		item.Status, item.Message = objects.ItemPurchaseFailed, problem.Message
		return false
	}
	c.Store.Buy(s, index, c.now)
	return true
}
