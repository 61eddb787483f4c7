package simulator

import (
	"net/http"
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
	if got := ask(t, h, "GET", "/v2/shipments/"+made.text("id"), ""); got.body != bought.body {
		t.Errorf("GET differs: %s", got.body)
	}
}

// The tracker of a bought shipment is one like others, but that it came with it.
func TestContractTrackerOfBoughtShipment(t *testing.T) {
	h := instant(Options{})
	bought := buy(t, h, ask(t, h, "POST", "/v2/shipments", strings.Replace(recordedShipment, `"parcel"`, `"is_return":true,"parcel"`, 1)), 0)
	tracker := bought.get("tracker").(map[string]any)
	for key, want := range map[string]any{
		"status": "unknown", "carrier": "USPS", "tracking_code": bought.text("tracking_code"), "shipment_id": bought.text("id"),
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
		"twice":                      {"/shipments/BOUGHT/buy", `{"rate":{"id":"RATE"}}`, 422, "SHIPMENT.POSTAGE.EXISTS"},
		"rerated when bought":        {"/shipments/BOUGHT/rerate", ``, 422, "SHIPMENT.POSTAGE.EXISTS"},
		"another shipment's rate":    {"/shipments/BATCHED/buy", `{"rate":{"id":"RATE"}}`, 404, "NOT_FOUND"},
		"no such rate":               {"/shipments/SHP/buy", `{"rate":{"id":"rate_1"}}`, 404, "NOT_FOUND"},
		"no rate":                    {"/shipments/SHP/buy", `{"rate":{}}`, 422, "PARAMETER.REQUIRED"},
		"insured with words":         {"/shipments/SHP/buy", `{"rate":{"id":"RATE"},"insurance":"much"}`, 422, "PARAMETER.INVALID"},
		"no such shipment":           {"/shipments/shp_1/buy", `{"rate":{"id":"RATE"}}`, 404, "NOT_FOUND"},
		"malformed":                  {"/shipments/SHP/buy", `{"rate"`, 400, "BAD_REQUEST"},
		"refund of what was not":     {"/shipments/SHP/refund", ``, 422, "SHIPMENT.POSTAGE.REQUIRED"},
		"refund of nothing":          {"/shipments/shp_1/refund", ``, 404, "NOT_FOUND"},
		"insurance of what was not":  {"/shipments/SHP/insure", `{"amount":"100.00"}`, 422, "SHIPMENT.POSTAGE.REQUIRED"},
		"insurance of nothing":       {"/shipments/shp_1/insure", `{"amount":"100.00"}`, 404, "NOT_FOUND"},
		"insurance of no amount":     {"/shipments/BOUGHT/insure", `{"amount":null}`, 422, "PARAMETER.REQUIRED"},
		"insurance below nothing":    {"/shipments/BOUGHT/insure", `{"amount":-1}`, 422, "PARAMETER.INVALID"},
		"insurance above all":        {"/shipments/BOUGHT/insure", `{"amount":1e9}`, 422, "PARAMETER.INVALID"},
		"insurance of another type":  {"/shipments/BOUGHT/insure", `{"amount":["100"]}`, 422, "PARAMETER.INVALID"},
		"service that nobody offers": {"/shipments", strings.Replace(recordedShipment, `"parcel"`, `"service":"Teleport","parcel"`, 1), 422, "SHIPMENT.POSTAGE.FAILURE"},
		"service of another carrier": {"/shipments", strings.Replace(recordedShipment, `"parcel"`, `"service":"Priority","carrier":"UPS","parcel"`, 1), 422, "SHIPMENT.POSTAGE.FAILURE"},
		"service of another type":    {"/shipments", strings.Replace(recordedShipment, `"parcel"`, `"service":{},"parcel"`, 1), 422, "PARAMETER.INVALID"},
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

// Of many that buy one shipment at once, one succeeds.
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

func TestTrackingCodesOfCarriers(t *testing.T) {
	for c, want := range map[carrierID]string{
		usps: "9400100110361", ups: "1ZE6A48503", fedex: "79", dhl: "1",
	} {
		length := map[carrierID]int{usps: 22, ups: 18, fedex: 12, dhl: 10}[c]
		met := map[string]bool{}
		for serial := range uint64(1000) {
			code := string(carrierTable[c].trackingCode(nil, serial))
			if len(code) != length || !strings.HasPrefix(code, want[:min(len(want), 2)]) || met[code] {
				t.Fatalf("%s: %q for %d", carrierTable[c].name, code, serial)
			}
			met[code] = true
			if c == usps && checkOfUSPS(code[:21]) != code[21] {
				t.Fatalf("the check digit of %s", code)
			}
		}
	}
	if got := checkOfUSPS("940010011036807037225"); got != '3' {
		t.Errorf("check digit %c of the recorded USPS code", got)
	}
}

// checkOfUSPS is the check digit by its rule, counted from the right: three times every other digit.
func checkOfUSPS(digits string) byte {
	sum := 0
	for i := range digits {
		weight := 1
		if (len(digits)-i)%2 == 1 {
			weight = 3
		}
		sum += weight * int(digits[i]-'0')
	}
	return byte('0' + (10-sum%10)%10)
}

func TestContractCustoms(t *testing.T) {
	h := instant(Options{})
	const info = `"customs_info":{"customs_certify":true,"customs_signer":"Jack \"J\" Sparrow","eel_pfc":"NOEEI 30.37(a)",` +
		`"customs_items":[{"description":"Hat","quantity":2,"value":"19.50","weight":5,"hs_tariff_number":654321,"origin_country":"US"},{"value":7}]},`
	made := ask(t, h, "POST", "/v2/shipments", strings.Replace(recordedShipment, `"parcel"`, info+`"parcel"`, 1))
	if made.status != 201 {
		t.Fatalf("%d %s", made.status, made.body)
	}
	item := func(n int, more map[string]any) map[string]any {
		fields := map[string]any{
			"object": "CustomsItem", "mode": "test", "id": made.get("customs_info", "customs_items", n, "id"),
			"created_at": "2024-07-29T18:09:36Z", "updated_at": "2024-07-29T18:09:36Z", "code": nil, "currency": nil, "description": nil,
			"eccn": nil, "hs_tariff_number": nil, "manufacturer": nil, "origin_country": nil, "printed_commodity_identifier": nil,
			"quantity": 0.0, "value": "0.0", "weight": 0.0,
		}
		for key, value := range more {
			fields[key] = value
		}
		return fields
	}
	want := map[string]any{
		"object": "CustomsInfo", "mode": "test", "id": made.text("customs_info", "id"), "created_at": "2024-07-29T18:09:36Z",
		"updated_at": "2024-07-29T18:09:36Z", "contents_explanation": nil, "contents_type": "merchandise", "customs_certify": true,
		"customs_signer": `Jack "J" Sparrow`, "declaration": nil, "eel_pfc": "NOEEI 30.37(a)", "non_delivery_option": "return",
		"restriction_comments": nil, "restriction_type": "none", "customs_items": []any{
			item(0, map[string]any{"description": "Hat", "quantity": 2.0, "value": "19.5", "weight": 5.0, "hs_tariff_number": "654321", "origin_country": "US"}),
			item(1, map[string]any{"value": "7.0"}),
		},
	}
	if diff := cmp.Diff(want, made.get("customs_info")); diff != "" {
		t.Error(diff)
	}
	again := ask(t, h, "POST", "/v2/shipments", strings.Replace(recordedShipment, `"parcel"`, `"customs_info":{"id":"`+made.text("customs_info", "id")+`"},"parcel"`, 1))
	if diff := cmp.Diff(made.get("customs_info"), again.get("customs_info")); diff != "" {
		t.Errorf("by its id: %s", diff)
	}
	for name, c := range map[string]struct {
		info   string
		status int
	}{
		"unknown id":    {`{"id":"cstinfo_1"}`, 404},
		"worded value":  {`{"customs_items":[{"value":"much"}]}`, 422},
		"wrong type":    {`{"customs_signer":[]}`, 422},
		"too long":      {`{"customs_items":[{"description":"` + strings.Repeat("x", longestCustoms) + `"}]}`, 422},
		"too many":      {`{"customs_items":[{}` + strings.Repeat(`,{}`, mostItems) + `]}`, 422},
		"null":          {`null`, 201},
		"empty":         {`{}`, 201},
		"unknown field": {`{"colour":"red"}`, 201},
	} {
		got := ask(t, h, "POST", "/v2/shipments", strings.Replace(recordedShipment, `"parcel"`, `"customs_info":`+c.info+`,"parcel"`, 1))
		if got.status != c.status {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
}

func TestContractAccounts(t *testing.T) {
	h := instant(Options{})
	accounts := map[string]string{}
	abroad := strings.Replace(recordedShipment, `"city":"Redondo Beach","country":"US"`, `"city":"Toronto","country":"CA"`, 1)
	for _, rate := range ask(t, h, "POST", "/v2/shipments", abroad).get("rates").([]any) {
		rate := rate.(map[string]any)
		accounts[rate["carrier"].(string)] = rate["carrier_account_id"].(string)
	}
	for name, c := range map[string]struct {
		fields string
		want   map[string]int
	}{
		"one":                     {`"carrier_accounts":["` + accounts["UPS"] + `"]`, map[string]int{"UPS": 3}},
		"two":                     {`"carrier_accounts":["` + accounts["FedEx"] + `",{"id":"` + accounts["USPS"] + `"}]`, map[string]int{"USPS": 3, "FedEx": 3}},
		"one that does not serve": {`"carrier_accounts":["` + accounts["DHLExpress"] + `"]`, map[string]int{}},
		"none":                    {`"carrier_accounts":[]`, map[string]int{"USPS": 3, "UPS": 3, "FedEx": 3}},
		"unknown":                 {`"carrier_accounts":["ca_1"]`, map[string]int{"USPS": 3, "UPS": 3, "FedEx": 3}},
		"unknown of a carrier":    {`"carrier_accounts":["ca_1"],"carrier":"FedEx"`, map[string]int{"FedEx": 3}},
		"known and unknown":       {`"carrier_accounts":["ca_1","` + accounts["UPS"] + `"]`, map[string]int{"UPS": 3}},
		"no list":                 {`"carrier_accounts":7`, map[string]int{"USPS": 3, "UPS": 3, "FedEx": 3}},
	} {
		made := ask(t, h, "POST", "/v2/shipments", strings.Replace(recordedShipment, `"parcel"`, c.fields+`,"parcel"`, 1))
		rates, _ := carriersOf(made)
		if diff := cmp.Diff(c.want, rates); diff != "" || made.status != http.StatusCreated {
			t.Errorf("%s: %d %s", name, made.status, diff)
		}
	}
}
