package easypost

import (
	"context"
	"net/http"
)

// A Label is the part of a bought shipment that is decoded.
type Label struct {
	ID, ShipmentID, TrackingCode string
	Rate                         Rate // that it was bought at
}

// Cheapest is the rate with the lowest price, among those in the currency of
// the first; false where there is no rate.
func (s *Shipment) Cheapest() (Rate, bool) {
	if len(s.Rates) == 0 {
		return Rate{}, false
	}
	cheapest := s.Rates[0]
	for _, rate := range s.Rates[1:] {
		if rate.Currency == cheapest.Currency && rate.Cents < cheapest.Cents {
			cheapest = rate
		}
	}
	return cheapest, true
}

// BuyCheapest buys a shipment's label at its cheapest rate, and checks that the
// answer is about this shipment and rate. The bytes are those of the answer's
// body.
func (s *Session) BuyCheapest(ctx context.Context, shipment *Shipment) (bought Label, bytes int, err error) {
	rate, ok := shipment.Cheapest()
	if !ok {
		return bought, 0, wrong("no label can be bought: the shipment has no rate")
	}
	s.label = Label{}
	address := s.client.endpoint("/shipments/" + shipment.ID + "/buy")
	bytes, err = s.do(ctx, http.MethodPost, address, s.encoder.purchase(rate.ID), &s.label)
	if err == nil {
		err = s.hidden(s.label.check(shipment.ID, rate))
	}
	return s.label, bytes, err
}

func (l *Label) check(shipment string, rate Rate) error {
	switch {
	case l.ShipmentID != shipment:
		return wrong("asked to buy %.40q, was given %.40q", shipment, l.ShipmentID)
	case l.Rate.ID != rate.ID || l.Rate.Cents != rate.Cents:
		return wrong("the shipment was bought at another rate than the one asked for")
	case l.TrackingCode == "" || !identifies(l.ID, "pl_"):
		return wrong("the bought shipment has no label, or no tracking code")
	}
	return nil
}

func (*Label) thing() string { return "bought shipment" }

func (l *Label) decode(d *decoder) error {
	return document(d, func(d *decoder, key []byte) error {
		switch string(key) {
		case "id":
			return text(d, &l.ShipmentID)
		case "tracking_code":
			return text(d, &l.TrackingCode)
		case "selected_rate":
			return l.Rate.decode(d)
		case "postage_label":
			return object(d, func(d *decoder, key []byte) error {
				if string(key) == "id" {
					return text(d, &l.ID)
				}
				return d.skip()
			})
		}
		return d.skip()
	})
}

// purchase renders {"rate":{"id":…}}.
func (e *encoder) purchase(rate string) []byte {
	j := &e.json
	j.Reset()
	j.ObjStart()
	j.FieldStart("rate")
	j.ObjStart()
	e.field("id", rate)
	j.ObjEnd()
	j.ObjEnd()
	return j.Bytes()
}
