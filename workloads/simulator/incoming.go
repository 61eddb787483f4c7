package simulator

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
)

// incoming is a request whose body is read only as far as it is needed.
type incoming struct {
	request *http.Request
	body    []byte
	longest int  // bytes of a body
	read    bool // the body was read to its end
	lost    bool // the body cannot be read to its end
}

func (in *incoming) begin(r *http.Request) {
	in.request, in.body, in.longest, in.read, in.lost = r, in.body[:0], largestBody, false, false
}

// receive reads the body to its end.
func (in *incoming) receive() *apiError {
	if in.request.ContentLength > int64(in.longest) {
		return errTooLarge
	}
	for {
		if len(in.body) == cap(in.body) {
			in.body = append(in.body, 0)[:len(in.body)]
		}
		// This reads at most one byte more than is allowed, which shows that the body is too large: of a chunk, the library
		// waits until it fills the room that it is given.
		n, err := in.request.Body.Read(in.body[len(in.body):min(cap(in.body), in.longest+1)])
		in.body = in.body[:len(in.body)+n]
		switch {
		case len(in.body) > in.longest:
			return errTooLarge
		case err == io.EOF:
			in.read = true
			return nil
		case errors.Is(err, os.ErrDeadlineExceeded):
			in.lost = true
			return errTooSlow
		case err != nil:
			in.lost = true
			return errBadRequest
		}
	}
}

// arrived tells whether the whole request has been received.
func (in *incoming) arrived() bool {
	return in.read || in.request.Body == nil || in.request.Body == http.NoBody
}

// parameters are the query's, and a form's that came with the request.
func (in *incoming) parameters() (url.Values, *apiError) {
	query := in.request.URL.Query()
	if in.request.ContentLength == 0 {
		return query, nil
	}
	if problem := in.receive(); problem != nil {
		return nil, problem
	}
	if !sentForm(in.request, in.body) {
		return query, nil
	}
	form, err := url.ParseQuery(string(in.body))
	if err != nil {
		return nil, errBadRequest
	}
	for name, values := range form {
		query[name] = append(query[name], values...)
	}
	return query, nil
}

// largestRest bounds how many bytes are read of a body that the answer does not need.
const largestRest = 256 << 10

// hearOut reads what is left of a small body that the answer does not depend on, within the time that the request has
// to arrive. Then the connection can be kept, and a client that sends its whole request before it reads gets its
// answer.
//
// The library would do the same when the answer is written, but would use up the client's time to read the answer.
func (in *incoming) hearOut() {
	if in.arrived() || !in.worthReading() {
		return
	}
	in.body = in.body[:cap(in.body)]
	for rest := largestRest; rest > 0; {
		n, err := in.request.Body.Read(in.body)
		if err != nil {
			in.read = err == io.EOF
			return
		}
		rest -= n
	}
}

// worthReading tells whether the connection can probably be kept when the rest of the body is read.
func (in *incoming) worthReading() bool {
	switch r := in.request; {
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

// interrupts tells whether the answer is sent before the end of its request, so that the connection can't be kept. With
// HTTP/2 it can be kept, since only the request's stream ends.
func (in *incoming) interrupts() bool { return !in.arrived() && in.request.ProtoMajor == 1 }

// overdue tells whether the request did not arrive and will not: its time is over, or its client has closed its side.
// The library has then ended the request's context, so a delay would end at once.
func (in *incoming) overdue() bool { return in.interrupts() && in.request.Context().Err() != nil }
