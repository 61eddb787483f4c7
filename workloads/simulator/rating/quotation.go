package rating

// Quote is what the carriers offer for a shipment. It depends only on the parcel, the zips, the countries, the
// accounts that were asked and the surcharges of that time, so prices are computed when they are rendered and not kept.
type Quote struct {
	tariffs []*tariff // shared by all shipments with the same carriers on the same lane
	refused [Carriers]refusal
	percent int32 // what a billed pound costs on this route
	zone    uint8
	// surcharges are those of the time at which the carriers were asked.
	surcharges Surcharges
}

// offered are the tariffs for each lane and set of carriers, in the order in which an answer has them.
var offered = func() (table [lanes][AllCarriers + 1][]*tariff) {
	for l := range lanes {
		for set := range AllCarriers + 1 {
			for c := range Carriers {
				for i := range companies[c].tariffs[l] {
					if t := &companies[c].tariffs[l][i]; set.Has(c) {
						table[l][set] = append(table[l][set], t)
					}
				}
			}
		}
	}
	return table
}()

// NewQuote asks the carriers of a set what they take for a parcel.
func NewQuote(from, to Location, parcel *Measures, asked CarrierSet) Quote {
	here, there := from.countryCode(), to.countryCode()
	l := laneBetween(here, there)
	var q Quote
	if l == withinStates {
		q.zone = uint8(zoneBetween(from.ZIP, to.ZIP))
		q.percent = zonePercent[q.zone]
	} else {
		q.percent = abroadPercent(here, there)
	}
	rating := asked
	for c := range Carriers {
		if !asked.Has(c) {
			continue
		}
		if q.refused[c] = companies[c].refuses(parcel, l); q.refused[c] != notRefused {
			rating &^= 1 << c
		}
	}
	q.tariffs = offered[l][rating]
	return q
}

// Asked are the carriers that were asked: those that offer something, and those that refused.
func (q *Quote) Asked() (set CarrierSet) {
	for _, t := range q.tariffs {
		set = set.Add(t.carrier)
	}
	for c := range Carriers {
		if q.refused[c] != notRefused {
			set = set.Add(c)
		}
	}
	return set
}

// Offers is how many rates there are.
func (q *Quote) Offers() int { return len(q.tariffs) }

// ZoneNumber is the USPS zone. ok is false where there is none, as abroad.
func (q *Quote) ZoneNumber() (zone uint8, ok bool) { return q.zone, q.zone != unknownZone }

// RefusalOf returns why a carrier that was asked has no rates, or "" if it has some.
func (q *Quote) RefusalOf(c Carrier) string { return refusalTexts[c][q.refused[c]] }

// Offer is one rate, priced.
type Offer struct {
	Carrier            Carrier
	Service            string
	Rate, List, Retail int32 // cents
	Days               int8
}

// Offer prices the rate with an index for the parcel that was quoted.
func (q *Quote) Offer(index int, parcel *Measures) Offer {
	t := q.tariffs[index]
	pounds := companies[t.carrier].billedPounds(parcel)
	return Offer{
		Carrier: t.carrier, Service: t.service, Days: t.days[q.zone],
		Rate:   q.surcharges.of(t.carrier, t.rate.cents(pounds, q.percent)),
		List:   q.surcharges.of(t.carrier, t.list.cents(pounds, q.percent)),
		Retail: q.surcharges.of(t.carrier, t.retail.cents(pounds, q.percent)),
	}
}

// Choice is a service by its names; an empty one stands for any.
type Choice struct{ Carrier, Service string }

// Choose finds the rate that fits a choice; without a service it is the cheapest one.
func (q *Quote) Choose(want Choice, parcel *Measures) (index int, ok bool) {
	best, lowest := -1, int32(0)
	for i, t := range q.tariffs {
		c := &companies[t.carrier]
		if want.Carrier != "" && c.name != want.Carrier || want.Service != "" && t.service != want.Service {
			continue
		}
		if cents := q.surcharges.of(t.carrier, t.rate.cents(c.billedPounds(parcel), q.percent)); best < 0 || cents < lowest {
			best, lowest = i, cents
		}
	}
	return best, best >= 0
}
