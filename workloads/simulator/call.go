package simulator

import (
	"net/http"
	"time"

	"github.com/go-faster/jx"
)

// Call is one request on its way to its answer, with its buffers. No part of one may be kept: the buffers are used again.
type call struct {
	incoming
	out      []byte // the answer
	location []byte
	status   int
	as       endpoint // the endpoint that the body turned the call into, where that differs from the route
	store    *Store
	now      int64 // seconds since 1970
	draft    struct {
		shipment  shipmentDraft
		address   addressRequest
		parcel    parcelRequest
		tracker   trackerRequest
		purchase  purchaseRequest
		insurance insuranceRequest
		batch     batchRequest
		id        []byte
	}
}

// newCall makes a call with buffers for a usual shipment.
func newCall() call {
	return call{incoming: incoming{body: make([]byte, 0, 4<<10)}, out: make([]byte, 0, 12<<10)}
}

// begin makes the call one of a request that has come now.
func (c *call) begin(r *http.Request, now time.Time) {
	c.incoming.begin(r)
	c.out, c.location, c.status = c.out[:0], c.location[:0], http.StatusOK
	c.as, c.store, c.now = noEndpoint, nil, now.Unix()
}

// end lets go of the request and returns how many bytes of buffers the call keeps.
func (c *call) end() int {
	c.request, c.store = nil, nil
	return cap(c.body) + cap(c.out)
}

// created marks the answer as a new object's.
func (c *call) created(path string, ids identity, number uint64) {
	c.status = http.StatusCreated
	c.location = append(append(append(c.location[:0], `/api/v2/`...), path...), '/') // recorded with /api before it
	c.location = ids.append(c.location, number)
}

// draft is a body that can be decoded.
type draft interface {
	reset()
	decode(d *jx.Decoder) error
}

// readBody reads and decodes the body. An empty body, {} and null are all treated as an empty request.
func (c *call) readBody(into draft) *apiError {
	into.reset()
	if problem := c.receive(); problem != nil {
		return problem
	}
	if len(c.body) == 0 {
		return nil
	}
	if sentForm(c.request, c.body) {
		text, ok := formJSON(c.body)
		if !ok {
			return errBadRequest
		}
		c.body = append(c.body[:0], text...)
	}
	if !wellFormed(c.body) {
		return errBadRequest
	}
	d := jx.GetDecoder()
	defer jx.PutDecoder(d)
	d.ResetBytes(c.body)
	if into.decode(d) != nil {
		return errBadRequest
	}
	return nil
}

// fail replaces the answer by an error.
func (c *call) fail(problem *apiError) {
	c.status, c.location = problem.status, c.location[:0]
	c.out = problem.append(c.out[:0])
}

// noBody is the body of a request that has no parameters; any body that is sent is ignored.
type noBody struct{}

func (noBody) reset() {}

func (noBody) decode(d *jx.Decoder) error { return d.Skip() }
