package simulator

import (
	"io"
	"net/http"
	"time"
)

// largestRest bounds how many bytes are read of a body that the answer does not need.
const largestRest = 256 << 10

// hearOut reads what is left of a small body that the answer does not depend on, within the time that the request has
// to arrive. Then the connection can be kept, and a client that sends its whole request before it reads gets its
// answer.
//
// The library would do the same when the answer is written, but would use up the client's time to read the answer.
func (c *call) hearOut() {
	if c.arrived() || !c.worthReading() {
		return
	}
	c.body = c.body[:cap(c.body)]
	for rest := largestRest; rest > 0; {
		n, err := c.request.Body.Read(c.body)
		if err != nil {
			c.read = err == io.EOF
			return
		}
		rest -= n
	}
}

// worthReading tells whether the connection can probably be kept when the rest of the body is read.
func (c *call) worthReading() bool {
	switch r := c.request; {
	case r.ProtoMajor > 1: // other requests on the connection are not affected
		return false
	case len(c.body) == 0 && r.Header["Expect"] != nil: // the client waits for 100 Continue before it sends
		return false
	case c.lost, len(c.body) > c.longest:
		return false
	default:
		return r.ContentLength-int64(len(c.body)) <= largestRest
	}
}

// interrupts tells whether the answer is sent before the end of its request, so that the connection can't be kept. With
// HTTP/2 it can be kept, since only the request's stream ends.
func (c *call) interrupts() bool { return !c.arrived() && c.request.ProtoMajor == 1 }

// overdue tells whether the request did not arrive and will not: its time is over, or its client has closed its side.
// The library has then ended the request's context, so a delay would end at once.
func (c *call) overdue() bool { return c.interrupts() && c.request.Context().Err() != nil }

// stopReading ends at once the time that a request has to arrive, because the library would otherwise read on before it
// closes the connection.
func stopReading(w http.ResponseWriter) {
	_ = http.NewResponseController(w).SetReadDeadline(time.Unix(1, 0)) // a test's writer has none
}

// giveTimeToTake gives the client the time to take an answer, or a piece of a slow one.
func giveTimeToTake(w http.ResponseWriter, now time.Time) {
	// This uses no http.ResponseController, which would make an error for every writer of a benchmark, since those have no
	// deadlines.
	if timed, ok := w.(interface{ SetWriteDeadline(time.Time) error }); ok {
		_ = timed.SetWriteDeadline(now.Add(readTimeout)) // the write fails if the connection is gone
	}
}
