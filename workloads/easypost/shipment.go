package easypost

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"strings"

	"ep-benchmark/workloads/shipping"
)

// A Shipment is the part of the API's shipment that is decoded.
type Shipment struct {
	ID, Mode, Status string
	Reference        string
	To               Address
	Parcel           Parcel
	Rates            []Rate
	Messages         int // of carriers that could not rate
}

// An Address is the part of the API's address that is decoded.
type Address struct{ ID, Name, Street1, City, Zip, Country string }

// A Parcel is in inches and ounces.
type Parcel struct {
	ID                            string
	Length, Width, Height, Weight float64
}

// A Rate is one price of a shipment.
type Rate struct {
	ID, Carrier, Service, Currency string
	Cents                          int64
	DeliveryDays                   int // -1 where the carrier does not say
}

// CreateShipment creates a shipment from a spreadsheet line and checks that
// the answer is about that line. The bytes are those of the answer's body.
func (s *Session) CreateShipment(ctx context.Context, line *shipping.Shipment) (created Shipment, bytes int, err error) {
	s.shipment = Shipment{}
	bytes, err = s.do(ctx, http.MethodPost, s.client.shipments, s.encoder.shipment(line), &s.shipment)
	if err == nil {
		err = s.hidden(s.shipment.check(line, s.client.oneDecimal))
	}
	return s.shipment, bytes, err
}

// Shipment retrieves a shipment.
func (s *Session) Shipment(ctx context.Context, id string) (found Shipment, err error) {
	s.shipment = Shipment{}
	_, err = s.do(ctx, http.MethodGet, s.client.endpoint("/shipments/"+id), nil, &s.shipment)
	return s.shipment, err
}

// check compares an answer with the line it was asked for.
func (s *Shipment) check(line *shipping.Shipment, oneDecimal bool) error {
	to := &line.Recipient
	off := 0.0 // by how much a measure may differ
	if oneDecimal {
		off = tenth
	}
	switch {
	case !identifies(s.ID, "shp_"):
		return wrong("expected a shipment's id, found %.40q", s.ID)
	case s.To.Street1 != to.Street1 || s.To.City != to.City || s.To.Zip != to.PostalCode || s.To.Country != to.Country:
		return wrong("the shipment goes to another address than the one sent")
	case !alike(s.Parcel.Weight, line.Weight, off) || !alike(s.Parcel.Length, line.Dimensions.Length, off) ||
		!alike(s.Parcel.Width, line.Dimensions.Width, off) || !alike(s.Parcel.Height, line.Dimensions.Height, off):
		return wrong("the shipment has another parcel than the one sent")
	case len(s.Rates) == 0 && s.Messages == 0:
		return wrong("the shipment has neither rates nor messages why not")
	}
	for i := range s.Rates {
		if r := &s.Rates[i]; !strings.HasPrefix(r.ID, "rate_") || r.Carrier == "" || r.Service == "" || r.Cents <= 0 {
			return wrong("rate %d of the shipment is incomplete", i+1)
		}
	}
	return nil
}

// tenth is how far a measure with one decimal may be from the original, whether
// it was cut off or rounded. It includes the error of floating point.
const tenth = 0.1 + 1e-9

func alike(a, b, off float64) bool { return math.Abs(a-b) <= off }

// mostRates is how many rates an answer may have. All services of all carriers
// together are fewer.
const mostRates = 1000

// usualRates is the most rates for which room is made ahead, as many as the last
// answer had.
const usualRates = 64

func (*Shipment) thing() string { return "shipment" }

func (s *Shipment) decode(d *decoder) error {
	return document(d, func(d *decoder, key []byte) error {
		switch string(key) {
		case "id":
			return text(d, &s.ID)
		case "mode":
			return text(d, &s.Mode)
		case "status":
			return text(d, &s.Status)
		case "reference":
			return text(d, &s.Reference)
		case "to_address":
			return s.To.decode(d)
		case "parcel":
			return s.Parcel.decode(d)
		case "rates":
			return s.decodeRates(d)
		case "messages":
			s.Messages = 0
			return array(d, func(d *decoder) error {
				s.Messages++
				return d.skip()
			})
		}
		return d.skip()
	})
}

func (s *Shipment) decodeRates(d *decoder) error {
	s.Rates = make([]Rate, 0, max(4, d.rates))
	defer func() { d.rates = min(len(s.Rates), usualRates) }()
	return array(d, func(d *decoder) error {
		switch len(s.Rates) {
		case mostRates:
			return fmt.Errorf("more than %d rates", mostRates)
		case cap(s.Rates):
			d.kept.assign() // the rates are about to move
		}
		s.Rates = append(s.Rates, Rate{DeliveryDays: -1})
		return s.Rates[len(s.Rates)-1].decode(d)
	})
}

func (a *Address) decode(d *decoder) error {
	return object(d, func(d *decoder, key []byte) error {
		switch string(key) {
		case "id":
			return text(d, &a.ID)
		case "name":
			return text(d, &a.Name)
		case "street1":
			return text(d, &a.Street1)
		case "city":
			return text(d, &a.City)
		case "zip":
			return text(d, &a.Zip)
		case "country":
			return text(d, &a.Country)
		}
		return d.skip()
	})
}

func (p *Parcel) decode(d *decoder) error {
	return object(d, func(d *decoder, key []byte) error {
		switch string(key) {
		case "id":
			return text(d, &p.ID)
		case "length":
			return number(d, &p.Length)
		case "width":
			return number(d, &p.Width)
		case "height":
			return number(d, &p.Height)
		case "weight":
			return number(d, &p.Weight)
		}
		return d.skip()
	})
}

func (r *Rate) decode(d *decoder) error {
	return object(d, func(d *decoder, key []byte) error {
		switch string(key) {
		case "id":
			return text(d, &r.ID)
		case "carrier":
			return text(d, &r.Carrier)
		case "service":
			return text(d, &r.Service)
		case "currency":
			return text(d, &r.Currency)
		case "rate":
			return money(d, &r.Cents)
		case "delivery_days":
			return days(d, &r.DeliveryDays)
		}
		return d.skip()
	})
}

// identifies tells whether a text is an id of the kind with the prefix. Ids are
// sent back in paths and shown in errors, so other texts are refused. Recorded
// ids have 32 hexadecimal digits after the prefix.
func identifies(id, prefix string) bool {
	const longest, alphabet = 64, "0123456789abcdefABCDEFghijklmnopqrstuvwxyzGHIJKLMNOPQRSTUVWXYZ"
	rest, ok := strings.CutPrefix(id, prefix)
	return ok && rest != "" && len(rest) <= longest && strings.Trim(rest, alphabet) == ""
}
