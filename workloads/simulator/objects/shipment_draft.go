package objects

import (
	"github.com/go-faster/jx"

	"ep-benchmark/workloads/simulator/rating"
	"ep-benchmark/workloads/simulator/wire"
)

// ShipmentDraft is the body of POST /v2/shipments as sent, or one new shipment of a batch.
type ShipmentDraft struct {
	given                 bool
	From, To, Back, Buyer AddressDraft
	Parcel                ParcelDraft
	Customs               CustomsDraft
	reference             string
	options               optionsDraft
	isReturn              bool
	Wish                  rating.Choice
	accounts              accountsDraft
	tax                   taxDraft
	insured               int64 // cents
	problem               *wire.Error
}

// Reset empties it for the next request; the buffers stay.
func (s *ShipmentDraft) Reset() {
	s.given, s.isReturn, s.reference, s.Wish, s.insured, s.problem = false, false, "", rating.Choice{}, 0, nil
	s.From.Reset()
	s.To.Reset()
	s.Back.Reset()
	s.Buyer.Reset()
	s.Parcel.Reset()
	s.Customs.Reset()
	s.options.reset()
	s.accounts.reset()
	s.tax.reset()
}

// Decode reads {"shipment":{…}}; every other key beside it is ignored.
func (s *ShipmentDraft) Decode(d *jx.Decoder) error {
	return wire.Visit(d, func(d *jx.Decoder, key []byte) error {
		if string(key) != "shipment" {
			return d.Skip()
		}
		return wire.Visit(d, s.field)
	})
}

func (s *ShipmentDraft) field(d *jx.Decoder, key []byte) (err error) {
	s.given = true
	switch string(key) {
	case "from_address":
		return s.From.Decode(d)
	case "to_address":
		return s.To.Decode(d)
	case "return_address":
		return s.Back.Decode(d)
	case "buyer_address":
		return s.Buyer.Decode(d)
	case "parcel":
		return s.Parcel.Decode(d)
	case "customs_info":
		return s.Customs.Decode(d)
	case "options":
		return s.options.decode(d)
	case "is_return":
		s.isReturn, err = wire.BoolValue(d)
		return err
	case "carrier_accounts":
		return wire.Each(d, s.accounts.add)
	case "tax_identifiers":
		s.tax.reset() // of two equal keys the last one counts
		return wire.Each(d, s.tax.add)
	case "insurance":
		return s.decodeInsurance(d)
	}
	return s.name(d, key)
}

func (s *ShipmentDraft) name(d *jx.Decoder, key []byte) error {
	switch string(key) {
	case "reference":
		return wire.NameValue(d, &s.reference, "reference", &s.problem)
	case "service":
		return wire.NameValue(d, &s.Wish.Service, "service", &s.problem)
	case "carrier":
		return wire.NameValue(d, &s.Wish.Carrier, "carrier", &s.problem)
	}
	return d.Skip()
}

func (s *ShipmentDraft) decodeInsurance(d *jx.Decoder) (err error) {
	var wrong bool
	if s.insured, wrong, err = wire.AmountValue(d); wrong {
		s.problem = wire.Invalid("insurance", wire.AmountWanted)
	}
	return err
}

// DecodeAccounts reads carrier_accounts that stand beside the shipment, as an order's do.
func (s *ShipmentDraft) DecodeAccounts(raw jx.Raw) error {
	if len(raw) == 0 {
		return nil
	}
	return wire.Each(jx.DecodeBytes(raw), s.accounts.add)
}

// CheckParcel reports what is missing of a shipment whose addresses may come from elsewhere.
func (s *ShipmentDraft) CheckParcel() *wire.Error {
	switch {
	case s.problem != nil:
		return s.problem
	case s.options.problem != nil:
		return s.options.problem
	case s.tax.problem != nil:
		return s.tax.problem
	case !s.Parcel.Given:
		return wire.Missing("parcel")
	}
	return nil
}

// Check reports what is missing. An empty shipment is recorded to be a missing one; for its parts that is our choice.
func (s *ShipmentDraft) Check() *wire.Error {
	switch {
	case !s.given:
		return wire.Missing("shipment")
	case s.problem != nil:
		return s.problem
	case !s.To.Given:
		return wire.Missing("to_address")
	case !s.From.Given:
		return wire.Missing("from_address")
	}
	return s.CheckParcel()
}

// Build makes the shipment, rated and without a number yet.
func (s *ShipmentDraft) Build(parts Parts, ids *IDs, now int64) *Shipment {
	made := &Shipment{
		Parts: parts, Created: now, Changed: now, ratedAt: now, mode: ids.Mode, Reference: s.reference, options: s.options.text(),
		isReturn: s.isReturn, Wish: s.Wish, Insured: s.insured,
	}
	if len(s.tax.text) > 0 {
		made.extras().Tax = string(s.tax.text)
	}
	if s.options.format != 0 {
		made.extras().Format = s.options.format
	}
	made.rate(s.accounts.carriers(ids, s.Wish.Carrier), &ids.Drift)
	return made
}
