package simulator

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"sync"
	"time"

	"github.com/go-faster/jx"
)

const (
	largestBody   = 1 << 20  // bytes
	largestBatch  = 16 << 20 // bytes: of a body with a batch's shipments, which may be whole ones with all their rates
	largestPooled = 1 << 20  // bytes: a larger buffer is left to the garbage collector

	okStatus = http.StatusOK
)

// call is one request on its way through, with its buffers. Calls are pooled, so no part of one may be kept.
type call struct {
	world    *world
	request  *http.Request
	now      int64 // seconds since 1970
	body     []byte
	out      []byte // the answer
	packed   []byte // the answer compressed
	location []byte
	status   int
	longest  int      // bytes of a body
	read     bool     // the body was read to its end
	lost     bool     // the body cannot be read to its end
	as       endpoint // the endpoint that the body turned the call into, where that differs from the route
	passage
	draft struct {
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

var calls = sync.Pool{New: func() any {
	return &call{body: make([]byte, 0, 4<<10), out: make([]byte, 0, 12<<10)}
}}

func newCall(r *http.Request, now time.Time) *call {
	c := calls.Get().(*call)
	c.request, c.world, c.now, c.status, c.as = r, nil, now.Unix(), okStatus, noEndpoint
	c.longest, c.read, c.lost = largestBody, false, false
	c.body, c.out, c.packed, c.location = c.body[:0], c.out[:0], c.packed[:0], c.location[:0]
	return c
}

func (c *call) release() {
	c.request, c.world = nil, nil
	c.passage = passage{}
	if cap(c.body)+cap(c.out)+cap(c.packed) <= largestPooled {
		calls.Put(c)
	}
}

// answer fills status, location and body for a routed request.
func (c *call) answer(e endpoint, id string) *apiError {
	switch {
	case lists[e] != nil:
		query, problem := c.parameters()
		if problem != nil {
			return problem
		}
		return lists[e](c, query)
	case withIDs[e] != nil:
		return withIDs[e](c, id)
	case creates[e] != nil:
		return creates[e](c)
	}
	return errNotFound
}

// The methods that answer each endpoint: those with only a body, those with an id in their path, and the lists.
var (
	creates = [endpoints]func(c *call) *apiError{
		createAddress:          (*call).createAddress,
		createAndVerifyAddress: (*call).createAndVerifyAddress,
		createParcel:           (*call).createParcel,
		createShipment:         (*call).createShipment,
		createTracker:          (*call).createTracker,
		createBatch:            (*call).createBatch,
	}
	withIDs = [endpoints]func(c *call, id string) *apiError{
		getAddress:      (*call).getAddress,
		verifyAddress:   (*call).verifyAddress,
		getParcel:       (*call).getParcel,
		getShipment:     (*call).getShipment,
		buyShipment:     (*call).buyShipment,
		rerateShipment:  (*call).rerateShipment,
		refundShipment:  (*call).refundShipment,
		insureShipment:  (*call).insureShipment,
		getRate:         (*call).getRate,
		getTracker:      (*call).getTracker,
		deleteTracker:   (*call).deleteTracker,
		getBatch:        (*call).getBatch,
		addToBatch:      (*call).addToBatch,
		removeFromBatch: (*call).removeFromBatch,
		buyBatch:        (*call).buyBatch,
	}
	lists = [endpoints]func(c *call, query url.Values) *apiError{
		listAddresses: (*call).listAddresses,
		listShipments: (*call).listShipments,
		listTrackers:  (*call).listTrackers,
		listBatches:   (*call).listBatches,
	}
)

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

func (c *call) receive() *apiError {
	if c.request.ContentLength > int64(c.longest) {
		return errTooLarge
	}
	for {
		if len(c.body) == cap(c.body) {
			c.body = append(c.body, 0)[:len(c.body)]
		}
		// This reads at most one byte more than is allowed, which shows that the body is too large: of a chunk, the library
		// waits until it fills the room that it is given.
		n, err := c.request.Body.Read(c.body[len(c.body):min(cap(c.body), c.longest+1)])
		c.body = c.body[:len(c.body)+n]
		switch {
		case len(c.body) > c.longest:
			return errTooLarge
		case err == io.EOF:
			c.read = true
			return nil
		case errors.Is(err, os.ErrDeadlineExceeded):
			c.lost = true
			return errTooSlow
		case err != nil:
			c.lost = true
			return errBadRequest
		}
	}
}

// arrived tells whether the whole request has been received.
func (c *call) arrived() bool {
	return c.read || c.request.Body == nil || c.request.Body == http.NoBody
}

// fail replaces the answer by an error.
func (c *call) fail(problem *apiError) {
	c.status, c.location = problem.status, c.location[:0]
	c.out = problem.append(c.out[:0])
}
