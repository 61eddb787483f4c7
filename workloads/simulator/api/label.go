package api

import (
	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/records"
	"ep-benchmark/workloads/simulator/wire"
)

// generateLabel gives a bought label another format.
func (c *Call) generateLabel(id string) *wire.Error {
	query, problem := c.parameters()
	if problem != nil {
		return problem
	}
	format, problem := formatOf(query.Get("file_format"))
	if problem != nil {
		return problem
	}
	s, problem := find(c.Store.Shipments, id)
	if problem != nil {
		return problem
	}
	s, problem = c.Store.ChangeShipment(s, func(s *objects.Shipment) *wire.Error {
		s.Changed = c.now
		return s.ConvertLabel(format)
	})
	if problem == nil {
		c.Out = s.Append(c.Out, c.Store.IDs)
	}
	return problem
}

func formatOf(name string) (objects.Formats, *wire.Error) {
	if name == "" {
		return 0, wire.Missing("file_format")
	}
	format, ok := objects.FormatNamed(name)
	if !ok {
		return 0, wire.Invalid("file_format", "must be PNG, PDF, ZPL or EPL2")
	}
	return format, nil
}

// labelBatch collects the labels of a bought batch in one file. Its answer shows the batch while that is being made, as
// recorded.
func (c *Call) labelBatch(id string) *wire.Error {
	f, problem := c.fields("batch")
	if problem != nil {
		return problem
	}
	format, problem := formatOf(f.Text("file_format"))
	switch {
	case f.Problem != nil:
		return f.Problem
	case problem != nil:
		return problem
	case format == objects.PNG:
		return wire.Invalid("file_format", "must be PDF, ZPL or EPL2")
	}
	return c.remakeBatch(id, func(x *objects.Batch) *wire.Error {
		if !x.IsBought() {
			return wire.ErrBatchState
		}
		shown := *x
		shown.State = objects.BatchLabelGenerating
		c.answerWith(&shown)
		x.State, x.Label = objects.BatchLabelGenerated, format
		return nil
	})
}

// scanBatch makes a scan form of a bought batch. Its answer shows the form while it is being made, as recorded.
func (c *Call) scanBatch(id string) *wire.Error {
	if problem := c.readBody(noBody{}); problem != nil {
		return problem
	}
	return c.remakeBatch(id, func(x *objects.Batch) *wire.Error {
		if !x.IsBought() {
			return wire.ErrBatchState
		}
		var shipments []*objects.Shipment
		for i := range x.Items {
			if s := c.Store.Shipments.Get(x.Items[i].Number); s != nil && s.IsBought() {
				shipments = append(shipments, s)
			}
		}
		if len(shipments) == 0 {
			return wire.ErrBatchState
		}
		made, problem := c.scanForm(shipments)
		if problem != nil {
			return problem
		}
		creating := *made
		creating.Status, creating.Address, creating.FormURL, creating.TrackingCodes = records.ScanFormCreating, nil, nil, []string{}
		shown := *x
		shown.ScanForm, x.ScanForm = string(jsonOf(&creating)), string(jsonOf(made))
		c.answerWith(&shown)
		return nil
	})
}

// formTypes are the papers that a shipment may have, as documented.
var formTypes = []string{
	"cod_return_label", "commercial_invoice", "high_value_report", "label_qr_code", "order_summary", "return_packing_slip", "rma_qr_code",
}

// createForm adds a paper to a bought shipment.
func (c *Call) createForm(id string) *wire.Error {
	if _, problem := find(c.Store.Shipments, id); problem != nil {
		return problem
	}
	f, problem := c.wrapped("form")
	if problem != nil {
		return problem
	}
	kind := f.OneOf("type", formTypes...)
	if f.Problem != nil {
		return f.Problem
	}
	s, problem := find(c.Store.Shipments, id)
	switch {
	case problem != nil:
		return problem
	case !s.IsBought():
		return wire.ErrNoPostage
	}
	at := records.Time(c.now)
	s, problem = c.Store.ChangeShipment(s, func(s *objects.Shipment) *wire.Error {
		number, ok := s.NextForm()
		if !ok {
			return wire.Invalid("form", "is one too many: a shipment has at most 200")
		}
		form := records.Form{Meta: records.Meta{
			ID: string(c.Store.IDs.Forms.Append(nil, number)), Object: "Form", Mode: c.Store.IDs.Mode.String(), CreatedAt: at, UpdatedAt: at,
		}, FormType: kind}
		form.FormURL = c.Store.IDs.Files + form.ID + ".pdf"
		s.AddForm(string(jsonOf(&form)))
		return nil
	})
	if problem != nil {
		return problem
	}
	c.Out = s.Append(c.Out, c.Store.IDs)
	c.created("shipments", c.Store.IDs.Shipments, s.Number)
	c.Location = append(append(c.Location, `/forms/`...), kind...)
	return nil
}
