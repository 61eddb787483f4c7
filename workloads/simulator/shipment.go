package simulator

import "strconv"

// shipment is a Shipment as kept: what differs between two shipments, without text that can be rendered again. It never
// changes: a change replaces it by a changed copy.
type shipment struct {
	number                uint64
	created               int64 // seconds since 1970
	changed               int64
	ratedAt               int64
	from, to, back, buyer *address
	parcel                *parcel
	customs               *customs
	reference             string
	options               string // the client's own, as "key":value and a comma after each
	quote                 quotation
	generation            uint32 // how often it was rated again
	bought                *purchase
	batch                 *membership
	wish                  wish
	insured               int64 // cents; 0 = it is not
	mode                  mode
	isReturn              bool
	refunded              bool
}

func shipmentSerial(s *shipment) uint64 { return s.number }

// append renders the shipment as recorded, with the keys in alphabetical order. Lists without entries (fees, forms,
// messages, rates) are empty, never null.
func (s *shipment) append(b []byte, w *world) []byte {
	addresses := w.addresses.identity
	b = s.batch.append(append(b, '{'), w)
	b = s.buyer.append(append(b, `,"buyer_address":`...), addresses)
	b = appendTime(append(b, `,"created_at":`...), s.created)
	b = s.customs.append(append(b, `,"customs_info":`...), w)
	b = s.appendFees(append(b, `,"fees":`...))
	b = s.from.append(append(b, `,"forms":[],"from_address":`...), addresses)
	b = w.shipments.identity.append(append(b, `,"id":"`...), s.number)
	b = appendInsurance(append(b, `","insurance":`...), s.insured)
	b = strconv.AppendBool(append(b, `,"is_return":`...), s.isReturn)
	b = s.quote.appendMessages(append(b, `,"messages":`...), w)
	b = append(append(b, `,"mode":"`...), s.mode.String()...)
	b = append(append(b, `","object":"Shipment","options":{`...), s.options...)
	b = s.parcel.append(append(b, `},"order_id":null,"parcel":`...), w.parcels.identity)
	b = s.appendLabel(append(b, `,"postage_label":`...), w)
	b = s.appendRates(append(b, `,"rates":`...), w)
	b = appendOptional(append(b, `,"reference":`...), s.reference)
	b = append(b, `,"refund_status":`...)
	if s.refunded {
		b = append(b, `"submitted"`...)
	} else {
		b = append(b, null...)
	}
	b = s.back.append(append(b, `,"return_address":`...), addresses)
	b = s.appendSelected(append(b, `,"scan_form":null,"selected_rate":`...), w)
	b = s.to.append(append(b, `,"status":"unknown","to_address":`...), addresses)
	b = s.appendTracker(append(b, `,"tracker":`...), w)
	b = appendTime(append(b, `,"updated_at":`...), s.changed)
	b = append(b, `,"usps_zone":`...)
	if s.quote.zone == unknownZone {
		return append(b, `null}`...)
	}
	return append(strconv.AppendUint(b, uint64(s.quote.zone), 10), '}')
}

func (s *shipment) appendSelected(b []byte, w *world) []byte {
	if s.bought == nil {
		return append(b, null...)
	}
	return s.appendRateAlone(b, w, s.bought.index)
}

func (s *shipment) appendTracker(b []byte, w *world) []byte {
	if s.bought == nil {
		return append(b, `null,"tracking_code":null`...)
	}
	b = s.bought.tracker.append(b, w)
	return appendQuoted(append(b, `,"tracking_code":`...), s.bought.tracker.key.code)
}
