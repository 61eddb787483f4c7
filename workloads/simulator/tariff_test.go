package simulator

import (
	"math"
	"strings"
	"testing"

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

// priced returns the prices in cents of a parcel between two ZIP codes.
func priced(p parcel, from, to string) [ratesPerShipment]rate {
	s := &shipment{parcel: &p, from: addressAt(from), to: addressAt(to)}
	s.rated()
	return s.rates
}

func addressAt(zip string) *address {
	var draft addressDraft
	draft.scratch = appendQuoted(nil, zip)
	draft.texts[textZip] = piece{0, len(draft.scratch)}
	return draft.build(testMode, 0)
}

// More weight, more volume and more distance never cost less.
func TestPricesFollowTheParcel(t *testing.T) {
	side := rapid.Float64Range(1, 26)
	weight := rapid.Float64Range(0.1, heaviestOunces)
	rapid.Check(t, func(t *rapid.T) {
		p := parcel{
			length: side.Draw(t, "length"), width: side.Draw(t, "width"), height: side.Draw(t, "height"),
			weight: weight.Draw(t, "weight"),
		}
		heavier, larger := p, p
		heavier.weight = math.Min(heaviestOunces, p.weight*2)
		larger.length = math.Min(26, p.length*1.5)
		base := priced(p, "94107", "90277")
		for name, dearer := range map[string][ratesPerShipment]rate{
			"heavier": priced(heavier, "94107", "90277"), "larger": priced(larger, "94107", "90277"), "farther": priced(p, "94107", "10001"),
		} {
			for i := range base {
				if dearer[i].rate < base[i].rate || base[i].rate > base[i].list || base[i].list > base[i].retail {
					t.Fatalf("%s: %+v after %+v", name, dearer[i], base[i])
				}
			}
		}
	})
}

func TestVolumeCountsAsWeight(t *testing.T) {
	light := priced(parcel{length: 10, width: 8, height: 4, weight: 16}, "94107", "90277")
	bulky := priced(parcel{length: 24, width: 18, height: 12, weight: 16}, "94107", "90277")
	if bulky[0].rate <= light[0].rate {
		t.Errorf("a bulky pound costs %d, a small one %d", bulky[0].rate, light[0].rate)
	}
}

func TestCarrierRefusals(t *testing.T) {
	h := instant(Options{})
	for body, want := range map[string]string{
		strings.Replace(recordedShipment, `15.4`, `1121`, 1):                     refusedTooHeavy,
		strings.Replace(recordedShipment, `"length":10`, `"length":120`, 1):      refusedTooLarge,
		strings.Replace(recordedShipment, `"country":"US"`, `"country":"DE"`, 1): refusedForeigner,
	} {
		made := ask(t, h, "POST", "/v2/shipments", body)
		messages := made.fields["messages"].([]any)
		if made.status != 201 || len(made.fields["rates"].([]any)) != 0 || len(messages) != 1 {
			t.Fatalf("%d %s", made.status, made.body)
		}
		message := messages[0].(map[string]any)
		if message["message"] != want || message["type"] != "rate_error" || message["carrier"] != "USPS" {
			t.Errorf("%v, want %s", message, want)
		}
	}
}

func TestAbroad(t *testing.T) {
	h := instant(Options{})
	body := strings.Replace(recordedShipment, `"city":"Redondo Beach","country":"US"`, `"city":"Toronto","country":"CA"`, 1)
	made := ask(t, h, "POST", "/v2/shipments", body)
	rates := made.fields["rates"].([]any)
	if made.status != 201 || len(rates) != 3 || made.fields["usps_zone"] != nil {
		t.Fatalf("%d %s", made.status, made.body)
	}
	if got := rates[1].(map[string]any)["service"]; got != "PriorityMailInternational" {
		t.Errorf("service %v", got)
	}
}
