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
