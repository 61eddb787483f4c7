package simulator

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

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
