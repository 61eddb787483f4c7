package simulator

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// The tests named TestContract… compare the simulator with what is known of the API, with a table for each part of it:
// transport, status codes, shapes, types, lists, shipments, trackers, batches, errors.

// get follows keys and indexes into an answer.
func (r reply) get(path ...any) any {
	var value any = r.fields
	for _, step := range path {
		switch step := step.(type) {
		case string:
			object, _ := value.(map[string]any)
			value = object[step]
		case int:
			list, _ := value.([]any)
			if step >= len(list) {
				return nil
			}
			value = list[step]
		}
	}
	return value
}

// count is the length of a list in an answer.
func (r reply) count(path ...any) int {
	list, _ := r.get(path...).([]any)
	return len(list)
}

// known is one object of each kind.
type known struct {
	address, parcel, shipment, rate, tracker, batch string
	bought, boughtRate                              string
}

func populate(t *testing.T, h http.Handler) (k known) {
	t.Helper()
	made := ask(t, h, "POST", "/v2/shipments", uspsOnly(recordedShipment))
	k.shipment, k.address, k.parcel = made.text("id"), made.text("from_address", "id"), made.text("parcel", "id")
	k.rate = made.get("rates", 1, "id").(string)
	bought := buy(t, h, ask(t, h, "POST", "/v2/shipments", uspsOnly(recordedShipment)), 1)
	k.bought, k.boughtRate = bought.text("id"), bought.text("selected_rate", "id")
	k.tracker = ask(t, h, "POST", "/v2/trackers", `{"tracker":{"tracking_code":"EZ1000000001"}}`).text("id")
	member := ask(t, h, "POST", "/v2/shipments", recordedShipment).text("id")
	k.batch = ask(t, h, "POST", "/v2/batches", `{"batch":{"shipments":["`+member+`"]}}`).text("id")
	return k
}

// buy buys the rate with an index.
func buy(t *testing.T, h http.Handler, made reply, index int) reply {
	t.Helper()
	rate, _ := made.get("rates", index, "id").(string)
	bought := ask(t, h, "POST", "/v2/shipments/"+made.text("id")+"/buy", `{"rate":{"id":"`+rate+`"}}`)
	if bought.status != 200 {
		t.Fatalf("buying: %d %s", bought.status, bought.body)
	}
	return bought
}

// fill writes the ids of known objects into a path or body.
func (k known) fill(text string) string {
	return strings.NewReplacer("ADR", k.address, "PRCL", k.parcel, "SHP", k.shipment, "RATE", k.rate, "TRK", k.tracker,
		"BATCH", k.batch, "BOUGHT", k.bought).Replace(text)
}

func TestContractStatusCodes(t *testing.T) {
	const (
		tracker = `{"tracker":{"tracking_code":"EZ2000000002"}}`
		address = `{"address":{"street1":"388 Townsend St","zip":"94107"}}`
	)
	for _, c := range []struct {
		call, body string
		status     int
		location   string // what its path begins with
	}{
		{"POST /addresses", address, 201, "/api/v2/addresses/adr_"},
		{"POST /addresses/create_and_verify", address, 200, "/api/v2/addresses/adr_"},
		{"GET /addresses/ADR", ``, 200, ""},
		{"GET /addresses/ADR/verify", ``, 200, "/api/v2/addresses/adr_"},
		{"GET /addresses", ``, 200, ""},
		{"POST /parcels", `{"parcel":{"weight":1}}`, 201, "/api/v2/parcels/prcl_"},
		{"GET /parcels/PRCL", ``, 200, ""},
		{"POST /shipments", recordedShipment, 201, "/api/v2/shipments/shp_"},
		{"POST /shipments", strings.Replace(recordedShipment, `"parcel"`, `"service":"Priority","parcel"`, 1), 201, "/api/v2/shipments/shp_"},
		{"GET /shipments/SHP", ``, 200, ""},
		{"GET /shipments", ``, 200, ""},
		{"POST /shipments/SHP/buy", `{"rate":{"id":"RATE"}}`, 200, ""},
		{"POST /shipments/SHP/rerate", `null`, 200, ""},
		{"POST /shipments/BOUGHT/refund", `null`, 200, ""},
		{"POST /shipments/BOUGHT/insure", `{"amount":"100.00"}`, 200, ""},
		{"GET /rates/RATE", ``, 200, ""},
		{"POST /trackers", tracker, 201, "/api/v2/trackers/trk_"},
		{"POST /trackers", strings.Replace(tracker, "EZ2", "EZ1", 1), 201, "/api/v2/trackers/trk_"},
		{"POST /trackers", `{"tracker":{"tracking_code":"EZ1000000001"}}`, 200, "/api/v2/trackers/trk_"},
		{"GET /trackers/TRK", ``, 200, ""},
		{"GET /trackers", ``, 200, ""},
		{"DELETE /trackers/TRK", ``, 200, ""},
		{"POST /batches", `{"batch":{"shipments":[{"id":"SHP"}]}}`, 200, ""},
		{"POST /batches/BATCH/add_shipments", `{"shipments":[{"id":"SHP"}]}`, 200, ""},
		{"POST /batches/BATCH/buy", `null`, 200, ""},
		{"GET /batches/BATCH", ``, 200, ""},
		{"GET /batches", ``, 200, ""},
	} {
		t.Run(c.call, func(t *testing.T) {
			h := instant(Options{})
			k := populate(t, h)
			method, path, _ := strings.Cut(c.call, " ")
			got := ask(t, h, method, k.fill("/v2"+path), k.fill(c.body))
			if got.status != c.status || !strings.HasPrefix(got.header.Get("Location"), c.location) {
				t.Errorf("%d, location %q, want %d, %q: %s", got.status, got.header.Get("Location"), c.status, c.location, got.body)
			}
			if c.location == "" && got.header.Get("Location") != "" {
				t.Errorf("location %q", got.header.Get("Location"))
			}
		})
	}
}

// Every endpoint that takes a body accepts an empty body, {} and null, and reports what is missing, if anything.
func TestContractEmptyBodies(t *testing.T) {
	for call, want := range map[string]string{
		"POST /addresses":                       "address",
		"POST /addresses/create_and_verify":     "address",
		"POST /parcels":                         "parcel",
		"POST /shipments":                       "shipment",
		"POST /trackers":                        "tracker",
		"POST /batches":                         "batch",
		"POST /shipments/SHP/buy":               "rate",
		"POST /shipments/BOUGHT/insure":         "amount",
		"POST /batches/BATCH/add_shipments":     "shipments",
		"POST /batches/BATCH/remove_shipments":  "shipments",
		"POST /shipments/SHP/rerate":            "",
		"POST /shipments/BOUGHT/refund":         "",
		"POST /batches/BATCH/buy":               "",
		"POST /shipments/SHP/rerate?with=query": "",
	} {
		for _, body := range []string{``, `{}`, `null`} {
			h := instant(Options{})
			method, path, _ := strings.Cut(call, " ")
			got := ask(t, h, method, populate(t, h).fill("/v2"+path), body)
			if want == "" && got.status != 200 {
				t.Errorf("%s with %q: %d %s", call, body, got.status, got.body)
			}
			if want != "" && (got.status != 422 || got.text("error", "code") != "PARAMETER.REQUIRED" || got.get("error", "errors", 0, "field") != want) {
				t.Errorf("%s with %q: %d %s, want %s missing", call, body, got.status, got.body, want)
			}
		}
	}
}

// asForm sends a form, as the Go client does.
func asForm(t *testing.T, h http.Handler, method, path, form string) reply {
	t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(form))
	r.SetBasicAuth(testKey, "")
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return send(t, h, r)
}

// The Go client insures by a form, and sends the parameters of lists as a form with GET.
func TestContractForms(t *testing.T) {
	h := instant(Options{})
	k := populate(t, h)
	if got := asForm(t, h, "POST", "/v2/shipments/"+k.bought+"/insure", "amount=100.00"); got.text("insurance") != "100.00" {
		t.Errorf("insuring: %d %s", got.status, got.body)
	}
	if ids, more := asForm(t, h, "GET", "/v2/shipments", "page_size=1&purchased=true").list("shipments"); len(ids) != 1 || ids[0] != k.bought || more {
		t.Errorf("listing what is bought: %v, %v", ids, more)
	}
	ids, _ := asForm(t, h, "GET", "/v2/trackers", "tracking_codes=EZ1000000001&tracking_codes=EZ2000000002").list("trackers")
	if !slices.Equal(ids, []string{k.tracker}) {
		t.Errorf("listing trackers: %v", ids)
	}
	nested := asForm(t, h, "POST", "/v2/shipments", "shipment[to_address][zip]=90277&shipment[from_address][id]="+k.address+
		"&shipment[parcel][weight]=15.4&shipment[carrier_accounts][]=ca_b25657e9896e4d63ac8151ac346ac41e&shipment[carrier]=USPS")
	if nested.status != 201 || nested.text("to_address", "zip") != "90277" || nested.text("from_address", "id") != k.address || nested.count("rates") != 3 {
		t.Errorf("creating: %d %s", nested.status, nested.body)
	}
	batch := asForm(t, h, "POST", "/v2/batches", "batch[shipments][0][id]="+k.shipment+"&batch[shipments][1][id]="+nested.text("id"))
	if batch.get("num_shipments") != 2.0 {
		t.Errorf("a batch: %d %s", batch.status, batch.body)
	}
	if got := asForm(t, h, "POST", "/v2/trackers", `{"tracker":{"tracking_code":"EZ3000000003"}}`); got.status != 201 {
		t.Errorf("JSON under a form's type: %d %s", got.status, got.body)
	}
}

func TestContractBadForms(t *testing.T) {
	h := instant(Options{})
	for _, form := range []string{
		"a=%zz", "tracker=x&tracker[tracking_code]=y", strings.Repeat("a[b]", 1) + strings.Repeat("[c]", 20) + "=x", "a;b=c",
	} {
		if got := asForm(t, h, "POST", "/v2/trackers", form); got.status != 400 || got.text("error", "code") != "BAD_REQUEST" {
			t.Errorf("%q: %d %s", form, got.status, got.body)
		}
	}
	for _, form := range []string{"a[=x", "a]b=x", "=x", "tracker[]=x&tracker[]=y"} {
		if got := asForm(t, h, "POST", "/v2/trackers", form); got.status != 422 {
			t.Errorf("%q: %d %s", form, got.status, got.body)
		}
	}
	if got := asForm(t, h, "GET", "/v2/trackers", "page_size=%zz"); got.status != 400 {
		t.Errorf("parameters: %d %s", got.status, got.body)
	}
}

// Every object of an answer has the mode of the key.
func TestContractModeFollowsTheKey(t *testing.T) {
	h := instant(Options{})
	body := strings.Replace(recordedShipment, `"parcel"`, `"service":"Priority","customs_info":{"customs_items":[{"quantity":1}]},"parcel"`, 1)
	made := askAs(t, h, productionKey, "POST", "/v2/shipments", body)
	batch := askAs(t, h, productionKey, "POST", "/v2/batches", `{"batch":{}}`)
	if made.status != 201 || batch.status != 200 {
		t.Fatalf("%d %s", made.status, made.body)
	}
	if strings.Contains(made.body+batch.body, `"mode":"test"`) || batch.text("mode") != "production" || made.get("customs_info", "customs_items", 0, "mode") != "production" {
		t.Errorf("%s %s", made.body, batch.body)
	}
}
