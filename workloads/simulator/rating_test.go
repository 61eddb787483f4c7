package simulator

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ep-benchmark/workloads/simulator/rating"
)

// carriersOf counts the rates of each carrier, and returns the messages by carrier.
func carriersOf(made reply) (rates map[string]int, messages map[string]string) {
	rates, messages = map[string]int{}, map[string]string{}
	for _, r := range made.fields["rates"].([]any) {
		rates[r.(map[string]any)["carrier"].(string)]++
	}
	for _, m := range made.fields["messages"].([]any) {
		message := m.(map[string]any)
		messages[message["carrier"].(string)] = message["type"].(string) + ": " + message["message"].(string)
	}
	return rates, messages
}

func TestCarriersByRouteAndParcel(t *testing.T) {
	h := instant(Options{})
	const (
		unserved = "rate_error: Unable to retrieve %s rates: the route is not served."
		abroad   = `"city":"Toronto","country":"CA"`
		germany  = `"city":"Berlin","country":"DE"`
		home, to = `"city":"San Francisco","country":"US"`, `"city":"Redondo Beach","country":"US"`
	)
	for name, c := range map[string]struct {
		replace  []string
		rates    map[string]int
		messages map[string]string
	}{
		"at home":   {nil, map[string]int{"USPS": 3, "UPS": 3, "FedEx": 3}, map[string]string{"DHLExpress": unserved}},
		"abroad":    {[]string{to, abroad}, map[string]int{"USPS": 3, "UPS": 2, "FedEx": 2, "DHLExpress": 1}, map[string]string{}},
		"from afar": {[]string{home, germany}, map[string]int{"UPS": 2, "FedEx": 2, "DHLExpress": 1}, map[string]string{"USPS": unserved}},
		"a return": {
			[]string{to, germany, `"parcel":`, `"is_return":true,"parcel":`},
			map[string]int{"UPS": 2, "FedEx": 2, "DHLExpress": 1},
			map[string]string{"USPS": unserved},
		},
		"elsewhere": {
			[]string{home, germany, to, abroad},
			map[string]int{"DHLExpress": 1},
			map[string]string{"USPS": unserved, "UPS": unserved, "FedEx": unserved},
		},
		"inside another country": {
			[]string{home, germany, to, germany},
			map[string]int{"DHLExpress": 1},
			map[string]string{"USPS": unserved, "UPS": unserved, "FedEx": unserved},
		},
		"heavy": {[]string{`15.4`, `1121`}, map[string]int{"UPS": 3, "FedEx": 3}, map[string]string{
			"USPS": "rate_error: Unable to retrieve USPS rates: the weight exceeds 70 lb.", "DHLExpress": unserved,
		}},
		"large": {[]string{`"length":10`, `"length":120`}, map[string]int{"UPS": 3, "FedEx": 3}, map[string]string{
			"USPS": "rate_error: Unable to retrieve USPS rates: length and girth exceed 130 in.", "DHLExpress": unserved,
		}},
		"for no carrier": {[]string{`15.4`, `99999`, to, abroad}, map[string]int{}, map[string]string{
			"USPS":       "rate_error: Unable to retrieve USPS rates: the weight exceeds 70 lb.",
			"UPS":        "rate_error: Unable to retrieve UPS rates: the weight exceeds 150 lb.",
			"FedEx":      "rate_error: Unable to retrieve FedEx rates: the weight exceeds 150 lb.",
			"DHLExpress": "rate_error: Unable to retrieve DHLExpress rates: the weight exceeds 154 lb.",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			made := ask(t, h, "POST", "/v2/shipments", strings.NewReplacer(c.replace...).Replace(recordedShipment))
			if made.status != 201 {
				t.Fatalf("%d %s", made.status, made.body)
			}
			for carrier, message := range c.messages {
				c.messages[carrier] = strings.Replace(message, "%s", carrier, 1)
			}
			rates, messages := carriersOf(made)
			if diff := cmp.Diff(c.rates, rates) + cmp.Diff(c.messages, messages); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAbroadHasNoZone(t *testing.T) {
	h := instant(Options{})
	body := strings.Replace(recordedShipment, `"city":"Redondo Beach","country":"US"`, `"city":"Toronto","country":"CA"`, 1)
	made := ask(t, h, "POST", "/v2/shipments", body)
	rates := made.fields["rates"].([]any)
	if made.status != 201 || made.fields["usps_zone"] != nil {
		t.Fatalf("%d %s", made.status, made.body)
	}
	if got := rates[1].(map[string]any)["service"]; got != "PriorityMailInternational" {
		t.Errorf("service %v", got)
	}
}

// Prices follow the simulator's clock where they drift. A shipment keeps those of the time at which it was rated, and
// gets new ones when it is rated again.
func TestPricesDriftWithTheClock(t *testing.T) {
	now := noon
	drift := rating.Drift{Percent: 10, Every: time.Hour}
	h := instant(Options{Seed: 3, Now: func() time.Time { return now }, Drift: drift})
	drift.Seed = 3
	price := func(made reply) float64 {
		cents, err := strconv.ParseFloat(made.get("rates").([]any)[0].(map[string]any)["rate"].(string), 64)
		if err != nil {
			t.Fatal(err)
		}
		return math.Round(100 * cents)
	}
	const plain = 690 // recorded
	want := func() float64 { return math.Round(plain * (1 + float64(drift.At(now)[rating.USPS])/10_000)) }
	first := must(t, h, 201, "POST", "/v2/shipments", recordedShipment)
	if price(first) != want() || want() == plain {
		t.Errorf("at first: %v cents, not %v", price(first), want())
	}
	now = now.Add(time.Hour)
	path := "/v2/shipments/" + first.text("id")
	if kept := must200(t, h, "GET", path, ""); price(kept) != price(first) {
		t.Errorf("an hour later it shows %v cents, and was quoted %v", price(kept), price(first))
	}
	if again := must200(t, h, "POST", path+"/rerate", ""); price(again) != want() || price(again) == price(first) {
		t.Errorf("rated again: %v cents, not %v", price(again), want())
	}
}
