package simulator

import (
	"strings"
	"testing"
)

// An id is used and everything beside it is ignored, both in {id} and in a whole object with an id.
func TestReferences(t *testing.T) {
	h := instant(Options{})
	whole := ask(t, h, "POST", "/v2/shipments", recordedShipment)
	from, to := ask(t, h, "GET", "/v2/addresses/"+whole.text("from_address", "id"), ""), whole.text("to_address", "id")
	back := ask(t, h, "POST", "/v2/addresses", `{"address":{"name":"Back"}}`)
	parcelID := whole.text("parcel", "id")
	body := `{"shipment":{"from_address":` + from.body + `,"to_address":{"name":[],"street1":"ignored","id":"` + to + `"},` +
		`"return_address":{"id":"` + back.text("id") + `"},"buyer_address":null,"parcel":{"weight":-5,"id":"` + parcelID + `"}}}`
	made := ask(t, h, "POST", "/v2/shipments", body)
	if made.status != 201 {
		t.Fatalf("%d %s", made.status, made.body)
	}
	for key, want := range map[string]string{
		"from_address": from.text("id"), "to_address": to, "buyer_address": to, "return_address": back.text("id"), "parcel": parcelID,
	} {
		if got := made.text(key, "id"); got != want {
			t.Errorf("%s is %s, want %s", key, got, want)
		}
	}
	if made.text("to_address", "street1") != "179 N Harbor Dr" {
		t.Errorf("the rest was not ignored: %s", made.body)
	}
}

func TestRefusedRequestLeavesNothing(t *testing.T) {
	h := instant(Options{})
	body := strings.Replace(recordedShipment, `"weight":15.4`, `"weight":0`, 1)
	if got := ask(t, h, "POST", "/v2/shipments", body); got.status != 422 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	if ids, _ := ask(t, h, "GET", "/v2/addresses", "").list("addresses"); len(ids) != 0 {
		t.Errorf("addresses were left: %v", ids)
	}
}
