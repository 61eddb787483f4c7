package simulator

// quotation is what the carriers offer for a shipment. It depends only on the parcel, the zips, the countries and the
// accounts that were asked, so prices are computed when they are rendered and not kept.
type quotation struct {
	tariffs []*tariff // shared by all shipments with the same carriers on the same lane
	refused [carriers]refusal
	percent int32 // what a billed pound costs on this route
	zone    uint8
}

// offered are the tariffs for each lane and set of carriers, in the order in which an answer has them.
var offered = func() (table [lanes][allCarriers + 1][]*tariff) {
	for l := range lanes {
		for set := range allCarriers + 1 {
			for c := range carriers {
				for i := range carrierTable[c].tariffs[l] {
					if t := &carrierTable[c].tariffs[l][i]; set.has(c) {
						table[l][set] = append(table[l][set], t)
					}
				}
			}
		}
	}
	return table
}()

// quote asks the carriers of a set what they take for a parcel.
func quoteFor(from, to Location, parcel *Measures, asked carrierSet) quotation {
	here, there := from.countryCode(), to.countryCode()
	l := laneBetween(here, there)
	var q quotation
	if l == withinStates {
		q.zone = uint8(zoneBetween(from.zip, to.zip))
		q.percent = zonePercent[q.zone]
	} else {
		q.percent = abroadPercent(here, there)
	}
	rating := asked
	for c := range carriers {
		if !asked.has(c) {
			continue
		}
		if q.refused[c] = carrierTable[c].refuses(parcel, l); q.refused[c] != notRefused {
			rating &^= 1 << c
		}
	}
	q.tariffs = offered[l][rating]
	return q
}

// offers is how many rates there are.
func (q *quotation) offers() int { return len(q.tariffs) }

// zoneNumber is the USPS zone. ok is false where there is none, as abroad.
func (q *quotation) zoneNumber() (zone uint8, ok bool) { return q.zone, q.zone != unknownZone }

// refusalOf returns why a carrier that was asked has no rates, or "" if it has some.
func (q *quotation) refusalOf(c carrierID) string { return refusalTexts[c][q.refused[c]] }

// offer is one rate, priced.
type offer struct {
	carrier            carrierID
	service            string
	rate, list, retail int32 // cents
	days               int8
}

// offer prices the rate with an index for the parcel that was quoted.
func (q *quotation) offer(index int, parcel *Measures) offer {
	t := q.tariffs[index]
	pounds := carrierTable[t.carrier].billedPounds(parcel)
	return offer{
		carrier: t.carrier, service: t.service, days: t.days[q.zone],
		rate:   t.rate.cents(pounds, q.percent),
		list:   t.list.cents(pounds, q.percent),
		retail: t.retail.cents(pounds, q.percent),
	}
}

// Choice is a service by its names; an empty one stands for any.
type Choice struct{ carrier, service string }

// choose finds the rate that fits a choice; without a service it is the cheapest one.
func (q *quotation) choose(want Choice, parcel *Measures) (index int, ok bool) {
	best, lowest := -1, int32(0)
	for i, t := range q.tariffs {
		c := &carrierTable[t.carrier]
		if want.carrier != "" && c.name != want.carrier || want.service != "" && t.service != want.service {
			continue
		}
		if cents := t.rate.cents(c.billedPounds(parcel), q.percent); best < 0 || cents < lowest {
			best, lowest = i, cents
		}
	}
	return best, best >= 0
}
