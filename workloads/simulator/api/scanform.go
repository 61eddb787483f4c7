package api

import (
	"net/url"

	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/records"
	"ep-benchmark/workloads/simulator/wire"
)

// createScanForm is recorded to answer 200 with a form that is done. Its shipments come from one address and by one
// carrier, and none of them is on a form already.
func (c *Call) createScanForm() *wire.Error {
	f, problem := c.fields("scan_form")
	if problem != nil {
		return problem
	}
	var shipments []*objects.Shipment
	for _, raw := range f.List("shipments", objects.MostInBatch) {
		s := c.Store.Shipments.Find([]byte(wire.ReferenceOf(raw)))
		if s == nil {
			return wire.ErrNotFound
		}
		shipments = append(shipments, s)
	}
	switch {
	case f.Problem != nil:
		return f.Problem
	case len(shipments) == 0:
		return wire.Missing("shipments")
	}
	made, problem := c.scanForm(shipments)
	if problem != nil {
		return problem
	}
	c.show(made)
	return nil
}

// scanForm makes the form of shipments, and notes it in each of them.
func (c *Call) scanForm(shipments []*objects.Shipment) (*records.ScanForm, *wire.Error) {
	for _, s := range shipments {
		switch {
		case !s.IsBought():
			return nil, wire.ErrNoPostage
		case s.HasScanForm(), s.Carrier() != shipments[0].Carrier():
			return nil, wire.ErrScanForm
		}
	}
	made := &records.ScanForm{
		Meta: meta(c, c.Store.ScanForms, "ScanForm"), Address: c.rendered(shipments[0].From), Status: records.ScanFormCreated, TrackingCodes: []string{},
	}
	made.Mode = "" // recorded: it has none
	made.FormURL = records.Text(c.Store.IDs.Files + made.ID + ".pdf")
	for _, s := range shipments {
		made.TrackingCodes = append(made.TrackingCodes, s.Tracker().Key.Code)
	}
	if batch := shipments[0].Batch; batch != nil {
		made.BatchID = records.Text(c.Store.Batches.ID(batch.BatchNumber))
	}
	c.Store.ScanForms.Put(made)
	text := string(jsonOf(made))
	for _, s := range shipments {
		_, _ = c.Store.ChangeShipment(s, func(s *objects.Shipment) *wire.Error { // one that has left needs no note
			s.SetScanForm(text)
			return nil
		})
	}
	c.emitRecord("scan_form.created", made)
	c.emitRecord("scan_form.updated", made)
	return made, nil
}

func (c *Call) getScanForm(id string) *wire.Error { return showOne(c, c.Store.ScanForms, id) }

func (c *Call) listScanForms(query url.Values) *wire.Error {
	return listRecords(c, query, c.Store.ScanForms, listing[records.ScanForm]{name: "scan_forms"})
}
