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
	wish                  wish
	accounts              accountsDraft
	insured               int64 // cents
	problem               *apiError
}

func (s *shipmentDraft) reset() {
	s.given, s.isReturn, s.reference, s.wish, s.insured, s.problem = false, false, "", wish{}, 0, nil
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

// build makes the shipment and the objects inside it, without numbers yet.
func (s *shipmentDraft) build(w *world, now int64) (*shipment, *apiError) {
	if problem := s.check(); problem != nil {
		return nil, problem
	}
	made := &shipment{
		created: now, changed: now, ratedAt: now, mode: w.mode, reference: s.reference, options: s.options.text(),
		isReturn: s.isReturn, wish: s.wish, insured: s.insured,
	}
	var problem *apiError
	resolve := func(d *addressDraft, field string) *address {
		if problem != nil || !d.given {
			return nil
		}
		var a *address
		a, problem = d.resolve(w, now, field)
		return a
	}
	made.to = resolve(&s.to, "to_address")
	made.from = resolve(&s.from, "from_address")
	made.back = resolve(&s.back, "return_address")
	made.buyer = resolve(&s.buyer, "buyer_address")
	if problem == nil {
		made.parcel, problem = s.parcel.resolve(w, now)
	}
	if problem == nil && s.customs.given {
		made.customs, problem = s.customs.resolve(w, now)
	}
	if problem != nil {
		return nil, problem
	}
	made.quote = quoted(made, s.accounts.carriers(w, s.wish.carrier))
	return made, nil
}

// number gives the shipment its number, and the objects that came inline theirs, in a fixed order; it fills the
// addresses that were left out.
func (w *world) number(s *shipment) {
	for _, a := range [...]*address{s.to, s.from, s.back, s.buyer} {
		w.registerAddress(a)
	}
	w.registerParcel(s.parcel)
	if s.back == nil {
		s.back = s.from
	}
	if s.buyer == nil {
		s.buyer = s.to
	}
	s.number = w.shipments.reserve()
	if s.customs != nil && s.customs.number == 0 {
		s.customs.number = s.number
	}
}

// put makes a new shipment visible, and its tracker if it has one.
func (w *world) put(s *shipment) {
	w.shipments.put(s)
	if s.bought != nil {
		w.trackers.add(s.bought.tracker)
	}
}

// resolve finds the address that a draft refers to, or makes one that is not registered yet.
func (a *addressDraft) resolve(w *world, now int64, field string) (*address, *apiError) {
	if len(a.id) > 0 {
		if known := w.addresses.find(a.id); known != nil {
			return known, nil
		}
		return nil, errNotFound
	}
	if problem := a.check(field); problem != nil {
		return nil, problem
	}
	return a.build(w.mode, now), nil
}

// resolve finds the parcel that a draft refers to, or makes one that is not registered yet.
func (p *parcelDraft) resolve(w *world, now int64) (*parcel, *apiError) {
	if len(p.id) > 0 {
		if known := w.parcels.find(p.id); known != nil {
			return known, nil
		}
		return nil, errNotFound
	}
	if problem := p.check(); problem != nil {
		return nil, problem
	}
	return p.build(w.mode, now), nil
}
