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

func TestVerification(t *testing.T) {
	h := instant(Options{})
	for body, want := range map[string]string{
		`{"address":{"street1":"388 Townsend St","zip":"94107"}}`:                                          `"verifications":{}`,
		`{"address":{"street1":"388 Townsend St","zip":"94107"},"verify":true}`:                            `"success":true`,
		`{"address":{"street1":"388 Townsend St","zip":"94107"},"verify":["delivery"]}`:                    `"success":true`,
		`{"address":{"street1":"388 Townsend St","zip":"94107"},"verify":[]}`:                              `"verifications":{}`,
		`{"address":{"street1":"000 unknown street","zip":"00001"},"verify":true}`:                         `"E.ADDRESS.NOT_FOUND"`,
		`{"address":{"zip":"94107"},"verify":true}`:                                                        `"E.ADDRESS.NOT_FOUND"`,
		`{"address":{"street1":"Unter den Linden 1","city":"Berlin","country":"DE"},"verify_strict":true}`: `"success":true`,
	} {
		if made := ask(t, h, "POST", "/v2/addresses", body); made.status != 201 || !strings.Contains(made.body, want) {
			t.Errorf("%s: %d %s", body, made.status, made.body)
		}
	}
}

// The endpoints that only verify wrap their answer, and refuse an address that can't be verified. An address that they
// have verified stays verified.
func TestContractVerifyEndpoints(t *testing.T) {
	h := instant(Options{})
	const good, bad = `{"address":{"street1":"388 Townsend St","zip":"94107"}}`, `{"address":{"street1":"x","zip":"00001"}}`
	made := ask(t, h, "POST", "/v2/addresses/create_and_verify", good)
	if made.status != 201 || len(made.fields) != 1 || made.get("address", "verifications", "delivery", "success") != true {
		t.Errorf("%d %s", made.status, made.body)
	}
	plain := ask(t, h, "POST", "/v2/addresses", good).text("id")
	wrapped := ask(t, h, "GET", "/v2/addresses/"+plain+"/verify", "")
	if wrapped.status != 200 || len(wrapped.fields) != 1 || wrapped.text("address", "id") != plain {
		t.Errorf("%d %s", wrapped.status, wrapped.body)
	}
	if found := ask(t, h, "GET", "/v2/addresses/"+plain, ""); `{"address":`+found.body+`}` != wrapped.body {
		t.Errorf("it was forgotten: %s", found.body)
	}
	again := ask(t, h, "POST", "/v2/addresses/create_and_verify", `{"address":{"id":"`+plain+`"}}`)
	if again.text("address", "id") != plain {
		t.Errorf("by its id: %s", again.body)
	}
	doubtful := ask(t, h, "POST", "/v2/addresses", bad).text("id")
	for name, got := range map[string]reply{
		"making":   ask(t, h, "POST", "/v2/addresses/create_and_verify", bad),
		"strictly": ask(t, h, "POST", "/v2/addresses", strings.Replace(bad, `{"address"`, `{"verify_strict":"true","address"`, 1)),
		"later":    ask(t, h, "GET", "/v2/addresses/"+doubtful+"/verify", ""),
	} {
		if got.status != 422 || got.text("error", "code") != "ADDRESS.VERIFY.FAILURE" || got.text("error", "message") != "Unable to verify address." {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
	if got := ask(t, h, "GET", "/v2/addresses/adr_1/verify", ""); got.status != 404 {
		t.Errorf("nothing: %d", got.status)
	}
}
