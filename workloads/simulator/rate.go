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
	return index < len(s.quote.tariffs) && s.rateNumber(index) == number
}

// cents is the price of the rate with an index.
func (s *shipment) cents(index int) int32 {
	t := s.quote.tariffs[index]
	return t.rate.cents(carrierTable[t.carrier].billedPounds(s.parcel), s.quote.percent)
}

// rateFrame is what all rates of a shipment have in common, rendered once.
type rateFrame struct {
	at       stamp
	shipment [len("shp_") + idDigits]byte
}

func (s *shipment) rateFrame(w *world) (f rateFrame) {
	f.at = stampOf(s.ratedAt)
	w.shipments.identity.append(f.shipment[:0], s.number)
	return f
}

// appendRate renders the rate with an index.
func (s *shipment) appendRate(b []byte, w *world, f *rateFrame, index int) []byte {
	t := s.quote.tariffs[index]
	c := &carrierTable[t.carrier]
	pounds, percent := c.billedPounds(s.parcel), s.quote.percent
	days := int64(t.days[s.quote.zone])
	b = append(append(b, `{"billing_type":"easypost","carrier":"`...), c.name...)
	b = append(append(b, `","carrier_account_id":"`...), w.accounts[t.carrier]...)
	b = append(append(b, `","created_at":`...), f.at[:]...)
	b = append(b, `,"currency":"USD","delivery_date":null,"delivery_date_guaranteed":false,"delivery_days":`...)
	b = strconv.AppendInt(b, days, 10)
	b = strconv.AppendInt(append(b, `,"est_delivery_days":`...), days, 10)
	b = w.rates.append(append(b, `,"id":"`...), s.rateNumber(index))
	b = appendCents(append(b, `","list_currency":"USD","list_rate":`...), t.list.cents(pounds, percent))
	b = append(append(b, `,"mode":"`...), s.mode.String()...)
	b = appendCents(append(b, `","object":"Rate","rate":`...), t.rate.cents(pounds, percent))
	b = appendCents(append(b, `,"retail_currency":"USD","retail_rate":`...), t.retail.cents(pounds, percent))
	b = append(append(b, `,"service":"`...), t.service...)
	b = append(append(b, `","shipment_id":"`...), f.shipment[:]...)
	b = append(append(b, `","updated_at":`...), f.at[:]...)
	return append(b, '}')
}

// appendRateAlone renders one rate.
func (s *shipment) appendRateAlone(b []byte, w *world, index int) []byte {
	f := s.rateFrame(w)
	return s.appendRate(b, w, &f, index)
}

// appendRates renders the list of all rates there are.
func (s *shipment) appendRates(b []byte, w *world) []byte {
	f := s.rateFrame(w)
	b = append(b, '[')
	for i := range s.quote.tariffs {
		if i > 0 {
			b = append(b, ',')
		}
		b = s.appendRate(b, w, &f, i)
	}
	return append(b, ']')
}

func (c *call) getRate(id string) *apiError {
	number, ok := c.world.rates.number([]byte(id))
	if !ok {
		return errNotFound
	}
	s := c.world.shipments.get(shipmentOfRate(number))
	if s == nil || !s.hasRate(number) {
		return errNotFound
	}
	c.out = s.appendRateAlone(c.out, c.world, rateIndex(number))
	return nil
}
