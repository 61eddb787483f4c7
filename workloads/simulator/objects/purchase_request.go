package objects

import (
	"github.com/go-faster/jx"

	"ep-benchmark/workloads/simulator/wire"
)

// PurchaseRequest is the body of POST /v2/shipments/:id/buy as sent.
type PurchaseRequest struct {
	rate    []byte // an id
	Insured int64  // cents
	problem *wire.Error
}

// Reset empties it for the next request; the buffers stay.
func (p *PurchaseRequest) Reset() { *p = PurchaseRequest{rate: p.rate[:0]} }

// Decode reads what was sent.
func (p *PurchaseRequest) Decode(d *jx.Decoder) error {
	return wire.Visit(d, func(d *jx.Decoder, key []byte) (err error) {
		switch string(key) {
		case "rate":
			p.rate, err = wire.ReferenceValue(d, p.rate)
		case "insurance":
			var wrong bool
			if p.Insured, wrong, err = wire.AmountValue(d); wrong {
				p.problem = wire.Invalid("insurance", wire.AmountWanted)
			}
		default:
			err = d.Skip()
		}
		return err
	})
}

// Check finds the rate that is to be bought.
func (p *PurchaseRequest) Check(s *Shipment, ids *IDs) (index int, problem *wire.Error) {
	switch {
	case len(p.rate) == 0:
		return 0, wire.Missing("rate")
	case p.problem != nil:
		return 0, p.problem
	case s.bought != nil:
		return 0, wire.ErrPostageExists
	}
	number, ok := ids.Rates.Number(p.rate)
	if !ok || !s.HasRate(number) {
		return 0, wire.ErrNotFound
	}
	return RateIndex(number), nil
}

// InsuranceRequest is the body of POST /v2/shipments/:id/insure as sent.
type InsuranceRequest struct {
	amount  int64 // cents
	problem *wire.Error
}

// Reset empties it for the next request; the buffers stay.
func (i *InsuranceRequest) Reset() { *i = InsuranceRequest{} }

// Decode reads what was sent.
func (i *InsuranceRequest) Decode(d *jx.Decoder) error {
	return wire.Visit(d, func(d *jx.Decoder, key []byte) (err error) {
		if string(key) != "amount" {
			return d.Skip()
		}
		var wrong bool
		if i.amount, wrong, err = wire.AmountValue(d); wrong {
			i.problem = wire.Invalid("amount", wire.AmountWanted)
		}
		return err
	})
}
