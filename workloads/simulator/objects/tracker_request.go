package objects

import (
	"github.com/go-faster/jx"

	"ep-benchmark/workloads/simulator/wire"
)

// TrackerRequest is the body of POST /v2/trackers as sent.
type TrackerRequest struct {
	Given   bool
	Key     TrackerKey
	Problem *wire.Error
}

// Reset empties it for the next request; the buffers stay.
func (t *TrackerRequest) Reset() { *t = TrackerRequest{} }

// Decode reads what was sent.
func (t *TrackerRequest) Decode(d *jx.Decoder) error {
	return wire.Visit(d, func(d *jx.Decoder, key []byte) error {
		if string(key) != "tracker" {
			return d.Skip()
		}
		return wire.Visit(d, t.field)
	})
}

func (t *TrackerRequest) field(d *jx.Decoder, key []byte) error {
	t.Given = true
	switch string(key) {
	case "tracking_code":
		return wire.NameValue(d, &t.Key.Code, "tracking_code", &t.Problem)
	case "carrier":
		return wire.NameValue(d, &t.Key.Carrier, "carrier", &t.Problem)
	}
	return d.Skip()
}
