package simulator

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	verifiable = `{"address":{"name":"Jack Sparrow","company":"Ya\u00f1ez \"Bros\"\n","street1":"388 Townsend St","street2":"Apt 20",` +
		`"city":"San Francisco","state":"CA","zip":"94107"}`
	nonsense = `{"address":{"company":"EasyPost","street1":"000 unknown street","city":"Not A City","state":"ZZ","zip":"00001","country":"US"}`
)

var notFoundDetail = map[string]any{"code": "E.ADDRESS.NOT_FOUND", "field": "address", "message": "Address not found", "suggestion": nil}

func TestVerification(t *testing.T) {
	h := instant(Options{})
	for body, want := range map[string]string{
		verifiable + `}`:                                  `"verifications":{}`,
		verifiable + `,"verify":true}`:                    `"success":true`,
		verifiable + `,"verify":"True"}`:                  `"success":true`,
		verifiable + `,"verify":1}`:                       `"success":true`,
		verifiable + `,"verify":["delivery"]}`:            `"success":true`,
		verifiable + `,"verify":[]}`:                      `"verifications":{}`,
		verifiable + `,"verify_carrier":"ups"}`:           `"verifications":{}`,
		nonsense + `,"verify":true}`:                      `"E.ADDRESS.NOT_FOUND"`,
		`{"address":{"zip":"94107"},"verify":true}`:       `"E.ADDRESS.NOT_FOUND"`,
		`{"address":{"street1":"invalid"},"verify":true}`: `"E.HOUSE_NUMBER.MISSING"`,
		`{"address":{"street1":"invalid"}}`:               `"country":"US"`,
		`{"address":{"street1":"x 1","city":"Berlin","country":"DE"},"verify_strict":true}`: `"latitude":null`,
	} {
		if made := ask(t, h, "POST", "/v2/addresses", body); made.status != 201 || !strings.Contains(made.body, want) {
			t.Errorf("%s: %d %s", body, made.status, made.body)
		}
	}
}

// A verified address is written as post offices write it.
func TestContractVerifiedAddress(t *testing.T) {
	h := instant(Options{})
	made := ask(t, h, "POST", "/v2/addresses", verifiable+`,"verify_strict":true}`)
	for key, want := range map[string]any{
		"name": "JACK SPARROW", "company": "YA\u00d1EZ \"BROS\"\n", "street1": "388 TOWNSEND ST APT 20", "street2": "",
		"city": "SAN FRANCISCO", "state": "CA", "country": "US", "residential": true,
	} {
		if made.get(key) != want {
			t.Errorf("%s is %v, want %v", key, made.get(key), want)
		}
	}
	if zip := made.text("zip"); !strings.HasPrefix(zip, "94107-") || len(zip) != len("94107-1670") {
		t.Errorf("zip %q", zip)
	}
	want := map[string]any{
		"delivery": map[string]any{"success": true, "errors": []any{}, "details": map[string]any{
			"latitude": 37.7, "longitude": -122.3, "time_zone": "America/Los_Angeles",
		}},
		"zip4": map[string]any{"success": true, "errors": []any{}, "details": nil},
	}
	if diff := cmp.Diff(want, made.get("verifications")); diff != "" {
		t.Error(diff)
	}
	home := ask(t, h, "POST", "/v2/addresses", `{"address":{"street1":"1 Main St","zip":"96910"},"verify":true}`)
	if home.get("residential") != false || home.get("verifications", "delivery", "details", "longitude") != 144.8 {
		t.Errorf("%s", home.body)
	}
}

// An address that can't be verified stays as it was sent.
func TestContractUnverifiableAddress(t *testing.T) {
	h := instant(Options{})
	made := ask(t, h, "POST", "/v2/addresses", nonsense+`,"verify":true}`)
	want := map[string]any{
		"delivery": map[string]any{"success": false, "errors": []any{notFoundDetail}, "details": map[string]any{}},
		"zip4":     map[string]any{"success": false, "errors": []any{notFoundDetail}, "details": nil},
	}
	if diff := cmp.Diff(want, made.get("verifications")); diff != "" || made.text("street1") != "000 unknown street" {
		t.Errorf("%s: %s", diff, made.body)
	}
}

// A carrier that was asked to verify accepts what it does not find.
func TestContractVerifyCarrier(t *testing.T) {
	h := instant(Options{})
	made := ask(t, h, "POST", "/v2/addresses", nonsense+`,"verify":true,"verify_carrier":"UPS"}`)
	wrapped := ask(t, h, "POST", "/v2/addresses/create_and_verify", nonsense+`,"verify_carrier":"UPS"}`)
	if made.status != 201 || wrapped.status != 200 {
		t.Fatalf("%d and %d: %s", made.status, wrapped.status, wrapped.body)
	}
	want := map[string]any{
		"delivery": map[string]any{"success": true, "errors": []any{notFoundDetail}, "details": map[string]any{
			"latitude": nil, "longitude": nil, "time_zone": nil,
		}},
		"zip4":           map[string]any{"success": true, "errors": []any{notFoundDetail}, "details": nil},
		"verify_carrier": "ups",
	}
	for _, found := range []any{any(made.fields), wrapped.get("address")} {
		address := found.(map[string]any)
		if diff := cmp.Diff(want, address["verifications"]); diff != "" || address["street1"] != "000 UNKNOWN STREET" {
			t.Errorf("%s: %v", diff, address)
		}
	}
	if got := ask(t, h, "POST", "/v2/addresses", nonsense+`,"verify":true,"verify_carrier":{}}`); got.status != 422 {
		t.Errorf("an object for a carrier: %d %s", got.status, got.body)
	}
}

// The endpoints that only verify wrap their answer, which is a new address, and refuse an address that can't be verified.
func TestContractVerifyEndpoints(t *testing.T) {
	h := instant(Options{})
	plain := ask(t, h, "POST", "/v2/addresses", verifiable+`}`).text("id")
	for name, got := range map[string]reply{
		"making":    ask(t, h, "POST", "/v2/addresses/create_and_verify", verifiable+`}`),
		"later":     ask(t, h, "GET", "/v2/addresses/"+plain+"/verify", ""),
		"by its id": ask(t, h, "POST", "/v2/addresses/create_and_verify", `{"address":{"id":"`+plain+`"}}`),
	} {
		id := got.text("address", "id")
		if got.status != 200 || len(got.fields) != 1 || got.get("address", "verifications", "delivery", "success") != true || id == plain {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
		if got.header.Get("Location") != "/api/v2/addresses/"+id {
			t.Errorf("%s: location %q", name, got.header.Get("Location"))
		}
		if found := ask(t, h, "GET", "/v2/addresses/"+id, ""); `{"address":`+found.body+`}` != got.body {
			t.Errorf("%s: it was forgotten: %s", name, found.body)
		}
	}
	if got := ask(t, h, "GET", "/v2/addresses/"+plain, ""); got.text("street1") != "388 Townsend St" {
		t.Errorf("the one that was verified has changed: %s", got.body)
	}
	if got := ask(t, h, "GET", "/v2/addresses/adr_1/verify", ""); got.status != 404 {
		t.Errorf("nothing: %d", got.status)
	}
}

func TestContractVerifyFailures(t *testing.T) {
	h := instant(Options{})
	noNumber := map[string]any{"code": "E.HOUSE_NUMBER.MISSING", "field": "street1", "message": "House number is missing", "suggestion": nil}
	for body, want := range map[string][]any{
		nonsense:                           {notFoundDetail},
		`{"address":{"street1":"invalid"}`: {notFoundDetail, noNumber},
	} {
		doubtful := ask(t, h, "POST", "/v2/addresses", body+`}`).text("id")
		for name, got := range map[string]reply{
			"making":   ask(t, h, http.MethodPost, "/v2/addresses/create_and_verify", body+`}`),
			"strictly": ask(t, h, "POST", "/v2/addresses", body+`,"verify_strict":"true"}`),
			"later":    ask(t, h, "GET", "/v2/addresses/"+doubtful+"/verify", ""),
		} {
			if got.status != 422 || got.text("error", "code") != "ADDRESS.VERIFY.FAILURE" || got.text("error", "message") != "Unable to verify address." {
				t.Errorf("%s %s: %d %s", name, body, got.status, got.body)
			}
			if diff := cmp.Diff(want, got.get("error", "errors")); diff != "" {
				t.Errorf("%s %s: %s", name, body, diff)
			}
		}
	}
}
