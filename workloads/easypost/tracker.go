package easypost

import (
	"context"
	"net/http"
)

// A Tracker is the part of the API's tracker that is decoded.
type Tracker struct {
	ID, TrackingCode, Status, Carrier, SignedBy string
	Details                                     int // tracking details
}

// A TestCode is a tracking code that the API answers in test mode with a
// known status and number of details.
type TestCode struct {
	Code, Status string
	Details      int // -1 where the number is not known
}

// TestCodes are the API's own.
var TestCodes = []TestCode{
	{"EZ1000000001", "pre_transit", 2},
	{"EZ2000000002", "in_transit", 6},
	{"EZ3000000003", "out_for_delivery", 7},
	{"EZ4000000004", "delivered", 8},
	{"EZ5000000005", "return_to_sender", -1},
	{"EZ6000000006", "failure", -1},
	{"EZ7000000007", "unknown", 0},
}

// Track creates a tracker for a test code, or finds the one there is, and
// checks that the answer is about it. The bytes are those of the answer's
// body.
func (s *Session) Track(ctx context.Context, code TestCode) (tracker Tracker, bytes int, err error) {
	s.tracker = Tracker{}
	bytes, err = s.do(ctx, http.MethodPost, s.client.trackers, s.encoder.tracker(code.Code, ""), &s.tracker)
	if err == nil {
		err = s.hidden(s.tracker.check(code))
	}
	return s.tracker, bytes, err
}

func (t *Tracker) check(code TestCode) error {
	switch {
	case !identifies(t.ID, "trk_"):
		return wrong("expected a tracker's id, found %.40q", t.ID)
	case t.TrackingCode != code.Code:
		return wrong("the tracker is for %.40q, asked for %q", t.TrackingCode, code.Code)
	case t.Status != code.Status:
		return wrong("the tracker of %s has status %.40q: expected %q", code.Code, t.Status, code.Status)
	case code.Details >= 0 && t.Details != code.Details:
		return wrong("the tracker of %s has %d details: expected %d", code.Code, t.Details, code.Details)
	}
	return nil
}

func (*Tracker) thing() string { return "tracker" }

func (t *Tracker) decode(d *decoder) error {
	return document(d, func(d *decoder, key []byte) error {
		switch string(key) {
		case "id":
			return text(d, &t.ID)
		case "tracking_code":
			return text(d, &t.TrackingCode)
		case "status":
			return text(d, &t.Status)
		case "carrier":
			return text(d, &t.Carrier)
		case "signed_by":
			return text(d, &t.SignedBy)
		case "tracking_details":
			t.Details = 0
			return array(d, func(d *decoder) error {
				t.Details++
				return d.skip()
			})
		}
		return d.skip()
	})
}
