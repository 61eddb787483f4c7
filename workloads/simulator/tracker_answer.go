package simulator

import "net/http"

// createTracker answers 201 for a new code and carrier and 200 for known ones, both with a Location, as recorded.
func (c *call) createTracker() *apiError {
	request := &c.draft.tracker
	if problem := c.readBody(request); problem != nil {
		return problem
	}
	switch {
	case !request.given:
		return missing("tracker")
	case request.problem != nil:
		return request.problem
	case request.key.code == "":
		return missing("tracking_code")
	case request.key.carrier == "":
		request.key.carrier = carrierTable[usps].name
	}
	t, isNew := c.store.trackers.findOrMake(request.key, c.store.ids.mode, c.now)
	c.out = t.append(c.out, c.store.ids)
	c.created("trackers", c.store.ids.trackers, t.number)
	if !isNew {
		c.status = http.StatusOK
	}
	return nil
}

func (c *call) getTracker(id string) *apiError {
	t := c.store.trackers.find([]byte(id))
	if t == nil {
		return errNotFound
	}
	c.out = t.append(c.out, c.store.ids)
	return nil
}

func (c *call) deleteTracker(id string) *apiError {
	if !c.store.trackers.drop([]byte(id)) {
		return errNotFound
	}
	c.out = append(c.out, `{"success":true}`...)
	return nil
}
