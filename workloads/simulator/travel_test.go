package simulator

import (
	"testing"
	"time"
)

// With a time scale a bought parcel travels from its label to the letter box; without one it stays.
func TestParcelsTravel(t *testing.T) {
	now := noon
	clock := func() time.Time { return now }
	h, still := instant(Options{Now: clock, TimeScale: 3600}), instant(Options{Now: clock})
	bought, waiting := boughtShipment(t, h), boughtShipment(t, still)
	if bought.text("tracker", "status") != "unknown" {
		t.Errorf("at the purchase: %v", bought.get("tracker"))
	}
	path := "/v2/trackers/" + bought.text("tracker", "id")
	for _, c := range []struct {
		after   time.Duration
		status  string
		details int
	}{
		{0, "pre_transit", 2},
		{10 * time.Second, "pre_transit", 2},
		{11 * time.Second, "in_transit", 3},
		{48 * time.Second, "out_for_delivery", 7},
		{time.Minute, "delivered", 8},
		{1000 * time.Hour, "delivered", 8},
	} {
		now = noon.Add(c.after)
		got := must200(t, h, "GET", path, "")
		if got.text("status") != c.status || got.count("tracking_details") != c.details {
			t.Errorf("after %v: %s with %d details", c.after, got.text("status"), got.count("tracking_details"))
		}
	}
	if got := must200(t, h, "GET", path, ""); got.text("signed_by") != "John Tester" {
		t.Errorf("%s", got.body)
	}
	if got := must200(t, still, "GET", "/v2/trackers/"+waiting.text("tracker", "id"), ""); got.text("status") != "pre_transit" {
		t.Errorf("without a scale: %s", got.body)
	}
	test := must(t, h, 201, "POST", "/v2/trackers", `{"tracker":{"tracking_code":"EZ1000000001"}}`)
	if test.text("status") != "pre_transit" {
		t.Errorf("a test code travels: %s", test.body)
	}
}
