package simulator

import "strconv"

const ratesPerShipment = 3

// rate is a Rate as kept, within its shipment. Its id is derived from the shipment's serial number.
type rate struct {
	tariff             *tariff // nil = there is no such rate
	rate, list, retail int32   // cents
}

// A rate's serial number is its shipment's, followed by eight bits that say which of its rates it is.
const rateBits = 8

func rateNumber(shipment uint64, index int) uint64 { return shipment<<rateBits | uint64(index) }

const carrierName = "USPS"

// appendRate renders the rate with an index.
func (s *shipment) appendRate(b []byte, w *world, index int) []byte {
	r := &s.rates[index]
	days := int64(r.tariff.days[s.zone])
	b = append(b, `{"billing_type":"easypost","carrier":"`+carrierName+`","carrier_account_id":"`...)
	b = w.carrierAccounts.append(b, 1)
	b = appendTime(append(b, `","created_at":`...), s.created)
	b = append(b, `,"currency":"USD","delivery_date":null,"delivery_date_guaranteed":false,"delivery_days":`...)
	b = strconv.AppendInt(b, days, 10)
	b = strconv.AppendInt(append(b, `,"est_delivery_days":`...), days, 10)
	b = w.rates.append(append(b, `,"id":"`...), rateNumber(s.number, index))
	b = appendCents(append(b, `","list_currency":"USD","list_rate":`...), r.list)
	b = append(append(b, `,"mode":"`...), s.mode.String()...)
	b = appendCents(append(b, `","object":"Rate","rate":`...), r.rate)
	b = appendCents(append(b, `,"retail_currency":"USD","retail_rate":`...), r.retail)
	b = append(append(b, `,"service":"`...), r.tariff.service...)
	b = w.shipments.identity.append(append(b, `","shipment_id":"`...), s.number)
	b = appendTime(append(b, `","updated_at":`...), s.created)
	return append(b, '}')
}

// appendRates renders the list of all rates there are.
func (s *shipment) appendRates(b []byte, w *world) []byte {
	b = append(b, '[')
	for i := range s.rates {
		if s.rates[i].tariff == nil {
			continue
		}
		if b[len(b)-1] == '}' {
			b = append(b, ',')
		}
		b = s.appendRate(b, w, i)
	}
	return append(b, ']')
}

func (c *call) getRate(id string) *apiError {
	number, ok := c.world.rates.number([]byte(id))
	if !ok {
		return errNotFound
	}
	s, index := c.world.shipments.get(number>>rateBits), int(number&(1<<rateBits-1))
	if s == nil || index >= ratesPerShipment || s.rates[index].tariff == nil {
		return errNotFound
	}
	c.out = s.appendRate(c.out, c.world, index)
	return nil
}
