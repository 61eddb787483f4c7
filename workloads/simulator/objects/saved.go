package objects

import "ep-benchmark/workloads/simulator/rating"

// The forms in which objects are written to a file and read back. What follows from the rest, such as a shipment's
// prices, is not written.

// SavedAddress is an Address in a file.
type SavedAddress struct {
	Number       uint64
	Created      int64
	Text         string
	Ends         [addressTexts]uint16
	Residential  uint8
	Verification Verification
}

// Save returns the address in the form for a file; nil stays nil.
func (a *Address) Save() *SavedAddress {
	if a == nil {
		return nil
	}
	return &SavedAddress{a.Number, a.Created, a.text, a.ends, uint8(a.residential), a.Verification}
}

// Restore makes the address again. Ok is false for texts that no address has.
func (s *SavedAddress) Restore(m Mode) (a *Address, ok bool) {
	if s == nil {
		return nil, true
	}
	begin := uint16(0)
	for _, end := range s.Ends {
		if end < begin+2 || int(end) > len(s.Text) { // each is null, or has two quotes
			return nil, false
		}
		begin = end
	}
	return &Address{
		Number: s.Number, Created: s.Created, text: s.Text, ends: s.Ends, mode: m, residential: tristate(min(s.Residential, uint8(yes))),
		Verification: min(s.Verification, Unverifiable),
	}, true
}

// SavedParcel is a Parcel in a file.
type SavedParcel struct {
	Number     uint64
	Created    int64
	Measures   rating.Measures
	Predefined string
}

// Save returns the parcel in the form for a file.
func (p *Parcel) Save() SavedParcel {
	return SavedParcel{p.Number, p.created, p.Measures, p.predefined}
}

// Restore makes the parcel again.
func (s *SavedParcel) Restore(m Mode) *Parcel {
	return &Parcel{Number: s.Number, created: s.Created, Measures: s.Measures, predefined: s.Predefined, mode: m}
}

// SavedTracker is a Tracker in a file.
type SavedTracker struct {
	Number   uint64
	Created  int64
	Key      TrackerKey
	Shipment uint64
	IsReturn bool
}

// Save returns the tracker in the form for a file.
func (t *Tracker) Save() SavedTracker {
	return SavedTracker{t.Number, t.Created, t.Key, t.shipment, t.isReturn}
}

// Restore makes the tracker again.
func (s *SavedTracker) Restore(m Mode) *Tracker {
	made := NewTracker(s.Number, s.Key, m, s.Created)
	made.shipment, made.isReturn = s.Shipment, s.IsReturn
	if s.Shipment != 0 {
		made.journey = firstJourney(m)
	}
	return made
}

// SavedCustoms is customs information in a file.
type SavedCustoms struct {
	Number  uint64
	Created int64
	Head    string
	Items   []string
}

// Save returns the information in the form for a file; nil stays nil.
func (c *Customs) Save() *SavedCustoms {
	if c == nil {
		return nil
	}
	return &SavedCustoms{c.Number, c.created, c.head, c.items}
}

// Restore makes the information again.
func (s *SavedCustoms) Restore(m Mode) *Customs {
	if s == nil {
		return nil
	}
	return &Customs{Number: s.Number, created: s.Created, mode: m, head: s.Head, items: s.Items}
}

// SavedShipment is a Shipment in a file.
type SavedShipment struct {
	Number, Tracker           uint64 // Tracker is 0 where nothing was bought
	Created, Changed, RatedAt int64
	BoughtAt                  int64
	Bought                    int // the index of the rate
	From, To, Back, Buyer     *SavedAddress
	Parcel                    SavedParcel
	Customs                   *SavedCustoms
	Reference, Options        string
	Extra                     *extra
	Asked                     rating.CarrierSet
	Generation                uint32
	Batch                     *Membership
	Wish                      rating.Choice
	Insured                   int64
	IsReturn, Refunded        bool
}

// Save returns the shipment in the form for a file.
func (s *Shipment) Save() SavedShipment {
	made := SavedShipment{
		Number: s.Number, Created: s.Created, Changed: s.Changed, RatedAt: s.ratedAt, From: s.From.Save(), To: s.To.Save(), Back: s.Back.Save(),
		Buyer: s.Buyer.Save(), Parcel: s.Parcel.Save(), Customs: s.Customs.Save(), Reference: s.Reference, Options: s.options, Extra: s.extra,
		Asked: s.quote.Asked(), Generation: s.generation, Batch: s.Batch, Wish: s.Wish, Insured: s.Insured, IsReturn: s.isReturn, Refunded: s.refunded,
	}
	if s.bought != nil {
		made.BoughtAt, made.Bought, made.Tracker = s.bought.at, s.bought.index, s.bought.tracker.Number
	}
	return made
}

// Restore makes the shipment again. shared finds the object of a ring that is equal to one of the shipment's, so that it
// is kept once. Ok is false for what no shipment is.
func (s *SavedShipment) Restore(ids *IDs, shared func(*Address) *Address) (made *Shipment, ok bool) {
	m := ids.Mode
	made = &Shipment{
		Number: s.Number, Created: s.Created, Changed: s.Changed, ratedAt: s.RatedAt, Reference: s.Reference, options: s.Options, extra: s.Extra,
		generation: s.Generation, Batch: s.Batch, Wish: s.Wish, Insured: s.Insured, mode: m, isReturn: s.IsReturn, refunded: s.Refunded,
	}
	made.Parcel, made.Customs = s.Parcel.Restore(m), s.Customs.Restore(m)
	for _, part := range []struct {
		from *SavedAddress
		into **Address
	}{{s.From, &made.From}, {s.To, &made.To}, {s.Back, &made.Back}, {s.Buyer, &made.Buyer}} {
		a, ok := part.from.Restore(m)
		if !ok || a == nil {
			return nil, false
		}
		*part.into = shared(a)
	}
	if s.Batch != nil && s.Batch.Status >= itemStatuses {
		return nil, false
	}
	made.rate(s.Asked&rating.AllCarriers, &ids.Drift)
	if s.Tracker != 0 {
		if s.Bought < 0 || s.Bought >= made.quote.Offers() {
			return nil, false
		}
		made.Buy(s.Bought, s.Tracker, s.BoughtAt)
	}
	return made, true
}

// Same reports whether two addresses are equal in all that is answered.
func (a *Address) Same(b *Address) bool { return *a == *b }
