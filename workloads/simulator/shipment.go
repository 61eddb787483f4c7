package simulator

import "strconv"

// shipment is a Shipment as kept: what differs between two of them, and no text that can be rendered again.
type shipment struct {
	number                uint64
	created               int64 // seconds since 1970
	from, to, back, buyer *address
	parcel                *parcel
	reference             string
	options               string // the client's own, as "key":value and a comma after each
	refused               string // why the carrier has no rates
	rates                 [ratesPerShipment]rate
	mode                  mode
	zone                  uint8
	isReturn              bool
}

func shipmentSerial(s *shipment) uint64 { return s.number }

// append renders the shipment as recorded, with the keys in the alphabet's order. What it may have none of (fees, forms,
// messages, rates) is an empty list then, never null.
func (s *shipment) append(b []byte, w *world) []byte {
	addresses := w.addresses.identity
	b = append(b, `{"batch_id":null,"batch_message":null,"batch_status":null,"buyer_address":`...)
	b = s.buyer.append(b, addresses)
	b = appendTime(append(b, `,"created_at":`...), s.created)
	b = s.from.append(append(b, `,"customs_info":null,"fees":[],"forms":[],"from_address":`...), addresses)
	b = w.shipments.identity.append(append(b, `,"id":"`...), s.number)
	b = strconv.AppendBool(append(b, `","insurance":null,"is_return":`...), s.isReturn)
	b = s.appendMessages(append(b, `,"messages":`...), w)
	b = append(append(b, `,"mode":"`...), s.mode.String()...)
	b = append(append(b, `","object":"Shipment","options":{`...), s.options...)
	b = s.parcel.append(append(b, `},"order_id":null,"parcel":`...), w.parcels.identity)
	b = s.appendRates(append(b, `,"postage_label":null,"rates":`...), w)
	b = appendOptional(append(b, `,"reference":`...), s.reference)
	b = s.back.append(append(b, `,"refund_status":null,"return_address":`...), addresses)
	b = append(b, `,"scan_form":null,"selected_rate":null,"status":"unknown","to_address":`...)
	b = s.to.append(b, addresses)
	b = append(b, `,"tracker":null,"tracking_code":null,"updated_at":`...)
	b = append(appendTime(b, s.created), `,"usps_zone":`...)
	if s.zone == unknownZone {
		return append(b, `null}`...)
	}
	return append(strconv.AppendUint(b, uint64(s.zone), 10), '}')
}

func (s *shipment) appendMessages(b []byte, w *world) []byte {
	if s.refused == "" {
		return append(b, `[]`...)
	}
	b = append(b, `[{"carrier":"`+carrierName+`","carrier_account_id":"`...)
	b = w.carrierAccounts.append(b, 1)
	b = append(append(b, `","message":"`...), s.refused...)
	return append(b, `","type":"rate_error"}]`...)
}

func (c *call) createShipment() *apiError {
	if problem := c.readBody(&c.draft.shipment); problem != nil {
		return problem
	}
	s, problem := c.draft.shipment.build(c.world, c.now)
	if problem != nil {
		return problem
	}
	s.rated()
	s.number = c.world.shipments.reserve()
	c.world.shipments.put(s)
	c.out = s.append(c.out, c.world)
	c.created("shipments", c.world.shipments.identity, s.number)
	return nil
}

func (c *call) getShipment(id string) *apiError {
	s := c.world.shipments.find([]byte(id))
	if s == nil {
		return errNotFound
	}
	c.out = s.append(c.out, c.world)
	return nil
}
