package api

import (
	"net/url"
	"strconv"

	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/rating"
	"ep-benchmark/workloads/simulator/records"
	"ep-benchmark/workloads/simulator/wire"
)

// createInsurance insures a parcel that another company may have sold the postage of. Both addresses are verified, and
// the answer to the purchase still says pending, as recorded.
func (c *Call) createInsurance() *wire.Error {
	f, problem := c.wrapped("insurance")
	if problem != nil {
		return problem
	}
	code, carrier, cents := f.Required("tracking_code"), f.Text("carrier"), f.Cents("amount")
	reference := f.Text("reference")
	if cents == 0 && f.Problem == nil {
		return wire.Missing("amount")
	}
	if f.Problem != nil {
		return f.Problem
	}
	to, problem := c.address(f, "to_address")
	if problem != nil {
		return problem
	}
	from, problem := c.address(f, "from_address")
	if problem != nil {
		return problem
	}
	if carrier == "" {
		carrier = rating.USPS.String()
	}
	made := c.insure(objects.TrackerKey{Code: code, Carrier: carrier}, c.verifiedCopy(to), c.verifiedCopy(from), cents)
	made.Reference = records.Text(reference)
	c.Store.Insurances.Put(made)
	shown := *made
	shown.Status = records.InsurancePending
	c.show(&shown)
	c.Status = 201
	c.Location = append(append(c.Location[:0], `/api/v2/insurances/`...), made.ID...)
	c.emitRecord("insurance.purchased", made)
	return nil
}

// verifiedCopy is an address as it is after a verification, registered.
func (c *Call) verifiedCopy(a *objects.Address) *objects.Address {
	made := a
	if a.Number == 0 || a.Verification == objects.NotVerified {
		made = a.Verify("")
		made.Number = 0
	}
	c.Store.RegisterAddress(made)
	return made
}

// insure makes an insurance, which is not kept yet.
func (c *Call) insure(key objects.TrackerKey, to, from *objects.Address, cents int64) *records.Insurance {
	t, isNew := c.Store.Trackers.FindOrMake(key, c.Store.IDs.Mode, c.now)
	if isNew {
		c.tracked(t)
	}
	made := &records.Insurance{
		Meta: meta(c, c.Store.Insurances, "Insurance"), Cents: cents, Amount: decimals(cents, 5), Messages: []string{},
		Fee:         records.Fee{Amount: decimals(cents/100, 5), Charged: true, Object: "Fee", Type: "InsuranceFee"}, // recorded: one percent
		FromAddress: c.rendered(from), ToAddress: c.rendered(to), Provider: "easypost", Status: records.InsurancePurchased,
		Tracker: t.Append(nil, c.Store.IDs), TrackingCode: key.Code,
	}
	if shipment := t.ShipmentID(c.Store.IDs); shipment != "" {
		made.ShipmentID = &shipment
	}
	return made
}

// decimals renders cents as dollars with the given number of decimals.
func decimals(cents int64, places int) string {
	return strconv.FormatFloat(float64(cents)/100, 'f', places, 64)
}

func (c *Call) getInsurance(id string) *wire.Error { return showOne(c, c.Store.Insurances, id) }

func (c *Call) listInsurances(query url.Values) *wire.Error {
	return listRecords(c, query, c.Store.Insurances, listing[records.Insurance]{name: "insurances"})
}

func (c *Call) refundInsurance(id string) *wire.Error {
	if problem := c.readBody(noBody{}); problem != nil {
		return problem
	}
	made, problem := change(c, c.Store.Insurances, id, func(i *records.Insurance) *wire.Error {
		if i.Status == records.InsuranceCancelled {
			return wire.ErrInsuranceState
		}
		i.Status, i.Messages = records.InsuranceCancelled, []string{"Insurance was cancelled by the user."} // recorded
		return nil
	})
	if problem == nil {
		c.show(made)
		c.emitRecord("insurance.cancelled", made)
	}
	return problem
}
