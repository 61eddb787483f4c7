package api

import (
	"net/http"

	"ep-benchmark/workloads/simulator/rating"
	"ep-benchmark/workloads/simulator/wire"
)

// createTracker answers 201 for a new code and carrier and 200 for known ones, both with a Location, as recorded.
func (c *Call) createTracker() *wire.Error {
	request := &c.draft.tracker
	if problem := c.readBody(request); problem != nil {
		return problem
	}
	switch {
	case !request.Given:
		return wire.Missing("tracker")
	case request.Problem != nil:
		return request.Problem
	case request.Key.Code == "":
		return wire.Missing("tracking_code")
	case request.Key.Carrier == "":
		request.Key.Carrier = rating.USPS.String()
	}
	t, isNew := c.Store.Trackers.FindOrMake(request.Key, c.Store.IDs.Mode, c.now)
	c.Out = t.Append(c.Out, c.Store.IDs)
	c.created("trackers", c.Store.IDs.Trackers, t.Number)
	if isNew {
		c.tracked(t)
	} else {
		c.Status = http.StatusOK
	}
	return nil
}

func (c *Call) getTracker(id string) *wire.Error {
	t := c.Store.Trackers.Find([]byte(id))
	if t == nil {
		return wire.ErrNotFound
	}
	c.Out = t.Append(c.Out, c.Store.IDs)
	return nil
}

func (c *Call) deleteTracker(id string) *wire.Error {
	if !c.Store.Trackers.Drop([]byte(id)) {
		return wire.ErrNotFound
	}
	c.Out = append(c.Out, `{"success":true}`...)
	return nil
}
