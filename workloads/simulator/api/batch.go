package api

import (
	"net/url"
	"slices"

	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/ring"
	"ep-benchmark/workloads/simulator/wire"
)

// The work of a batch is done during the request that asks for it. Only the answer to that request still shows the
// state before, as recorded: creating, or created with items that are queued for purchase. The next answer shows the
// work as done. So what a client sees depends on the sequence of its requests and not on a clock, our choice.

// createBatch is recorded to answer 200 and no Location.
func (c *Call) createBatch() *wire.Error {
	request := &c.draft.batch
	c.longest = wire.LargestBatch
	switch problem := c.readBody(request); {
	case problem != nil:
		return problem
	case request.Problem != nil:
		return request.Problem
	case !request.Given && !request.Listed:
		return wire.Missing("batch")
	}
	st := c.Store
	st.Batching.Lock()
	defer st.Batching.Unlock()
	made := &objects.Batch{Number: st.Batches.Reserve(), Created: c.now, Changed: c.now, Reference: request.Reference, Mode: st.IDs.Mode}
	made.Items = c.addItems(nil, made.Number)
	made.State = made.CreatedState()
	st.Batches.Put(made)
	shown := *made
	if len(made.Items) > 0 { // recorded: a batch of nothing is created at once
		shown.State = objects.BatchCreating
	}
	c.answerWith(&shown)
	c.batchEvent("batch.created", &shown)
	c.batchEvent("batch.updated", made)
	return nil
}

func (c *Call) answerWith(x *objects.Batch) {
	c.Out = x.Append(c.Out, c.Store.IDs, c.Store.TrackingCode)
}

func (c *Call) getBatch(id string) *wire.Error {
	x := c.Store.Batches.Find([]byte(id))
	if x == nil {
		return wire.ErrNotFound
	}
	c.answerWith(x)
	return nil
}

// listBatches lists the oldest first, as recorded, so after_id leads to the next page.
func (c *Call) listBatches(query url.Values) *wire.Error {
	p, problem := ring.ParsePage(query)
	if problem != nil {
		return problem
	}
	p.OldestFirst = true
	found, more, problem := ring.Select(c.Store.Batches, &p, func(x *objects.Batch) bool { return p.Holds(x.Created) })
	if problem != nil {
		return problem
	}
	writeList(c, "batches", found, more, func(b []byte, x *objects.Batch) []byte {
		return x.Append(b, c.Store.IDs, c.Store.TrackingCode)
	})
	return nil
}

// changeBatch replaces a batch by the copy that remake has changed.
func (c *Call) changeBatch(id string, body draft, remake func(x *objects.Batch) *wire.Error) *wire.Error {
	old := c.Store.Batches.Find([]byte(id))
	if old == nil {
		return wire.ErrNotFound
	}
	if problem := c.readBody(body); problem != nil {
		return problem
	}
	return c.remakeBatch(id, remake)
}

// remakeBatch does the same when the body was read.
func (c *Call) remakeBatch(id string, remake func(x *objects.Batch) *wire.Error) *wire.Error {
	old := c.Store.Batches.Find([]byte(id))
	if old == nil {
		return wire.ErrNotFound
	}
	c.Store.Batching.Lock()
	defer c.Store.Batching.Unlock()
	if old = c.Store.Batches.Get(old.Number); old == nil {
		return wire.ErrNotFound // it has left the ring meanwhile
	}
	made := *old
	made.Items, made.Changed = slices.Clone(old.Items), c.now
	if problem := remake(&made); problem != nil {
		return problem
	}
	c.Store.Batches.Put(&made)
	c.batchEvent("batch.updated", &made)
	return nil
}

func (c *Call) batchEvent(description string, x *objects.Batch) {
	c.emit(description, func(b []byte) []byte { return x.Append(b, c.Store.IDs, c.Store.TrackingCode) })
}

// changeItems changes a batch by the shipments of the request.
func (c *Call) changeItems(id string, by func(x *objects.Batch) *wire.Error) *wire.Error {
	request := &c.draft.batch
	c.longest = wire.LargestBatch
	return c.changeBatch(id, request, func(x *objects.Batch) *wire.Error {
		switch {
		case request.Problem != nil:
			return request.Problem
		case len(request.Items) == 0:
			return wire.Missing("shipments")
		case x.IsBought() && len(x.Items) > 0:
			return wire.ErrBatchState
		}
		bought := x.AllBought()
		if problem := by(x); problem != nil {
			return problem
		}
		x.State = x.CreatedState()
		if bought && len(x.Items) == 0 { // recorded: it is left as what its shipments were
			x.State = objects.BatchPurchased
		}
		c.answerWith(x)
		return nil
	})
}

func (c *Call) addToBatch(id string) *wire.Error {
	return c.changeItems(id, func(x *objects.Batch) *wire.Error {
		if len(x.Items)+len(c.draft.batch.Items) > objects.MostInBatch {
			return wire.Invalid("shipments", "would be more than 1000")
		}
		x.Items = c.addItems(x.Items, x.Number)
		return nil
	})
}

// removeFromBatch refuses the whole request when one of its shipments is not in the batch. Our choice.
func (c *Call) removeFromBatch(id string) *wire.Error { return c.changeItems(id, c.removeItems) }

// buyBatch buys the items of a batch. Its answer shows the batch as it was, with its items queued, as recorded.
func (c *Call) buyBatch(id string) *wire.Error {
	return c.changeBatch(id, noBody{}, func(x *objects.Batch) *wire.Error {
		if x.State == objects.BatchCreationFailed || x.IsBought() || len(x.Items) == 0 {
			return wire.ErrBatchState
		}
		shown := *x
		shown.Items = slices.Clone(x.Items)
		for i := range shown.Items {
			if shown.Items[i].Buyable() {
				shown.Items[i].Status, shown.Items[i].Message = objects.ItemQueued, ""
			}
		}
		c.answerWith(&shown)
		for i := range x.Items {
			c.buyItem(&x.Items[i])
		}
		x.State = x.BoughtState()
		return nil
	})
}
