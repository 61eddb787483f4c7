package easypost

import (
	"io"
	"net/http"
	"testing"
)

func rated(prices ...int64) *Shipment {
	s := &Shipment{ID: "shp_1"}
	for i, cents := range prices {
		s.Rates = append(s.Rates, Rate{ID: "rate_" + string(rune('a'+i)), Currency: "USD", Cents: cents})
	}
	return s
}

func TestCheapest(t *testing.T) {
	for want, prices := range map[string][]int64{"rate_a": {5, 5, 9}, "rate_b": {9, 5, 7}, "rate_c": {9, 8, 1}} {
		if rate, ok := rated(prices...).Cheapest(); !ok || rate.ID != want {
			t.Errorf("%v: %s, %v", prices, rate.ID, ok)
		}
	}
	if _, ok := rated().Cheapest(); ok {
		t.Error("a rate of none")
	}
	// Amounts of different currencies can't be compared.
	mixed := rated(900, 2)
	mixed.Rates[1].Currency = "KWD"
	if rate, _ := mixed.Cheapest(); rate.ID != "rate_a" {
		t.Errorf("%+v", rate)
	}
}

func TestBuy(t *testing.T) {
	whole := map[string]any{
		"id": "shp_1", "tracking_code": "9400100000000000000000",
		"selected_rate": map[string]any{"id": "rate_b", "rate": "5.93"},
		"postage_label": map[string]any{"id": "pl_1"},
	}
	for name, c := range map[string]struct {
		body  any
		words string
	}{
		"right":             {whole, ""},
		"another shipment":  {with(whole, "id", "shp_2"), `asked to buy "shp_1", was given "shp_2"`},
		"another rate":      {with(whole, "selected_rate", map[string]any{"id": "rate_a", "rate": "5.93"}), "another rate"},
		"another price":     {with(whole, "selected_rate", map[string]any{"id": "rate_b", "rate": "59.30"}), "another rate"},
		"no rate":           {with(whole, "selected_rate", nil), "another rate"},
		"no label":          {with(whole, "postage_label", nil), "no label"},
		"no tracking code":  {with(whole, "tracking_code", nil), "no label, or no tracking code"},
		"label is a string": {with(whole, "postage_label", "here"), "expected an object, found a string"},
		"page":              {"<html>", "a web page"},
	} {
		t.Run(name, func(t *testing.T) {
			body, ok := c.body.(string)
			if !ok {
				body = rendered(t, c.body)
			}
			session := onLoopback(t, func(w http.ResponseWriter, r *http.Request) {
				if asked, _ := io.ReadAll(r.Body); r.Method != "POST" || r.URL.Path != "/v2/shipments/shp_1/buy" || string(asked) != `{"rate":{"id":"rate_b"}}` {
					t.Errorf("%s %s %s", r.Method, r.URL, asked)
				}
				_, _ = io.WriteString(w, body)
			})
			bought, size, err := session.BuyCheapest(t.Context(), rated(900, 593))
			if c.words != "" {
				checkError(t, err, "wrong answer", c.words)
				return
			}
			if err != nil || size != len(body) || bought.TrackingCode == "" {
				t.Errorf("%+v, %d bytes, %v", bought, size, err)
			}
		})
	}
	_, _, err := onLoopback(t, answering(200, "")).BuyCheapest(t.Context(), rated())
	checkError(t, err, "wrong answer", "the shipment has no rate")
}
