package easypost

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"regexp"
	"strings"
)

// The reference decoders read answers by way of encoding/json, key by key in
// the document's order, as the fast ones do: a struct would not do, since
// encoding/json takes "ID" for "id".

// eachKey calls field for every key of an object; null has none.
func eachKey(raw json.RawMessage, field func(key string, value json.RawMessage) error) error {
	return eachPart(raw, '{', func(d *json.Decoder) error {
		token, err := d.Token()
		if err != nil {
			return err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return err
		}
		return field(token.(string), value)
	})
}

// eachElement calls element for every element of an array; null has none.
func eachElement(raw json.RawMessage, element func(value json.RawMessage) error) error {
	return eachPart(raw, '[', func(d *json.Decoder) error {
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return err
		}
		return element(value)
	})
}

func eachPart(raw json.RawMessage, bracket json.Delim, part func(d *json.Decoder) error) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	first, err := d.Token()
	if err != nil || first == nil {
		return err
	}
	if first != bracket {
		return fmt.Errorf("found %v, expected %v", first, bracket)
	}
	for d.More() {
		if err := part(d); err != nil {
			return err
		}
	}
	return nil
}

var errTooManyRates = errors.New("too many rates")

func referenceShipment(body []byte) (s Shipment, err error) {
	if !json.Valid(body) {
		return s, errors.New("no JSON")
	}
	err = eachKey(body, func(key string, value json.RawMessage) error {
		switch key {
		case "id":
			return json.Unmarshal(value, &s.ID)
		case "mode":
			return json.Unmarshal(value, &s.Mode)
		case "status":
			return json.Unmarshal(value, &s.Status)
		case "reference":
			return json.Unmarshal(value, &s.Reference)
		case "to_address":
			return referenceAddress(value, &s.To)
		case "parcel":
			return referenceParcel(value, &s.Parcel)
		case "messages":
			s.Messages = 0
			return eachElement(value, func(json.RawMessage) error { s.Messages++; return nil })
		case "rates":
			s.Rates = []Rate{}
			return eachElement(value, func(value json.RawMessage) error {
				if len(s.Rates) == mostRates {
					return errTooManyRates
				}
				rate := Rate{DeliveryDays: -1}
				err := referenceRate(value, &rate)
				s.Rates = append(s.Rates, rate)
				return err
			})
		}
		return nil
	})
	return s, err
}

func referenceAddress(raw json.RawMessage, a *Address) error {
	texts := map[string]*string{
		"id": &a.ID, "name": &a.Name, "street1": &a.Street1, "city": &a.City, "zip": &a.Zip, "country": &a.Country,
	}
	return eachKey(raw, func(key string, value json.RawMessage) error {
		if into := texts[key]; into != nil {
			return json.Unmarshal(value, into)
		}
		return nil
	})
}

func referenceParcel(raw json.RawMessage, p *Parcel) error {
	numbers := map[string]*float64{"length": &p.Length, "width": &p.Width, "height": &p.Height, "weight": &p.Weight}
	return eachKey(raw, func(key string, value json.RawMessage) error {
		if key == "id" {
			return json.Unmarshal(value, &p.ID)
		}
		if into := numbers[key]; into != nil {
			return json.Unmarshal(value, into)
		}
		return nil
	})
}

func referenceRate(raw json.RawMessage, r *Rate) error {
	texts := map[string]*string{"id": &r.ID, "carrier": &r.Carrier, "service": &r.Service, "currency": &r.Currency}
	return eachKey(raw, func(key string, value json.RawMessage) error {
		switch into := texts[key]; {
		case into != nil:
			return json.Unmarshal(value, into)
		case key == "delivery_days":
			return json.Unmarshal(value, &r.DeliveryDays)
		case key == "rate":
			var amount *string
			if err := json.Unmarshal(value, &amount); err != nil || amount == nil {
				return err
			}
			cents, ok := referenceCents(*amount)
			if !ok {
				return fmt.Errorf("amount %q", *amount)
			}
			r.Cents = cents
		}
		return nil
	})
}

func referenceTracker(body []byte) (t Tracker, err error) {
	if !json.Valid(body) {
		return t, errors.New("no JSON")
	}
	texts := map[string]*string{
		"id": &t.ID, "tracking_code": &t.TrackingCode, "status": &t.Status, "carrier": &t.Carrier, "signed_by": &t.SignedBy,
	}
	err = eachKey(body, func(key string, value json.RawMessage) error {
		if into := texts[key]; into != nil {
			return json.Unmarshal(value, into)
		}
		if key == "tracking_details" {
			t.Details = 0
			return eachElement(value, func(json.RawMessage) error { t.Details++; return nil })
		}
		return nil
	})
	return t, err
}

var amountForm = regexp.MustCompile(`^(\d+(\.\d*)?|\.\d+)$`)

// referenceCents reads an amount with exact fractions.
func referenceCents(amount string) (cents int64, ok bool) {
	if !amountForm.MatchString(amount) {
		return 0, false
	}
	value, ok := new(big.Rat).SetString(strings.TrimSuffix(amount, "."))
	if !ok {
		return 0, false
	}
	value.Mul(value, big.NewRat(100, 1))
	if !value.IsInt() {
		return 0, false
	}
	return value.Num().Int64(), digitsOf(amount) <= 16
}

// digitsOf counts the digits that matter: from the first that is not 0 to the
// second after the point.
func digitsOf(amount string) int {
	whole, fraction, _ := strings.Cut(amount, ".")
	return len(strings.TrimLeft(whole+fraction[:min(len(fraction), 2)], "0"))
}
