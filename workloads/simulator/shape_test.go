package simulator

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	jack = `{"carrier_facility":null,"city":"San Francisco","company":null,"country":"US","created_at":"2024-07-29T18:09:36+00:00",` +
		`"email":"jack@example.com","federal_tax_id":null,"id":"JACK","mode":"test","name":"Jack Sparrow","object":"Address",` +
		`"phone":"5555555555","residential":null,"state":"CA","state_tax_id":null,"street1":"388 Townsend St","street2":"Apt 20",` +
		`"updated_at":"2024-07-29T18:09:36+00:00","verifications":{},"zip":"94107"}`
	elizabeth = `{"carrier_facility":null,"city":"Redondo Beach","company":null,"country":"US","created_at":"2024-07-29T18:09:36+00:00",` +
		`"email":"elizabeth@example.com","federal_tax_id":null,"id":"ELIZABETH","mode":"test","name":"Elizabeth Swan","object":"Address",` +
		`"phone":"5555555555","residential":null,"state":"CA","state_tax_id":null,"street1":"179 N Harbor Dr","street2":null,` +
		`"updated_at":"2024-07-29T18:09:36+00:00","verifications":{},"zip":"90277"}`
	box = `{"created_at":"2024-07-29T18:09:36Z","height":4,"id":"prcl_1","length":10,"mode":"test","object":"Parcel",` +
		`"predefined_package":null,"updated_at":"2024-07-29T18:09:36Z","weight":15.4,"width":8}`
)

// uspsRate is a Rate as recorded but for its ids.
func uspsRate(id, days, list, rate, retail, service string) string {
	return `{"billing_type":"easypost","carrier":"USPS","carrier_account_id":"ca_1","created_at":"2024-07-29T18:09:36Z","currency":"USD",` +
		`"delivery_date":null,"delivery_date_guaranteed":false,"delivery_days":` + days + `,"est_delivery_days":` + days + `,"id":"` + id + `",` +
		`"list_currency":"USD","list_rate":"` + list + `","mode":"test","object":"Rate","rate":"` + rate + `","retail_currency":"USD",` +
		`"retail_rate":"` + retail + `","service":"` + service + `","shipment_id":"shp_1","updated_at":"2024-07-29T18:09:36Z"}`
}

func wantShipment() string {
	from, to := strings.ReplaceAll(jack, "JACK", "adr_2"), strings.ReplaceAll(elizabeth, "ELIZABETH", "adr_1")
	return `{"batch_id":null,"batch_message":null,"batch_status":null,"buyer_address":` + to + `,"created_at":"2024-07-29T18:09:36Z",` +
		`"customs_info":null,"fees":[],"forms":[],"from_address":` + from + `,"id":"shp_1","insurance":null,"is_return":false,` +
		`"messages":[],"mode":"test","object":"Shipment","options":{"currency":"USD","date_advance":0,"payment":{"type":"SENDER"}},` +
		`"order_id":null,"parcel":` + box + `,"postage_label":null,"rates":[` +
		uspsRate("rate_1", "2", "8.25", "6.90", "9.80", "Priority") + `,` +
		uspsRate("rate_2", "3", "6.40", "5.93", "8.45", "GroundAdvantage") + `,` +
		uspsRate("rate_3", "2", "33.10", "33.10", "37.90", "Express") +
		`],"reference":null,"refund_status":null,"return_address":` + from + `,"scan_form":null,"selected_rate":null,"status":"unknown",` +
		`"to_address":` + to + `,"tracker":null,"tracking_code":null,"updated_at":"2024-07-29T18:09:36Z","usps_zone":4}`
}

// uspsOnly asks the one account that the recorded shipments were rated by, which is EasyPost's own.
func uspsOnly(body string) string {
	return strings.Replace(body, `{"shipment":{`,
		`{"shipment":{"carrier":"USPS","carrier_accounts":["ca_b25657e9896e4d63ac8151ac346ac41e"],`, 1)
}

func TestShipmentAsRecorded(t *testing.T) {
	h := instant(Options{})
	made := ask(t, h, "POST", "/v2/shipments", uspsOnly(recordedShipment))
	if made.status != 201 {
		t.Fatalf("status %d: %s", made.status, made.body)
	}
	if diff := cmp.Diff(wantShipment(), numbered(made.body)); diff != "" {
		t.Error(diff)
	}
	if want := "/api/v2/shipments/" + made.text("id"); made.header.Get("Location") != want {
		t.Errorf("location %q, want %q", made.header.Get("Location"), want)
	}
	again := ask(t, h, "GET", "/v2/shipments/"+made.text("id"), "")
	if again.status != 200 || again.body != made.body || again.header.Get("Location") != "" {
		t.Errorf("GET differs: %d %s", again.status, again.body)
	}
}

func TestRateAlone(t *testing.T) {
	h := instant(Options{})
	made := ask(t, h, "POST", "/v2/shipments", recordedShipment)
	for _, r := range made.fields["rates"].([]any) {
		id := r.(map[string]any)["id"].(string)
		alone := ask(t, h, "GET", "/v2/rates/"+id, "")
		if alone.status != 200 || !strings.Contains(made.body, alone.body) {
			t.Errorf("rate %s alone: %d %s", id, alone.status, alone.body)
		}
	}
}

func TestAddressAndParcelAsRecorded(t *testing.T) {
	h := instant(Options{})
	for _, c := range []struct{ path, body, want string }{
		{"addresses", `{"address":{"city":"San Francisco","country":"US","email":"jack@example.com","name":"Jack Sparrow",` +
			`"phone":"5555555555","state":"CA","street1":"388 Townsend St","street2":"Apt 20","zip":"94107"}}`, strings.ReplaceAll(jack, "JACK", "adr_1")},
		{"parcels", `{"parcel":{"height":4,"length":10,"weight":15.4,"width":8}}`, box},
		{"parcels", `{"parcel":{"height":"4","length":"10.0","weight":"15.40","width":8}}`, box},
	} {
		made := ask(t, h, "POST", "/v2/"+c.path, c.body)
		if made.status != 201 || made.header.Get("Location") != "/api/v2/"+c.path+"/"+made.text("id") {
			t.Errorf("%s: %d, location %q", c.path, made.status, made.header.Get("Location"))
		}
		if diff := cmp.Diff(c.want, numbered(made.body)); diff != "" {
			t.Errorf("%s: %s", c.path, diff)
		}
		if again := ask(t, h, "GET", "/v2/"+c.path+"/"+made.text("id"), ""); again.status != 200 || again.body != made.body {
			t.Errorf("%s: GET differs: %d %s", c.path, again.status, again.body)
		}
	}
}

func TestHostileTextComesBackAsText(t *testing.T) {
	h := instant(Options{})
	body := "{\"address\":{\"name\":\"a\\\"b\\\\c\\u0000\\n\\ud83d\\ude00 \xff\",\"zip\":94107,\"residential\":true}}"
	made := ask(t, h, "POST", "/v2/addresses", body)
	if want := "a\"b\\c\x00\n\U0001F600 \ufffd"; made.text("name") != want {
		t.Errorf("name %q, want %q", made.text("name"), want)
	}
	if made.text("zip") != "94107" || made.fields["residential"] != true {
		t.Errorf("zip and residential: %s", made.body)
	}
}

func TestOptionsAreKept(t *testing.T) {
	h := instant(Options{})
	body := strings.Replace(recordedShipment, `{"shipment":{`,
		`{"shipment":{"reference":"order 7","is_return":true,"options":{"currency":"EUR","label_format":"PDF","hazmat":null},`, 1)
	made := ask(t, h, "POST", "/v2/shipments", body)
	want := map[string]any{
		"currency": "EUR", "label_format": "PDF", "date_advance": 0.0, "payment": map[string]any{"type": "SENDER"},
	}
	if diff := cmp.Diff(want, made.fields["options"]); diff != "" {
		t.Error(diff)
	}
	if made.text("reference") != "order 7" || made.fields["is_return"] != true {
		t.Errorf("reference and is_return: %s", made.body)
	}
}
