package simulator

import "strconv"

// A rate's serial number is its shipment's, followed by how often the shipment was rated again and which of its rates
// it is. So the ids of a shipment repeat after it was rated again a million times.
const (
	indexBits      = 4
	generationBits = 20
)

func (s *shipment) rateNumber(index int) uint64 {
	generation := uint64(s.generation) & (1<<generationBits - 1)
	return s.number<<(generationBits+indexBits) | generation<<indexBits | uint64(index)
}

// shipmentOfRate is the serial number of the shipment that a rate belongs or belonged to.
func shipmentOfRate(number uint64) uint64 { return number >> (generationBits + indexBits) }

func rateIndex(number uint64) int { return int(number & (1<<indexBits - 1)) }

// hasRate reports whether the rate with a number is one of the shipment's now.
func (s *shipment) hasRate(number uint64) bool {
	index := rateIndex(number)
	return index < s.quote.offers() && s.rateNumber(index) == number
}

// offer is the rate with an index.
func (s *shipment) offer(index int) offer { return s.quote.offer(index, &s.parcel.Measures) }

// choose finds the rate that fits a choice.
func (s *shipment) choose(want Choice) (index int, problem *apiError) {
	index, ok := s.quote.choose(want, &s.parcel.Measures)
	if !ok {
		return 0, errNoSuchRate
	}
	return index, nil
}

// rateFrame is what all rates of a shipment have in common, rendered once.
type rateFrame struct {
	at       stamp
	shipment [len("shp_") + idDigits]byte
}

func (s *shipment) rateFrame(ids *IDs) (f rateFrame) {
	f.at = stampOf(s.ratedAt)
	ids.shipments.append(f.shipment[:0], s.number)
	return f
}

// appendRate renders the rate with an index.
func (s *shipment) appendRate(b []byte, ids *IDs, f *rateFrame, index int) []byte {
	o := s.offer(index)
	days := int64(o.days)
	b = append(append(b, `{"billing_type":"easypost","carrier":"`...), o.carrier.String()...)
	b = append(append(b, `","carrier_account_id":"`...), ids.accounts[o.carrier]...)
	b = append(append(b, `","created_at":`...), f.at[:]...)
	b = append(b, `,"currency":"USD","delivery_date":null,"delivery_date_guaranteed":false,"delivery_days":`...)
	b = strconv.AppendInt(b, days, 10)
	b = strconv.AppendInt(append(b, `,"est_delivery_days":`...), days, 10)
	b = ids.rates.append(append(b, `,"id":"`...), s.rateNumber(index))
	b = appendCents(append(b, `","list_currency":"USD","list_rate":`...), o.list)
	b = append(append(b, `,"mode":"`...), s.mode.String()...)
	b = appendCents(append(b, `","object":"Rate","rate":`...), o.rate)
	b = appendCents(append(b, `,"retail_currency":"USD","retail_rate":`...), o.retail)
	b = append(append(b, `,"service":"`...), o.service...)
	b = append(append(b, `","shipment_id":"`...), f.shipment[:]...)
	b = append(append(b, `","updated_at":`...), f.at[:]...)
	return append(b, '}')
}

// appendRateAlone renders one rate.
func (s *shipment) appendRateAlone(b []byte, ids *IDs, index int) []byte {
	f := s.rateFrame(ids)
	return s.appendRate(b, ids, &f, index)
}

// appendRates renders the list of all rates there are.
func (s *shipment) appendRates(b []byte, ids *IDs) []byte {
	f := s.rateFrame(ids)
	b = append(b, '[')
	for i := range s.quote.offers() {
		if i > 0 {
			b = append(b, ',')
		}
		b = s.appendRate(b, ids, &f, i)
	}
	return append(b, ']')
}

// appendMessages renders why carriers have no rates.
func (s *shipment) appendMessages(b []byte, ids *IDs) []byte {
	b = append(b, '[')
	for c := range carriers {
		why := s.quote.refusalOf(c)
		if why == "" {
			continue
		}
		if b[len(b)-1] == '}' {
			b = append(b, ',')
		}
		b = append(append(b, `{"carrier":"`...), c.String()...)
		b = append(append(b, `","carrier_account_id":"`...), ids.accounts[c]...)
		b = append(append(b, `","message":"`...), why...)
		b = append(b, `","type":"rate_error"}`...)
	}
	return append(b, ']')
}

// rate asks the carriers of a set. Documented: a return goes the other way, from to_address to from_address.
func (s *shipment) rate(asked carrierSet) {
	from, to := s.from, s.to
	if s.isReturn {
		from, to = to, from
	}
	s.quote = quoteFor(from.location(), to.location(), &s.parcel.Measures, asked)
}
