package objects

import (
	"strconv"

	"ep-benchmark/workloads/simulator/wire"
)

// Append renders the shipment as recorded, with the keys in alphabetical order. Lists without entries (fees, forms,
// messages, rates) are empty, never null.
func (s *Shipment) Append(b []byte, ids *IDs) []byte {
	b = s.Batch.append(append(b, '{'), ids)
	b = s.Buyer.Append(append(b, `,"buyer_address":`...), ids)
	b = wire.AppendTime(append(b, `,"created_at":`...), s.Created)
	b = s.Customs.Append(append(b, `,"customs_info":`...), ids)
	b = s.appendFees(append(b, `,"fees":`...))
	b = s.appendForms(append(b, `,"forms":`...))
	b = s.From.Append(append(b, `,"from_address":`...), ids)
	b = ids.Shipments.Append(append(b, `,"id":"`...), s.Number)
	b = appendInsurance(append(b, `","insurance":`...), s.Insured)
	b = strconv.AppendBool(append(b, `,"is_return":`...), s.isReturn)
	b = s.appendMessages(append(b, `,"messages":`...), ids)
	b = append(append(b, `,"mode":"`...), s.mode.String()...)
	b = append(append(b, `","object":"Shipment","options":{`...), s.options...)
	b = s.appendOrder(append(b, `},"order_id":`...), ids)
	b = s.Parcel.Append(append(b, `,"parcel":`...), ids)
	b = s.appendLabel(append(b, `,"postage_label":`...), ids)
	b = s.AppendRates(append(b, `,"rates":`...), ids)
	b = wire.AppendOptional(append(b, `,"reference":`...), s.Reference)
	b = append(b, `,"refund_status":`...)
	if s.refunded {
		b = append(b, `"submitted"`...)
	} else {
		b = append(b, wire.Null...)
	}
	b = s.Back.Append(append(b, `,"return_address":`...), ids)
	b = s.appendScanForm(append(b, `,"scan_form":`...))
	b = s.appendSelected(append(b, `,"selected_rate":`...), ids)
	b = append(b, `,"status":"unknown"`...)
	b = s.appendTax(b)
	b = s.To.Append(append(b, `,"to_address":`...), ids)
	b = s.appendTracker(append(b, `,"tracker":`...), ids)
	b = wire.AppendTime(append(b, `,"updated_at":`...), s.Changed)
	b = append(b, `,"usps_zone":`...)
	zone, ok := s.quote.ZoneNumber()
	if !ok {
		return append(b, `null}`...)
	}
	return append(strconv.AppendUint(b, uint64(zone), 10), '}')
}

func (s *Shipment) appendSelected(b []byte, ids *IDs) []byte {
	if s.bought == nil {
		return append(b, wire.Null...)
	}
	return s.AppendRateAlone(b, ids, s.bought.index)
}

func (s *Shipment) appendTracker(b []byte, ids *IDs) []byte {
	if s.bought == nil {
		return append(b, `null,"tracking_code":null`...)
	}
	b = s.bought.tracker.Append(b, ids)
	return wire.AppendQuoted(append(b, `,"tracking_code":`...), s.bought.tracker.Key.Code)
}
