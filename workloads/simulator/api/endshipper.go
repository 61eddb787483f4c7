package api

import (
	"net/url"

	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/records"
	"ep-benchmark/workloads/simulator/wire"
)

func (c *Call) createEndShipper() *wire.Error {
	a, problem := c.shipperAddress()
	if problem != nil {
		return problem
	}
	made := &records.EndShipper{Meta: meta(c, c.Store.EndShippers, "EndShipper"), Where: a.Where()}
	made.CreatedAt, made.UpdatedAt = shipperTime(c.now), shipperTime(c.now)
	put(c, c.Store.EndShippers, made, "")
	return nil
}

// shipperAddress reads the whole address of an end shipper, in the form that a verification gives it, as recorded.
func (c *Call) shipperAddress() (*objects.Address, *wire.Error) {
	f, problem := c.wrapped("address")
	if problem != nil {
		return nil, problem
	}
	for _, name := range []string{"street1", "city", "state", "zip", "country", "phone", "email"} {
		f.Required(name)
	}
	if f.Problem != nil {
		return nil, f.Problem
	}
	if f.Text("name") == "" && f.Text("company") == "" {
		return nil, wire.Missing("name")
	}
	request := &c.draft.address
	request.Reset()
	body := c.draft.fields.Raw("address")
	if decodeWithoutID(&request.Address, body) != nil {
		return nil, wire.ErrBadRequest
	}
	if problem := request.Address.Check("address"); problem != nil {
		return nil, problem
	}
	return request.Address.Build(c.Store.IDs.Mode, c.now).Verify(""), nil
}

// shipperTime is a time as addresses have it, and end shippers too.
func shipperTime(seconds int64) string {
	at := records.Time(seconds)
	return at[:len(at)-len("Z")] + "+00:00"
}

func (c *Call) getEndShipper(id string) *wire.Error { return showOne(c, c.Store.EndShippers, id) }

// listEndShippers lists the oldest first, as recorded.
func (c *Call) listEndShippers(query url.Values) *wire.Error {
	return listRecords(c, query, c.Store.EndShippers, listing[records.EndShipper]{name: "end_shippers", oldestFirst: true})
}

// updateEndShipper replaces the whole address: every field must be sent again, as documented.
func (c *Call) updateEndShipper(id string) *wire.Error {
	if _, problem := find(c.Store.EndShippers, id); problem != nil {
		return problem
	}
	a, problem := c.shipperAddress()
	if problem != nil {
		return problem
	}
	return changeAndShow(c, c.Store.EndShippers, id, func(e *records.EndShipper) *wire.Error {
		e.Where, e.UpdatedAt = a.Where(), shipperTime(c.now)
		return nil
	})
}
