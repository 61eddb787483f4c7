package simulator

import "github.com/go-faster/jx"

// trackerRequest is the body of POST /v2/trackers as sent.
type trackerRequest struct {
	given   bool
	key     trackerKey
	problem *apiError
}

func (t *trackerRequest) reset() { *t = trackerRequest{} }

func (t *trackerRequest) decode(d *jx.Decoder) error {
	return visit(d, func(d *jx.Decoder, key []byte) error {
		if string(key) != "tracker" {
			return d.Skip()
		}
		return visit(d, t.field)
	})
}

func (t *trackerRequest) field(d *jx.Decoder, key []byte) error {
	t.given = true
	switch string(key) {
	case "tracking_code":
		return nameValue(d, &t.key.code, "tracking_code", &t.problem)
	case "carrier":
		return nameValue(d, &t.key.carrier, "carrier", &t.problem)
	}
	return d.Skip()
}

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
	t, isNew := c.world.trackers.findOrMake(request.key, c.world.mode, c.now)
	c.out = t.append(c.out, c.world)
	c.created("trackers", c.world.trackers.identity, t.number)
	if !isNew {
		c.status = okStatus
	}
	return nil
}

func (c *call) getTracker(id string) *apiError {
	t := c.world.trackers.find([]byte(id))
	if t == nil {
		return errNotFound
	}
	c.out = t.append(c.out, c.world)
	return nil
}

func (c *call) deleteTracker(id string) *apiError {
	if !c.world.trackers.drop([]byte(id)) {
		return errNotFound
	}
	c.out = append(c.out, `{"success":true}`...)
	return nil
}
