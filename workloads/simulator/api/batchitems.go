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

// enlist adds the shipments of the request to a batch's items. A shipment that can't be added does not affect the
// others.
func (c *Call) enlist(items []objects.BatchItem, number uint64) []objects.BatchItem {
	d := objects.ItemDraft{Id: c.draft.id[:0], Shipment: &c.draft.shipment}
	for _, raw := range c.draft.batch.Items {
		item := objects.BatchItem{Membership: objects.Membership{Batch: number}}
		if err := d.Decode(raw); err != nil {
			c.failItem(&item, wire.ErrBadRequest.Message)
		} else if len(d.Id) > 0 {
			c.enlistKnown(&item, d.Id)
		} else {
			c.enlistNew(&item)
		}
		items = append(items, item)
	}
	c.draft.id = d.Id
	return items
}

// failItem gives an item without a shipment a number of its own: clients read an id from every item.
func (c *Call) failItem(item *objects.BatchItem, message string) {
	item.Number = c.Store.Shipments.Reserve()
	item.Status, item.Message = objects.ItemCreationFailed, message
}

func (c *Call) enlistKnown(item *objects.BatchItem, id []byte) {
	item.Wish = c.draft.shipment.Wish
	s := c.Store.Shipments.Find(id)
	if s == nil {
		item.UnknownID = string(id[:min(len(id), wire.LongestName)])
		item.Status, item.Message = objects.ItemCreationFailed, noSuchShipment
		return
	}
	item.Number, item.Reference = s.Number, s.Reference
	_, problem := c.Store.Change(s, func(s *objects.Shipment) *wire.Error {
		if c.Store.IsMember(s, item.Batch) {
			return wire.ErrBatchState
		}
		item.Status = objects.ItemCreated
		if s.Bought != nil {
			item.Status = objects.ItemPurchased
		}
		s.Join(item.Membership, c.now)
		return nil
	})
	if problem != nil {
		item.Status, item.Message = objects.ItemCreationFailed, inAnotherBatch
	}
}

func (c *Call) enlistNew(item *objects.BatchItem) {
	s, problem := c.Store.BuildShipment(&c.draft.shipment, c.now)
	if problem != nil {
		c.failItem(item, problem.Sentence())
		return
	}
	s.Join(item.Membership, c.now)
	item.Wish, item.Reference = s.Wish, s.Reference
	c.Store.Number(s)
	c.Store.Put(s)
	item.Number = s.Number
}

// discharge takes the shipments of the request out of a batch.
func (c *Call) discharge(x *objects.Batch) *wire.Error {
	d := objects.ItemDraft{Shipment: &c.draft.shipment}
	var gone []objects.BatchItem
	for _, raw := range c.draft.batch.Items {
		if d.Decode(raw) != nil {
			return wire.ErrBadRequest
		}
		at := slices.IndexFunc(x.Items, func(i objects.BatchItem) bool { return i.Is(d.Id, c.Store.Ids) })
		if at < 0 {
			return wire.ErrNotFound
		}
		gone = append(gone, x.Items[at])
		x.Items = slices.Delete(x.Items, at, at+1)
	}
	for _, item := range gone {
		c.dismiss(item)
	}
	return nil
}

// dismiss removes the batch from a shipment that was in it.
func (c *Call) dismiss(item objects.BatchItem) {
	s := c.Store.Shipments.Get(item.Number)
	if s == nil {
		return
	}
	_, _ = c.Store.Change(s, func(s *objects.Shipment) *wire.Error { // the error is ignored: a shipment that has left the shelf needs no change
		s.Leave(item.Batch, c.now)
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
	s, _ = c.Store.Change(s, func(s *objects.Shipment) *wire.Error { // the error is ignored: a shipment that has left the shelf is not bought
		buys = c.settle(item, s)
		s.Join(item.Membership, c.now)
		return nil
	})
	if s != nil && buys {
		c.Store.Trackers.Add(s.Bought.Tracker)
	}
}

// settle buys what an item's shipment still lacks, and reports whether it lacked it.
func (c *Call) settle(item *objects.BatchItem, s *objects.Shipment) (buys bool) {
	item.Status, item.Message = objects.ItemPurchased, ""
	if s.Bought != nil {
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
