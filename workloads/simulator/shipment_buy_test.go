package simulator

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestContractBuying(t *testing.T) {
	h := instant(Options{})
	made := ask(t, h, "POST", "/v2/shipments", uspsOnly(recordedShipment))
	bought := buy(t, h, made, 1)
	code := bought.text("tracking_code")
	if len(code) != 22 || !strings.HasPrefix(code, "9400") {
		t.Errorf("tracking code %q", code)
	}
	if diff := cmp.Diff(made.get("rates", 1), bought.get("selected_rate")); diff != "" {
		t.Errorf("the selected rate is not the one that was bought: %s", diff)
	}
	if diff := cmp.Diff(made.get("rates"), bought.get("rates")); diff != "" {
		t.Errorf("the rates have changed: %s", diff)
	}
	fees := []any{
		map[string]any{"object": "Fee", "type": "LabelFee", "amount": "0.01000", "charged": true, "refunded": false},
		map[string]any{"object": "Fee", "type": "PostageFee", "amount": "5.93000", "charged": true, "refunded": false},
	}
	if diff := cmp.Diff(fees, bought.get("fees")); diff != "" {
		t.Error(diff)
	}
	label := map[string]any{
		"object": "PostageLabel", "date_advance": 0.0, "integrated_form": "none", "label_resolution": 300.0, "label_size": "4x6",
		"label_type": "default", "label_file_type": "image/png", "label_pdf_url": nil, "label_zpl_url": nil, "label_epl2_url": nil,
		"label_file": nil, "label_date": "2024-07-29T18:09:36Z", "created_at": "2024-07-29T18:09:36Z", "updated_at": "2024-07-29T18:09:36Z",
		"id": bought.text("postage_label", "id"), "label_url": bought.text("postage_label", "label_url"),
	}
	if diff := cmp.Diff(label, bought.get("postage_label")); diff != "" || !anyID.MatchString(bought.text("postage_label", "id")) {
		t.Error(diff)
	}
	later := ask(t, h, "GET", "/v2/shipments/"+made.text("id"), "")
	delete(later.fields, "tracker")
	delete(bought.fields, "tracker")
	if diff := cmp.Diff(bought.fields, later.fields); diff != "" {
		t.Errorf("GET differs: %s", diff)
	}
}

// Recorded: the address that a bought parcel goes to is verified, under the same id, and the one that it comes from is
// not.
func TestContractBoughtAddressIsVerified(t *testing.T) {
	h := instant(Options{})
	made := ask(t, h, "POST", "/v2/shipments", recordedShipment)
	oneCall := ask(t, h, "POST", "/v2/shipments", strings.Replace(recordedShipment, `"parcel"`, `"service":"Priority","parcel"`, 1))
	for name, bought := range map[string]reply{"bought": buy(t, h, made, 0), "in one call": oneCall} {
		if bought.text("to_address", "street1") != "179 N HARBOR DR" || bought.get("to_address", "verifications", "zip4", "success") != true {
			t.Errorf("%s: %v", name, bought.get("to_address"))
		}
		if diff := cmp.Diff(bought.get("to_address"), bought.get("buyer_address")); diff != "" {
			t.Errorf("%s, buyer_address: %s", name, diff)
		}
		if bought.text("from_address", "street1") != "388 Townsend St" || bought.get("from_address", "residential") != nil {
			t.Errorf("%s: %v", name, bought.get("from_address"))
		}
		alone := ask(t, h, "GET", "/v2/addresses/"+bought.text("to_address", "id"), "")
		if diff := cmp.Diff(bought.get("to_address"), any(alone.fields)); diff != "" {
			t.Errorf("%s, the address alone: %s", name, diff)
		}
	}
	if made.text("to_address", "id") != ask(t, h, "GET", "/v2/shipments/"+made.text("id"), "").text("to_address", "id") {
		t.Error("another id")
	}
}

// The tracker of a bought shipment is like any other, except that it came with the shipment.
func TestContractTrackerOfBoughtShipment(t *testing.T) {
	h := instant(Options{})
	bought := buy(t, h, ask(t, h, "POST", "/v2/shipments", strings.Replace(recordedShipment, `"parcel"`, `"is_return":true,"parcel"`, 1)), 0)
	first := bought.get("tracker").(map[string]any)
	if first["status"] != "unknown" || bought.count("tracker", "tracking_details") != 0 || first["carrier_detail"] != nil || first["est_delivery_date"] != nil {
		t.Errorf("it is scanned already: %v", first)
	}
	bought = ask(t, h, "GET", "/v2/shipments/"+bought.text("id"), "")
	tracker := bought.get("tracker").(map[string]any)
	if tracker["id"] != first["id"] || bought.count("tracker", "tracking_details") != 2 || tracker["carrier_detail"] == nil || tracker["est_delivery_date"] == nil {
		t.Errorf("it is not scanned yet: %v", tracker)
	}
	for key, want := range map[string]any{
		"status": "pre_transit", "status_detail": "status_update", "carrier": "USPS", "tracking_code": bought.text("tracking_code"), "shipment_id": bought.text("id"),
		"is_return": true, "mode": "test", "object": "Tracker",
	} {
		if tracker[key] != want {
			t.Errorf("%s is %v, want %v", key, tracker[key], want)
		}
	}
	alone := ask(t, h, "GET", "/v2/trackers/"+tracker["id"].(string), "")
	if diff := cmp.Diff(tracker, alone.fields); diff != "" {
		t.Errorf("alone it is another: %s", diff)
	}
	if ids, _ := ask(t, h, "GET", "/v2/trackers?tracking_code="+bought.text("tracking_code"), "").list("trackers"); len(ids) != 1 {
		t.Errorf("listed: %v", ids)
	}
	again := ask(t, h, "POST", "/v2/trackers", `{"tracker":{"tracking_code":"`+bought.text("tracking_code")+`"}}`)
	if again.status != 200 || again.text("id") != tracker["id"] {
		t.Errorf("making it again: %d %s", again.status, again.body)
	}
}

func TestContractBuyingErrors(t *testing.T) {
	for name, c := range map[string]struct {
		call, body string
		status     int
		code       string
	}{
		"twice":                          {"/shipments/BOUGHT/buy", `{"rate":{"id":"RATE"}}`, 422, "SHIPMENT.POSTAGE.EXISTS"},
		"rerated when bought":            {"/shipments/BOUGHT/rerate", ``, 422, "SHIPMENT.POSTAGE.EXISTS"},
		"another shipment's rate":        {"/shipments/BATCHED/buy", `{"rate":{"id":"RATE"}}`, 404, "NOT_FOUND"},
		"no such rate":                   {"/shipments/SHP/buy", `{"rate":{"id":"rate_1"}}`, 404, "NOT_FOUND"},
		"no rate":                        {"/shipments/SHP/buy", `{"rate":{}}`, 422, "PARAMETER.REQUIRED"},
		"insured with words":             {"/shipments/SHP/buy", `{"rate":{"id":"RATE"},"insurance":"much"}`, 422, "PARAMETER.INVALID"},
		"no such shipment":               {"/shipments/shp_1/buy", `{"rate":{"id":"RATE"}}`, 404, "NOT_FOUND"},
		"malformed":                      {"/shipments/SHP/buy", `{"rate"`, 400, "BAD_REQUEST"},
		"refund of what was not":         {"/shipments/SHP/refund", ``, 422, "SHIPMENT.POSTAGE.REQUIRED"},
		"refund of nothing":              {"/shipments/shp_1/refund", ``, 404, "NOT_FOUND"},
		"insurance of what was not":      {"/shipments/SHP/insure", `{"amount":"100.00"}`, 422, "SHIPMENT.POSTAGE.REQUIRED"},
		"insurance of nothing":           {"/shipments/shp_1/insure", `{"amount":"100.00"}`, 404, "NOT_FOUND"},
		"insurance of no amount":         {"/shipments/BOUGHT/insure", `{"amount":null}`, 422, "PARAMETER.REQUIRED"},
		"insurance below nothing":        {"/shipments/BOUGHT/insure", `{"amount":-1}`, 422, "PARAMETER.INVALID"},
		"insurance above all":            {"/shipments/BOUGHT/insure", `{"amount":1e9}`, 422, "PARAMETER.INVALID"},
		"insurance of another type":      {"/shipments/BOUGHT/insure", `{"amount":["100"]}`, 422, "PARAMETER.INVALID"},
		"service that no carrier offers": {"/shipments", strings.Replace(recordedShipment, `"parcel"`, `"service":"Teleport","parcel"`, 1), 422, "SHIPMENT.POSTAGE.FAILURE"},
		"service of another carrier":     {"/shipments", strings.Replace(recordedShipment, `"parcel"`, `"service":"Priority","carrier":"UPS","parcel"`, 1), 422, "SHIPMENT.POSTAGE.FAILURE"},
		"service of another type":        {"/shipments", strings.Replace(recordedShipment, `"parcel"`, `"service":{},"parcel"`, 1), 422, "PARAMETER.INVALID"},
	} {
		h := instant(Options{})
		k := populate(t, h)
		k.batch = ask(t, h, "POST", "/v2/shipments", recordedShipment).text("id")
		path := strings.Replace(c.call, "BATCHED", k.batch, 1)
		got := ask(t, h, "POST", k.fill("/v2"+path), k.fill(c.body))
		if got.status != c.status || got.text("error", "code") != c.code || got.text("error", "message") == "" {
			t.Errorf("%s: %d %s, want %d %s", name, got.status, got.body, c.status, c.code)
		}
	}
}

func TestRefusedPurchaseLeavesNothing(t *testing.T) {
	h := instant(Options{})
	ask(t, h, "POST", "/v2/shipments", strings.Replace(recordedShipment, `"parcel"`, `"service":"Teleport","parcel"`, 1))
	for _, kind := range []string{"shipments", "addresses", "trackers"} {
		if ids, _ := ask(t, h, "GET", "/v2/"+kind, "").list(kind); len(ids) != 0 {
			t.Errorf("%s were left: %v", kind, ids)
		}
	}
}

func TestContractRatesAgain(t *testing.T) {
	h := instant(Options{})
	made := ask(t, h, "POST", "/v2/shipments", recordedShipment)
	again := ask(t, h, "POST", "/v2/shipments/"+made.text("id")+"/rerate", `{}`)
	if len(again.fields) != 1 || again.count("rates") != made.count("rates") {
		t.Fatalf("%s", again.body)
	}
	found := ask(t, h, "GET", "/v2/shipments/"+made.text("id"), "")
	if diff := cmp.Diff(again.get("rates"), found.get("rates")); diff != "" {
		t.Errorf("the shipment has others: %s", diff)
	}
	for i := range made.count("rates") {
		old, fresh := made.get("rates", i, "id").(string), again.get("rates", i, "id").(string)
		if old == fresh || made.get("rates", i, "rate") != again.get("rates", i, "rate") {
			t.Errorf("rate %d: %s %v became %s %v", i, old, made.get("rates", i, "rate"), fresh, again.get("rates", i, "rate"))
		}
		if got := ask(t, h, "GET", "/v2/rates/"+old, ""); got.status != 404 {
			t.Errorf("the old rate %s: %d", old, got.status)
		}
		if got := ask(t, h, "GET", "/v2/rates/"+fresh, ""); got.status != 200 {
			t.Errorf("the new rate %s: %d", fresh, got.status)
		}
	}
	buy(t, h, found, 0)
}

func TestContractBoughtInOneCall(t *testing.T) {
	for name, c := range map[string]struct{ fields, carrier, service string }{
		"Node's fixture":      {`"service":"GroundAdvantage","carrier":"USPS","carrier_accounts":["ca_b25657e9896e4d63ac8151ac346ac41e"]`, "USPS", "GroundAdvantage"},
		"a service alone":     {`"service":"NextDayAir"`, "UPS", "NextDayAir"},
		"accounts as objects": {`"service":"Priority","carrier_accounts":[{"id":"ca_1"}]`, "USPS", "Priority"},
		"an insured one":      {`"service":"FEDEX_2_DAY","insurance":"50"`, "FedEx", "FEDEX_2_DAY"},
	} {
		h := instant(Options{})
		made := ask(t, h, "POST", "/v2/shipments", strings.Replace(recordedShipment, `"parcel"`, c.fields+`,"parcel"`, 1))
		if made.status != 201 || made.text("selected_rate", "carrier") != c.carrier || made.text("selected_rate", "service") != c.service {
			t.Errorf("%s: %d %s", name, made.status, made.body)
		}
		if made.get("tracker", "tracking_code") != made.text("tracking_code") || made.get("postage_label", "label_url") == nil {
			t.Errorf("%s: no label or tracker: %s", name, made.body)
		}
	}
}

func TestContractInsuranceAndRefund(t *testing.T) {
	h := instant(Options{})
	bought := buy(t, h, ask(t, h, "POST", "/v2/shipments", recordedShipment), 0)
	path := "/v2/shipments/" + bought.text("id")
	for step, c := range []struct {
		call, body             string
		status                 int
		insurance, refund, fee any
	}{
		{"/insure", `{"amount":100}`, 200, "100.00", nil, "0.50000"},
		{"/insure", `{"amount":"200.00"}`, 422, nil, nil, nil},
		{"/refund", `null`, 200, "100.00", "submitted", "0.50000"},
		{"/refund", ``, 200, "100.00", "submitted", "0.50000"},
	} {
		got := ask(t, h, "POST", path+c.call, c.body)
		if got.status != c.status || got.get("insurance") != c.insurance || got.get("refund_status") != c.refund || got.get("fees", 2, "amount") != c.fee {
			t.Errorf("step %d: %d %s", step, got.status, got.body)
		}
	}
	dear := ask(t, h, "POST", "/v2/shipments", recordedShipment)
	rate := dear.get("rates", 0, "id").(string)
	got := ask(t, h, "POST", "/v2/shipments/"+dear.text("id")+"/buy", `{"rate":"`+rate+`","insurance":"249.99"}`)
	if got.text("insurance") != "249.99" || got.get("fees", 2, "amount") != "1.24995" || got.get("fees", 2, "type") != "InsuranceFee" {
		t.Errorf("bought and insured: %s", got.body)
	}
}

// Of many requests that buy one shipment at once, one succeeds.
func TestOneBuysTheOthersDoNot(t *testing.T) {
	h := instant(Options{})
	made := ask(t, h, "POST", "/v2/shipments", recordedShipment)
	statuses := make([]int, 8)
	var group sync.WaitGroup
	for buyer := range statuses {
		group.Go(func() {
			rate := made.get("rates", buyer%made.count("rates"), "id").(string)
			statuses[buyer] = ask(t, h, "POST", "/v2/shipments/"+made.text("id")+"/buy", `{"rate":{"id":"`+rate+`"}}`).status
		})
	}
	group.Wait()
	count := map[int]int{}
	for _, status := range statuses {
		count[status]++
	}
	if diff := cmp.Diff(map[int]int{200: 1, 422: 7}, count); diff != "" {
		t.Error(diff)
	}
	if ids, _ := ask(t, h, "GET", "/v2/trackers", "").list("trackers"); len(ids) != 1 {
		t.Errorf("trackers: %v", ids)
	}
}

// Clients send no insurance as zero, so that the carrier does not insure by itself.
func TestContractInsuranceOfZero(t *testing.T) {
	h := instant(Options{})
	for _, zero := range []string{`"0"`, `0`, `"0.00"`, `null`, `""`} {
		body := strings.Replace(recordedShipment, `"parcel"`, `"insurance":`+zero+`,"service":"GroundAdvantage","parcel"`, 1)
		made := ask(t, h, "POST", "/v2/shipments", body)
		if made.status != 201 || made.get("insurance") != nil || made.count("fees") != 2 {
			t.Errorf("%s: %d %s", zero, made.status, made.body)
		}
	}
	if got := ask(t, h, "POST", "/v2/shipments", strings.Replace(recordedShipment, `"parcel"`, `"insurance":"-1","parcel"`, 1)); got.status != 422 {
		t.Errorf("below zero: %d", got.status)
	}
}

// Tax identifiers come back with their number hidden; without any there is no key.
func TestContractTaxIdentifiers(t *testing.T) {
	h := instant(Options{})
	with := func(value string) string {
		return strings.Replace(recordedShipment, `"parcel"`, `"tax_identifiers":`+value+`,"parcel"`, 1)
	}
	sent := `[{"entity":"SENDER","tax_id_type":"IOSS","tax_id":"12345","issuing_country":"GB"},{"entity":"RECEIVER"}]`
	made := ask(t, h, "POST", "/v2/shipments", with(sent))
	want := []any{
		map[string]any{"entity": "SENDER", "issuing_country": "GB", "tax_id": "HIDDEN", "tax_id_type": "IOSS"},
		map[string]any{"entity": "RECEIVER", "issuing_country": nil, "tax_id": nil, "tax_id_type": nil},
	}
	if diff := cmp.Diff(want, made.get("tax_identifiers")); diff != "" {
		t.Errorf("%s: %s", diff, made.body)
	}
	for _, none := range []string{`[]`, `null`, `[7]`, sent + `,"tax_identifiers":[]`} {
		if got := ask(t, h, "POST", "/v2/shipments", with(none)); got.status != 201 || strings.Contains(got.body, "tax_identifiers") {
			t.Errorf("%s: %d %s", none, got.status, got.body)
		}
	}
	many := "[" + strings.Repeat(`{"entity":"`+strings.Repeat("x", 200)+`"},`, 20) + `{}]`
	for _, wrong := range []string{`[{"entity":{}}]`, many} {
		if got := ask(t, h, "POST", "/v2/shipments", with(wrong)); got.status != 422 {
			t.Errorf("%.40s: %d %.80s", wrong, got.status, got.body)
		}
	}
}
