package api

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"

	"ep-benchmark/workloads/simulator/wire"
)

// incoming is a request whose body is read only as far as it is needed.
type incoming struct {
	Request *http.Request
	body    []byte
	longest int  // bytes of a body
	read    bool // the body was read to its end
	lost    bool // the body cannot be read to its end
}

func (in *incoming) begin(r *http.Request) {
	in.Request, in.body, in.longest, in.read, in.lost = r, in.body[:0], wire.LargestBody, false, false
}

// Receive reads the body to its end.
func (in *incoming) Receive() *wire.Error {
	if in.Request.ContentLength > int64(in.longest) {
		return wire.ErrTooLarge
	}
	for {
		if len(in.body) == cap(in.body) {
			in.body = append(in.body, 0)[:len(in.body)]
		}
		// This reads at most one byte more than is allowed, which shows that the body is too large: of a chunk, the library
		// waits until it fills the room that it is given.
		n, err := in.Request.Body.Read(in.body[len(in.body):min(cap(in.body), in.longest+1)])
		in.body = in.body[:len(in.body)+n]
		switch {
		case len(in.body) > in.longest:
			return wire.ErrTooLarge
		case err == io.EOF:
			in.read = true
			return nil
		case errors.Is(err, os.ErrDeadlineExceeded):
			in.lost = true
			return wire.ErrTooSlow
		case err != nil:
			in.lost = true
			return wire.ErrBadRequest
		}
	}
}

// arrived tells whether the whole request has been received.
func (in *incoming) arrived() bool {
	return in.read || in.Request.Body == nil || in.Request.Body == http.NoBody
}

// parameters are the query's, and a form's that came with the request.
func (in *incoming) parameters() (url.Values, *wire.Error) {
	query := in.Request.URL.Query()
	if in.Request.ContentLength == 0 {
		return query, nil
	}
	if problem := in.Receive(); problem != nil {
		return nil, problem
	}
	if !wire.SentForm(in.Request, in.body) {
		return in.merged(query)
	}
	form, err := url.ParseQuery(string(in.body))
	if err != nil {
		return nil, wire.ErrBadRequest
	}
	for name, values := range form {
		query[name] = append(query[name], values...)
	}
	return query, nil
}

// merged adds the fields of a JSON body to a query: some clients send the parameters of a GET so.
func (in *incoming) merged(query url.Values) (url.Values, *wire.Error) {
	if len(in.body) == 0 {
		return query, nil
	}
	if !wire.WellFormed(in.body) {
		return nil, wire.ErrBadRequest
	}
	fields := wire.FieldsOf(in.body)
	for _, name := range fields.Names() {
		query[name] = append(query[name], fields.Values(name)...)
	}
	return query, nil
}

// largestRest bounds how many bytes are read of a body that the answer does not need.
const largestRest = 256 << 10

// ReadRest reads what is left of a small body that the answer does not depend on, within the time that the request has
// to arrive. Then the connection can be kept, and a client that sends its whole request before it reads gets its
// answer.
//
// The library would do the same when the answer is written, but would use up the client's time to read the answer.
func (in *incoming) ReadRest() {
	if in.arrived() || !in.restWorthReading() {
		return
	}
	in.body = in.body[:cap(in.body)]
	for rest := largestRest; rest > 0; {
		n, err := in.Request.Body.Read(in.body)
		if err != nil {
			in.read = err == io.EOF
			return
		}
		rest -= n
	}
}

// restWorthReading tells whether the connection can probably be kept when the rest of the body is read.
func (in *incoming) restWorthReading() bool {
	switch r := in.Request; {
	case r.ProtoMajor > 1: // other requests on the connection are not affected
		return false
	case len(in.body) == 0 && r.Header["Expect"] != nil: // the client waits for 100 Continue before it sends
		return false
	case in.lost, len(in.body) > in.longest:
		return false
	default:
		return r.ContentLength-int64(len(in.body)) <= largestRest
	}
}

// Interrupts tells whether the answer is sent before the end of its request, so that the connection can't be kept. With
// HTTP/2 it can be kept, since only the request's stream ends.
func (in *incoming) Interrupts() bool { return !in.arrived() && in.Request.ProtoMajor == 1 }

// Overdue tells whether the request did not arrive and will not: its time is over, or its client has closed its side.
// The library has then ended the request's context, so a delay would end at once.
func (in *incoming) Overdue() bool { return in.Interrupts() && in.Request.Context().Err() != nil }
