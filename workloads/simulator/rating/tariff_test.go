package rating

import (
	"math"
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

// priced returns the cents of each rate, list rate and retail rate of a parcel between two ZIP codes, by service.
func priced(m Measures, from, to string) map[string][3]int32 {
	q := NewQuote(Location{ZIP: from}, Location{ZIP: to}, &m, AllCarriers)
	prices := map[string][3]int32{}
	for i := range q.Offers() {
		o := q.Offer(i, &m)
		prices[o.Service] = [3]int32{o.Rate, o.List, o.Retail}
	}
	return prices
}

// With every carrier, more weight, more volume or more distance never costs less.
func TestPricesFollowTheParcel(t *testing.T) {
	side := rapid.Float64Range(1, 26)
	weight := rapid.Float64Range(0.1, 70*ouncesPerPound)
	rapid.Check(t, func(t *rapid.T) {
		p := Measures{
			Length: side.Draw(t, "length"), Width: side.Draw(t, "width"), Height: side.Draw(t, "height"),
			Weight: weight.Draw(t, "weight"),
		}
		heavier, larger := p, p
		heavier.Weight = math.Min(70*ouncesPerPound, p.Weight*2)
		larger.Length = math.Min(26, p.Length*1.5)
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
	light := priced(Measures{Length: 10, Width: 8, Height: 4, Weight: 16}, "94107", "90277")
	bulky := priced(Measures{Length: 24, Width: 18, Height: 12, Weight: 16}, "94107", "90277")
	for service := range light {
		if bulky[service][0] <= light[service][0] {
			t.Errorf("%s: a bulky pound costs %d, a small one %d", service, bulky[service][0], light[service][0])
		}
	}
}

// As with the real carriers, USPS is cheapest for light parcels and UPS or FedEx for heavy ones.
func TestNoCarrierIsAlwaysCheapest(t *testing.T) {
	light := priced(Measures{Length: 10, Width: 8, Height: 4, Weight: 15.4}, "94107", "90277")
	heavy := priced(Measures{Length: 12, Width: 12, Height: 12, Weight: 30 * ouncesPerPound}, "94107", "90277")
	if light["GroundAdvantage"][0] >= light["Ground"][0] || heavy["GroundAdvantage"][0] <= heavy["Ground"][0] {
		t.Errorf("light %v, heavy %v", light, heavy)
	}
}
