package api

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"time"

	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/records"
)

// mostRows bounds a report: of too many, the oldest are in it.
const mostRows = 10_000

// reportFile is the file of a report, or nil when there is none: a table of commas in a zip, as the real ones are.
func (c *Call) reportFile(id string) []byte {
	for kind, ring := range c.Store.Reports {
		if r := ring.Find([]byte(id)); r != nil {
			return zipped(r.ID+".csv", c.rows(objects.ReportKind(kind), r))
		}
	}
	return nil
}

func zipped(name string, rows [][]string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	file, _ := z.Create(name)              // a buffer does not fail
	_ = csv.NewWriter(file).WriteAll(rows) // nor does this
	_ = z.Close()
	return b.Bytes()
}

// span is the time that a report is about, in seconds since 1970: from its first day to the end of its last.
func span(r *records.Report) (from, until int64) {
	first, _ := time.Parse(time.DateOnly, r.StartDate) // both were checked
	last, _ := time.Parse(time.DateOnly, r.EndDate)
	return first.Unix(), last.AddDate(0, 0, 1).Unix()
}

func (c *Call) rows(kind objects.ReportKind, r *records.Report) [][]string {
	from, until := span(r)
	within := func(at int64) bool { return at >= from && at < until }
	switch kind {
	case objects.TrackerReport:
		return c.trackerRows(within)
	case objects.RefundReport:
		return c.refundRows(within)
	case objects.PaymentLogReport:
		return c.feeRows(within)
	}
	return c.shipmentRows(within)
}

func (c *Call) shipmentRows(within func(at int64) bool) [][]string {
	rows := [][]string{{"created_at", "id", "tracking_code", "carrier", "service", "rate", "insured_value", "refund_status"}}
	c.Store.Shipments.Each(func(s *objects.Shipment) {
		if s.IsBought() && within(s.Created) && len(rows) <= mostRows {
			carrier, service, cents := s.Purchased()
			rows = append(rows, []string{
				records.Time(s.Created), c.Store.Shipments.ID(s.Number), s.Tracker().Key.Code, carrier, service, decimals(cents, 2),
				decimals(s.Insured, 2), s.RefundStatus(),
			})
		}
	})
	return rows
}

func (c *Call) feeRows(within func(at int64) bool) [][]string {
	rows := [][]string{{"created_at", "shipment_id", "type", "amount"}}
	c.Store.Shipments.Each(func(s *objects.Shipment) {
		if s.IsBought() && within(s.Created) && len(rows) <= mostRows {
			_, _, cents := s.Purchased()
			rows = append(rows, []string{records.Time(s.Created), c.Store.Shipments.ID(s.Number), "PostageFee", decimals(cents, 2)})
		}
	})
	return rows
}

func (c *Call) trackerRows(within func(at int64) bool) [][]string {
	rows := [][]string{{"created_at", "id", "tracking_code", "carrier", "status", "shipment_id"}}
	c.Store.Trackers.Each(func(t *objects.Tracker) {
		if within(t.Created) && len(rows) <= mostRows {
			rows = append(rows, []string{
				records.Time(t.Created), c.Store.Trackers.ID(t.Number), t.Key.Code, t.Key.Carrier, t.Status(c.Store.IDs), t.ShipmentID(c.Store.IDs),
			})
		}
	})
	return rows
}

func (c *Call) refundRows(within func(at int64) bool) [][]string {
	rows := [][]string{{"created_at", "id", "tracking_code", "carrier", "status", "shipment_id"}}
	c.Store.Refunds.Each(func(r *records.Refund) {
		if within(r.Made) && len(rows) <= mostRows {
			rows = append(rows, []string{r.CreatedAt, r.ID, r.TrackingCode, r.Carrier, r.Status, r.ShipmentID})
		}
	})
	return rows
}
