package simulator

import "github.com/go-faster/jx"

// shipmentDraft is the body of POST /v2/shipments as sent, or one new shipment of a batch.
type shipmentDraft struct {
	given                 bool
	from, to, back, buyer addressDraft
	parcel                parcelDraft
	customs               customsDraft
	reference             string
	options               optionsDraft
	isReturn              bool
	wish                  Choice
	accounts              accountsDraft
	insured               int64 // cents
	problem               *apiError
}

func (s *shipmentDraft) reset() {
	s.given, s.isReturn, s.reference, s.wish, s.insured, s.problem = false, false, "", Choice{}, 0, nil
	s.from.reset()
	s.to.reset()
	s.back.reset()
	s.buyer.reset()
	s.parcel.reset()
	s.customs.reset()
	s.options.reset()
	s.accounts.reset()
}

// decode reads {"shipment":{…}}; every other key beside it is ignored.
func (s *shipmentDraft) decode(d *jx.Decoder) error {
	return visit(d, func(d *jx.Decoder, key []byte) error {
		if string(key) != "shipment" {
			return d.Skip()
		}
		return visit(d, s.field)
	})
}

func (s *shipmentDraft) field(d *jx.Decoder, key []byte) (err error) {
	s.given = true
	switch string(key) {
	case "from_address":
		return s.from.decode(d)
	case "to_address":
		return s.to.decode(d)
	case "return_address":
		return s.back.decode(d)
	case "buyer_address":
		return s.buyer.decode(d)
	case "parcel":
		return s.parcel.decode(d)
	case "customs_info":
		return s.customs.decode(d)
	case "options":
		return s.options.decode(d)
	case "is_return":
		s.isReturn, err = boolValue(d)
		return err
	case "carrier_accounts":
		return each(d, s.accounts.add)
	case "insurance":
		return s.decodeInsurance(d)
	}
	return s.name(d, key)
}

func (s *shipmentDraft) name(d *jx.Decoder, key []byte) error {
	switch string(key) {
	case "reference":
		return nameValue(d, &s.reference, "reference", &s.problem)
	case "service":
		return nameValue(d, &s.wish.service, "service", &s.problem)
	case "carrier":
		return nameValue(d, &s.wish.carrier, "carrier", &s.problem)
	}
	return d.Skip()
}

func (s *shipmentDraft) decodeInsurance(d *jx.Decoder) (err error) {
	var wrong bool
	if s.insured, wrong, err = amountValue(d); wrong {
		s.problem = invalid("insurance", amountWanted)
	}
	return err
}

// check reports what is missing. An empty shipment is recorded to be a missing one; for its parts that is our choice.
func (s *shipmentDraft) check() *apiError {
	switch {
	case !s.given:
		return missing("shipment")
	case s.problem != nil:
		return s.problem
	case s.options.problem != nil:
		return s.options.problem
	case !s.to.given:
		return missing("to_address")
	case !s.from.given:
		return missing("from_address")
	case !s.parcel.given:
		return missing("parcel")
	}
	return nil
}
