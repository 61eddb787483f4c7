package simulator

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestContractCustoms(t *testing.T) {
	h := instant(Options{})
	const info = `"customs_info":{"customs_certify":true,"customs_signer":"Jack \"J\" Sparrow","eel_pfc":"NOEEI 30.37(a)",` +
		`"customs_items":[{"description":"Hat","quantity":2,"value":"19.50","weight":5,"hs_tariff_number":654321,"origin_country":"US"},{"value":7},{"quantity":1}]},`
	made := ask(t, h, "POST", "/v2/shipments", strings.Replace(recordedShipment, `"parcel"`, info+`"parcel"`, 1))
	if made.status != 201 {
		t.Fatalf("%d %s", made.status, made.body)
	}
	item := func(n int, more map[string]any) map[string]any {
		fields := map[string]any{
			"object": "CustomsItem", "mode": "test", "id": made.get("customs_info", "customs_items", n, "id"),
			"created_at": "2024-07-29T18:09:36Z", "updated_at": "2024-07-29T18:09:36Z", "code": nil, "currency": nil, "description": nil,
			"eccn": nil, "hs_tariff_number": nil, "manufacturer": nil, "origin_country": nil, "printed_commodity_identifier": nil,
			"quantity": 0.0, "value": nil, "weight": 0.0,
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
			item(2, map[string]any{"quantity": 1.0}),
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
		"too long":      {`{"customs_items":[{"description":"` + strings.Repeat("x", 8192) + `"}]}`, 422},
		"too many":      {`{"customs_items":[{}` + strings.Repeat(`,{}`, 100) + `]}`, 422},
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
