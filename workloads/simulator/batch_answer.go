package simulator

import (
	"net/url"
	"slices"
)

// The work of a batch is done during the request that asks for it. Only the answer to that request still shows the
// state before: creating, or purchasing. The next answer shows the work as done. So a client that asks until a batch is
// ready sees both states, and what it sees depends on the sequence of its requests and not on a clock. Our choice;
// recorded is only that there is a state before.

// createBatch is recorded to answer 200 and no Location.
func (c *call) createBatch() *apiError {
	request := &c.draft.batch
	c.longest = largestBatch
	switch problem := c.readBody(request); {
	case problem != nil:
		return problem
	case request.problem != nil:
		return request.problem
	case !request.given && !request.listed:
		return missing("batch")
	}
	st := c.store
	st.batching.Lock()
	defer st.batching.Unlock()
	made := &batch{number: st.batches.reserve(), created: c.now, changed: c.now, reference: request.reference, mode: st.ids.mode}
	made.items = c.enlist(nil, made.number)
	made.state = made.createdState()
	st.batches.put(made)
	shown := *made
	shown.state = batchCreating
	c.show(&shown)
	return nil
}

func (c *call) show(x *batch) { c.out = x.append(c.out, c.store.ids, c.store.trackingCode) }

func (c *call) getBatch(id string) *apiError {
	x := c.store.batches.find([]byte(id))
	if x == nil {
		return errNotFound
	}
	c.show(x)
	return nil
}

// listBatches lists the oldest first, as recorded, so after_id leads to the next page.
func (c *call) listBatches(query url.Values) *apiError {
	p, problem := parsePage(query)
	if problem != nil {
		return problem
	}
	p.oldestFirst = true
	found, more, problem := selectPage(c.store.batches, &p, func(x *batch) bool { return p.holds(x.created) })
	if problem != nil {
		return problem
	}
	writeList(c, "batches", found, more, func(b []byte, x *batch) []byte {
		return x.append(b, c.store.ids, c.store.trackingCode)
	})
	return nil
}

// changeBatch replaces a batch by the copy that remake has changed.
func (c *call) changeBatch(id string, body draft, remake func(x *batch) *apiError) *apiError {
	old := c.store.batches.find([]byte(id))
	if old == nil {
		return errNotFound
	}
	if problem := c.readBody(body); problem != nil {
		return problem
	}
	c.store.batching.Lock()
	defer c.store.batching.Unlock()
	if old = c.store.batches.get(old.number); old == nil {
		return errNotFound // it has left the shelf meanwhile
	}
	made := *old
	made.items, made.changed = slices.Clone(old.items), c.now
	if problem := remake(&made); problem != nil {
		return problem
	}
	c.store.batches.put(&made)
	return nil
}

// changeItems changes a batch by the shipments of the request.
func (c *call) changeItems(id string, by func(x *batch) *apiError) *apiError {
	request := &c.draft.batch
	c.longest = largestBatch
	return c.changeBatch(id, request, func(x *batch) *apiError {
		switch {
		case request.problem != nil:
			return request.problem
		case len(request.items) == 0:
			return missing("shipments")
		case x.state == batchPurchased:
			return errBatchState
		}
		if problem := by(x); problem != nil {
			return problem
		}
		x.state = x.createdState()
		c.show(x)
		return nil
	})
}

func (c *call) addToBatch(id string) *apiError {
	return c.changeItems(id, func(x *batch) *apiError {
		if len(x.items)+len(c.draft.batch.items) > mostInBatch {
			return invalid("shipments", "would be more than 1000")
		}
		x.items = c.enlist(x.items, x.number)
		return nil
	})
}

// removeFromBatch refuses the whole request when one of its shipments is not in the batch. Our choice.
func (c *call) removeFromBatch(id string) *apiError { return c.changeItems(id, c.discharge) }

// buyBatch buys the items of a batch. Its answer shows the batch while it is being purchased, with its items queued.
func (c *call) buyBatch(id string) *apiError {
	return c.changeBatch(id, noBody{}, func(x *batch) *apiError {
		if x.state == batchCreationFailed || x.state == batchPurchased || len(x.items) == 0 {
			return errBatchState
		}
		shown := *x
		shown.state, shown.items = batchPurchasing, slices.Clone(x.items)
		for i := range shown.items {
			if shown.items[i].buyable() {
				shown.items[i].status, shown.items[i].message = itemQueued, ""
			}
		}
		c.show(&shown)
		for i := range x.items {
			c.buyItem(&x.items[i])
		}
		x.state = x.boughtState()
		return nil
	})
}
