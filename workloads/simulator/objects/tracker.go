package objects

import (
	"encoding/base64"
	"strconv"
	"time"

	"ep-benchmark/workloads/simulator/wire"
)

// Tracker is a Tracker as kept.
type Tracker struct {
	Number   uint64
	Created  int64 // seconds since 1970
	Key      TrackerKey
	journey  *journey
	shipment uint64 // the serial number of the one that it came with; 0 = none
	mode     Mode
	isReturn bool
}

// TrackerKey identifies a tracker: two with the same key are the same.
type TrackerKey struct{ Code, Carrier string }

// NewTracker makes the tracker of a code, which stands for a journey.
func NewTracker(number uint64, key TrackerKey, m Mode, now int64) *Tracker {
	return &Tracker{Number: number, Created: now, Key: key, journey: journeyOf(key.Code, m), mode: m}
}

// TrackerSerial is the tracker's serial number.
func TrackerSerial(t *Tracker) uint64 { return t.Number }

// Status is where the parcel is.
func (t *Tracker) Status(ids *IDs) string { return t.at(ids).status }

// IsScanned reports whether a carrier has said something of it.
func (t *Tracker) IsScanned() bool { return len(t.journey.scans) > 0 }

// AppendFirst renders the tracker as it was made, before its carrier was asked.
func (t *Tracker) AppendFirst(b []byte, ids *IDs) []byte {
	first := *t
	first.journey = unknownJourney
	return first.Append(b, ids)
}

// ShipmentID is the id of the shipment that the tracker came with, or "".
func (t *Tracker) ShipmentID(ids *IDs) string {
	if t.shipment == 0 {
		return ""
	}
	return string(ids.Shipments.Append(nil, t.shipment))
}

// Append renders the tracker as recorded.
func (t *Tracker) Append(b []byte, ids *IDs) []byte {
	j := t.at(ids)
	b = wire.AppendQuoted(append(b, `{"carrier":`...), t.Key.Carrier)
	b = j.appendCarrierDetail(append(b, `,"carrier_detail":`...))
	b = wire.AppendTime(append(b, `,"created_at":`...), t.Created)
	b = append(b, `,"est_delivery_date":`...)
	if j.fault || len(j.scans) == 0 {
		b = append(b, wire.Null...)
	} else {
		b = wire.AppendTime(b, t.Created) // recorded: the moment of creation
	}
	b = t.appendFees(append(b, `,"fees":`...))
	b = ids.Trackers.Append(append(b, `,"finalized":true,"id":"`...), t.Number)
	b = strconv.AppendBool(append(b, `","is_return":`...), t.isReturn)
	b = append(append(b, `,"mode":"`...), t.mode.String()...)
	b = t.appendPublicURL(append(b, `","object":"Tracker","public_url":"`...), ids)
	b = t.appendShipment(append(b, `","shipment_id":`...), ids)
	b = wire.AppendOptional(append(b, `,"signed_by":`...), j.signedBy)
	b = append(append(b, `,"status":"`...), j.status...)
	b = append(append(b, `","status_detail":"`...), j.detail...)
	b = wire.AppendQuoted(append(b, `","tracking_code":`...), t.Key.Code)
	b = t.appendScans(append(b, `,"tracking_details":`...), j)
	b = wire.AppendTime(append(b, `,"updated_at":`...), t.Created)
	return append(b, `,"weight":null}`...)
}

// appendFees renders what the tracker cost, as recorded. The one that comes with a shipment costs nothing.
func (t *Tracker) appendFees(b []byte) []byte {
	if t.shipment != 0 {
		return append(b, `[]`...)
	}
	return append(b, `[{"amount":"0.02000","charged":false,"object":"Fee","refunded":false,"type":"TrackerFee"}]`...)
}

func (t *Tracker) appendShipment(b []byte, ids *IDs) []byte {
	if t.shipment == 0 {
		return append(b, wire.Null...)
	}
	return append(ids.Shipments.Append(append(b, '"'), t.shipment), '"')
}

// Recorded; a journey without a scan has none.
func (j *journey) appendCarrierDetail(b []byte) []byte {
	if j.fault || len(j.scans) == 0 {
		return append(b, wire.Null...)
	}
	b = append(b, `{"alternate_identifier":null,"container_type":null,"destination_location":"CHARLESTON SC, 29401",`+
		`"destination_tracking_location":null,"est_delivery_date_local":null,"est_delivery_time_local":null,`+
		`"guaranteed_delivery_date":null,"initial_delivery_attempt":null,"object":"CarrierDetail",`+
		`"origin_location":"HOUSTON TX, 77001","origin_tracking_location":`...)
	b = origin.append(b)
	return append(b, `,"service":"First-Class Package Service"}`...)
}

// appendPublicURL renders the address of the tracker's page: recorded to be the id in base64, with a version before it.
func (t *Tracker) appendPublicURL(b []byte, ids *IDs) []byte {
	var plain [64]byte
	b = append(b, `https://track.easypost.com/`...)
	return base64.RawURLEncoding.AppendEncode(b, ids.Trackers.Append(append(plain[:0], `v1:`...), t.Number))
}

func (t *Tracker) appendScans(b []byte, j *journey) []byte {
	created := time.Unix(t.Created, 0).UTC()
	began := created.AddDate(0, -1, 0).Unix() // recorded: a journey begins a month before its tracker
	b = append(b, '[')
	for i := range j.scans {
		if i > 0 {
			b = append(b, ',')
		}
		s := &j.scans[i]
		if j.fault {
			b = s.append(b, t.Created, "ProcessingError")
		} else {
			b = s.append(b, began+int64(s.after/time.Second), t.Key.Carrier)
		}
	}
	return append(b, ']')
}

func (s *scan) append(b []byte, at int64, source string) []byte {
	b = wire.AppendTime(append(b, `{"carrier_code":"","datetime":`...), at)
	b = append(append(b, `,"description":"","message":"`...), s.message...)
	b = wire.AppendQuoted(append(b, `","object":"TrackingDetail","source":`...), source)
	b = append(append(b, `,"status":"`...), s.status...)
	b = wire.AppendOptional(append(b, `","status_detail":`...), s.detail)
	b = s.place.append(append(b, `,"tracking_location":`...))
	return append(b, '}')
}

// append renders a place; nil is nowhere. Recorded without a country.
func (p *place) append(b []byte) []byte {
	if p == nil {
		p = &place{}
	}
	b = wire.AppendOptional(append(b, `{"city":`...), p.city)
	b = wire.AppendOptional(append(b, `,"country":null,"object":"TrackingLocation","state":`...), p.state)
	b = wire.AppendOptional(append(b, `,"zip":`...), p.zip)
	return append(b, '}')
}
