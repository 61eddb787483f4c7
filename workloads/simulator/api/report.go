package api

import (
	"net/url"
	"time"

	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/records"
	"ep-benchmark/workloads/simulator/wire"
)

// reportTypes are the types of report by the names in paths, with the names in answers.
var reportTypes = map[string]struct {
	kind   objects.ReportKind
	object string
}{
	"shipment":         {objects.ShipmentReport, "ShipmentReport"},
	"tracker":          {objects.TrackerReport, "TrackerReport"},
	"refund":           {objects.RefundReport, "RefundReport"},
	"payment_log":      {objects.PaymentLogReport, "PaymentLogReport"},
	"shipment_invoice": {objects.ShipmentInvoiceReport, "ShipmentInvoiceReport"},
}

// mostDays bounds the span of a report, as documented.
const mostDays = 31

// createReport is recorded to answer while the report is new; the next look finds it available.
func (c *Call) createReport(name string) *wire.Error {
	of, ok := reportTypes[name]
	if !ok {
		return wire.ErrNotFound
	}
	f, problem := c.fields("report")
	if problem != nil {
		return problem
	}
	made := &records.Report{StartDate: f.Date("start_date"), EndDate: f.Date("end_date"), IncludeChildren: f.Bool("include_children"), Status: records.ReportAvailable}
	if f.Problem != nil {
		return f.Problem
	}
	if problem := c.checkSpan(made); problem != nil {
		return problem
	}
	ring := c.Store.Reports[of.kind]
	made.Meta = meta(c, ring, of.object)
	ring.Put(made)
	shown := *made
	shown.Status = records.ReportNew
	c.show(&shown)
	c.Status = 201
	c.emitRecord("report.new", &shown)
	c.emitRecord("report.available", c.available(made))
	return nil
}

// checkSpan fills the days that were left out, today, and refuses a span that is too long or ends before it begins.
func (c *Call) checkSpan(r *records.Report) *wire.Error {
	today := c.at.UTC().Format(time.DateOnly)
	if r.StartDate == "" {
		r.StartDate = today
	}
	if r.EndDate == "" {
		r.EndDate = max(today, r.StartDate)
	}
	from, _ := time.Parse(time.DateOnly, r.StartDate) // both were checked
	until, _ := time.Parse(time.DateOnly, r.EndDate)
	switch days := until.Sub(from).Hours() / 24; {
	case days < 0:
		return wire.Invalid("end_date", "is before start_date")
	case days > mostDays:
		return wire.Invalid("end_date", "is more than 31 days after start_date")
	}
	return nil
}

// timeOfURL is how long a report's address is said to hold, as recorded. The simulator's holds longer.
const timeOfURL = 30 // seconds

// available is a report with the address of its file.
func (c *Call) available(r *records.Report) *records.Report {
	shown := *r
	shown.URL = records.Text(c.Store.IDs.Files + r.ID + ".zip")
	shown.URLExpiresAt = records.Text(records.Time(c.now + timeOfURL))
	return &shown
}

func (c *Call) getReport(id string) *wire.Error {
	for _, ring := range c.Store.Reports {
		if r := ring.Find([]byte(id)); r != nil {
			c.show(c.available(r))
			return nil
		}
	}
	return wire.ErrNotFound
}

// listReports lists those of one type, whose name stands for an id in the path.
func (c *Call) listReports(name string) *wire.Error {
	query, problem := c.parameters()
	if problem != nil {
		return problem
	}
	return listReportsOf(c, query, reportTypes[name].kind)
}

func listReportsOf(c *Call, query url.Values, kind objects.ReportKind) *wire.Error {
	delete(query, "type") // the Node client sends it beside the path
	p := listing[records.Report]{name: "reports"}
	return listRecordsAs(c, query, c.Store.Reports[kind], p, func(r *records.Report) any { return c.available(r) })
}
