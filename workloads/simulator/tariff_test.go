package simulator

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestZones(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     int
	}{
		{"94107", "90277", 4}, // recorded
		{"94107", "94110", 1},
		{"94107-1670", "10001", 8},
		{"10001", "19104", 2},
		{"60601", "10001", 5},
		{"94107", "00901", 9},
		{"94107", "", 0},
		{"94107", "K1A 0B1", 0},
		{"00001", "94107", 0},
	} {
		if got := zoneBetween(c.from, c.to); got != c.want {
			t.Errorf("from %s to %s: zone %d, want %d", c.from, c.to, got, c.want)
		}
		if there, back := zoneBetween(c.from, c.to), zoneBetween(c.to, c.from); there != back {
			t.Errorf("from %s to %s: zone %d there, %d back", c.from, c.to, there, back)
		}
	}
}

// priced returns the cents of each rate, list rate and retail rate of a parcel between two ZIP codes, by service.
func priced(p parcel, from, to string) map[string][3]int32 {
	s := &shipment{parcel: &p, from: addressAt(from), to: addressAt(to)}
	s.quote = quoted(s, allCarriers)
	prices := map[string][3]int32{}
	for _, t := range s.quote.tariffs {
		pounds := carrierTable[t.carrier].billedPounds(&p)
		prices[t.service] = [3]int32{
			t.rate.cents(pounds, s.quote.percent), t.list.cents(pounds, s.quote.percent), t.retail.cents(pounds, s.quote.percent),
		}
	}
	return prices
}

func addressAt(zip string) *address {
	var draft addressDraft
	draft.scratch = appendQuoted(nil, zip)
	draft.texts[textZip] = piece{0, len(draft.scratch)}
	return draft.build(testMode, 0)
}

// With every carrier, more weight, more volume or more distance never costs less.
func TestPricesFollowTheParcel(t *testing.T) {
	side := rapid.Float64Range(1, 26)
	weight := rapid.Float64Range(0.1, 70*ouncesPerPound)
	rapid.Check(t, func(t *rapid.T) {
		p := parcel{
			length: side.Draw(t, "length"), width: side.Draw(t, "width"), height: side.Draw(t, "height"),
			weight: weight.Draw(t, "weight"),
		}
		heavier, larger := p, p
		heavier.weight = math.Min(70*ouncesPerPound, p.weight*2)
		larger.length = math.Min(26, p.length*1.5)
		base := priced(p, "94107", "90277")
		if len(base) != 9 {
			t.Fatalf("%d rates: %v", len(base), base)
		}
		for name, dearer := range map[string]map[string][3]int32{
			"heavier": priced(heavier, "94107", "90277"), "larger": priced(larger, "94107", "90277"), "farther": priced(p, "94107", "10001"),
		} {
			for service, price := range base {
				if dearer[service][0] < price[0] || price[0] > price[1] || price[1] > price[2] {
					t.Fatalf("%s, %s: %v after %v", name, service, dearer[service], price)
				}
			}
		}
	})
}

func TestVolumeCountsAsWeight(t *testing.T) {
	light := priced(parcel{length: 10, width: 8, height: 4, weight: 16}, "94107", "90277")
	bulky := priced(parcel{length: 24, width: 18, height: 12, weight: 16}, "94107", "90277")
	for service := range light {
		if bulky[service][0] <= light[service][0] {
			t.Errorf("%s: a bulky pound costs %d, a small one %d", service, bulky[service][0], light[service][0])
		}
	}
}

// As with the real carriers, USPS is cheapest for light parcels and UPS or FedEx for heavy ones.
func TestNoCarrierIsAlwaysCheapest(t *testing.T) {
	light := priced(parcel{length: 10, width: 8, height: 4, weight: 15.4}, "94107", "90277")
	heavy := priced(parcel{length: 12, width: 12, height: 12, weight: 30 * ouncesPerPound}, "94107", "90277")
	if light["GroundAdvantage"][0] >= light["Ground"][0] || heavy["GroundAdvantage"][0] <= heavy["Ground"][0] {
		t.Errorf("light %v, heavy %v", light, heavy)
	}
}

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
