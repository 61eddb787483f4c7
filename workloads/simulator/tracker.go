package simulator

import (
	"encoding/base64"
	"strconv"
	"time"
)

// tracker is a Tracker as kept.
type tracker struct {
	number   uint64
	created  int64 // seconds since 1970
	key      trackerKey
	journey  *journey
	shipment uint64 // the serial number of the one that it came with; 0 = none
	mode     mode
	isReturn bool
}

// trackerKey identifies a tracker: two with the same key are the same.
type trackerKey struct{ code, carrier string }

func trackerSerial(t *tracker) uint64 { return t.number }

func (t *tracker) append(b []byte, ids *IDs) []byte {
	j := t.journey
	b = appendQuoted(append(b, `{"carrier":`...), t.key.carrier)
	b = j.appendCarrierDetail(append(b, `,"carrier_detail":`...))
	b = appendTime(append(b, `,"created_at":`...), t.created)
	b = append(b, `,"est_delivery_date":`...)
	if j.fault || len(j.scans) == 0 {
		b = append(b, null...)
	} else {
		b = appendTime(b, t.created) // recorded: the moment of creation
	}
	b = t.appendFees(append(b, `,"fees":`...))
	b = ids.trackers.append(append(b, `,"finalized":true,"id":"`...), t.number)
	b = strconv.AppendBool(append(b, `","is_return":`...), t.isReturn)
	b = append(append(b, `,"mode":"`...), t.mode.String()...)
	b = t.appendPublicURL(append(b, `","object":"Tracker","public_url":"`...), ids)
	b = t.appendShipment(append(b, `","shipment_id":`...), ids)
	b = appendOptional(append(b, `,"signed_by":`...), j.signedBy)
	b = append(append(b, `,"status":"`...), j.status...)
	b = append(append(b, `","status_detail":"`...), j.detail...)
	b = appendQuoted(append(b, `","tracking_code":`...), t.key.code)
	b = t.appendScans(append(b, `,"tracking_details":`...))
	b = appendTime(append(b, `,"updated_at":`...), t.created)
	return append(b, `,"weight":null}`...)
}

// appendFees renders what the tracker cost, as recorded. The one that comes with a shipment costs nothing.
func (t *tracker) appendFees(b []byte) []byte {
	if t.shipment != 0 {
		return append(b, `[]`...)
	}
	return append(b, `[{"amount":"0.02000","charged":false,"object":"Fee","refunded":false,"type":"TrackerFee"}]`...)
}

func (t *tracker) appendShipment(b []byte, ids *IDs) []byte {
	if t.shipment == 0 {
		return append(b, null...)
	}
	return append(ids.shipments.append(append(b, '"'), t.shipment), '"')
}

// Recorded; a journey without a scan has none.
func (j *journey) appendCarrierDetail(b []byte) []byte {
	if j.fault || len(j.scans) == 0 {
		return append(b, null...)
	}
	b = append(b, `{"alternate_identifier":null,"container_type":null,"destination_location":"CHARLESTON SC, 29401",`+
		`"destination_tracking_location":null,"est_delivery_date_local":null,"est_delivery_time_local":null,`+
		`"guaranteed_delivery_date":null,"initial_delivery_attempt":null,"object":"CarrierDetail",`+
		`"origin_location":"HOUSTON TX, 77001","origin_tracking_location":`...)
	b = origin.append(b)
	return append(b, `,"service":"First-Class Package Service"}`...)
}

// appendPublicURL renders the address of the tracker's page: recorded to be the id in base64, with a version before it.
func (t *tracker) appendPublicURL(b []byte, ids *IDs) []byte {
	var plain [64]byte
	b = append(b, `https://track.easypost.com/`...)
	return base64.RawURLEncoding.AppendEncode(b, ids.trackers.append(append(plain[:0], `v1:`...), t.number))
}

func (t *tracker) appendScans(b []byte) []byte {
	created := time.Unix(t.created, 0).UTC()
	began := created.AddDate(0, -1, 0).Unix() // recorded: a journey begins a month before its tracker
	b = append(b, '[')
	for i := range t.journey.scans {
		if i > 0 {
			b = append(b, ',')
		}
		s := &t.journey.scans[i]
		if t.journey.fault {
			b = s.append(b, t.created, "ProcessingError")
		} else {
			b = s.append(b, began+int64(s.after/time.Second), t.key.carrier)
		}
	}
	return append(b, ']')
}

func (s *scan) append(b []byte, at int64, source string) []byte {
	b = appendTime(append(b, `{"carrier_code":"","datetime":`...), at)
	b = append(append(b, `,"description":"","message":"`...), s.message...)
	b = appendQuoted(append(b, `","object":"TrackingDetail","source":`...), source)
	b = append(append(b, `,"status":"`...), s.status...)
	b = appendOptional(append(b, `","status_detail":`...), s.detail)
	b = s.place.append(append(b, `,"tracking_location":`...))
	return append(b, '}')
}

// append renders a place; nil is nowhere. Recorded without a country.
func (p *place) append(b []byte) []byte {
	if p == nil {
		p = &place{}
	}
	b = appendOptional(append(b, `{"city":`...), p.city)
	b = appendOptional(append(b, `,"country":null,"object":"TrackingLocation","state":`...), p.state)
	b = appendOptional(append(b, `,"zip":`...), p.zip)
	return append(b, '}')
}
