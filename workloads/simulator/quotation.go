package simulator

// quotation is what the carriers offer for a shipment. It depends only on the parcel, the zips, the countries and the
// accounts that were asked, so prices are computed when they are rendered and not kept.
type quotation struct {
	tariffs []*tariff // shared by all shipments with the same carriers on the same lane
	refused [carriers]refusal
	percent int32 // what a billed pound costs on this route
	zone    uint8
}

// carrierSet has a bit for each carrier.
type carrierSet uint8

const allCarriers carrierSet = 1<<carriers - 1

func (s carrierSet) has(c carrierID) bool { return s>>c&1 == 1 }

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

// quoted asks the carriers of a set. Documented: a return goes the other way, from to_address to from_address.
func quoted(s *shipment, asked carrierSet) quotation {
	from, to := s.from, s.to
	if s.isReturn {
		from, to = to, from
	}
	here, there := countryOf(from), countryOf(to)
	l := laneBetween(here, there)
	var q quotation
	if l == withinStates {
		q.zone = uint8(zoneBetween(from.plain(textZip), to.plain(textZip)))
		q.percent = zonePercent[q.zone]
	} else {
		q.percent = abroadPercent(here, there)
	}
	rating := asked
	for c := range carriers {
		if !asked.has(c) {
			continue
		}
		if q.refused[c] = carrierTable[c].refuses(s.parcel, l); q.refused[c] != notRefused {
			rating &^= 1 << c
		}
	}
	q.tariffs = offered[l][rating]
	return q
}

// appendMessages renders why carriers have no rates.
func (q *quotation) appendMessages(b []byte, w *world) []byte {
	b = append(b, '[')
	for c, why := range q.refused {
		if why == notRefused {
			continue
		}
		if b[len(b)-1] == '}' {
			b = append(b, ',')
		}
		b = append(append(b, `{"carrier":"`...), carrierTable[c].name...)
		b = append(append(b, `","carrier_account_id":"`...), w.accounts[c]...)
		b = append(append(b, `","message":"`...), refusalTexts[c][why]...)
		b = append(b, `","type":"rate_error"}`...)
	}
	return append(b, ']')
}
