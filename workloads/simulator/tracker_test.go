package simulator

import (
	"encoding/base64"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTrackingCodes(t *testing.T) {
	h := instant(Options{})
	for _, c := range []struct {
		code, status, signedBy string
		details                int
	}{
		{"EZ1000000001", "pre_transit", "", 2},
		{"EZ2000000002", "in_transit", "", 6},
		{"EZ3000000003", "out_for_delivery", "", 7},
		{"EZ4000000004", "delivered", "John Tester", 8},
		{"EZ5000000005", "return_to_sender", "", 7},
		{"EZ6000000006", "failure", "", 7},
		{"EZ7000000007", "unknown", "", 0},
		{"9400100110368070372253", "error", "", 1},
	} {
		made := ask(t, h, "POST", "/v2/trackers", `{"tracker":{"tracking_code":"`+c.code+`"}}`)
		details := made.fields["tracking_details"].([]any)
		if made.status != 201 || made.text("status") != c.status || made.text("signed_by") != c.signedBy || len(details) != c.details {
			t.Errorf("%s: %d %s", c.code, made.status, made.body)
		}
		if made.text("carrier") != "USPS" || made.text("tracking_code") != c.code || made.text("object") != "Tracker" {
			t.Errorf("%s: %s", c.code, made.body)
		}
		if c.status == "error" && details[0].(map[string]any)["source"] != "ProcessingError" {
			t.Errorf("%s: source of the only detail: %v", c.code, details[0])
		}
	}
}

func TestTrackerAsRecorded(t *testing.T) {
	h := instant(Options{})
	made := ask(t, h, "POST", "/v2/trackers", `{"tracker":{"tracking_code":"EZ1000000001"}}`)
	nowhere := `{"city":null,"country":null,"object":"TrackingLocation","state":null,"zip":null}`
	houston := `{"city":"HOUSTON","country":null,"object":"TrackingLocation","state":"TX","zip":"77063"}`
	url := "https://track.easypost.com/" + base64.RawURLEncoding.EncodeToString([]byte("v1:"+made.text("id")))
	want := `{"carrier":"USPS","carrier_detail":{"alternate_identifier":null,"container_type":null,"destination_location":"CHARLESTON SC, 29401",` +
		`"destination_tracking_location":null,"est_delivery_date_local":null,"est_delivery_time_local":null,"guaranteed_delivery_date":null,` +
		`"initial_delivery_attempt":null,"object":"CarrierDetail","origin_location":"HOUSTON TX, 77001","origin_tracking_location":` + houston +
		`,"service":"First-Class Package Service"},"created_at":"2024-07-29T18:09:36Z","est_delivery_date":"2024-07-29T18:09:36Z",` +
		`"fees":[{"amount":"0.02000","charged":false,"object":"Fee","refunded":false,"type":"TrackerFee"}],"finalized":true,"id":"trk_1",` +
		`"is_return":false,"mode":"test","object":"Tracker","public_url":"` + url + `","shipment_id":null,"signed_by":null,` +
		`"status":"pre_transit","status_detail":"status_update","tracking_code":"EZ1000000001","tracking_details":[` +
		`{"carrier_code":"","datetime":"2024-06-29T18:09:36Z","description":"","message":"Pre-Shipment Info Sent to USPS",` +
		`"object":"TrackingDetail","source":"USPS","status":"pre_transit","status_detail":"status_update","tracking_location":` + nowhere + `},` +
		`{"carrier_code":"","datetime":"2024-06-30T06:46:36Z","description":"","message":"Shipping Label Created",` +
		`"object":"TrackingDetail","source":"USPS","status":"pre_transit","status_detail":"status_update","tracking_location":` + houston + `}],` +
		`"updated_at":"2024-07-29T18:09:36Z","weight":null}`
	if diff := cmp.Diff(want, numbered(made.body)); diff != "" {
		t.Error(diff)
	}
}

func TestTrackerIsMadeOnce(t *testing.T) {
	h := instant(Options{})
	first := ask(t, h, "POST", "/v2/trackers", `{"tracker":{"tracking_code":"EZ1000000001"}}`)
	again := ask(t, h, "POST", "/v2/trackers", `{"tracker":{"tracking_code":"EZ1000000001","carrier":"USPS"}}`)
	other := ask(t, h, "POST", "/v2/trackers", `{"tracker":{"tracking_code":"EZ1000000001","carrier":"UPS"}}`)
	if first.status != 201 || again.status != 200 || other.status != 201 {
		t.Errorf("statuses %d, %d, %d", first.status, again.status, other.status)
	}
	if first.body != again.body || again.text("id") == other.text("id") || other.text("carrier") != "UPS" {
		t.Errorf("first %s\nagain %s\nother %s", first.body, again.body, other.body)
	}
	if again.header.Get("Location") != first.header.Get("Location") || first.header.Get("Location") == "" {
		t.Errorf("locations %q and %q", first.header.Get("Location"), again.header.Get("Location"))
	}
	if got := ask(t, h, "GET", "/v2/trackers/"+first.text("id"), ""); got.status != 200 || got.body != first.body {
		t.Errorf("GET: %d %s", got.status, got.body)
	}
}

func TestProductionModeKnowsNoStrangeCodes(t *testing.T) {
	h := instant(Options{})
	made := askAs(t, h, productionKey, "POST", "/v2/trackers", `{"tracker":{"tracking_code":"1Z999","carrier":"UPS"}}`)
	if made.text("status") != "unknown" || made.text("mode") != "production" {
		t.Errorf("%s", made.body)
	}
}

// A deleted tracker is gone, and its code may be tracked anew.
func TestContractTrackerDeleted(t *testing.T) {
	h := instant(Options{})
	const code = `{"tracker":{"tracking_code":"EZ1000000001"}}`
	made := ask(t, h, "POST", "/v2/trackers", code)
	path := "/v2/trackers/" + made.text("id")
	if got := askAs(t, h, productionKey, "DELETE", path, ""); got.status != 404 {
		t.Errorf("by a key of the other mode: %d", got.status)
	}
	if got := ask(t, h, "DELETE", path, ""); got.status != 200 || got.body != `{"success":true}` {
		t.Errorf("%d %s", got.status, got.body)
	}
	if get, again := ask(t, h, "GET", path, ""), ask(t, h, "DELETE", path, ""); get.status != 404 || again.status != 404 {
		t.Errorf("GET %d, DELETE again %d", get.status, again.status)
	}
	if ids, _ := ask(t, h, "GET", "/v2/trackers", "").list("trackers"); len(ids) != 0 {
		t.Errorf("listed: %v", ids)
	}
	if anew := ask(t, h, "POST", "/v2/trackers", code); anew.status != 201 || anew.text("id") == made.text("id") {
		t.Errorf("made anew: %d %s", anew.status, anew.body)
	}
}
