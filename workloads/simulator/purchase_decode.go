package simulator

import "github.com/go-faster/jx"

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
func (p *purchaseRequest) check(s *shipment, ids *IDs) (index int, problem *apiError) {
	switch {
	case len(p.rate) == 0:
		return 0, missing("rate")
	case p.problem != nil:
		return 0, p.problem
	case s.bought != nil:
		return 0, errPostageExists
	}
	number, ok := ids.rates.number(p.rate)
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
