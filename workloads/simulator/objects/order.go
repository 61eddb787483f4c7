package objects

import (
	"strconv"

	"ep-benchmark/workloads/simulator/rating"
	"ep-benchmark/workloads/simulator/wire"
)

// OrderFrame is what an order has besides its shipments.
type OrderFrame struct {
	Number                uint64
	Created, Changed      int64 // seconds since 1970
	Reference             string
	IsReturn              bool
	To, From, Back, Buyer *Address // Back and Buyer may be nil
}

// Append renders the order as recorded.
func (o *OrderFrame) Append(b []byte, ids *IDs, shipments []*Shipment) []byte {
	back, buyer := o.Back, o.Buyer
	if back == nil {
		back = o.From
	}
	if buyer == nil {
		buyer = o.To
	}
	b = buyer.Append(append(b, `{"buyer_address":`...), ids)
	b = wire.AppendTime(append(b, `,"created_at":`...), o.Created)
	b = o.From.Append(append(b, `,"customs_info":null,"from_address":`...), ids)
	b = ids.Orders.Append(append(b, `,"id":"`...), o.Number)
	b = strconv.AppendBool(append(b, `","is_return":`...), o.IsReturn)
	b = append(b, `,"messages":`...)
	if len(shipments) > 0 {
		b = shipments[0].appendMessages(b, ids)
	} else {
		b = append(b, `[]`...)
	}
	b = append(append(b, `,"mode":"`...), ids.Mode.String()...)
	b = append(b, `","object":"Order","options":{"currency":"USD","payment":{"type":"SENDER"}},"rates":`...)
	b = appendOrderRates(b, ids, shipments)
	b = wire.AppendOptional(append(b, `,"reference":`...), o.Reference)
	b = back.Append(append(b, `,"return_address":`...), ids)
	b = append(b, `,"shipments":[`...)
	for i, s := range shipments {
		if i > 0 {
			b = append(b, ',')
		}
		b = s.Append(b, ids)
	}
	b = o.To.Append(append(b, `],"to_address":`...), ids)
	return append(wire.AppendTime(append(b, `,"updated_at":`...), o.Changed), '}')
}

// appendOrderRates renders the services that all shipments can go by, each for the sum of their prices. The ids are
// those of the first shipment's rates, as recorded for an order of one shipment.
func appendOrderRates(b []byte, ids *IDs, shipments []*Shipment) []byte {
	b = append(b, '[')
	if len(shipments) == 0 {
		return append(b, ']')
	}
	first := shipments[0]
	for index := range first.quote.Offers() {
		o, ok := sum(first.offer(index), shipments[1:])
		if !ok {
			continue
		}
		if b[len(b)-1] == '}' {
			b = append(b, ',')
		}
		b = first.appendOffer(b, ids, &o, index)
	}
	return append(b, ']')
}

// sum adds the prices of one service for further shipments. Ok is false when one of them can't go by it.
func sum(o rating.Offer, shipments []*Shipment) (_ rating.Offer, ok bool) {
	for _, s := range shipments {
		index, problem := s.Choose(rating.Choice{Carrier: o.Carrier.String(), Service: o.Service})
		if problem != nil {
			return o, false
		}
		next := s.offer(index)
		o.Rate, o.List, o.Retail, o.Days = o.Rate+next.Rate, o.List+next.List, o.Retail+next.Retail, max(o.Days, next.Days)
	}
	return o, true
}

// appendOffer renders a rate of an order: without times.
func (s *Shipment) appendOffer(b []byte, ids *IDs, o *rating.Offer, index int) []byte {
	b = appendOfferHead(b, ids, o)
	b = ids.Rates.Append(append(b, `,"created_at":null,"id":"`...), s.rateNumber(index))
	b = append(append(b, `","mode":"`...), s.mode.String()...)
	b = ids.Shipments.Append(append(b, `","shipment_id":"`...), s.Number)
	return append(b, `","updated_at":null}`...)
}

// appendOfferHead renders what a rate has without a shipment: all but ids and times.
func appendOfferHead(b []byte, ids *IDs, o *rating.Offer) []byte {
	days := int64(o.Days)
	b = append(append(b, `{"billing_type":"easypost","carrier":"`...), o.Carrier.String()...)
	b = append(append(b, `","carrier_account_id":"`...), ids.accounts[o.Carrier]...)
	b = append(b, `","currency":"USD","delivery_date":null,"delivery_date_guaranteed":false,"delivery_days":`...)
	b = strconv.AppendInt(b, days, 10)
	b = strconv.AppendInt(append(b, `,"est_delivery_days":`...), days, 10)
	b = wire.AppendCents(append(b, `,"list_currency":"USD","list_rate":`...), o.List)
	b = wire.AppendCents(append(b, `,"object":"Rate","rate":`...), o.Rate)
	b = wire.AppendCents(append(b, `,"retail_currency":"USD","retail_rate":`...), o.Retail)
	b = append(append(b, `,"service":"`...), o.Service...)
	return append(b, '"')
}

// AppendStateless renders rates of a shipment that is not kept, as recorded: they have no ids, and neither has what they
// are for.
func (s *Shipment) AppendStateless(b []byte, ids *IDs) []byte {
	b = append(append(b, `{"from_address":`...), s.From.appendSent()...)
	b = s.appendMessages(append(b, `,"messages":`...), ids)
	b = append(append(b, `,"options":{`...), s.options...)
	b = append(b, `},"parcel":`...)
	b = s.Parcel.appendSent(b)
	b = append(b, `,"rates":[`...)
	for index := range s.quote.Offers() {
		if index > 0 {
			b = append(b, ',')
		}
		b = s.AppendOfferAlone(b, ids, index)
	}
	b = append(append(b, `],"to_address":`...), s.To.appendSent()...)
	return append(b, '}')
}

// appendSent renders the fields that were sent.
func (a *Address) appendSent() []byte {
	b := []byte(`{"object":"Address"`)
	for t := range addressTexts {
		if name := addressNames[t]; name != "" && a.raw(t) != wire.Null {
			b = append(append(append(b, `,"`...), name...), `":`...)
			b = append(b, a.raw(t)...)
		}
	}
	return append(b, '}')
}

func (p *Parcel) appendSent(b []byte) []byte {
	b = wire.AppendMeasure(append(b, `{"height":`...), p.Height)
	b = wire.AppendMeasure(append(b, `,"length":`...), p.Length)
	b = wire.AppendOptional(append(b, `,"object":"Parcel","predefined_package":`...), p.predefined)
	b = wire.AppendMeasure(append(b, `,"weight":`...), p.Weight)
	return append(wire.AppendMeasure(append(b, `,"width":`...), p.Width), '}')
}

// AppendOfferAlone renders the rate with an index of a shipment that is not kept: without ids.
func (s *Shipment) AppendOfferAlone(b []byte, ids *IDs, index int) []byte {
	o := s.offer(index)
	b = appendOfferHead(b, ids, &o)
	return append(append(append(b, `,"mode":"`...), s.mode.String()...), `"}`...)
}
