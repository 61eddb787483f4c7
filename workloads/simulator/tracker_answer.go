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
		return t.name(d, &t.key.code, "tracking_code")
	case "carrier":
		return t.name(d, &t.key.carrier, "carrier")
	}
	return d.Skip()
}

func (t *trackerRequest) name(d *jx.Decoder, into *string, name string) error {
	text, _, wrong, err := textValue(d)
	if wrong || len(text) > longestName {
		t.problem = invalid(name, "must be a string of at most 255 bytes")
		return err
	}
	*into = string(text)
	return err
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
		request.key.carrier = carrierName
	}
	t, isNew := c.world.trackers.findOrMake(request.key, c.world.mode, c.now)
	c.out = t.append(c.out, c.world.trackers.identity)
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
	c.out = t.append(c.out, c.world.trackers.identity)
	return nil
}
