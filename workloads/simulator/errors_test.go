package simulator

import (
	"net/http/httptest"
	"strings"
	"testing"

	"ep-benchmark/workloads/simulator/wire"
)

const noAddress = "adr_00000000000000000000000000000000"

func TestErrors(t *testing.T) {
	h := instant(Options{})
	const to, parcel = `"to_address":{"zip":"90277"}`, `"parcel":{"weight":1}`
	for name, c := range map[string]struct {
		method, path, body string
		status             int
		code, field        string
	}{
		"empty body":            {"POST", "/v2/shipments", ``, 422, "PARAMETER.REQUIRED", "shipment"},
		"empty object":          {"POST", "/v2/shipments", `{}`, 422, "PARAMETER.REQUIRED", "shipment"},
		"null":                  {"POST", "/v2/shipments", `null`, 422, "PARAMETER.REQUIRED", "shipment"},
		"empty shipment":        {"POST", "/v2/shipments", `{"shipment":{}}`, 422, "PARAMETER.REQUIRED", "shipment"},
		"null shipment":         {"POST", "/v2/shipments", `{"shipment":null}`, 422, "PARAMETER.REQUIRED", "shipment"},
		"an array":              {"POST", "/v2/shipments", `[1]`, 422, "PARAMETER.REQUIRED", "shipment"},
		"no to":                 {"POST", "/v2/shipments", `{"shipment":{` + parcel + `}}`, 422, "PARAMETER.REQUIRED", "to_address"},
		"empty to":              {"POST", "/v2/shipments", `{"shipment":{"to_address":{}}}`, 422, "PARAMETER.REQUIRED", "to_address"},
		"no from":               {"POST", "/v2/shipments", `{"shipment":{` + to + `}}`, 422, "PARAMETER.REQUIRED", "from_address"},
		"no parcel":             {"POST", "/v2/shipments", `{"shipment":{` + to + `,"from_address":{"zip":"1"}}}`, 422, "PARAMETER.REQUIRED", "parcel"},
		"unknown address":       {"POST", "/v2/shipments", `{"shipment":{` + to + `,` + parcel + `,"from_address":{"id":"` + noAddress + `"}}}`, 404, "NOT_FOUND", ""},
		"malformed":             {"POST", "/v2/shipments", `{"shipment":`, 400, "BAD_REQUEST", ""},
		"two values":            {"POST", "/v2/shipments", `{}{}`, 400, "BAD_REQUEST", ""},
		"deep":                  {"POST", "/v2/shipments", strings.Repeat("[", 20_000), 400, "BAD_REQUEST", ""},
		"too large":             {"POST", "/v2/shipments", strings.Repeat(" ", wire.LargestBody+1), 413, "REQUEST.TOO_LARGE", ""},
		"no address":            {"POST", "/v2/addresses", `null`, 422, "PARAMETER.REQUIRED", "address"},
		"address of wrong type": {"POST", "/v2/addresses", `{"address":{"name":[]}}`, 422, "PARAMETER.INVALID", "name"},
		"long address":          {"POST", "/v2/addresses", `{"address":{"name":"` + strings.Repeat("x", 5000) + `"}}`, 422, "PARAMETER.INVALID", "address"},
		"unverifiable":          {"POST", "/v2/addresses", `{"address":{"street1":"x","zip":"00001"},"verify_strict":true}`, 422, "ADDRESS.VERIFY.FAILURE", "address"},
		"no parcel body":        {"POST", "/v2/parcels", ``, 422, "PARAMETER.REQUIRED", "parcel"},
		"no weight":             {"POST", "/v2/parcels", `{"parcel":{"length":1,"width":1,"height":1}}`, 422, "PARAMETER.REQUIRED", "weight"},
		"no height":             {"POST", "/v2/parcels", `{"parcel":{"weight":1,"length":1,"width":1}}`, 422, "PARAMETER.REQUIRED", "height"},
		"no width":              {"POST", "/v2/parcels", `{"parcel":{"weight":1,"length":1,"height":1}}`, 422, "PARAMETER.REQUIRED", "width"},
		"no length":             {"POST", "/v2/parcels", `{"parcel":{"weight":1,"height":1}}`, 422, "PARAMETER.REQUIRED", "length"},
		"negative weight":       {"POST", "/v2/parcels", `{"parcel":{"weight":-1}}`, 422, "PARAMETER.INVALID", "weight"},
		"worded weight":         {"POST", "/v2/parcels", `{"parcel":{"weight":"much"}}`, 422, "PARAMETER.INVALID", "weight"},
		"no tracker":            {"POST", "/v2/trackers", `{}`, 422, "PARAMETER.REQUIRED", "tracker"},
		"no code":               {"POST", "/v2/trackers", `{"tracker":{"carrier":"UPS"}}`, 422, "PARAMETER.REQUIRED", "tracking_code"},
		"code of wrong type":    {"POST", "/v2/trackers", `{"tracker":{"tracking_code":true}}`, 422, "PARAMETER.INVALID", "tracking_code"},
		"unknown shipment":      {"GET", "/v2/shipments/shp_1", ``, 404, "NOT_FOUND", ""},
		"unknown rate":          {"GET", "/v2/rates/rate_1", ``, 404, "NOT_FOUND", ""},
		"unknown tracker":       {"GET", "/v2/trackers/trk_1", ``, 404, "NOT_FOUND", ""},
		"unknown parcel":        {"GET", "/v2/parcels/prcl_1", ``, 404, "NOT_FOUND", ""},
		"unknown address id":    {"GET", "/v2/addresses/" + noAddress, ``, 404, "NOT_FOUND", ""},
		"unknown path":          {"GET", "/v2/nothing", ``, 404, "NOT_FOUND", ""},
		"deeper path":           {"GET", "/v2/shipments/x/y", ``, 404, "NOT_FOUND", ""},
		"outside the API":       {"GET", "/", ``, 404, "NOT_FOUND", ""},
		"no list of parcels":    {"GET", "/v2/parcels", ``, 405, "METHOD_NOT_ALLOWED", ""},
		"method":                {"DELETE", "/v2/shipments", ``, 405, "METHOD_NOT_ALLOWED", ""},
		"page size":             {"GET", "/v2/shipments?page_size=many", ``, 422, "PARAMETER.INVALID", "page_size"},
		"no page":               {"GET", "/v2/shipments?page_size=0", ``, 422, "PARAMETER.INVALID", "page_size"},
		"date":                  {"GET", "/v2/trackers?start_datetime=yesterday", ``, 422, "PARAMETER.INVALID", "start_datetime"},
		"before what":           {"GET", "/v2/addresses?before_id=" + noAddress, ``, 404, "NOT_FOUND", ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := ask(t, h, c.method, c.path, c.body)
			if got.status != c.status || got.text("error", "code") != c.code {
				t.Fatalf("%d %s, want %d %s", got.status, got.body, c.status, c.code)
			}
			if got.text("error", "message") == "" || got.header.Get("Location") != "" {
				t.Errorf("message or location: %s, %v", got.body, got.header)
			}
			checkField(t, got, c.field)
		})
	}
}

func checkField(t *testing.T, got reply, want string) {
	t.Helper()
	list, ok := got.fields["error"].(map[string]any)["errors"].([]any)
	if !ok || (want == "") != (len(list) == 0) {
		t.Fatalf("list of errors: %s", got.body)
	}
	if want != "" && list[0].(map[string]any)["field"] != want {
		t.Errorf("field of %s, want %s", got.body, want)
	}
}

func TestAllowHeader(t *testing.T) {
	h := instant(Options{})
	for path, want := range map[string]string{
		"/v2/shipments": "GET, POST", "/v2/parcels": "POST", "/v2/rates/rate_1": "GET", "/healthz": "GET",
	} {
		if got := ask(t, h, "PATCH", path, ""); got.status != 405 || got.header.Get("Allow") != want {
			t.Errorf("%s: %d, allow %q, want %q", path, got.status, got.header.Get("Allow"), want)
		}
	}
}

func TestKeys(t *testing.T) {
	h := instant(Options{})
	for header, want := range map[string]int{
		"":                                       401,
		"Basic RVpUS2FiYzo=":                     404, // EZTKabc:
		"basic RVpBS2FiYzo=":                     404, // EZAKabc:
		"Basic c2VjcmV0a2V5Og==":                 403, // secretkey:
		"Basic Og==":                             403,
		"Basic":                                  403,
		"Basic %%%%":                             403,
		"Bearer RVpUS2FiYzo=":                    403, // which is no key but one in base64
		"Bearer EZTKabc":                         404,
		"bearer EZAKabc":                         404,
		"BEARER  EZTKabc ":                       404,
		"Bearer":                                 403,
		"Bearer ":                                403,
		"Bearer secretkey":                       403,
		"Bearer EZTK" + strings.Repeat("a", 600): 403,
		"BASIC RVpUS2FiYzo=":                     404,
		"Token EZTKabc":                          403,
		"EZTKabc":                                403,
		"Basic " + strings.Repeat("RVpU", 200):   403,
	} {
		r := httptest.NewRequest("GET", "/v2/shipments/shp_1", nil)
		if header != "" {
			r.Header.Set("Authorization", header)
		}
		got := send(t, h, r)
		if got.status != want || strings.Contains(got.body, "secret") {
			t.Errorf("%q: %d %s, want %d", header, got.status, got.body, want)
		}
		if want == 403 && got.text("error", "code") != "APIKEY.INACTIVE" {
			t.Errorf("%q: %s", header, got.body)
		}
	}
}

// A key opens the same objects whichever way it is sent.
func TestBearerAndBasicAreTheSame(t *testing.T) {
	h := instant(Options{})
	made := askAs(t, h, productionKey, "POST", "/v2/parcels", `{"parcel":{"weight":1}}`)
	for key, want := range map[string]int{productionKey: 200, testKey: 404} {
		r := httptest.NewRequest("GET", "/v2/parcels/"+made.text("id"), nil)
		r.Header.Set("Authorization", "Bearer "+key)
		if got := send(t, h, r); got.status != want {
			t.Errorf("%s: %d, want %d", key, got.status, want)
		}
	}
}

func TestHealthNeedsNoKey(t *testing.T) {
	got := send(t, instant(Options{}), httptest.NewRequest("GET", "/healthz", nil))
	if got.status != 200 || got.body != `{"status":"ok"}` {
		t.Errorf("%d %s", got.status, got.body)
	}
}

func TestModesAreApart(t *testing.T) {
	h := instant(Options{})
	made := askAs(t, h, productionKey, "POST", "/v2/shipments", recordedShipment)
	if made.text("mode") != "production" || made.text("to_address", "mode") != "production" || strings.Contains(made.body, `"mode":"test"`) {
		t.Errorf("modes of %s", made.body)
	}
	path := "/v2/shipments/" + made.text("id")
	if got := askAs(t, h, productionKey, "GET", path, ""); got.status != 200 {
		t.Errorf("own mode: %d", got.status)
	}
	if got := ask(t, h, "GET", path, ""); got.status != 404 {
		t.Errorf("other mode: %d", got.status)
	}
	if ids, _ := ask(t, h, "GET", "/v2/shipments?purchased=false", "").list("shipments"); len(ids) != 0 {
		t.Errorf("the other mode lists %v", ids)
	}
}
