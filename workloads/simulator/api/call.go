// Package api answers the calls of EasyPost's API, from the body to the answer. It knows no delays, no faults and no
// connections: the same call gives the same answer however it came.
package api

import (
	"net/http"
	"time"

	"github.com/go-faster/jx"

	"ep-benchmark/workloads/simulator/endpoint"
	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/ring"
	"ep-benchmark/workloads/simulator/store"
	"ep-benchmark/workloads/simulator/wire"
)

// Call is one request on its way to its answer. No part of it may be kept, because its buffers are used again.
type Call struct {
	incoming
	Out      []byte // the answer
	Location []byte
	Status   int
	Type     []string          // of the answer, as a header's values; nil = JSON
	As       endpoint.Endpoint // the endpoint that the body turned the call into, where that differs from the route
	Store    *store.Store
	at       time.Time
	now      int64 // at, in seconds since 1970
	draft    struct {
		shipment  objects.ShipmentDraft
		address   objects.AddressRequest
		parcel    objects.ParcelRequest
		tracker   objects.TrackerRequest
		purchase  objects.PurchaseRequest
		insurance objects.InsuranceRequest
		batch     objects.BatchRequest
		id        []byte
		fields    wire.Fields
		inner     wire.Fields // those inside the object that a body wraps
	}
}

// NewCall makes a call with buffers for a usual shipment.
func NewCall() Call {
	return Call{incoming: incoming{body: make([]byte, 0, 4<<10)}, Out: make([]byte, 0, 12<<10)}
}

// Begin makes the call one of a request that has come now.
func (c *Call) Begin(r *http.Request, now time.Time) {
	c.begin(r)
	c.Out, c.Location, c.Status, c.Type = c.Out[:0], c.Location[:0], http.StatusOK, nil
	c.As, c.Store, c.at, c.now = endpoint.None, nil, now, now.Unix()
}

// End lets go of the request and returns how many bytes of buffers the call keeps.
func (c *Call) End() int {
	c.Request, c.Store = nil, nil
	c.draft.fields, c.draft.inner = wire.Fields{}, wire.Fields{}
	return cap(c.body) + cap(c.Out)
}

// created marks the answer as a new object's.
func (c *Call) created(path string, ids ring.Identity, number uint64) {
	c.Status = http.StatusCreated
	c.located(path, ids, number)
}

// located tells where an object is found, as the answers that make one do.
func (c *Call) located(path string, ids ring.Identity, number uint64) {
	c.Location = append(append(append(c.Location[:0], `/api/v2/`...), path...), '/') // recorded with /api before it
	c.Location = ids.Append(c.Location, number)
}

// draft is a body that can be decoded.
type draft interface {
	Reset()
	Decode(d *jx.Decoder) error
}

// readBody reads and decodes the body. An empty body, {} and null are all treated as an empty request.
func (c *Call) readBody(into draft) *wire.Error {
	into.Reset()
	if problem := c.Receive(); problem != nil {
		return problem
	}
	if len(c.body) == 0 {
		return nil
	}
	if wire.SentForm(c.Request, c.body) {
		text, ok := wire.FormJSON(c.body)
		if !ok {
			return wire.ErrBadRequest
		}
		c.body = append(c.body[:0], text...)
	}
	if !wire.WellFormed(c.body) {
		return wire.ErrBadRequest
	}
	d := jx.GetDecoder()
	defer jx.PutDecoder(d)
	d.ResetBytes(c.body)
	if into.Decode(d) != nil {
		return wire.ErrBadRequest
	}
	return nil
}

// Fail replaces the answer by an error.
func (c *Call) Fail(problem *wire.Error) {
	c.Status, c.Location, c.Type = problem.Status, c.Location[:0], nil
	c.Out = problem.Append(c.Out[:0])
}

// noBody is the body of a request that has no parameters; any body that is sent is ignored.
type noBody struct{}

// Reset does nothing.
func (noBody) Reset() {}

// Decode skips what was sent.
func (noBody) Decode(d *jx.Decoder) error { return d.Skip() }
