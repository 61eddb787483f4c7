package simulator

import "strconv"

// append renders the shipment as recorded, with the keys in alphabetical order. Lists without entries (fees, forms,
// messages, rates) are empty, never null.
func (s *shipment) append(b []byte, ids *IDs) []byte {
	b = s.batch.append(append(b, '{'), ids)
	b = s.buyer.append(append(b, `,"buyer_address":`...), ids)
	b = appendTime(append(b, `,"created_at":`...), s.created)
	b = s.customs.append(append(b, `,"customs_info":`...), ids)
	b = s.appendFees(append(b, `,"fees":`...))
	b = s.from.append(append(b, `,"forms":[],"from_address":`...), ids)
	b = ids.shipments.append(append(b, `,"id":"`...), s.number)
	b = appendInsurance(append(b, `","insurance":`...), s.insured)
	b = strconv.AppendBool(append(b, `,"is_return":`...), s.isReturn)
	b = s.appendMessages(append(b, `,"messages":`...), ids)
	b = append(append(b, `,"mode":"`...), s.mode.String()...)
	b = append(append(b, `","object":"Shipment","options":{`...), s.options...)
	b = s.parcel.append(append(b, `},"order_id":null,"parcel":`...), ids)
	b = s.appendLabel(append(b, `,"postage_label":`...), ids)
	b = s.appendRates(append(b, `,"rates":`...), ids)
	b = appendOptional(append(b, `,"reference":`...), s.reference)
	b = append(b, `,"refund_status":`...)
	if s.refunded {
		b = append(b, `"submitted"`...)
	} else {
		b = append(b, null...)
	}
	b = s.back.append(append(b, `,"return_address":`...), ids)
	b = s.appendSelected(append(b, `,"scan_form":null,"selected_rate":`...), ids)
	b = s.to.append(append(b, `,"status":"unknown","to_address":`...), ids)
	b = s.appendTracker(append(b, `,"tracker":`...), ids)
	b = appendTime(append(b, `,"updated_at":`...), s.changed)
	b = append(b, `,"usps_zone":`...)
	zone, ok := s.quote.zoneNumber()
	if !ok {
		return append(b, `null}`...)
	}
	return append(strconv.AppendUint(b, uint64(zone), 10), '}')
}

func (s *shipment) appendSelected(b []byte, ids *IDs) []byte {
	if s.bought == nil {
		return append(b, null...)
	}
	return s.appendRateAlone(b, ids, s.bought.index)
}

func (s *shipment) appendTracker(b []byte, ids *IDs) []byte {
	if s.bought == nil {
		return append(b, `null,"tracking_code":null`...)
	}
	b = s.bought.tracker.append(b, ids)
	return appendQuoted(append(b, `,"tracking_code":`...), s.bought.tracker.key.code)
}
