package simulator

import (
	"slices"
	"strings"
	"testing"
)

func FuzzCreateShipmentBody(f *testing.F) {
	for _, body := range []string{
		recordedShipment, ``, `{}`, `null`, `[]`, `{"shipment":{}}`, `{"shipment":null}`, `{"shipment":`, `{"shipment":7}`,
		`{"shipment":{"to_address":"x","from_address":{"id":7},"parcel":[]}}`,
		`{"shipment":{"to_address":{"name":"\ud800"},"from_address":{"zip":1e9},"parcel":{"weight":1e300}}}`,
		strings.Replace(recordedShipment, `{"shipment":{`, `{"shipment":{"options":{"\u0000":{"a":[1,2]},"x":"\ud800"},`, 1),
		strings.Replace(recordedShipment, "Jack", "\xff\xfe", 1),
		strings.Replace(recordedShipment, `"parcel":{`, `"parcel":{"predefined_package":"Flat\"Rate",`, 1),
	} {
		f.Add([]byte(body))
	}
	h := instant(Options{MaxObjects: 100})
	f.Fuzz(func(t *testing.T, body []byte) {
		got := ask(t, h, "POST", "/v2/shipments", string(body))
		if !slices.Contains([]int{201, 400, 404, 413, 422}, got.status) {
			t.Errorf("status %d", got.status)
		}
		if got.status != 201 && got.text("error", "code") == "" {
			t.Errorf("an error without a code: %s", got.body)
		}
	})
}

func FuzzTrackerBody(f *testing.F) {
	for _, body := range []string{
		`{"tracker":{"tracking_code":"EZ1000000001"}}`, `{"tracker":{"tracking_code":"EZ4000000004","carrier":"UPS"}}`,
		``, `{}`, `null`, `{"tracker":null}`, `{"tracker":{"tracking_code":7}}`, `{"tracker":{"tracking_code":"\u0000\"\\"}}`,
		`{"tracker":{"tracking_code":"x","carrier":{}}}`, "{\"tracker\":{\"tracking_code\":\"\xff\"}}", `{"tracker"`,
	} {
		f.Add([]byte(body))
	}
	h := instant(Options{MaxObjects: 100})
	f.Fuzz(func(t *testing.T, body []byte) {
		got := ask(t, h, "POST", "/v2/trackers", string(body))
		if !slices.Contains([]int{200, 201, 400, 413, 422}, got.status) {
			t.Errorf("status %d", got.status)
		}
	})
}
