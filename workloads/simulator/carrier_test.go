package simulator

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

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
