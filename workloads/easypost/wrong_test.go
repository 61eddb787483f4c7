package easypost

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"

	"ep-benchmark/workloads/shipping"
)

// good is a correct answer of the API for a line, as a document that tests
// change.
func good(line *shipping.Shipment) map[string]any {
	return map[string]any{
		"id": "shp_0123456789abcdef", "mode": "test", "status": "unknown", "messages": []any{},
		"to_address": map[string]any{
			"street1": line.Recipient.Street1, "city": line.Recipient.City,
			"zip": line.Recipient.PostalCode, "country": line.Recipient.Country,
		},
		"parcel": map[string]any{
			"length": line.Dimensions.Length, "width": line.Dimensions.Width,
			"height": line.Dimensions.Height, "weight": line.Weight,
		},
		"rates": []any{goodRate()},
	}
}

func goodRate() map[string]any {
	return map[string]any{"id": "rate_1", "carrier": "USPS", "service": "Priority", "rate": "6.90", "delivery_days": 2}
}

// with is a copy of a document with another value for a key.
func with(document map[string]any, key string, value any) map[string]any {
	changed := maps.Clone(document)
	changed[key] = value
	return changed
}

func rendered(t *testing.T, document any) string {
	t.Helper()
	text, err := json.Marshal(document)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestGoodAnswer(t *testing.T) {
	line := sampleShipments(t)[0]
	unrated := with(with(good(&line), "rates", nil), "messages", []any{map[string]any{"type": "rate_error"}})
	for _, document := range []map[string]any{good(&line), unrated, with(good(&line), "unheard of", map[string]any{"x": 1e300})} {
		session := onLoopback(t, answering(201, rendered(t, document)))
		if _, _, err := session.CreateShipment(t.Context(), &line); err != nil {
			t.Errorf("%v: %v", document, err)
		}
	}
}

// Successes whose bodies are not the requested shipment are refused.
func TestWrongShipments(t *testing.T) {
	line := sampleShipments(t)[0]
	whole := good(&line)
	address, parcel := whole["to_address"].(map[string]any), whole["parcel"].(map[string]any)
	rated := func(key string, value any) map[string]any {
		return with(whole, "rates", []any{goodRate(), with(goodRate(), key, value)})
	}
	text := rendered(t, whole)
	for name, c := range map[string]struct {
		body  any
		words string
	}{
		"empty":                 {"", "no shipment: expected an object, found the end"},
		"page":                  {"<html>", "no shipment, but a web page"},
		"null":                  {"null", "expected a shipment's id"},
		"array":                 {"[]", "expected an object, found an array"},
		"string":                {`"shp_1"`, "expected an object, found a string"},
		"cut off":               {text[:len(text)/2], "no shipment"},
		"one brace short":       {text[:len(text)-1], "no shipment"},
		"two of them":           {text + text, "expected the end"},
		"empty object":          {"{}", "expected a shipment's id"},
		"id of another kind":    {with(whole, "id", "trk_1"), "expected a shipment's id"},
		"id with a path":        {with(whole, "id", "shp_1/../x"), "expected a shipment's id"},
		"endless id":            {with(whole, "id", "shp_"+strings.Repeat("a", 5000)), "expected a shipment's id"},
		"id is a number":        {with(whole, "id", 7), `"id": expected a string, found a number`},
		"address is a string":   {with(whole, "to_address", "here"), `"to_address": expected an object, found a string`},
		"address is null":       {with(whole, "to_address", nil), "another address"},
		"other street":          {with(whole, "to_address", with(address, "street1", "Elsewhere 1")), "another address"},
		"other zip":             {with(whole, "to_address", with(address, "zip", "")), "another address"},
		"zip is a number":       {with(whole, "to_address", with(address, "zip", 90001)), `"to_address": "zip": expected a string, found a number`},
		"parcel is null":        {with(whole, "parcel", nil), "another parcel"},
		"other weight":          {with(whole, "parcel", with(parcel, "weight", line.Weight+0.001)), "another parcel"},
		"weight is a string":    {with(whole, "parcel", with(parcel, "weight", "24")), `"parcel": "weight": expected a number, found a string`},
		"weight beyond numbers": {with(whole, "parcel", json.RawMessage(`{"weight":1e999}`)), "out of range"},
		"missing rates":         {with(whole, "rates", []any{}), "neither rates nor messages"},
		"rates are null":        {with(whole, "rates", nil), "neither rates nor messages"},
		"rates are an object":   {with(whole, "rates", map[string]any{}), `"rates": expected an array, found an object`},
		"rate is null":          {with(whole, "rates", []any{nil}), "rate 1 of the shipment is incomplete"},
		"no price":              {rated("rate", nil), "rate 2 of the shipment is incomplete"},
		"price of nothing":      {rated("rate", "0.00"), "rate 2 of the shipment is incomplete"},
		"price is a number":     {rated("rate", 6.9), `"rates": 2: "rate": expected a string, found a number`},
		"price is no amount":    {rated("rate", "free"), `amount "free"`},
		"half a day":            {rated("delivery_days", 1.5), `"delivery_days"`},
		"too many rates":        {`{"id":"shp_1","rates":[` + strings.Repeat("{},", mostRates) + `{}]}`, "more than 1000 rates"},
		"nested too deep":       {`{"x":` + strings.Repeat("[", 1_000_000), "the answer has more than 64 objects and arrays in each other"},
		"no UTF-8 in a key":     {"{\"\xff\x1b\":tru}", "no shipment"},
	} {
		t.Run(name, func(t *testing.T) {
			body, ok := c.body.(string)
			if !ok {
				body = rendered(t, c.body)
			}
			session := onLoopback(t, answering(201, body))
			_, _, err := session.CreateShipment(t.Context(), &line)
			checkError(t, err, "wrong answer", c.words)
		})
	}
}

func TestWrongTrackers(t *testing.T) {
	whole := map[string]any{
		"id": "trk_1", "tracking_code": TestCodes[0].Code, "status": TestCodes[0].Status,
		"carrier": nil, "signed_by": nil, "tracking_details": []any{nil, map[string]any{}},
	}
	for name, c := range map[string]struct {
		body  map[string]any
		words string
	}{
		"right":           {whole, ""},
		"no id":           {with(whole, "id", nil), "expected a tracker's id"},
		"other code":      {with(whole, "tracking_code", "EZ2000000002"), "asked for"},
		"other status":    {with(whole, "status", "delivered"), `expected "pre_transit"`},
		"details missing": {with(whole, "tracking_details", nil), "has 0 details: expected 2"},
		"details wrong":   {with(whole, "tracking_details", "two"), `"tracking_details": expected an array, found a string`},
	} {
		t.Run(name, func(t *testing.T) {
			session := onLoopback(t, answering(200, rendered(t, c.body)))
			_, _, err := session.Track(t.Context(), TestCodes[0])
			if c.words == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			checkError(t, err, "wrong answer", c.words)
		})
	}
}
