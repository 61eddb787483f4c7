package simulator

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	jackSent = `{"name":"Jack Sparrow","street1":"388 Townsend St","street2":"Apt 20","city":"San Francisco","state":"CA","zip":"94107",` +
		`"country":"US","email":"jack@example.com","phone":"5555555555"}`
	elizabethSent = `{"name":"Elizabeth Swan","street1":"179 N Harbor Dr","city":"Redondo Beach","state":"CA","zip":"90277","country":"US"}`
)

// must asks, and ends the test unless the status is the wanted one.
func must(t *testing.T, h http.Handler, status int, method, path, body string) reply {
	t.Helper()
	got := ask(t, h, method, path, body)
	if got.status != status {
		t.Fatalf("%s %s: %d %s", method, path, got.status, got.body)
	}
	return got
}

// must200 is must for the many calls that answer 200.
func must200(t *testing.T, h http.Handler, method, path, body string) reply {
	t.Helper()
	return must(t, h, 200, method, path, body)
}

// boughtShipment makes and buys a shipment with USPS alone.
func boughtShipment(t *testing.T, h http.Handler) reply {
	t.Helper()
	return buy(t, h, ask(t, h, "POST", "/v2/shipments", uspsOnly(recordedShipment)), 1)
}

// refusedCalls checks that requests are refused with a status and code.
func refusedCalls(t *testing.T, h http.Handler, calls map[string]string) {
	t.Helper()
	for call, want := range calls {
		method, rest, _ := strings.Cut(call, " ")
		path, body, _ := strings.Cut(rest, " ")
		got := ask(t, h, method, path, body)
		if code := got.text("error", "code"); code != want || got.status < 400 {
			t.Errorf("%s: %d %s, want %s", call, got.status, got.body, want)
		}
	}
}

func TestContractWebhooks(t *testing.T) {
	h := instant(Options{})
	made := must(t, h, 201, "POST", "/v2/webhooks", `{"webhook":{"url":"http://example.com","webhook_secret":"s","custom_headers":[{"key":"X-A","value":"b"}]}}`)
	if made.get("disabled_at") != nil || made.text("mode") != "test" || strings.Contains(made.body, "secret") || strings.Contains(made.body, "updated_at") {
		t.Errorf("%s", made.body)
	}
	path := "/v2/webhooks/" + made.text("id")
	if again := must200(t, h, "GET", path, ""); again.body != made.body {
		t.Errorf("%s", again.body)
	}
	for _, call := range []string{"PATCH", "PUT"} {
		if got := must(t, h, 201, call, path, `{"webhook":{"webhook_secret":"t"}}`); got.text("id") != made.text("id") {
			t.Errorf("%s: %s", call, got.body)
		}
	}
	if list := must200(t, h, "GET", "/v2/webhooks?page_size=5", ""); list.count("webhooks") != 1 {
		t.Errorf("%s", list.body)
	}
	if got := must200(t, h, "DELETE", path, ""); got.body != `{}` {
		t.Errorf("%s", got.body)
	}
	refusedCalls(t, h, map[string]string{
		`GET ` + path:                      "NOT_FOUND",
		`DELETE ` + path:                   "NOT_FOUND",
		`POST /v2/webhooks {"webhook":{}}`: "PARAMETER.REQUIRED",
		`POST /v2/webhooks {"webhook":{"url":"nonsense"}}`:                                                      "PARAMETER.INVALID",
		`POST /v2/webhooks {"webhook":{"url":"ftp://x/"}}`:                                                      "PARAMETER.INVALID",
		`POST /v2/webhooks {"webhook":{"url":"http://x/","custom_headers":[{"key":"A:"}]}}`:                     "PARAMETER.INVALID",
		`POST /v2/webhooks {"webhook":{"url":"http://x/","custom_headers":[{"key":"A","value":"\r\nB: c"}]}}`:   "PARAMETER.INVALID",
		`POST /v2/webhooks {"webhook":{"url":"http://x/","webhook_secret":"` + strings.Repeat("x", 300) + `"}}`: "PARAMETER.INVALID",
	})
}

func TestContractEvents(t *testing.T) {
	h := instant(Options{})
	must(t, h, 201, "POST", "/v2/trackers", `{"tracker":{"tracking_code":"EZ7000000007"}}`)
	must200(t, h, "POST", "/v2/batches", `{"batch":{}}`)
	list := must200(t, h, "GET", "/v2/events?page_size=5", "")
	var told []any
	for i := range list.count("events") {
		told = append(told, list.get("events", i, "description"))
	}
	if diff := cmp.Diff([]any{"batch.updated", "batch.created", "tracker.created"}, told); diff != "" {
		t.Error(diff)
	}
	want := map[string]any{
		"created_at": "2024-07-29T18:09:36.000Z", "description": "batch.updated", "id": list.get("events", 0, "id"), "mode": "test",
		"object": "Event", "status": "pending", "user_id": list.get("events", 0, "user_id"),
	}
	if diff := cmp.Diff(any(want), list.get("events", 0)); diff != "" {
		t.Error(diff)
	}
	path := "/v2/events/" + list.get("events", 0, "id").(string)
	if got := must200(t, h, "GET", path, ""); got.text("id") != want["id"] {
		t.Errorf("%s", got.body)
	}
	if got := must200(t, h, "GET", path+"/payloads", ""); got.body != `{"payloads":[]}` {
		t.Errorf("%s", got.body)
	}
	refusedCalls(t, h, map[string]string{
		"GET " + path + "/payloads/payload_11111111111111111111111111111111": "PAYLOAD.NOT_FOUND",
		"GET /v2/events/evt_1":            "NOT_FOUND",
		"GET /v2/events/evt_1/payloads":   "NOT_FOUND",
		"GET /v2/events/evt_1/payloads/x": "NOT_FOUND",
		"GET /v2/events/evt_1/nothing/x":  "NOT_FOUND",
	})
}

func TestContractPickups(t *testing.T) {
	h := instant(Options{})
	shipment := boughtShipment(t, h).text("id")
	const when = `"min_datetime":"2024-08-01 10:30:00","max_datetime":"2024-08-02","instructions":"At the door"`
	body := `{"pickup":{"address":` + jackSent + `,"shipment":{"id":"` + shipment + `"},` + when + `}}`
	made := must200(t, h, "POST", "/v2/pickups", body)
	if made.text("status") != "unknown" || made.get("confirmation") != nil || made.text("min_datetime") != "2024-08-01T10:30:00Z" || made.text("address", "name") != "Jack Sparrow" {
		t.Errorf("%s", made.body)
	}
	if made.get("pickup_rates", 0, "service") != "NextDay" || made.get("pickup_rates", 0, "rate") != "0.00" || made.get("pickup_rates", 0, "pickup_id") != made.text("id") {
		t.Errorf("%s", made.body)
	}
	path := "/v2/pickups/" + made.text("id")
	refusedCalls(t, h, map[string]string{
		"POST " + path + "/cancel":                                         "PICKUP.STATE.INVALID",
		`POST ` + path + `/buy {"carrier":"USPS"}`:                         "PARAMETER.REQUIRED",
		`POST ` + path + `/buy {"carrier":"USPS","service":"Never"}`:       "PICKUP.FAILURE",
		`POST /v2/pickups {"pickup":{"address":{"zip":"1"},` + when + `}}`: "PARAMETER.REQUIRED",
		`POST /v2/pickups {"pickup":{}}`:                                   "PARAMETER.REQUIRED",
		`POST /v2/pickups {"pickup":{"min_datetime":"soon"}}`:              "PARAMETER.INVALID",
	})
	bought := asForm(t, h, "POST", path+"/buy", "carrier=USPS&service=NextDay")
	if bought.status != 200 || bought.text("status") != "scheduled" || bought.text("confirmation") == "" {
		t.Errorf("%s", bought.body)
	}
	if canceled := must200(t, h, "POST", path+"/cancel", `null`); canceled.text("status") != "canceled" || canceled.text("confirmation") != bought.text("confirmation") {
		t.Errorf("%s", canceled.body)
	}
	if list := must200(t, h, "GET", "/v2/pickups", ""); list.count("pickups") != 1 || list.get("pickups", 0, "status") != "canceled" {
		t.Errorf("%s", list.body)
	}
}

func TestContractInsurancesAndClaims(t *testing.T) {
	h := instant(Options{})
	body := `{"insurance":{"amount":"100","carrier":"USPS","tracking_code":"EZ1000000001","to_address":` + jackSent + `,"from_address":` + elizabethSent + `}}`
	made := must(t, h, 201, "POST", "/v2/insurances", body)
	if made.text("status") != "pending" || made.text("amount") != "100.00000" || made.text("fee", "amount") != "1.00000" ||
		made.text("to_address", "street1") != "388 TOWNSEND ST APT 20" || made.text("tracker", "status") != "pre_transit" || made.get("shipment_id") != nil {
		t.Errorf("%s", made.body)
	}
	path := "/v2/insurances/" + made.text("id")
	if made.header.Get("Location") != "/api"+path || must200(t, h, "GET", path, "").text("status") != "purchased" {
		t.Errorf("location %s", made.header.Get("Location"))
	}
	cancelled := must200(t, h, "POST", path+"/refund", "")
	if cancelled.text("status") != "cancelled" || cancelled.get("messages", 0) != "Insurance was cancelled by the user." {
		t.Errorf("%s", cancelled.body)
	}
	if list := must200(t, h, "GET", "/v2/insurances?page_size=1", ""); list.count("insurances") != 1 {
		t.Errorf("%s", list.body)
	}
	shipment := buyInsured(t, h)
	claim := func(code, more string) string {
		return `{"tracking_code":"` + code + `","type":"damage","contact_email":"a@example.com",` +
			`"invoice_attachments":["data:image/png;base64,eA=="]` + more + `}`
	}
	refusedCalls(t, h, map[string]string{
		"POST " + path + "/refund": "INSURANCE.STATE.INVALID",
		"POST /v2/insurances " + strings.Replace(body, `"100"`, `"much"`, 1):        "PARAMETER.INVALID",
		"POST /v2/insurances " + strings.Replace(body, `"amount":"100",`, ``, 1):    "PARAMETER.REQUIRED",
		"POST /v2/claims " + claim("EZ1000000001", `,"amount":1`):                   "CLAIM.INSURANCE.NOT_FOUND",
		"POST /v2/claims " + claim(shipment.text("tracking_code"), ``):              "PARAMETER.REQUIRED",
		"POST /v2/claims " + claim(shipment.text("tracking_code"), `,"amount":101`): "PARAMETER.INVALID",
		"POST /v2/claims " + claim("", `,"amount":1`):                               "PARAMETER.REQUIRED",
	})
	filed := must(t, h, 201, "POST", "/v2/claims", claim(shipment.text("tracking_code"), `,"amount":100`))
	if filed.text("status") != "submitted" || filed.text("requested_amount") != "100.00" || filed.count("attachments") != 1 ||
		filed.text("created_at") != "2024-07-29T18:09:36" || filed.text("shipment_id") != shipment.text("id") || filed.text("payment_method") != "easypost_wallet" {
		t.Errorf("%s", filed.body)
	}
	if insured := must200(t, h, "GET", "/v2/insurances/"+filed.text("insurance_id"), ""); insured.text("shipment_id") != shipment.text("id") {
		t.Errorf("%s", insured.body)
	}
	ended := must200(t, h, "POST", "/v2/claims/"+filed.text("id")+"/cancel", "")
	if ended.text("status") != "cancelled" || ended.count("history") != 2 || ended.get("history", 1, "status") != "submitted" {
		t.Errorf("%s", ended.body)
	}
	refusedCalls(t, h, map[string]string{"POST /v2/claims/" + filed.text("id") + "/cancel": "CLAIM.STATE.INVALID", "GET /v2/claims/clm_1": "NOT_FOUND"})
	if list := must200(t, h, "GET", "/v2/claims?status=cancelled", ""); list.count("claims") != 1 {
		t.Errorf("%s", list.body)
	}
	if list := must200(t, h, "GET", "/v2/claims?type=theft", ""); list.count("claims") != 0 {
		t.Errorf("%s", list.body)
	}
}

// buyInsured buys a shipment that is insured for 100 dollars.
func buyInsured(t *testing.T, h http.Handler) reply {
	t.Helper()
	made := ask(t, h, "POST", "/v2/shipments", uspsOnly(recordedShipment))
	return must200(t, h, "POST", "/v2/shipments/"+made.text("id")+"/buy", `{"insurance":"100.00","rate":{"id":"`+made.get("rates", 0, "id").(string)+`"}}`)
}

// file asks for a file without a key.
func file(t *testing.T, h http.Handler, address any) (body []byte, kind string) {
	t.Helper()
	url, _ := address.(string)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", url, nil))
	if w.Code != 200 {
		t.Errorf("%s: %d %s", url, w.Code, w.Body)
	}
	return w.Body.Bytes(), w.Header().Get("Content-Type")
}

func TestContractReports(t *testing.T) {
	h := instant(Options{})
	shipment := boughtShipment(t, h)
	must(t, h, 201, "POST", "/v2/refunds", `{"refund":{"carrier":"USPS","tracking_codes":["`+shipment.text("tracking_code")+`"]}}`)
	for kind, object := range map[string]string{
		"shipment": "ShipmentReport", "tracker": "TrackerReport", "refund": "RefundReport", "payment_log": "PaymentLogReport",
		"shipment_invoice": "ShipmentInvoiceReport",
	} {
		made := must(t, h, 201, "POST", "/v2/reports/"+kind, `{"start_date":"2024-07-01","end_date":"2024-07-29","type":"`+kind+`"}`)
		if made.text("object") != object || made.text("status") != "new" || made.get("url") != nil || made.get("include_children") != false {
			t.Errorf("%s", made.body)
		}
		again := must200(t, h, "GET", "/v2/reports/"+made.text("id"), "")
		if again.text("status") != "available" || again.text("url_expires_at") == "" {
			t.Errorf("%s", again.body)
		}
		if list := must200(t, h, "GET", "/v2/reports/"+kind+"?page_size=5&type="+kind, ""); list.count("reports") != 1 || list.get("reports", 0, "url") != again.text("url") {
			t.Errorf("%s", list.body)
		}
		text, media := file(t, h, again.text("url"))
		z, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
		if err != nil || media != "application/zip" || len(z.File) != 1 {
			t.Fatalf("%s: %v", kind, err)
		}
		table, _ := z.File[0].Open()
		rows, _ := io.ReadAll(table)
		if lines := strings.Count(string(rows), "\n"); lines != 2 || !strings.Contains(string(rows), shipment.text("id")) {
			t.Errorf("%s: %s", kind, rows)
		}
	}
	refusedCalls(t, h, map[string]string{
		`POST /v2/reports/shipment {"start_date":"2024-07-01","end_date":"2024-06-01"}`: "PARAMETER.INVALID",
		`POST /v2/reports/shipment {"start_date":"2024-07-01","end_date":"2024-09-01"}`: "PARAMETER.INVALID",
		`POST /v2/reports/shipment {"start_date":"today"}`:                              "PARAMETER.INVALID",
		`POST /v2/reports/weather {}`:                                                   "NOT_FOUND",
		`GET /v2/reports/shprep_1`:                                                      "NOT_FOUND",
		`GET /v2/reports/cash_flow`:                                                     "NOT_FOUND",
	})
}

func TestContractScanForms(t *testing.T) {
	h := instant(Options{})
	shipment := boughtShipment(t, h)
	body := `{"shipments":[{"id":"` + shipment.text("id") + `"}]}`
	made := must200(t, h, "POST", "/v2/scan_forms", body)
	if made.text("status") != "created" || made.get("tracking_codes", 0) != shipment.text("tracking_code") || made.text("address", "name") != "Jack Sparrow" || strings.Contains(made.body[:40], "mode") {
		t.Errorf("%s", made.body)
	}
	if text, kind := file(t, h, made.text("form_url")); kind != "application/pdf" || !bytes.HasPrefix(text, []byte("%PDF")) {
		t.Errorf("%s", kind)
	}
	if got := must200(t, h, "GET", "/v2/shipments/"+shipment.text("id"), ""); got.text("scan_form", "id") != made.text("id") {
		t.Errorf("%v", got.get("scan_form"))
	}
	if list := must200(t, h, "GET", "/v2/scan_forms", ""); list.count("scan_forms") != 1 {
		t.Errorf("%s", list.body)
	}
	refusedCalls(t, h, map[string]string{
		`POST /v2/scan_forms {"scan_form":` + body + `}`: "SCAN_FORM.FAILURE",
		`POST /v2/scan_forms {"shipments":[]}`:           "PARAMETER.REQUIRED",
		`POST /v2/scan_forms {"shipments":["shp_1"]}`:    "NOT_FOUND",
		`POST /v2/scan_forms {"shipments":["` + ask(t, h, "POST", "/v2/shipments", recordedShipment).text("id") + `"]}`: "SHIPMENT.POSTAGE.REQUIRED",
	})
}

// A bought batch gets a file with all labels, and a scan form; the answers that ask for them show them being made.
func TestContractBatchPapers(t *testing.T) {
	h := instant(Options{})
	path := "/v2/batches/" + must200(t, h, "POST", "/v2/batches", `{"batch":{"shipments":["`+newShipment(t, h).text("id")+`"]}}`).text("id")
	refusedCalls(t, h, map[string]string{
		`POST ` + path + `/label {"file_format":"ZPL"}`: "BATCH.STATE.INVALID", `POST ` + path + `/scan_form`: "BATCH.STATE.INVALID",
	})
	must200(t, h, "POST", path+"/buy", "")
	form := asForm(t, h, "POST", path+"/scan_form", "file_format=")
	if form.text("scan_form", "status") != "creating" || form.get("scan_form", "address") != nil || form.text("state") != "purchased" {
		t.Errorf("%s", form.body)
	}
	if got := must200(t, h, "GET", path, ""); got.text("scan_form", "status") != "created" || got.text("scan_form", "batch_id") != got.text("id") {
		t.Errorf("%s", got.body)
	}
	for _, format := range []string{"ZPL", "PDF", "EPL2"} {
		if got := must200(t, h, "POST", path+"/label", `{"file_format":"`+format+`"}`); got.text("state") != "label_generating" || got.get("label_url") != nil {
			t.Errorf("%s", got.body)
		}
		got := must200(t, h, "GET", path, "")
		if text, _ := file(t, h, got.text("label_url")); got.text("state") != "label_generated" || !strings.Contains(strings.ToUpper(string(text)), "REDONDO BEACH") {
			t.Errorf("%s: %s", got.body, text)
		}
	}
	refusedCalls(t, h, map[string]string{
		`POST ` + path + `/label {"file_format":"PNG"}`: "PARAMETER.INVALID", `POST ` + path + `/label {}`: "PARAMETER.REQUIRED",
		`POST ` + path + `/buy`: "BATCH.STATE.INVALID",
	})
}

func TestContractLabelsAndForms(t *testing.T) {
	h := instant(Options{})
	shipment := boughtShipment(t, h)
	text, kind := file(t, h, shipment.text("postage_label", "label_url"))
	if _, err := png.Decode(bytes.NewReader(text)); err != nil || kind != "image/png" {
		t.Errorf("%v, %s", err, kind)
	}
	path := "/v2/shipments/" + shipment.text("id")
	for format, key := range map[string]string{"ZPL": "label_zpl_url", "pdf": "label_pdf_url", "EPL2": "label_epl2_url"} {
		got := must200(t, h, "GET", path+"/label?file_format="+format, "")
		if text, _ := file(t, h, got.text("postage_label", key)); !strings.Contains(string(text), "ELIZABETH SWAN") || !strings.Contains(string(text), shipment.text("tracking_code")) {
			t.Errorf("%s: %s", format, text)
		}
	}
	made := must(t, h, 201, "POST", path+"/forms", `{"form":{"type":"return_packing_slip","barcode":"x"}}`)
	if made.get("forms", 0, "form_type") != "return_packing_slip" || made.header.Get("Location") != "/api"+path+"/forms/return_packing_slip" {
		t.Errorf("%s %v", made.header.Get("Location"), made.get("forms"))
	}
	if text, _ := file(t, h, made.get("forms", 0, "form_url")); !bytes.HasPrefix(text, []byte("%PDF")) {
		t.Errorf("%s", text)
	}
	withPDF := must(t, h, 201, "POST", "/v2/shipments", strings.Replace(recordedShipment, `"parcel"`, `"service":"Priority","options":{"label_format":"PDF"},"parcel"`, 1))
	if withPDF.text("postage_label", "label_file_type") != "application/pdf" || !strings.HasSuffix(withPDF.text("postage_label", "label_url"), ".pdf") {
		t.Errorf("%v", withPDF.get("postage_label"))
	}
	unbought := ask(t, h, "POST", "/v2/shipments", recordedShipment).text("id")
	refusedCalls(t, h, map[string]string{
		"GET /v2/shipments/" + unbought + "/label?file_format=PDF":                    "SHIPMENT.POSTAGE.REQUIRED",
		"GET " + path + "/label?file_format=GIF":                                      "PARAMETER.INVALID",
		"GET " + path + "/label":                                                      "PARAMETER.REQUIRED",
		`POST ` + path + `/forms {"form":{"type":"poem"}}`:                            "PARAMETER.INVALID",
		`POST ` + path + `/forms {}`:                                                  "PARAMETER.REQUIRED",
		`POST /v2/shipments/` + unbought + `/forms {"form":{"type":"order_summary"}}`: "SHIPMENT.POSTAGE.REQUIRED",
		"GET /files/pl_1.png":                                                         "NOT_FOUND",
		"GET /files/" + strings.TrimPrefix(shipment.text("postage_label", "label_url"), "http://127.0.0.1:8080/files/") + ".gif": "NOT_FOUND",
	})
}

func TestContractEndShippers(t *testing.T) {
	h := instant(Options{})
	made := must(t, h, 201, "POST", "/v2/end_shippers", `{"address":`+jackSent+`}`)
	want := map[string]any{
		"city": "SAN FRANCISCO", "company": nil, "country": "US", "created_at": "2024-07-29T18:09:36+00:00", "email": "jack@example.com",
		"id": made.text("id"), "mode": "test", "name": "JACK SPARROW", "object": "EndShipper", "phone": "5555555555", "state": "CA",
		"street1": "388 TOWNSEND ST APT 20", "street2": "", "updated_at": "2024-07-29T18:09:36+00:00", "zip": made.text("zip"),
	}
	if diff := cmp.Diff(want, made.fields); diff != "" {
		t.Error(diff)
	}
	path := "/v2/end_shippers/" + made.text("id")
	changed := must200(t, h, "PUT", path, `{"address":`+strings.Replace(jackSent, "Jack", "Captain", 1)+`}`)
	if changed.text("name") != "CAPTAIN SPARROW" || must200(t, h, "GET", path, "").body != changed.body {
		t.Errorf("%s", changed.body)
	}
	second := must(t, h, 201, "POST", "/v2/end_shippers", `{"address":`+jackSent+`}`)
	if ids, _ := must200(t, h, "GET", "/v2/end_shippers", "").list("end_shippers"); len(ids) != 2 || ids[1] != second.text("id") {
		t.Errorf("the oldest is not first: %v", ids)
	}
	refusedCalls(t, h, map[string]string{
		`POST /v2/end_shippers {"address":` + elizabethSent + `}`: "PARAMETER.REQUIRED", `PUT ` + path + ` {}`: "PARAMETER.REQUIRED",
		`PUT /v2/end_shippers/es_1 {}`: "NOT_FOUND",
	})
}

func TestContractOrders(t *testing.T) {
	h := instant(Options{})
	parcel := `{"parcel":{"length":10,"width":8,"height":4,"weight":15.4}}`
	body := `{"order":{"reference":"o","to_address":` + elizabethSent + `,"from_address":` + jackSent + `,"shipments":[` + parcel + `,` + parcel + `]}}`
	made := must(t, h, 201, "POST", "/v2/orders", body)
	if made.count("shipments") != 2 || made.get("shipments", 0, "order_id") != made.text("id") || made.text("reference") != "o" ||
		made.get("shipments", 1, "to_address", "id") != made.text("to_address", "id") || made.text("return_address", "id") != made.text("from_address", "id") {
		t.Errorf("%s", made.body)
	}
	if made.get("rates", 1, "rate") != "11.86" || made.get("rates", 1, "service") != "GroundAdvantage" || made.get("rates", 1, "created_at") != nil {
		t.Errorf("%v", made.get("rates", 1))
	}
	path := "/v2/orders/" + made.text("id")
	again := must200(t, h, "GET", path+"/rates", "")
	if again.get("rates", 0, "id") == made.get("rates", 0, "id") || must200(t, h, "GET", path, "").body != again.body {
		t.Errorf("the rates are the old ones: %s", again.body)
	}
	refusedCalls(t, h, map[string]string{
		`POST ` + path + `/buy {"carrier":"USPS","service":"Teleport"}`:  "SHIPMENT.POSTAGE.FAILURE",
		`POST ` + path + `/buy {"carrier":"USPS"}`:                       "PARAMETER.REQUIRED",
		`POST /v2/orders {"order":{"shipments":[]}}`:                     "PARAMETER.REQUIRED",
		`POST /v2/orders {"order":{"shipments":[{}]}}`:                   "PARAMETER.REQUIRED",
		`POST /v2/orders ` + strings.Replace(body, parcel+`]`, `{}]`, 1): "PARAMETER.REQUIRED",
		`GET /v2/orders/order_1`:                                         "NOT_FOUND",
	})
	bought := asForm(t, h, "POST", path+"/buy", "carrier=USPS&service=Priority")
	for i := range 2 {
		if bought.status != 200 || bought.get("shipments", i, "selected_rate", "service") != "Priority" {
			t.Errorf("%d %s", bought.status, bought.body)
		}
	}
	refusedCalls(t, h, map[string]string{`POST ` + path + `/buy {"carrier":"USPS","service":"Priority"}`: "ORDER.POSTAGE.EXISTS"})
	oneCall := must(t, h, 201, "POST", "/v2/orders", strings.Replace(body, `"reference":"o"`, `"service":"Priority","carrier":"USPS"`, 1))
	if oneCall.get("shipments", 1, "tracking_code") == nil {
		t.Errorf("%s", oneCall.body)
	}
}

func TestContractCustomsAlone(t *testing.T) {
	h := instant(Options{})
	item := must(t, h, 201, "POST", "/v2/customs_items", `{"customs_item":{"description":"Sweet shirts","quantity":2,"value":"23.25","weight":11}}`)
	if again := must200(t, h, "GET", "/v2/customs_items/"+item.text("id"), ""); again.body != item.body || item.text("value") != "23.25" || item.text("object") != "CustomsItem" {
		t.Errorf("%s", again.body)
	}
	info := must(t, h, 201, "POST", "/v2/customs_infos", `{"customs_info":{"customs_signer":"S","customs_items":[{"id":"`+item.text("id")+`"},{"quantity":1}]}}`)
	if info.get("customs_items", 0, "description") != "Sweet shirts" || info.count("customs_items") != 2 || info.header.Get("Location") != "/api/v2/customs_infos/"+info.text("id") {
		t.Errorf("%s", info.body)
	}
	if again := must200(t, h, "GET", "/v2/customs_infos/"+info.text("id"), ""); again.body != info.body {
		t.Errorf("%s", again.body)
	}
	inside := must200(t, h, "GET", "/v2/customs_items/"+info.get("customs_items", 1, "id").(string), "")
	if inside.get("quantity") != 1.0 {
		t.Errorf("%s", inside.body)
	}
	shipment := must(t, h, 201, "POST", "/v2/shipments", strings.Replace(recordedShipment, `"parcel"`, `"customs_info":{"id":"`+info.text("id")+`"},"parcel"`, 1))
	if shipment.text("customs_info", "id") != info.text("id") {
		t.Errorf("%s", shipment.body)
	}
	long := `{"customs_item":{"description":"` + strings.Repeat("x", 5000) + `"}}`
	longer := `{"id":"` + must(t, h, 201, "POST", "/v2/customs_items", long).text("id") + `"}`
	refusedCalls(t, h, map[string]string{
		`POST /v2/customs_infos {"customs_info":{"customs_items":[` + longer + `,` + longer + `]}}`: "PARAMETER.INVALID",
		`POST /v2/customs_infos {"customs_info":{"customs_items":[{"id":"cstitem_1"}]}}`:            "NOT_FOUND",
		`POST /v2/customs_items {"customs_item":{"value":"much"}}`:                                  "PARAMETER.INVALID",
		`POST /v2/customs_infos {}`:                     "PARAMETER.REQUIRED",
		`GET /v2/customs_infos/cstinfo_1`:               "NOT_FOUND",
		"GET /v2/customs_items/" + item.text("id")[:20]: "NOT_FOUND",
	})
}

func TestContractRefunds(t *testing.T) {
	h := instant(Options{})
	first, second := boughtShipment(t, h), boughtShipment(t, h)
	w := httptest.NewRecorder()
	r := httptest.NewRequest("POST", "/v2/refunds", strings.NewReader(`{"refund":{"carrier":"USPS","tracking_codes":"`+first.text("tracking_code")+`,`+second.text("tracking_code")+`"}}`))
	r.SetBasicAuth(testKey, "")
	h.ServeHTTP(w, r)
	var made []map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &made); err != nil || w.Code != 201 || len(made) != 2 {
		t.Fatalf("%d %s: %v", w.Code, w.Body, err)
	}
	want := map[string]any{
		"carrier": "USPS", "confirmation_number": nil, "created_at": "2024-07-29T18:09:36Z", "id": made[1]["id"], "object": "Refund",
		"shipment_id": second.text("id"), "status": "submitted", "tracking_code": second.text("tracking_code"), "updated_at": "2024-07-29T18:09:36Z",
	}
	if diff := cmp.Diff(want, made[1]); diff != "" {
		t.Error(diff)
	}
	if got := must200(t, h, "GET", "/v2/shipments/"+first.text("id"), ""); got.text("refund_status") != "submitted" {
		t.Errorf("%s", got.body)
	}
	if list := must200(t, h, "GET", "/v2/refunds?page_size=1", ""); list.count("refunds") != 1 || list.get("has_more") != true {
		t.Errorf("%s", list.body)
	}
	must200(t, h, "GET", "/v2/refunds/"+made[0]["id"].(string), "")
	refusedCalls(t, h, map[string]string{
		`POST /v2/refunds {"refund":{"carrier":"USPS","tracking_codes":["x"]}}`: "NOT_FOUND",
		`POST /v2/refunds {"refund":{"carrier":"USPS"}}`:                        "PARAMETER.REQUIRED",
		`POST /v2/refunds {"refund":{"tracking_codes":["x"]}}`:                  "PARAMETER.REQUIRED",
	})
}

func TestContractSmartRates(t *testing.T) {
	h := instant(Options{})
	path := "/v2/shipments/" + ask(t, h, "POST", "/v2/shipments", uspsOnly(recordedShipment)).text("id") + "/smartrate"
	rates := must200(t, h, "GET", path, "")
	if rates.count("result") != 3 || rates.get("result", 0, "rate") != 6.9 || rates.get("result", 0, "time_in_transit", "percentile_50") != 2.0 {
		t.Errorf("%s", rates.body)
	}
	dates := must200(t, h, "GET", path+"/delivery_date?planned_ship_date=2024-07-17", "")
	want := map[string]any{
		"days_in_transit": rates.get("result", 0, "time_in_transit"), "easypost_estimated_delivery_date": "2024-07-19", "planned_ship_date": "2024-07-17",
	}
	if diff := cmp.Diff(any(want), dates.get("rates", 0, "easypost_time_in_transit_data")); diff != "" || dates.get("rates", 0, "rate", "rate") != 6.9 {
		t.Error(diff)
	}
	ship := must200(t, h, "GET", path+"/precision_shipping", `{"desired_delivery_date":"2024-07-17"}`)
	if ship.get("rates", 0, "easypost_time_in_transit_data", "ship_on_date") != "2024-07-15" || ship.get("rates", 0, "easypost_time_in_transit_data", "estimated_transit_days") != 2.0 {
		t.Errorf("%s", ship.body)
	}
	by := must200(t, h, "POST", "/v2/smartrate/deliver_by", `{"from_zip":"94107","to_zip":"90277","planned_ship_date":"2024-07-17","carriers":["USPS","Pony"]}`)
	if by.get("results", 1, "service") != "groundadvantage" || by.get("results", 1, "easypost_time_in_transit_data", "easypost_estimated_delivery_date") != "2024-07-20" ||
		by.get("carriers_without_tint_estimates", 0) != "Pony" || by.text("planned_ship_date") != "2024-07-17" {
		t.Errorf("%s", by.body)
	}
	on := must200(t, h, "POST", "/v2/smartrate/deliver_on", `{"from_zip":"94107","to_zip":"90277","desired_delivery_date":"2024-07-17","carriers":["USPS"]}`)
	if on.get("results", 0, "easypost_time_in_transit_data", "ship_on_date") != "2024-07-15" || on.get("carriers_without_tint_estimates") != nil {
		t.Errorf("%s", on.body)
	}
	refusedCalls(t, h, map[string]string{
		"GET " + path + "/delivery_date": "PARAMETER.REQUIRED", "GET " + path + "/precision_shipping?desired_delivery_date=soon": "PARAMETER.INVALID",
		"GET /v2/shipments/shp_1/smartrate": "NOT_FOUND", `POST /v2/smartrate/deliver_by {"from_zip":"1","to_zip":"2","carriers":["USPS"]}`: "PARAMETER.REQUIRED",
	})
}

func TestContractLuma(t *testing.T) {
	h := instant(Options{})
	body := strings.Replace(uspsOnly(recordedShipment), `{"shipment":{`, `{"shipment":{"ruleset_name":"r","planned_ship_date":"2024-07-29","deliver_by_date":"2024-07-31",`, 1)
	promise := must200(t, h, "POST", "/v2/luma/promise", body)
	if promise.get("luma_info", "luma_selected_rate", "service") != "Priority" || promise.count("luma_info", "ai_results") != 3 {
		t.Errorf("%s", promise.body)
	}
	if ids, _ := must200(t, h, "GET", "/v2/shipments?purchased=false", "").list("shipments"); len(ids) != 0 {
		t.Errorf("a promise was kept: %v", ids)
	}
	made := must(t, h, 201, "POST", "/v2/shipments/luma", body)
	if made.text("selected_rate", "service") != "Priority" || made.get("postage_label") == nil {
		t.Errorf("%s", made.body)
	}
	path := "/v2/shipments/" + ask(t, h, "POST", "/v2/shipments", uspsOnly(recordedShipment)).text("id") + "/luma"
	refusedCalls(t, h, map[string]string{"POST " + path: "PARAMETER.REQUIRED", "POST /v2/luma/promise " + recordedShipment: "PARAMETER.REQUIRED"})
	bought := must200(t, h, "POST", path, `{"ruleset_name":"r","planned_ship_date":"2024-07-29"}`)
	if bought.text("selected_rate", "service") != "GroundAdvantage" {
		t.Errorf("%s", bought.body)
	}
	refusedCalls(t, h, map[string]string{`POST ` + path + ` {"ruleset_name":"r"}`: "SHIPMENT.POSTAGE.EXISTS"})
}

func TestContractCarriersAndStatelessRates(t *testing.T) {
	h := instant(Options{})
	all := must200(t, h, "GET", "/v2/metadata/carriers", "")
	if all.count("carriers") != 4 || all.get("carriers", 0, "name") != "usps" || all.count("carriers", 0, "service_levels") == 0 || all.count("carriers", 0, "predefined_packages") == 0 {
		t.Errorf("%s", all.body)
	}
	some := must200(t, h, "GET", "/v2/metadata/carriers?carriers=usps,UPS&types=service_levels", "")
	if some.count("carriers") != 2 || strings.Contains(some.body, "predefined_packages") {
		t.Errorf("%s", some.body)
	}
	refusedCalls(t, h, map[string]string{"GET /v2/metadata/carriers?types=colour": "PARAMETER.INVALID"})
	w := httptest.NewRecorder()
	r := httptest.NewRequest("GET", "/v2/carrier_types", nil)
	r.SetBasicAuth(testKey, "")
	h.ServeHTTP(w, r)
	var types []map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &types); err != nil || len(types) != 4 || types[0]["object"] != "CarrierType" || types[0]["type"] != "UspsAccount" {
		t.Errorf("%s: %v", w.Body, err)
	}
	for _, path := range []string{"/beta/rates", "/v2/beta/rates"} {
		rates := must200(t, h, "POST", path, uspsOnly(recordedShipment))
		if rates.count("rates") != 3 || rates.get("rates", 0, "id") != nil || rates.get("rates", 0, "rate") != "6.90" || rates.get("to_address", "id") != nil || rates.text("to_address", "zip") != "90277" {
			t.Errorf("%s", rates.body)
		}
	}
	if ids, _ := must200(t, h, "GET", "/v2/addresses", "").list("addresses"); len(ids) != 0 {
		t.Errorf("stateless rates made addresses: %v", ids)
	}
}

func TestContractTrackerBatch(t *testing.T) {
	h := instant(Options{})
	must(t, h, 201, "POST", "/v2/trackers", `{"tracker":{"tracking_code":"EZ1000000001"}}`)
	got := must200(t, h, "POST", "/v2/trackers/batch", `{"tracking_codes":["EZ1000000001","nothing"]}`)
	if got.count("trackers") != 1 || got.get("has_more") != false {
		t.Errorf("%s", got.body)
	}
	refusedCalls(t, h, map[string]string{"POST /v2/trackers/batch {}": "PARAMETER.REQUIRED"})
}

// What belongs to an account is not simulated, and the answer says so.
func TestAccountDataIsNotSimulated(t *testing.T) {
	h := instant(Options{})
	for _, path := range []string{"/v2/users", "/v2/api_keys", "/v2//carrier_accounts/ca_1", "/v2/billing", "/beta/referral_customers/refunds", "/v2/reports/cash_flow"} {
		got := ask(t, h, "GET", path, "")
		if got.status != 404 || got.text("error", "code") != "NOT_FOUND" || !strings.Contains(got.text("error", "message"), "not simulated") {
			t.Errorf("%s: %d %s", path, got.status, got.body)
		}
	}
	if got := ask(t, h, "GET", "/v2/usersx", ""); strings.Contains(got.body, "not simulated") {
		t.Errorf("%s", got.body)
	}
}
