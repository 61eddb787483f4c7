package api

import (
	"net/url"

	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/records"
	"ep-benchmark/workloads/simulator/wire"
)

// mostRefunds bounds the tracking codes of one request.
const mostRefunds = 100

// createRefund asks for the postage of several labels back; the answer is a list without a name, as recorded.
func (c *Call) createRefund() *wire.Error {
	f, problem := c.wrapped("refund")
	if problem != nil {
		return problem
	}
	carrier, codes := f.Required("carrier"), f.Texts("tracking_codes", mostRefunds)
	if f.Problem != nil {
		return f.Problem
	}
	if len(codes) == 0 {
		return wire.Missing("tracking_codes")
	}
	made := make([]*records.Refund, len(codes))
	var shipments []*objects.Shipment
	for _, code := range codes {
		s := c.shipmentOfCode(objects.TrackerKey{Code: code, Carrier: carrier})
		if s == nil {
			return wire.ErrNotFound
		}
		shipments = append(shipments, s)
	}
	for i, s := range shipments {
		made[i] = c.refund(s)
	}
	c.show(made)
	c.Status = 201
	return nil
}

// shipmentOfCode finds the shipment that is tracked by a code and carrier, or nil.
func (c *Call) shipmentOfCode(key objects.TrackerKey) *objects.Shipment {
	t := c.Store.Trackers.ByKey(key)
	if t == nil {
		return nil
	}
	return c.Store.Shipments.Find([]byte(t.ShipmentID(c.Store.IDs)))
}

// refund notes the refund of a bought shipment.
func (c *Call) refund(s *objects.Shipment) *records.Refund {
	_, _ = c.Store.ChangeShipment(s, func(s *objects.Shipment) *wire.Error { // it is bought; one that has left needs no note
		s.Changed = c.now
		return s.Refund()
	})
	made := &records.Refund{
		Meta: meta(c, c.Store.Refunds, "Refund"), Carrier: s.Carrier().String(), ShipmentID: c.Store.Shipments.ID(s.Number),
		Status: records.RefundSubmitted, TrackingCode: s.Tracker().Key.Code,
	}
	made.Mode = "" // recorded: it has none
	c.Store.Refunds.Put(made)
	return made
}

func (c *Call) getRefund(id string) *wire.Error { return showOne(c, c.Store.Refunds, id) }

func (c *Call) listRefunds(query url.Values) *wire.Error {
	return listRecords(c, query, c.Store.Refunds, listing[records.Refund]{name: "refunds"})
}
