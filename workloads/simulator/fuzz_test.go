package simulator

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// fuzzedCalls are all endpoints that take a body, with names in the place of the ids of objects that exist.
var fuzzedCalls = []string{
	"/v2/addresses", "/v2/addresses/create_and_verify", "/v2/parcels", "/v2/shipments", "/v2/trackers", "/v2/batches",
	"/v2/shipments/SHP/buy", "/v2/shipments/SHP/rerate", "/v2/shipments/BOUGHT/insure", "/v2/shipments/BOUGHT/refund",
	"/v2/batches/BATCH/add_shipments", "/v2/batches/BATCH/remove_shipments", "/v2/batches/BATCH/buy",
	"/v2/batches/BATCH/label", "/v2/batches/BATCH/scan_form", "/v2/shipments/BOUGHT/forms", "/v2/shipments/SHP/luma", "/v2/shipments/luma",
	"/v2/luma/promise", "/v2/smartrate/deliver_by", "/v2/smartrate/deliver_on", "/beta/rates", "/v2/trackers/batch", "/v2/customs_infos",
	"/v2/customs_items", "/v2/webhooks", "/v2/pickups", "/v2/claims", "/v2/reports/shipment", "/v2/scan_forms", "/v2/end_shippers",
	"/v2/insurances", "/v2/orders", "/v2/orders/x/buy", "/v2/refunds",
}

// madeOf reports whether an answer has what its endpoint makes or finds.
func madeOf(got reply) bool {
	for _, key := range []string{"luma_info", "results", "trackers", "list", "rates"} {
		if got.get(key) != nil {
			return true
		}
	}
	return got.text("id") != "" || got.text("address", "id") != ""
}

// The answer to any body, JSON or a form, is JSON with either an object's id or an error's code. An object that was
// made can be retrieved and is in its list.
func FuzzBodies(f *testing.F) {
	inline := strings.TrimSuffix(strings.TrimPrefix(recordedShipment, `{"shipment":`), `}`)
	for _, body := range []string{
		recordedShipment, ``, `{}`, `null`, `[]`, `{"shipment":{}}`, `{"shipment":null}`, `{"shipment":`, `{"shipment":7}`,
		`{"shipment":{"to_address":"x","from_address":{"id":7},"parcel":[]}}`,
		`{"shipment":{"to_address":{"name":"\ud800"},"from_address":{"zip":1e9},"parcel":{"weight":1e300}}}`,
		strings.Replace(recordedShipment, `{"shipment":{`, `{"shipment":{"options":{"\u0000":{"a":[1,2]},"x":"\ud800"},`, 1),
		strings.Replace(recordedShipment, "Jack", "\xff\xfe", 1),
		strings.Replace(recordedShipment, `"parcel":{`, `"parcel":{"predefined_package":"Flat\"Rate",`, 1),
		strings.Replace(recordedShipment, `"parcel"`, `"service":"Priority","carrier_accounts":["ca_1",{"id":"ca_2"},7],"parcel"`, 1),
		strings.Replace(recordedShipment, `"parcel"`, `"insurance":"1e3","is_return":"true","customs_info":{"customs_signer":"\u2028",`+
			`"customs_items":[{"quantity":"2","value":1e5,"weight":-1},[],null]},"parcel"`, 1),
		`{"tracker":{"tracking_code":"EZ1000000001"}}`, `{"tracker":{"tracking_code":"EZ4000000004","carrier":"UPS"}}`,
		`{"tracker":null}`, `{"tracker":{"tracking_code":7}}`, `{"tracker":{"tracking_code":"\u0000\"\\"}}`,
		`{"tracker":{"tracking_code":"x","carrier":{}}}`, "{\"tracker\":{\"tracking_code\":\"\xff\"}}", `{"tracker"`,
		`{"address":{"street1":"388 Townsend St","zip":"94107"},"verify":["delivery"],"verify_strict":"true"}`,
		`{"parcel":{"length":"1","width":2,"height":3.5,"weight":4}}`,
		`{"rate":{"id":"rate_00000000000000000000000000000000"},"insurance":0}`, `{"rate":"x"}`, `{"amount":"100.00"}`, `{"amount":[]}`,
		`{"batch":{"shipments":["shp_1",{"id":"shp_2"},7,` + inline + `],"reference":"x"}}`, `{"shipments":{"0":{"id":"\ud800"}}}`,
		`{"pickup":{"address":{"zip":"1"},"shipment":{"id":7},"min_datetime":"2024-07-29","max_datetime":[]}}`, `{"pickup":"x"}`,
		`{"webhook":{"url":"http://[::1]:0/","custom_headers":[{"key":"a","value":"\u0000"},7]}}`, `{"webhook":{"url":"http://127.0.0.1:1/"}}`,
		`{"order":{"to_address":{"zip":"1"},"from_address":{"zip":"2"},"shipments":{"0":{"parcel":{"weight":1}}},"service":"Priority"}}`,
		`{"insurance":{"amount":"1","tracking_code":"\ud800","to_address":"adr_1","from_address":{}}}`, `{"file_format":"zpl"}`,
		`{"tracking_code":"x","type":"loss","amount":"1e3","payment_method":[]}`, `{"start_date":"2024-02-30"}`, `{"start_date":"0001-01-01"}`,
		`{"address":{"name":"\u00df","street1":"\"\\","city":"x","state":"y","zip":"1","country":"DE","phone":1,"email":"e"}}`,
		`{"refund":{"carrier":"USPS","tracking_codes":"a,,b"}}`, `{"tracking_codes":["x",7,null,{}]}`, `{"form":{"type":"order_summary"}}`,
		`{"from_zip":"94107","to_zip":"90277","planned_ship_date":"2024-07-29","desired_delivery_date":"2024-07-29","carriers":["usps"]}`,
		`{"customs_info":{"customs_items":[{"id":"x"}]}}`, `{"customs_item":{"value":1}}`, `{"scan_form":{"shipments":[[]]}}`,
		`amount=100.00`, `shipment[to_address][zip]=90277&shipment[parcel][weight]=1`, `batch[shipments][][id]=x`, `a[b]=1&a=2`, `%zz`,
	} {
		for call := range uint8(len(fuzzedCalls)) {
			f.Add(call, call%2 == 0, []byte(body))
		}
	}
	h := instant(Options{MaxObjects: 100})
	f.Fuzz(func(t *testing.T, call uint8, form bool, body []byte) {
		path := fuzzedCalls[int(call)%len(fuzzedCalls)]
		if strings.ContainsAny(path, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
			path = populate(t, h).fill(path) // new ones: the last body may have used the others up
		}
		r := httptest.NewRequest("POST", path, strings.NewReader(string(body)))
		r.SetBasicAuth(testKey, "")
		if form {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		got := send(t, h, r)
		if !slices.Contains([]int{200, 201, 400, 404, 413, 422}, got.status) {
			t.Errorf("%s: status %d", path, got.status)
		}
		if got.status > 201 && (got.text("error", "code") == "" || got.text("error", "message") == "") {
			t.Errorf("%s: an error without a code or message: %s", path, got.body)
		}
		if got.status <= 201 && !madeOf(got) {
			t.Errorf("%s: a success without an object: %s", path, got.body)
		}
		checkMade(t, h, got)
	})
}

// checkMade checks the object that an answer says was made.
func checkMade(t *testing.T, h http.Handler, got reply) {
	t.Helper()
	path, ok := strings.CutPrefix(got.header.Get("Location"), "/api")
	if !ok || strings.Contains(path, "/forms/") { // a form is found in its shipment
		return
	}
	if again := ask(t, h, "GET", path, ""); again.status != 200 {
		t.Errorf("%s was made and can't be found: %d", path, again.status)
	}
	kind, _, _ := strings.Cut(strings.TrimPrefix(path, "/v2/"), "/")
	if kind == "parcels" {
		return // they have no list
	}
	if kind == "customs_infos" || kind == "customs_items" || kind == "orders" {
		return // nor have these
	}
	all := ""
	if kind == "shipments" {
		all = "&purchased=false"
	}
	if ids, _ := ask(t, h, "GET", "/v2/"+kind+"?page_size=1"+all, "").list(kind); len(ids) != 1 {
		t.Errorf("the list of %s has %v", kind, ids)
	}
}
