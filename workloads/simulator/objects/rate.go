package objects

import (
	"strconv"
	"time"

	"ep-benchmark/workloads/simulator/rating"
	"ep-benchmark/workloads/simulator/ring"
	"ep-benchmark/workloads/simulator/wire"
)

// A rate's serial number is its shipment's, followed by how often the shipment was rated again and which of its rates
// it is. So the ids of a shipment repeat after it was rated again a million times.
const (
	indexBits      = 4
	generationBits = 20
)

func (s *Shipment) rateNumber(index int) uint64 {
	generation := uint64(s.generation) & (1<<generationBits - 1)
	return s.Number<<(generationBits+indexBits) | generation<<indexBits | uint64(index)
}

// ShipmentOfRate is the serial number of the shipment that a rate belongs or belonged to.
func ShipmentOfRate(number uint64) uint64 { return number >> (generationBits + indexBits) }

// RateIndex is which of its shipment's rates a rate is.
func RateIndex(number uint64) int { return int(number & (1<<indexBits - 1)) }

// HasRate reports whether the rate with a number is one of the shipment's now.
func (s *Shipment) HasRate(number uint64) bool {
	index := RateIndex(number)
	return index < s.quote.Offers() && s.rateNumber(index) == number
}

// offer is the rate with an index.
func (s *Shipment) offer(index int) rating.Offer { return s.quote.Offer(index, &s.Parcel.Measures) }

// Choose finds the rate that fits a choice.
func (s *Shipment) Choose(want rating.Choice) (index int, problem *wire.Error) {
	index, ok := s.quote.Choose(want, &s.Parcel.Measures)
	if !ok {
		return 0, wire.ErrNoSuchRate
	}
	return index, nil
}

// rateFrame is what all rates of a shipment have in common, rendered once.
type rateFrame struct {
	at       wire.Stamp
	shipment [len("shp_") + ring.IDDigits]byte
}

func (s *Shipment) rateFrame(ids *IDs) (f rateFrame) {
	f.at = wire.StampOf(s.ratedAt)
	ids.Shipments.Append(f.shipment[:0], s.Number)
	return f
}

// appendRate renders the rate with an index.
func (s *Shipment) appendRate(b []byte, ids *IDs, f *rateFrame, index int) []byte {
	o := s.offer(index)
	days := int64(o.Days)
	b = append(append(b, `{"billing_type":"easypost","carrier":"`...), o.Carrier.String()...)
	b = append(append(b, `","carrier_account_id":"`...), ids.accounts[o.Carrier]...)
	b = append(append(b, `","created_at":`...), f.at[:]...)
	b = append(b, `,"currency":"USD","delivery_date":null,"delivery_date_guaranteed":false,"delivery_days":`...)
	b = strconv.AppendInt(b, days, 10)
	b = strconv.AppendInt(append(b, `,"est_delivery_days":`...), days, 10)
	b = ids.Rates.Append(append(b, `,"id":"`...), s.rateNumber(index))
	b = wire.AppendCents(append(b, `","list_currency":"USD","list_rate":`...), o.List)
	b = append(append(b, `,"mode":"`...), s.mode.String()...)
	b = wire.AppendCents(append(b, `","object":"Rate","rate":`...), o.Rate)
	b = wire.AppendCents(append(b, `,"retail_currency":"USD","retail_rate":`...), o.Retail)
	b = append(append(b, `,"service":"`...), o.Service...)
	b = append(append(b, `","shipment_id":"`...), f.shipment[:]...)
	b = append(append(b, `","updated_at":`...), f.at[:]...)
	return append(b, '}')
}

// AppendRateAlone renders one rate.
func (s *Shipment) AppendRateAlone(b []byte, ids *IDs, index int) []byte {
	f := s.rateFrame(ids)
	return s.appendRate(b, ids, &f, index)
}

// AppendRates renders the list of all rates there are.
func (s *Shipment) AppendRates(b []byte, ids *IDs) []byte {
	f := s.rateFrame(ids)
	b = append(b, '[')
	for i := range s.quote.Offers() {
		if i > 0 {
			b = append(b, ',')
		}
		b = s.appendRate(b, ids, &f, i)
	}
	return append(b, ']')
}

// appendMessages renders why carriers have no rates.
func (s *Shipment) appendMessages(b []byte, ids *IDs) []byte {
	b = append(b, '[')
	for c := range rating.Carriers {
		why := s.quote.RefusalOf(c)
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

// rate asks the carriers of a set, at the time that the shipment is rated. Documented: a return goes the other way, from to_address to from_address.
func (s *Shipment) rate(asked rating.CarrierSet, drift *rating.Drift) {
	from, to := s.From, s.To
	if s.isReturn {
		from, to = to, from
	}
	s.quote = rating.NewQuote(from.location(), to.location(), &s.Parcel.Measures, asked)
	s.quote.Surcharge(drift.At(time.Unix(s.ratedAt, 0)))
}
