package simulator

import (
	"math"
	"strconv"

	"github.com/go-faster/jx"
)

// purchaseRequest is the body of POST /v2/shipments/:id/buy as sent.
type purchaseRequest struct {
	rate    []byte // an id
	insured int64  // cents
	problem *apiError
}

func (p *purchaseRequest) reset() { *p = purchaseRequest{rate: p.rate[:0]} }

func (p *purchaseRequest) decode(d *jx.Decoder) error {
	return visit(d, func(d *jx.Decoder, key []byte) (err error) {
		switch string(key) {
		case "rate":
			p.rate, err = referenceValue(d, p.rate)
		case "insurance":
			var wrong bool
			if p.insured, wrong, err = amountValue(d); wrong {
				p.problem = invalid("insurance", amountWanted)
			}
		default:
			err = d.Skip()
		}
		return err
	})
}

// check finds the rate that is to be bought.
func (p *purchaseRequest) check(s *shipment, w *world) (index int, problem *apiError) {
	switch {
	case len(p.rate) == 0:
		return 0, missing("rate")
	case p.problem != nil:
		return 0, p.problem
	case s.bought != nil:
		return 0, errPostageExists
	}
	number, ok := w.rates.number(p.rate)
	if !ok || !s.hasRate(number) {
		return 0, errNotFound
	}
	return rateIndex(number), nil
}

// insuranceRequest is the body of POST /v2/shipments/:id/insure as sent.
type insuranceRequest struct {
	amount  int64 // cents
	problem *apiError
}

func (i *insuranceRequest) reset() { *i = insuranceRequest{} }

func (i *insuranceRequest) decode(d *jx.Decoder) error {
	return visit(d, func(d *jx.Decoder, key []byte) (err error) {
		if string(key) != "amount" {
			return d.Skip()
		}
		var wrong bool
		if i.amount, wrong, err = amountValue(d); wrong {
			i.problem = invalid("amount", amountWanted)
		}
		return err
	})
}

// noBody is the body of a request that has no parameters; any body that is sent is ignored.
type noBody struct{}

func (noBody) reset() {}

func (noBody) decode(d *jx.Decoder) error { return d.Skip() }

const (
	largestAmount = 1e6 // dollars
	amountWanted  = "must be an amount in dollars, above 0 and at most 1000000"
)

// amountValue reads dollars as cents: a number, or the digits of one in a string. Zero stands for absent.
func amountValue(d *jx.Decoder) (cents int64, wrong bool, err error) {
	text, ok, wrong, err := textValue(d)
	if err != nil || wrong || !ok || len(text) == 0 {
		return 0, wrong, err
	}
	dollars, parseErr := strconv.ParseFloat(string(text), 64)
	if parseErr != nil || math.IsNaN(dollars) || dollars < 0.01 || dollars > largestAmount {
		return 0, true, nil
	}
	return int64(math.Round(dollars * 100)), false, nil
}

// referenceValue reads an id, alone or in the object that it is the id of.
func referenceValue(d *jx.Decoder, into []byte) ([]byte, error) {
	if d.Next() != jx.Object {
		return idValue(d, into)
	}
	into = into[:0]
	err := d.ObjBytes(func(d *jx.Decoder, key []byte) (err error) {
		if string(key) != "id" {
			return d.Skip()
		}
		into, err = idValue(d, into)
		return err
	})
	return into, err
}
