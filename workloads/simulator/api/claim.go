package api

import (
	"fmt"
	"net/url"

	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/records"
	"ep-benchmark/workloads/simulator/wire"
)

// mostAttachments bounds those of one claim.
const mostAttachments = 20

// createClaim files a claim against the insurance of a tracking code.
func (c *Call) createClaim() *wire.Error {
	f, problem := c.fields("claim")
	if problem != nil {
		return problem
	}
	code, kind, cents := f.Required("tracking_code"), f.OneOf("type", "damage", "loss", "theft"), f.Cents("amount")
	made := &records.Claim{
		ContactEmail: records.Text(f.Text("contact_email")), Description: records.Text(f.LongText("description", longestDescription)),
		PaymentMethod: "easypost_wallet", RecipientName: records.Text(f.Text("recipient_name")), Reference: records.Text(f.Text("reference")),
		RequestedAmount: decimals(cents, 2), TrackingCode: code, Type: kind,
	}
	if f.Raw("payment_method") != nil {
		made.PaymentMethod = f.OneOf("payment_method", "easypost_wallet", "mailed_check")
	}
	attached := 0
	for _, name := range []string{"email_evidence_attachments", "invoice_attachments", "supporting_documentation_attachments"} {
		attached += len(f.List(name, mostAttachments))
	}
	switch {
	case f.Problem != nil:
		return f.Problem
	case cents == 0:
		return wire.Missing("amount")
	}
	insured := c.insuranceOf(code)
	switch {
	case insured == nil:
		return wire.ErrNotInsured
	case cents > insured.Cents:
		return wire.Invalid("amount", "is more than what is insured")
	}
	made.Meta = meta(c, c.Store.Claims, "Claim")
	made.CreatedAt = records.ClaimTime(c.now)
	made.InsuranceAmount, made.InsuranceID, made.ShipmentID = decimals(insured.Cents, 2), insured.ID, insured.ShipmentID
	made.Attachments = attachments(made.ID, attached)
	made.Enter(records.ClaimSubmitted, "Claim was created.", c.now) // recorded
	put(c, c.Store.Claims, made, "")
	c.emitRecord("claim.submitted", made)
	return nil
}

// attachments are addresses of what was attached. It is not kept, so they deliberately lead nowhere.
func attachments(id string, count int) []string {
	all := make([]string, count)
	for i := range all {
		all[i] = fmt.Sprintf("https://files.easypost.invalid/insurance/%s_%d", id, i+1)
	}
	return all
}

// insuranceOf finds what a tracking code is insured by, or nil. A shipment that was insured with its postage gets its
// insurance as an object of its own now, since a claim names one.
func (c *Call) insuranceOf(code string) (found *records.Insurance) {
	c.Store.Insurances.Each(func(i *records.Insurance) {
		if i.TrackingCode == code && i.Status != records.InsuranceCancelled {
			found = i
		}
	})
	if found != nil {
		return found
	}
	t := c.Store.Trackers.ByCode(code)
	if t == nil {
		return nil
	}
	s := c.Store.Shipments.Find([]byte(t.ShipmentID(c.Store.IDs)))
	if s == nil || s.Insured == 0 {
		return nil
	}
	made := c.insure(objects.TrackerKey{Code: code, Carrier: t.Key.Carrier}, s.To, s.From, s.Insured)
	c.Store.Insurances.Put(made)
	return made
}

func (c *Call) getClaim(id string) *wire.Error { return showOne(c, c.Store.Claims, id) }

func (c *Call) listClaims(query url.Values) *wire.Error {
	kind, status := query.Get("type"), query.Get("status")
	return listRecords(c, query, c.Store.Claims, listing[records.Claim]{
		name: "claims", filters: []string{"type", "status"},
		fits: func(x *records.Claim) bool {
			return (kind == "" || x.Type == kind) && (status == "" || x.Status == status)
		},
	})
}

func (c *Call) cancelClaim(id string) *wire.Error {
	if problem := c.readBody(noBody{}); problem != nil {
		return problem
	}
	made, problem := change(c, c.Store.Claims, id, func(x *records.Claim) *wire.Error {
		if x.Status != records.ClaimSubmitted {
			return wire.ErrClaimState
		}
		x.Enter(records.ClaimCancelled, "Claim cancellation was requested.", c.now) // recorded
		return nil
	})
	if problem == nil {
		c.show(made)
		c.emitRecord("claim.cancelled", made)
	}
	return problem
}
