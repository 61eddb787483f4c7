package rating

import (
	"math"
	"testing"
	"time"
)

func TestParseDrift(t *testing.T) {
	for _, text := range []string{"off", "2%/24h", "0.5%/1h30m", "50%/10m"} {
		d, err := ParseDrift(text)
		if err != nil || d.String() != text {
			t.Errorf("%q is read as %q: %v", text, d, err)
		}
	}
	for _, text := range []string{"", "2%", "2/24h", "0%/1h", "51%/1h", "NaN%/1h", "2%/1ms", "2%/-1h", "2%/1000000h", "-1%/1h"} {
		if d, err := ParseDrift(text); err == nil {
			t.Errorf("%q is read as %q", text, d)
		}
	}
}

// Surcharges hold for a period, are within the percentage, and fill it evenly.
func TestDriftIsEvenWithinItsBounds(t *testing.T) {
	d := Drift{Seed: 7, Percent: 2, Every: time.Hour}
	begin := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	var sum, squares float64
	const periods = 5000
	for i := range periods {
		at := begin.Add(time.Duration(i) * time.Hour)
		first := d.At(at)
		if last := d.At(at.Add(time.Hour - 1)); first != last {
			t.Fatalf("period %d begins with %v and ends with %v", i, first, last)
		}
		for _, s := range first {
			if s < -200 || s > 200 {
				t.Fatalf("a surcharge of %d hundredths of a percent", s)
			}
			sum, squares = sum+float64(s), squares+float64(s)*float64(s)
		}
	}
	n := float64(periods * int(Carriers))
	if mean := sum / n; math.Abs(mean) > 4 { // its standard error is 0.8
		t.Errorf("the mean is %.1f", mean)
	}
	if deviation := math.Sqrt(squares / n); math.Abs(deviation-200/math.Sqrt(3)) > 3 {
		t.Errorf("the deviation is %.1f, and %.1f where draws are even", deviation, 200/math.Sqrt(3))
	}
	if other := (Drift{Seed: 8, Percent: 2, Every: time.Hour}); other.At(begin) == d.At(begin) {
		t.Error("another seed draws the same")
	}
}

// A surcharge changes what is offered and what is cheapest, and the zero Drift nothing.
func TestSurchargesChangePrices(t *testing.T) {
	parcel := Measures{Length: 10, Width: 8, Height: 4, Weight: 15.4}
	q := NewQuote(Location{ZIP: "94105"}, Location{ZIP: "90277"}, &parcel, AllCarriers)
	plain := q.Offer(0, &parcel)
	q.Surcharge(Drift{}.At(time.Now()))
	if got := q.Offer(0, &parcel); got != plain {
		t.Errorf("without a drift %+v became %+v", plain, got)
	}
	cheapest, _ := q.Choose(Choice{}, &parcel)
	q.Surcharge(Surcharges{USPS: 1000})
	got := q.Offer(0, &parcel)
	if want := int32(math.Round(float64(plain.Rate) * 1.1)); got.Rate != want {
		t.Errorf("10 %% on %d are %d, not %d", plain.Rate, want, got.Rate)
	}
	q.Surcharge(Surcharges{USPS: 10_000})
	if other, _ := q.Choose(Choice{}, &parcel); other == cheapest {
		t.Error("the cheapest rate is still one that became twice as dear")
	}
}
